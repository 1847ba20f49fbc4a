import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { printable } from "../domain/printable.ts";
import type { ChangedFile } from "./read-changed-files.ts";

/** The changes as a unified diff for people: bytes that are no UTF-8 and control characters are shown as such. */
export function replacementDiff(
  files: readonly Pick<ChangedFile, "inRepository" | "before" | "after">[],
): string {
  return files
    .map(({ inRepository, before, after }) => {
      const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");
      const names = [`a/${inRepository}`, `b/${inRepository}`] as const;
      return createTwoFilesPatch(...names, text(before), text(after), undefined, undefined, {
        headerOptions: FILE_HEADERS_ONLY,
      });
    })
    .join("")
    .split("\n")
    .map((line) => printable(line.replace(/\r$/, "")))
    .join("\n");
}
