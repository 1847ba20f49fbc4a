/**
 * Reads the file that a step wrote its outputs, state or variables to: lines `name=value`, or
 * `name<<delimiter`, the value's lines, and the delimiter alone on a line. Throws where the runner
 * refuses the file.
 * Source: actions/runner, FileCommandManager.cs (`EnvFileKeyValuePairs`)
 */
export function parseFileCommands(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const lines = text.split("\n").values();
  for (const line of lines) {
    if (line === "") continue;
    const [, name, operator, rest] = /^(.+?)(=|<<)(.*)$/s.exec(line) ?? [];
    if (name === undefined || rest === undefined || (operator === "<<" && rest === "")) {
      throw new Error(`invalid format '${line}'`);
    }
    values.set(name, operator === "=" ? rest : readUntil(rest, lines));
  }
  return values;
}

function readUntil(delimiter: string, lines: Iterator<string>): string {
  const value: string[] = [];
  for (let next = lines.next(); !next.done; next = lines.next()) {
    if (next.value === delimiter) return value.join("\n");
    value.push(next.value);
  }
  throw new Error(`matching delimiter not found '${delimiter}'`);
}
