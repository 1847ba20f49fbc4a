import type { Widget } from "../../domain/widget.ts";

/**
 * Where texts hold a widget.
 * @param mark what a template or script has that shows it
 * @param place what the HTML of content has at each place of it
 */
export function widgetMarks(mark: RegExp, place: RegExp): Pick<Widget, "markIn" | "placesIn"> {
  const everyPlace = new RegExp(place.source, [...new Set(`${place.flags}g`)].join(""));
  return {
    markIn: (text) => {
      const index = text.search(mark);
      return index < 0 ? undefined : index;
    },
    placesIn: (text) => [...text.matchAll(everyPlace)].map(({ index }) => index),
  };
}
