import type { Finding } from "../../comment/finding.ts";
import type { Section } from "../../comment/page.ts";
import { lineFinder } from "./content-split.ts";
import { type ShortcodeCall, scanShortcodes } from "./shortcode-lexer.ts";

/** The comment sections of one content file. */
export interface ContentSections {
  /** Each section once, in the order of the text. */
  readonly sections: readonly Section[];
  readonly findings: readonly Finding[];
}

/**
 * Finds the comment sections of a content file's text.
 * @param shortcodes names of the shortcodes that show comments
 * @param place the file, and the line in which the text begins
 */
export function findSections(
  text: string,
  shortcodes: readonly string[],
  place: { readonly file: string; readonly line: number },
): ContentSections {
  const sections = new Map<string, Section>();
  const findings: Finding[] = [];
  const scan = scanShortcodes(text);
  const locateIn = (lineOf: (index: number) => number) => (index: number) => ({
    file: place.file,
    line: place.line + lineOf(index) - 1,
  });

  const locateFault = locateIn(lineFinder(text));
  for (const fault of scan.faults) {
    findings.push({
      severity: shortcodes.includes(fault.name ?? "") ? "error" : "warning",
      code: "malformed-shortcode",
      message: `In ${place.file}, ${fault.message}; Hugo would not build this page.`,
      remedy: "Correct the shortcode, so that no comment section is overlooked.",
      location: locateFault(fault.start),
    });
  }
  const locate = locateIn(lineFinder(text));
  for (const call of scan.calls) {
    if (!shortcodes.includes(call.name)) continue;
    const location = locate(call.start);
    const sectionId = sectionIdOf(call)?.trim() ?? "";
    if (sectionId === "") {
      findings.push({
        severity: "error",
        code: "section-without-id",
        message: `The shortcode ${call.name} in ${place.file} names no comment section.`,
        remedy: `Give it the id of its section: {{< ${call.name} my-section >}}.`,
        location,
      });
      continue;
    }
    if (/[/_]/.test(sectionId)) {
      findings.push({
        severity: "warning",
        code: "forbidden-section-id",
        message: `The section id ${sectionId} holds a slash or an underscore, which Cactus Comments does not allow.`,
        remedy: "If this page shows no comments, look for the id that the site really uses.",
        location,
      });
    }
    if (!sections.has(sectionId)) sections.set(sectionId, { sectionId, location });
  }
  return { sections: [...sections.values()], findings };
}

/** The first positional parameter, else the parameter `id`, else the first named one. */
function sectionIdOf({ positional, named }: ShortcodeCall): string | undefined {
  return positional[0] ?? named.get("id") ?? named.values().next().value;
}
