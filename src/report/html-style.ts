/** The style of `report.html`: light and dark by the reader's system, and for print. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #fff; --text: #1c2024; --quiet: #545b64; --line: #d9dde2; --raised: #f5f6f8;
  --good: #14713d; --doubt: #8a5300; --bad: #b3221b; --bar: #3367b5; --track: #e3e7ec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --text: #e8eaed; --quiet: #a6adb6; --line: #343a41; --raised: #1e2226;
    --good: #63cf8e; --doubt: #f0b357; --bad: #ff8d85; --bar: #7fa8ea; --track: #2c3238;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
main { max-width: 68rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
main > details { margin: 2rem 0 .75rem; }
summary h2 { display: inline; }
p { margin: .5rem 0; }
pre { margin: .5rem 0; padding: .75rem 1rem; white-space: pre-wrap; font-size: .9rem; background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; }
.quiet { color: var(--quiet); }
.verdict { font-weight: 700; text-transform: uppercase; letter-spacing: .06em; font-size: .85rem; margin: 0 0 .25rem; }
.good { color: var(--good); } .doubt { color: var(--doubt); } .bad { color: var(--bad); }
progress { appearance: none; width: 100%; height: .75rem; border: 0; border-radius: 1rem; overflow: hidden; background: var(--track); }
progress::-webkit-progress-bar { background: var(--track); }
progress::-webkit-progress-value { background: var(--bar); }
progress::-moz-progress-bar { background: var(--bar); }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; padding: 0; margin: 1.25rem 0; }
.numbers div { background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
.numbers dt { color: var(--quiet); font-size: .85rem; }
.numbers dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.numbers dd small { display: block; font-size: .8rem; font-weight: 400; color: var(--quiet); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; }
.scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--bar); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-top: 1px solid var(--line); min-width: 8rem; }
th.n, td.n { text-align: right; min-width: 4rem; font-variant-numeric: tabular-nums; }
td:first-child { min-width: 6.5rem; }
thead th { overflow-wrap: normal; min-width: 0; }
thead th { border-top: 0; background: var(--raised); font-weight: 600; }
tbody th { font-weight: 400; }
td.text { white-space: pre-wrap; }
details { margin: .75rem 0; }
summary { cursor: pointer; font-weight: 600; padding: .35rem 0; }
.bars { margin: 0; display: grid; gap: .4rem; }
.bars > div { display: grid; grid-template-columns: minmax(7rem, 16rem) 1fr; gap: 0 1rem; align-items: center; }
.bars dd { margin: 0; display: grid; grid-template-columns: 1fr 8.5rem; gap: .75rem; align-items: center; color: var(--quiet); font-size: .9rem; }
.bars svg { display: block; width: 100%; height: .9rem; background: var(--track); border-radius: .2rem; }
.columns { color: var(--quiet); font-size: .85rem; }
.columns svg { display: block; width: 100%; height: 10rem; border-bottom: 1px solid var(--line); }
.times { display: flex; justify-content: space-between; margin-top: .25rem; }
svg .bar { fill: var(--bar); } svg .lost { fill: var(--bad); }
.talk, .talk ol { list-style: none; margin: .5rem 0; padding-left: .9rem; border-left: 3px solid var(--line); }
.talk p { margin: .15rem 0; } .talk li { margin: .75rem 0; }
@media (max-width: 40rem) {
  .bars > div { grid-template-columns: 1fr; }
  th, td { min-width: 6rem; padding: .5rem; }
}
ol, ul { padding-left: 1.25rem; } li { margin: .25rem 0; }
@media print {
  :root { color-scheme: light; --page: #fff; --text: #000; --quiet: #333; --line: #bbb; --raised: #fff; --bar: #333; --track: #ddd; --good: #000; --doubt: #000; --bad: #000; }
  main { max-width: none; padding: 0; }
  .scroll { overflow: visible; border: 0; }
  details::details-content { content-visibility: visible; display: block; }
  tr, svg { break-inside: avoid; }
}
`;
