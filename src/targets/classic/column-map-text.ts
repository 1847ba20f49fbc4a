import { addedColumns, type ClassicMap, classicColumns } from "../../domain/classic-map.ts";

const plainName = /^\w+$/;

/** What a map changes, in a form that two maps share only when they write the same. */
export function columnMapText(map: ClassicMap, origin: string | undefined): string {
  const { columns, time, ids, pageForm, noParent, fixed } = map;
  const renamed = [
    ...classicColumns.filter((column) => columns.get(column) !== column),
    ...addedColumns.filter((column) => columns.has(column)),
  ].map((column) => `${column}=${unmistakable(columns.get(column) ?? "-")}`);
  const values = [...fixed].map(([name, value]) => `fixed.${unmistakable(name)}=${value}`).sort();
  const ofSite = pageForm === "address" ? ` of ${origin ?? ""}` : "";
  return [
    ...renamed,
    ...(time === "iso" ? [] : [`time=${time}`]),
    ...(ids === "number" ? [] : [`ids=${ids}`]),
    ...(pageForm === "path" ? [] : [`page_form=${pageForm}${ofSite}`]),
    ...(noParent === "null" ? [] : [`no_parent=${noParent}`]),
    ...values,
  ].join(", ");
}

/** `-` stands for a column that is missing; no column is called so. */
function unmistakable(name: string): string {
  return name === "-" || plainName.test(name) ? name : JSON.stringify(name);
}
