import type { z } from "zod";
import { ExportFault } from "../export/export-fault.ts";
import type { Line } from "./lines.ts";

/**
 * What a line of JSON says, of this form.
 * @throws ExportFault cut, malformed
 */
export function readLine<T>(line: Line, form: z.ZodType<T>): T {
  const checked = form.safeParse(jsonOf(line));
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const reason = `${issue?.path.map(String).join(".") ?? ""}: ${issue?.message ?? ""}`;
  throw malformed(line, reason);
}

/** A line that lacks its end was cut. */
function jsonOf(line: Line): unknown {
  try {
    return JSON.parse(line.text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (!line.isEnded) throw new ExportFault({ is: "cut" }, { cause: error });
    throw malformed(line, error.message, { cause: error });
  }
}

function malformed({ number }: Line, reason: string, options?: ErrorOptions): ExportFault {
  return new ExportFault({ is: "malformed", reason: `line ${number}: ${reason}` }, options);
}
