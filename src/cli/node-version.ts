const needed = 24;

/** Why this program can't run on a version of Node.js (`22.1.0`), and what to do; undefined if it can. */
export function nodeTooOld(version: string): string | undefined {
  if (Number.parseInt(version, 10) >= needed) return undefined;
  return `This command needs Node.js ${needed} or newer, and this is ${version}. Install it from https://nodejs.org, or run: npx --yes node@${needed} dist/cli.js`;
}
