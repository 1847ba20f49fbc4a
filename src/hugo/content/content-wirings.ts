import type { Finding } from "../../comment/finding.ts";
import type { SourceLocation } from "../../comment/source-location.ts";
import { type ShortcodeCall, scanShortcodes } from "../../shortcode/shortcode-lexer.ts";
import { lineFinder } from "../text/line-at.ts";
import type { CactusWiring } from "../wiring/cactus-wiring.ts";
import { readWirings } from "../wiring/read-wirings.ts";
import { mentionsWiring } from "../wiring/wiring-marks.ts";
import { type ContentBody, shownContent } from "./shown-content.ts";

/** A call of a shortcode that shows comments. */
export interface SectionCall {
  readonly call: ShortcodeCall;
  readonly location: SourceLocation;
}

/** A wiring that the content itself holds as HTML. */
export interface OwnWiring {
  readonly wiring: CactusWiring;
  readonly location: SourceLocation;
}

/** What a content file says about comment sections, before its page is known. */
interface ContentWirings {
  /** In the order of the text. */
  readonly calls: readonly SectionCall[];
  readonly own: readonly OwnWiring[];
  /** Shortcodes that the site has no template for: Hugo would not build it. */
  readonly withoutTemplate: readonly string[];
  readonly findings: readonly Finding[];
}

/** What is asked of the site's templates. */
export interface KnownShortcodes {
  /** Those that can show a comment section. */
  readonly shortcodes: ReadonlySet<string>;
  hasTemplate(shortcode: string): boolean;
}

const ownMark = /initComments|data-comment-section-id/g;

/**
 * Finds what in a content file can show comments: calls of the site's shortcodes, as far as readers
 * see their output, and the client's own HTML.
 * @param place the file, and the line in which the text begins
 */
export function contentWirings(
  body: ContentBody,
  templates: KnownShortcodes,
  place: SourceLocation,
): ContentWirings {
  const scan = scanShortcodes(body.text);
  const own = body.text.search(ownMark) >= 0;
  const names = [...new Set(scan.calls.map(({ name }) => name))];
  const wanted = names.some((name) => templates.shortcodes.has(name));
  const withoutTemplate = names.filter(
    (name) => !name.endsWith(".inline") && !templates.hasTemplate(name),
  );
  const locateFault = locator(body.text, place);
  const findings = scan.faults.map(({ name, message, start }): Finding => {
    return {
      severity: templates.shortcodes.has(name ?? "") ? "error" : "warning",
      code: "malformed-shortcode",
      message: `In ${place.file}, ${message}; Hugo would not build this page.`,
      remedy: "Correct the shortcode, so that no comment section is overlooked.",
      location: locateFault(start),
    };
  });
  if (!wanted && !own) return { calls: [], own: [], withoutTemplate, findings };

  const content = shownContent(body, scan);
  const shown = new Set(content.calls);
  const locate = locator(body.text, place);
  const calls: SectionCall[] = [];
  for (const call of scan.calls) {
    const isCactus = templates.shortcodes.has(call.name);
    // Many sites have a shortcode that lets HTML through.
    if (!isCactus && !mentionsWiring(call.inner ?? "")) continue;
    const location = locate(call.start);
    if (shown.has(call)) calls.push({ call, location });
    else if (isCactus) findings.push(notShown(call, location));
  }
  if (!own) return { calls, own: [], withoutTemplate, findings };
  const ofItself = ownWirings(body.text, content.html, place);
  findings.push(...ofItself.findings);
  return { calls, own: ofItself.wirings, withoutTemplate, findings };
}

function notShown({ name }: ShortcodeCall, location: SourceLocation): Finding {
  return {
    severity: "notice",
    code: "shortcode-not-shown",
    message: `Readers of ${location.file} don't see what the shortcode ${name} prints here: it stands in an HTML comment or in code, or the site drops HTML in Markdown.`,
    remedy: "If comments belong here, move the shortcode out of it.",
    location,
  };
}

function ownWirings(text: string, html: string, place: SourceLocation) {
  const marks = [...text.matchAll(ownMark)].map(({ index }) => index);
  const locate = locator(text, place);
  const wirings: OwnWiring[] = [];
  const findings: Finding[] = [];
  for (const [index, found] of readWirings(html).entries()) {
    const location = locate(marks[index] ?? marks.at(-1) ?? 0);
    if (found.kind === "complete") wirings.push({ wiring: found.wiring, location });
    else findings.push(unreadable(found.reason, location));
  }
  return { wirings, findings };
}

function unreadable(reason: string, location: SourceLocation): Finding {
  return {
    severity: "warning",
    code: "unknown-section-id",
    message: `${location.file} shows comments that were not moved, because ${reason}.`,
    remedy:
      "Let the page itself say its commentSectionId, in quotes, for the time of the migration.",
    location,
  };
}

/** Gives the places of offsets that are asked for in ascending order. */
function locator(text: string, { file, line }: SourceLocation) {
  const lineOf = lineFinder(text);
  return (index: number): SourceLocation => ({ file, line: line + lineOf(index) - 1 });
}
