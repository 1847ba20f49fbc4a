import { type AttentionGroup, type AttentionItem, kindOf } from "./attention.ts";
import { type AddressOf, cellOf, inline, type TableLimits, tableWithin } from "./markdown-table.ts";
import { toneOfKind } from "./severity-tones.ts";

const mostOfKind = 8;
const mostPlaces = 6;

/** A few of each kind, each with its first places, and how many more there are. */
export function problemTable(
  groups: readonly AttentionGroup[],
  within: TableLimits,
  addressOf: AddressOf,
): string {
  const rows = groups.flatMap(({ severity, known, items }) => {
    const shown = items.slice(0, mostOfKind);
    const others = items.slice(mostOfKind).reduce((sum, { places }) => sum + places.length, 0);
    return shown.map((item, index) => ({
      severity,
      known,
      item,
      othersOfKind: index < shown.length - 1 ? 0 : others,
    }));
  });
  return tableWithin(
    ["Kind", "Where", "What", "What to do"],
    rows,
    ({ severity, known, item, othersOfKind }) => [
      inline(
        { tone: toneOfKind({ severity, known }), text: kindOf({ severity, known }) },
        addressOf,
      ),
      placesCell(item, addressOf),
      `${cellOf(item.message, addressOf)}${othersOfKind === 0 ? "" : `<br>${moreOf(othersOfKind, " of this kind")}`}`,
      cellOf(item.remedy ?? "", addressOf),
    ],
    within,
  );
}

/** One place in full; of several the files and lines only, so that they take a line each. */
function placesCell({ places }: AttentionItem, addressOf: AddressOf): string {
  const [{ pageId, location, attempts }] = places;
  if (places.length === 1) {
    return [
      ...(pageId === null ? [] : [cellOf(pageId, addressOf)]),
      ...(location === null ? [] : [inline({ place: location }, addressOf)]),
      ...(attempts === null || attempts < 2 ? [] : [`tried ${attempts} times`]),
    ].join("<br>");
  }
  const shown = places
    .slice(0, mostPlaces)
    .map((one) =>
      one.location === null
        ? cellOf(one.pageId ?? "", addressOf)
        : inline({ place: one.location }, addressOf),
    );
  const more = places.length - shown.length;
  return [...shown, ...(more === 0 ? [] : [moreOf(more)])].join("<br>");
}

function moreOf(number: number, what = ""): string {
  return `**… and ${number.toLocaleString("en-US")} more${what}**`;
}
