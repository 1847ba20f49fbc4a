import { schemaNames } from "../domain/comment-system.ts";
import type { CommentSystem } from "../targets/contract/comment-system.ts";
import { systems } from "../targets/systems.ts";

const list = new Intl.ListFormat("en-US", { type: "disjunction" });

/** What settings say of the comment systems, in the words of their descriptions. */
export const systemsInWords = {
  names: list.format(schemaNames.map((name) => `${code(name)} (${systems[name].about})`)),
  formats: schemaNames
    .map((name) => `${code(name)}: ${list.format(systems[name].formats.map(code))}`)
    .join("; "),
  apiBases: schemaNames.map((name) => `${code(name)}: ${systems[name].apiBase}`).join("; "),
  shortcodes: list.format(
    schemaNames.flatMap((name) => {
      const { shortcode } = systems[name];
      return shortcode === undefined ? [] : [`${code(name)}, whose own is ${code(shortcode)}`];
    }),
  ),
} as const;

/** The comment systems with their titles, in the order of the documents. */
export const systemTitles = schemaNames.map((name) => ({ name, title: systems[name].title }));

/** The names of those systems, as a sentence about a setting has them. */
export function systemsThat(isMeant: (system: CommentSystem) => boolean): string {
  return list.format(schemaNames.filter((name) => isMeant(systems[name])));
}

function code(text: string): string {
  return `\`${text}\``;
}
