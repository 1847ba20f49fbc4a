import type { z } from "zod";
import { ExportFault } from "./export-fault.ts";
import { type ExportFile, textsOf } from "./export-file.ts";
import { kindOfText } from "./seeming-kind.ts";

/** Characters of the longest JSON that is read at once: it takes several times as much memory. */
const longestJson = 256 * 1024 ** 2;

/**
 * A file's text at once.
 * @throws ExportFault over-limits, unknown-encoding; what reading the file throws
 */
export async function wholeText(file: ExportFile): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  for await (const text of textsOf(file)) {
    length += text.length;
    if (length > longestJson) {
      const excess = `it is longer than ${longestJson} characters`;
      throw new ExportFault({ is: "over-limits", excess });
    }
    parts.push(text);
  }
  return parts.join("").replace(/^\uFEFF/, "");
}

/**
 * A piece of JSON, of the form that a format has.
 * @param kind of the format: what seems to be of it, and is not of the form, is damaged
 * @param from the text that it is a part of
 * @throws ExportFault of-another-kind, cut, malformed
 */
export function parseJson<T>(
  text: string,
  form: z.ZodType<T>,
  { kind, from = text }: { readonly kind: string; readonly from?: string },
): T {
  const seems = kindOfText(from);
  if (!/^\s*[[{]/.test(from)) throw new ExportFault({ is: "of-another-kind", seems });
  const checked = form.safeParse(jsonOf(text));
  if (checked.success) return checked.data;
  if (seems.source !== kind) throw new ExportFault({ is: "of-another-kind", seems });
  const [issue] = checked.error.issues;
  const reason = `${issue?.path.map(String).join(".") ?? ""}: ${issue?.message ?? ""}`;
  throw new ExportFault({ is: "malformed", reason });
}

/** JSON that only lacks its end was cut; any other is damaged. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const reason = error.message;
    const at = Number(/position (\d+)/.exec(reason)?.[1] ?? 0);
    const isCut = /end of JSON input|Unterminated/.test(reason) || at >= text.length;
    throw new ExportFault(isCut ? { is: "cut" } : { is: "malformed", reason }, { cause: error });
  }
}
