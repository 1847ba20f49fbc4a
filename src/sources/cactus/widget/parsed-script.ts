import { type Options, parse } from "acorn";
import { type Script, withScopes } from "../../script/script-scopes.ts";
import { type ClientCall, clientCalls, definesClient } from "./client-calls.ts";
import { type ClientTag, clientTags } from "./client-tags.ts";

/** A script, and the places in it that may show comments. */
export interface ParsedScript extends Script {
  readonly calls: readonly ClientCall[];
  readonly tags: readonly ClientTag[];
  readonly definesClient: boolean;
}

/** Scripts are read more liberally than browsers do: what they forbid is no reason to lose a widget. */
const options = {
  ecmaVersion: "latest",
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowSuperOutsideMethod: true,
  allowHashBang: true,
  checkPrivateFields: false,
} as const satisfies Options;

/** Reads a script; undefined where it has an error. */
export function parseScript(code: string): ParsedScript | undefined {
  for (const sourceType of ["script", "module"] as const) {
    try {
      const script = withScopes(code, parse(code, { ...options, sourceType }));
      return {
        ...script,
        calls: clientCalls(script),
        tags: clientTags(script),
        definesClient: definesClient(script),
      };
    } catch (error) {
      // Code that is nested too deeply ends in a RangeError.
      if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
    }
  }
  return undefined;
}
