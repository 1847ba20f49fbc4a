/** The line, from 1, of a place in a text. */
export function lineAt(text: string, index: number): number {
  return lineFinder(text)(index);
}

/** Gives the lines, from 1, of places in a text that are asked for in ascending order, in one pass. */
export function lineFinder(text: string): (index: number) => number {
  let line = 1;
  let next = text.indexOf("\n");
  return (index) => {
    while (next >= 0 && next < index) {
      line += 1;
      next = text.indexOf("\n", next + 1);
    }
    return line;
  };
}
