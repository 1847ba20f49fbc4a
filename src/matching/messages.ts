import { defineMessages } from "../domain/message-catalogue.ts";

const example = "https://old.example/a/,/posts/a/";

/** What is reported about the user's table of addresses. */
export const matchingMessages = defineMessages({
  "address-table-invalid/syntax": {
    severity: "error",
    message: ({ file, line, reason }: { file: string; line: number; reason: string }) =>
      `${file}:${line} is not valid CSV: ${reason}`,
    remedy: 'Put a value with a comma or a quotation mark into quotation marks, and write " as "".',
  },
  "address-table-invalid/quote": {
    severity: "error",
    message: ({ file, line }: { file: string; line: number }) =>
      `${file}:${line} opens a quotation mark that is never closed.`,
    remedy: 'Close it at the end of the value, and write a " inside it as "".',
  },
  "address-table-invalid/columns": {
    severity: "error",
    message: ({ file, line, columns }: { file: string; line: number; columns: number }) =>
      `${file}:${line} must have two columns, from and to, but has ${columns}.`,
    remedy: `Write the former address, a comma and the page (${example}); put a value that contains a comma into quotation marks.`,
  },
  "address-table-invalid/from": {
    severity: "error",
    message: ({ file, line }: { file: string; line: number }) =>
      `${file}:${line} has no address in its first column.`,
    remedy: `Write the former address, a comma and the page (${example}), or remove the line.`,
  },
  "address-table-invalid/star": {
    severity: "error",
    message: ({ file, line }: { file: string; line: number }) =>
      `${file}:${line} ends with * in its second column only, so nothing says what it stands for.`,
    remedy: "End the first column with * as well, or remove the * from the second.",
  },
  "address-table-page-unknown": {
    severity: "warning",
    message: ({ to }: { to: string }) =>
      `The table of addresses names ${to}, which is not a page of the site; the comments that it was meant for were not moved.`,
    remedy: "Correct the second column, or leave it empty if these comments have no page any more.",
  },
});
