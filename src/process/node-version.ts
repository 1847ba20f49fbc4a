import type { MigrationError } from "../domain/migration-error.ts";
import { processMessages } from "./messages.ts";

const needed = 24;

/** Why a version of Node.js (`22.1.0`) can't run this program; undefined where it can. */
export function nodeTooOld(version: string): MigrationError | undefined {
  if (Number.parseInt(version, 10) >= needed) return undefined;
  return processMessages.error("node-too-old", { needed, version });
}
