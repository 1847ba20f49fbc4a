import { MigrationError } from "../domain/migration-error.ts";

const needed = 24;

/** Why a version of Node.js (`22.1.0`) can't run this program; undefined where it can. */
export function nodeTooOld(version: string): MigrationError | undefined {
  if (Number.parseInt(version, 10) >= needed) return undefined;
  return new MigrationError(
    "node-too-old",
    `This program needs Node.js ${needed} or newer, and this is ${version}.`,
    {
      remedy: `Install it from https://nodejs.org, or put npx --yes node@${needed} where the command says node.`,
    },
  );
}
