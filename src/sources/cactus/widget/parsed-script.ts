import { parseScript as parse } from "../../script/parse-script.ts";
import type { Script } from "../../script/script-scopes.ts";
import { type ClientCall, clientCalls, definesClient } from "./client-calls.ts";
import { type ClientTag, clientTags } from "./client-tags.ts";

/** A script, and the places in it that may show comments. */
export interface ParsedScript extends Script {
  readonly calls: readonly ClientCall[];
  readonly tags: readonly ClientTag[];
  readonly definesClient: boolean;
}

/** Reads a script; undefined where it has an error. */
export function parseScript(code: string): ParsedScript | undefined {
  return parse(code, (script) => ({
    ...script,
    calls: clientCalls(script),
    tags: clientTags(script),
    definesClient: definesClient(script),
  }));
}
