import { journalOf, readIfThere } from "./checkpoint-files.ts";
import { continueState } from "./continue-state.ts";
import { parseJournal } from "./journal.ts";
import { parseSnapshot } from "./snapshot.ts";
import type { CheckpointState } from "./state.ts";

/** What the files of a checkpoint say. */
type ReadCheckpoint =
  | { readonly kind: "absent" }
  | { readonly kind: "current"; readonly state: CheckpointState }
  /** Of the original tool, which the next run takes over. */
  | { readonly kind: "legacy" }
  | { readonly kind: "too-new"; readonly version: string }
  /** `reason` completes "the file is damaged: …". */
  | { readonly kind: "damaged"; readonly reason: string };

/**
 * The state that the files hold, whosever migration it is. Nothing is changed or kept from others: a run
 * may be writing to them.
 * @throws MigrationError `checkpoint-not-read`
 */
export function readCheckpoint(file: string): ReadCheckpoint {
  const bytes = readIfThere(file);
  if (bytes === undefined) return { kind: "absent" };
  const parsed = parseSnapshot(bytes);
  if (parsed.kind === "legacy") return { kind: "legacy" };
  if (parsed.kind === "current") {
    const { header, records } = parseJournal(readIfThere(journalOf(file)) ?? Buffer.alloc(0));
    continueState(parsed.state, header, records);
  }
  return parsed;
}
