import { type Options, parse } from "acorn";
import { type Script, withScopes } from "./script-scopes.ts";

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

/** What is read of a script, by whoever looks for a widget in it; undefined where it has an error. */
export function parseScript<T>(code: string, read: (script: Script) => T): T | undefined {
  for (const sourceType of ["script", "module"] as const) {
    try {
      return read(withScopes(code, parse(code, { ...options, sourceType })));
    } catch (error) {
      // Code that is nested too deeply ends in a RangeError.
      if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
    }
  }
  return undefined;
}
