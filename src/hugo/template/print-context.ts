import type { PrintContext } from "./printed-values.ts";

const stringsAndComments =
  /"(?:[^"\\\n]|\\[\s\S])*("|\n|$)|'(?:[^'\\\n]|\\[\s\S])*('|\n|$)|`(?:[^`\\]|\\[\s\S])*(`|$)|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;

/** Where in HTML or JavaScript the end of a text stands that is being rendered. */
export function contextAtEnd(html: string): PrintContext {
  const opening = html.lastIndexOf("<script");
  if (opening < 0 || html.lastIndexOf("</script") > opening) return "html";
  const start = endOfTag(html, opening);
  if (start === undefined) return "html";
  for (const [token, double, single, back] of html.slice(start).matchAll(stringsAndComments)) {
    // The closing quote is empty only where the text ends inside the string.
    if (/^["'`]/.test(token) && (double ?? single ?? back) === "") return "string";
  }
  return "script";
}

function endOfTag(html: string, opening: number): number | undefined {
  let quote = "";
  for (let index = opening; index < html.length; index += 1) {
    const char = html[index];
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if (char === ">") return index + 1;
  }
  return undefined;
}
