import type { FoundColumn } from "../../../d1/schema/found-column.ts";
import type { Row } from "../../../d1/transport/transport.ts";
import type { ClassicMap, PageForm } from "../../../domain/classic-map.ts";
import type { Finding } from "../../../domain/finding.ts";
import { mapMessages } from "./messages.ts";
import { pageFormOf, rootMarkOf, unknownPageForm, valuesOf } from "./sampled-values.ts";

/** What of a map is otherwise than in the comments that are there, so that moved ones would not be shown. */
export function contradictions(
  map: ClassicMap,
  columns: readonly FoundColumn[],
  rows: readonly Row[],
): readonly Finding[] {
  const { table, noParent, pageForm } = map;
  const named = (column: "page_id" | "parent_id") => {
    const name = map.columns.get(column)?.toLowerCase();
    return columns.find((one) => one.name.toLowerCase() === name);
  };
  const findings: Finding[] = [];
  const page = named("page_id");
  const pages = page === undefined ? [] : valuesOf(rows, page).map(String);
  const unknown = unknownPageForm(pages);
  if (page !== undefined && unknown !== undefined) {
    findings.push(
      mapMessages.finding("unknown-page-form", { table, column: page.name, theirs: unknown }),
    );
  } else if (page !== undefined && pages.length > 0 && isOtherForm(pageForm, pages)) {
    const { form } = pageFormOf(page, rows);
    findings.push(
      mapMessages.finding("other-page-form", {
        ...{ table, column: page.name },
        ...{ theirs: exampleOf[form], ours: exampleOf[pageForm], form },
      }),
    );
  }
  const parent = named("parent_id");
  const root = parent === undefined ? undefined : rootMarkOf(parent, rows);
  if (parent !== undefined && root !== undefined && root.form !== noParent) {
    findings.push(
      mapMessages.finding("other-root-mark", {
        ...{ table, column: parent.name },
        ...{ theirs: wordOf[root.form], ours: wordOf[noParent], mark: root.form },
      }),
    );
  }
  return findings;
}

const wordOf = { null: "NULL", "0": "0", empty: "an empty text" } as const;

const exampleOf: Readonly<Record<PageForm, string>> = {
  path: "/posts/caf%C3%A9/",
  "path-decoded": "/posts/café/",
  "bare-path": "/posts/caf%C3%A9",
  "bare-path-decoded": "/posts/café",
  trimmed: "posts/caf%C3%A9",
  "trimmed-decoded": "posts/café",
  slug: "caf%C3%A9",
  "slug-decoded": "café",
  address: "https://blog.example/posts/caf%C3%A9/",
};

/** Whether none of the names could be in this form. A single word may be a whole path without slashes. */
function isOtherForm(form: PageForm, pages: readonly string[]): boolean {
  const [start] = form.split("-decoded");
  const fits = {
    address: /^https?:\/\//i,
    path: /^\/(?:$|.*(?:\/|\.html?)$)/i,
    "bare-path": /^\/(?:$|.*[^/]$)/,
    trimmed: /^(?!https?:\/\/)[^/].*[^/]$|^[^/]$/i,
    slug: /^[^/]+$/,
  }[start ?? ""];
  if (fits !== undefined && !pages.some((page) => fits.test(page))) return true;
  if (form === "address") return false;
  const special = pages.filter((page) => /%[\da-f]{2}|[^\x21-\x7e]/i.test(page));
  const encoded = special.filter((page) => /%[\da-f]{2}/i.test(page));
  if (special.length === 0) return false;
  return form.endsWith("-decoded") ? encoded.length === special.length : encoded.length === 0;
}
