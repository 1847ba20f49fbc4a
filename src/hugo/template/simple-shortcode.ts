import type { ThreadAddress } from "../../domain/page.ts";
import type { WidgetReader } from "../../domain/widget.ts";
import type { ShortcodeCall } from "../../shortcode/shortcode-lexer.ts";

/** What one action of a template prints for a call; undefined where only a build can tell. */
type Printer = (call: ShortcodeCall) => string | undefined;

const action = /\{\{-?\s*([\s\S]*?)\s*-?\}\}/g;
// What is kept in a variable prints nothing, and stays unknown.
const assignment = /^\$\w+\s*:?=(?!=)(?![\s\S]*\bpartial)/;
const comment = /^\/\*[\s\S]*\*\/$/;

/**
 * What a shortcode shows whose template takes the thread id from a literal or straight from a parameter
 * (`{{ .Get 0 }}`), and decides nothing; undefined for any other. Settings that come from elsewhere are
 * left out.
 */
export function simpleThreads(
  template: string,
  call: ShortcodeCall,
  readWidgets: WidgetReader,
): readonly ThreadAddress[] | undefined {
  let isSimple = true;
  const html = template.replace(action, (_, code: string, offset: number) => {
    const printed = printerOf(code)?.(call) ?? (isValue(code) ? unknown : undefined);
    isSimple &&= printed !== undefined;
    // Where a script expects a value, Hugo puts the quotes.
    const isBare = printed !== "" && /[:=(,]\s*$/.test(template.slice(0, offset));
    return isBare ? JSON.stringify(printed) : (printed ?? "");
  });
  if (!isSimple) return undefined;
  const found = readWidgets(html);
  const threads = found.flatMap((one) =>
    one.kind === "complete" && !one.address.threadId.includes(unknown) ? [known(one.address)] : [],
  );
  return threads.length === found.length ? threads : undefined;
}

/** Stands for what only a build can tell. */
const unknown = "value-of-a-build";

/** An action that prints something, and decides nothing over what is around it. */
function isValue(code: string): boolean {
  return !/^(?:if|else|end|with|range|define|block|template|return|break|continue)\b|\bpartial/.test(
    code,
  );
}

function known({ threadId, siteName, serverName, serverUrl }: ThreadAddress): ThreadAddress {
  const known = (value: string | undefined) => (value?.includes(unknown) ? undefined : value);
  return {
    threadId,
    siteName: known(siteName),
    serverName: known(serverName),
    serverUrl: known(serverUrl),
  };
}

function printerOf(code: string): Printer | undefined {
  if (comment.test(code) || assignment.test(code)) return () => "";
  const [, get] =
    /^\.Get\s+(\d+|"[^"]*"|`[^`]*`)(?:\s*\|\s*(?:safeHTML|safeJS|htmlEscape))?$/.exec(code) ?? [];
  const [, index] = /^index\s+\.Params\s+(\d+|"[^"]*")$/.exec(code) ?? [];
  const key = get ?? index;
  if (key === undefined) return undefined;
  return (call) => {
    const value = /^\d/.test(key) ? call.positional[Number(key)] : call.named.get(key.slice(1, -1));
    // Other numbers are printed in another way than they are written.
    const isPlain = typeof value === "string" || Number.isSafeInteger(value);
    return isPlain ? plain(String(value)) : undefined;
  };
}

/** What Hugo would print in another way inside a script is left to it. */
function plain(value: string): string | undefined {
  return /^[\w ./:~@+-]*$/.test(value) ? value : undefined;
}

/** What a call shows of a shortcode that the user named: the thread of its first parameter or `id`. */
export function namedThread({
  positional,
  named,
}: ShortcodeCall): readonly ThreadAddress[] | undefined {
  const first = positional[0] ?? named.get("id") ?? named.values().next().value;
  const threadId = String(first ?? "").trim();
  return threadId === "" ? undefined : [{ threadId }];
}
