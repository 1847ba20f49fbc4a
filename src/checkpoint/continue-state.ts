import { applyChange, type ChangeRecord } from "./change.ts";
import type { JournalHeader } from "./journal.ts";
import type { CheckpointState } from "./state.ts";

/**
 * Applies those changes of a journal that the state doesn't have yet.
 * @returns why the journal says nothing of this state, which is then as it was; undefined otherwise
 */
export function continueState(
  state: CheckpointState,
  header: JournalHeader | undefined,
  records: readonly ChangeRecord[],
): "of another checkpoint" | "after a later state" | undefined {
  if (header !== undefined && header.started_at !== state.started_at)
    return "of another checkpoint";
  if (header !== undefined && header.sequence > state.sequence) return "after a later state";
  for (const record of records) {
    if (record.sequence > state.sequence) applyChange(state, record);
  }
  return undefined;
}
