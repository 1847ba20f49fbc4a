import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import type { SourceLocation } from "../domain/source-location.ts";
import { matchingMessages } from "./messages.ts";

/** A row of the user's table of addresses. */
export interface AddressRow {
  /** An address or an identifier as the source has it; without its `*`. */
  readonly from: string;
  /** The page's address; without its `*`, empty for on purpose none. */
  readonly to: string;
  /** Whether `from` ended with `*`, and so means all that begin with it. */
  readonly isPrefix: boolean;
  /** Whether `to` ended with `*`, and so goes on as the address does. */
  readonly keepsRest: boolean;
  readonly location: SourceLocation;
}

const records = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }),
);

/**
 * Reads a table of addresses: CSV with the columns `from` and `to`, whose first row may name them.
 * Blank lines and those that start with `#` are skipped.
 * @param file for messages: relative to the repository's root, with `/`
 * @throws MigrationError with the line of the first fault
 * Source: RFC 4180
 */
export function readAddressTable(text: string, file: string): readonly AddressRow[] {
  const rows = recordsOf(text, file).filter(
    ({ columns }) => columns.join("") !== "" || columns.length > 1,
  );
  const [first] = rows;
  const isNamed = first?.columns.join(",").toLowerCase() === "from,to";
  return rows.slice(isNamed ? 1 : 0).map(({ columns, line }) => readRow(columns, { file, line }));
}

interface CsvRecord {
  readonly columns: readonly string[];
  readonly line: number;
}

function recordsOf(text: string, file: string): readonly CsvRecord[] {
  let lastLine = 0;
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      comment: "#",
      comment_no_infix: true,
      info: true,
      on_record: (record, { lines }) => {
        lastLine = lines;
        return record;
      },
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    return records.parse(parsed).map(({ record, info }) => ({
      columns: record.map((column) => column.trim()),
      line: info.lines,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === "CSV_QUOTE_NOT_CLOSED") {
      const location = { file, line: openQuoteAfter(lastLine, text) };
      throw matchingMessages.error("address-table-invalid/quote", location, {
        location,
        cause: error,
      });
    }
    const line = z.number().catch(1).parse(error["lines"]);
    const details = { location: { file, line }, cause: error };
    const { message: reason } = error;
    throw matchingMessages.error("address-table-invalid/syntax", { file, line, reason }, details);
  }
}

/** The parser says where the text ends, which is not where the quotation mark is. */
function openQuoteAfter(line: number, text: string): number {
  const isOpening = (one: string, index: number) => index >= line && /^[^#]*"/.test(one);
  return text.split(/\r\n|\n|\r/).findIndex(isOpening) + 1;
}

function readRow(columns: readonly string[], location: SourceLocation): AddressRow {
  const [from = "", to = ""] = columns;
  if (columns.length !== 2) {
    const fault = { ...location, columns: columns.length };
    throw matchingMessages.error("address-table-invalid/columns", fault, { location });
  }
  if (from === "") {
    throw matchingMessages.error("address-table-invalid/from", { ...location }, { location });
  }
  const isPrefix = from.endsWith("*");
  const keepsRest = to.endsWith("*");
  if (keepsRest && !isPrefix) {
    throw matchingMessages.error("address-table-invalid/star", { ...location }, { location });
  }
  return {
    from: isPrefix ? from.slice(0, -1) : from,
    to: keepsRest ? to.slice(0, -1) : to,
    isPrefix,
    keepsRest,
    location,
  };
}
