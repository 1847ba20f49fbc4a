import { D1Error } from "./transport.ts";

/** Whether a statement of ours made its transaction fail for this reason: see `raise`. */
export function isRaised(error: unknown, reason: string): boolean {
  return error instanceof D1Error && error.message.includes(`'${reason}: `);
}
