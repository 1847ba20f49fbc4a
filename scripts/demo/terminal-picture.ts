/** A line that a program printed. */
export interface PrintedLine {
  readonly text: string;
  /** Milliseconds since the program was started. */
  readonly at: number;
}

/** How a recording is played. */
interface Playing {
  readonly rows: number;
  readonly columns: number;
  /** Longest time in milliseconds between two lines: nobody wants to watch a program wait. */
  readonly longestWait: number;
  /** How long a page of text stays that was printed at once, in milliseconds. */
  readonly pageStays: number;
  /** How long the last page stays. */
  readonly endStays: number;
}

/** A line of the picture. */
interface Line extends PrintedLine {
  readonly isStrong: boolean;
}

const character = 8.4;
const lineHeight = 19;
const margin = 16;

/**
 * A recording of a terminal as one SVG that moves by CSS alone, without a script or a font of its own.
 * Where motion is not wanted it shows the last page.
 * @param command what was typed
 */
export function terminalPicture(
  command: string,
  printed: readonly PrintedLine[],
  playing: Playing,
): string {
  const { rows, columns } = playing;
  const lines: readonly Line[] = [
    { text: `$ ${command}`, at: 0, isStrong: true },
    ...printed.flatMap(({ text, at }) => {
      const isStrong = /^\S.* pages? with \d+ comments? /.test(text);
      return wrapped(text, columns).map((part) => ({ text: part, at, isStrong }));
    }),
  ];
  const [width, height] = [columns * character + 2 * margin, rows * lineHeight + 2 * margin];
  const { frames, duration } = framesOf(lines, playing);
  const texts = lines.map(lineOf).join("\n");
  const last = Math.max(0, lines.length - rows);
  const keyframes = (of: (shown: number) => number) =>
    frames
      .map(({ at, shown }) => {
        const moved = `transform:translateY(${of(shown) * lineHeight}px)`;
        return `${((at / duration) * 100).toFixed(2)}%{${moved}}`;
      })
      .join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>A terminal with ${escaped(command)}</title>
<style>
svg{--paper:#fff;--ink:#1f2328;--edge:#d0d7de;--good:#1a7f37;--bad:#9a6700}
@media (prefers-color-scheme:dark){svg{--paper:#0d1117;--ink:#e6edf3;--edge:#30363d;--good:#3fb950;--bad:#d29922}}
.paper{fill:var(--paper);stroke:var(--edge)}
.cover{fill:var(--paper);transform:translateY(${rows * lineHeight}px)}
.lines{transform:translateY(${-last * lineHeight}px)}
text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;fill:var(--ink);white-space:pre}
.strong{font-weight:bold}
.good{fill:var(--good)}
.bad{fill:var(--bad)}
@media (prefers-reduced-motion:no-preference){
.cover{animation:cover ${duration}ms step-end infinite}
.lines{animation:lines ${duration}ms step-end infinite}
}
@keyframes cover{${keyframes((shown) => Math.min(shown, rows))}}
@keyframes lines{${keyframes((shown) => -Math.max(0, shown - rows))}}
</style>
<rect class="paper" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8"/>
<svg x="${margin}" y="${margin}" width="${width - 2 * margin}" height="${rows * lineHeight}">
<g class="lines">
${texts}
</g>
<rect class="cover" width="100%" height="100%"/>
</svg>
</svg>
`;
}

/** How many lines are there at which time; what was printed at once is turned page by page. */
function framesOf(
  lines: readonly PrintedLine[],
  { rows, longestWait, pageStays, endStays }: Playing,
) {
  const frames: { at: number; shown: number }[] = [];
  let now = 0;
  let before = 0;
  const together = [...Map.groupBy(lines, ({ at }) => at)];
  let shown = 0;
  for (const [at, some] of together) {
    now += Math.min(at - before, longestWait);
    before = at;
    const end = shown + some.length;
    if (some.length > rows) now += pageStays;
    // The first page begins with what was printed at once, the next ones follow it.
    for (let page = Math.min(end, shown + rows); page < end; page = Math.min(end, page + rows)) {
      frames.push({ at: now, shown: page });
      now += pageStays;
    }
    frames.push({ at: now, shown: end });
    shown = end;
  }
  return { frames, duration: Math.round(now + endStays) };
}

/** A line as a terminal of this width shows it, broken between words, each part indented as the first. */
function wrapped(text: string, columns: number): readonly string[] {
  const [indent = ""] = /^ */.exec(text) ?? [];
  const parts: string[] = [];
  let rest = text;
  while (rest.length > columns) {
    const space = rest.lastIndexOf(" ", columns);
    const end = space > indent.length ? space : columns;
    parts.push(rest.slice(0, end));
    rest = `${indent}${rest.slice(end).trimStart()}`;
  }
  return [...parts, rest];
}

function lineOf({ text, isStrong }: Line, index: number): string {
  if (text.trim() === "") return "";
  const y = index * lineHeight + 14;
  // Fonts differ in their widths; East Asian characters are two wide, in fonts that have them.
  const isNarrow = !/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(
    text,
  );
  const length = isNarrow ? ` textLength="${(text.length * character).toFixed(1)}"` : "";
  const marked = escaped(text)
    .replace("✓", '<tspan class="good">✓</tspan>')
    .replace(/- (warning|error):/, '- <tspan class="bad">$1</tspan>:');
  return `<text${isStrong ? ' class="strong"' : ""} y="${y}"${length}>${marked}</text>`;
}

function escaped(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
