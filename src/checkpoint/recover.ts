import { MigrationError } from "../domain/migration-error.ts";
import { checkpointOfAnotherMigration, checkpointTooNew } from "./checkpoint-error.ts";
import {
  journalOf,
  keepAside,
  previousOf,
  readIfThere,
  removeLeftovers,
} from "./checkpoint-files.ts";
import { continueState } from "./continue-state.ts";
import { type Fingerprint, sameMigration } from "./fingerprint.ts";
import { parseJournal } from "./journal.ts";
import { parseSnapshot } from "./snapshot.ts";
import { type CheckpointState, newState } from "./state.ts";

/** Where a checkpoint began: nowhere, with an earlier run, or with the original tool. */
export type CheckpointOrigin = "new" | "resumed" | "legacy";

/** The state that the files hold. */
export interface Recovered {
  readonly state: CheckpointState;
  readonly origin: CheckpointOrigin;
  /** What was odd, one or more plain sentences each. */
  readonly notes: readonly string[];
  /** Whether the checkpoint file itself is good; it may be older than the state. */
  readonly snapshotIsGood: boolean;
  /** The sequence that the checkpoint file has; undefined if it must be written anew. */
  readonly savedSequence: number | undefined;
  /** Whether the journal leads up to the state and can be continued. */
  readonly journalIsGood: boolean;
}

interface Snapshot {
  readonly state: CheckpointState;
  readonly origin: CheckpointOrigin;
}

const nothingDuplicated =
  "This costs only time: comments that are already in the database are recognised there, so none is duplicated.";

/** Whose files are looked at, and when. */
interface RecoverOptions {
  readonly file: string;
  readonly fingerprint: Fingerprint;
  readonly now: Date;
  /** See `CheckpointOptions`. */
  readonly startOver?: (generation: number) => number;
}

/**
 * The newest good state in the files, or the first of a new generation where `startOver` asks for it.
 * @throws MigrationError as {@link newestGood}; one that is another's or too new is no obstacle to
 *   starting over.
 */
export function recover({ startOver, ...files }: RecoverOptions): Recovered {
  if (startOver === undefined) return newestGood(files);
  const found = unlessRefused(() => newestGood(files));
  const generation = startOver(found?.state.generation ?? 0);
  return found?.state.generation === generation ? found : beginAnew(files, [], generation);
}

function unlessRefused(find: () => Recovered): Recovered | undefined {
  const refusals = ["checkpoint-of-another-migration", "checkpoint-too-new"];
  try {
    return find();
  } catch (error) {
    if (error instanceof MigrationError && refusals.includes(error.code)) return undefined;
    throw error;
  }
}

/**
 * Finds the newest good state: the snapshot, or the one before it if it is damaged, and the changes
 * of the journal that follow it. Without either it starts over. Damaged files are kept aside.
 * @throws MigrationError `checkpoint-too-new`, `checkpoint-of-another-migration`,
 *   `checkpoint-not-read`, `checkpoint-not-written` (a file could not be kept aside).
 */
function newestGood({ file, fingerprint, now }: RecoverOptions): Recovered {
  const notes: string[] = [];
  const found = readSnapshot(file, fingerprint);
  if (found === "absent") return beginAnew({ file, fingerprint, now }, notes);
  if (!("reason" in found)) return replay(file, found, { snapshotIsGood: true, now, notes });

  const aside = keepAside(file, now);
  const previous = readSnapshot(previousOf(file), fingerprint);
  if (previous === "absent" || "reason" in previous) {
    const kept = [aside, keepAside(previousOf(file), now), keepAside(journalOf(file), now)];
    notes.push(
      `The checkpoint ${file} is damaged (${found.reason}), and there is no good earlier one: the migration starts over. ${nothingDuplicated} What was there is kept: ${kept.filter((name) => name !== undefined).join(", ")}.`,
    );
    return beginAnew({ file, fingerprint, now }, notes);
  }
  notes.push(
    `The checkpoint ${file} is damaged (${found.reason}); the one before it, of ${previous.state.last_updated}, is used. ${nothingDuplicated} The damaged file is kept as ${aside}.`,
  );
  return replay(file, previous, { snapshotIsGood: false, now, notes });
}

function beginAnew(
  { file, fingerprint, now }: RecoverOptions,
  notes: readonly string[],
  generation = 0,
): Recovered {
  removeLeftovers(file);
  const state = newState(fingerprint, now, generation);
  return {
    state,
    origin: "new",
    notes,
    snapshotIsGood: false,
    savedSequence: undefined,
    journalIsGood: false,
  };
}

function readSnapshot(
  file: string,
  fingerprint: Fingerprint,
): Snapshot | { readonly reason: string } | "absent" {
  const bytes = readIfThere(file);
  if (bytes === undefined) return "absent";
  const parsed = parseSnapshot(bytes);
  switch (parsed.kind) {
    case "damaged":
      return { reason: parsed.reason };
    case "too-new":
      throw checkpointTooNew(file, parsed.version);
    case "legacy":
      return { state: { ...parsed.state, fingerprint }, origin: "legacy" };
    case "current":
      if (!sameMigration(parsed.state.fingerprint, fingerprint)) {
        throw checkpointOfAnotherMigration(file, parsed.state.fingerprint, fingerprint);
      }
      return { state: parsed.state, origin: "resumed" };
  }
}

interface ReplayContext {
  readonly snapshotIsGood: boolean;
  readonly now: Date;
  readonly notes: string[];
}

function replay(file: string, { state, origin }: Snapshot, context: ReplayContext): Recovered {
  const { notes, snapshotIsGood } = context;
  const savedSequence = snapshotIsGood && origin === "resumed" ? state.sequence : undefined;
  const journalIsGood = replayJournal(journalOf(file), state, context);
  return { state, origin, notes, snapshotIsGood, savedSequence, journalIsGood };
}

/** Applies the journal's changes that the state doesn't have yet; true if it can be continued. */
function replayJournal(
  file: string,
  state: CheckpointState,
  { now, notes }: ReplayContext,
): boolean {
  const bytes = readIfThere(file);
  if (bytes === undefined || bytes.length === 0) return true;
  const { header, records, ending } = parseJournal(bytes);
  switch (continueState(state, header, records)) {
    case "of another checkpoint":
      notes.push(`The journal ${file} belongs to another checkpoint and is ignored.`);
      return false;
    case "after a later state":
      notes.push(`The journal ${file} continues a later state than the one used, and is ignored.`);
      return false;
  }
  if (ending === "torn") {
    notes.push(
      `The last line of the journal ${file} was cut off by an interruption; it is ignored.`,
    );
  }
  if (ending === "damaged") {
    notes.push(
      `The journal ${file} is damaged after ${records.length} changes; the rest is ignored. ${nothingDuplicated} The damaged file is kept as ${keepAside(file, now)}.`,
    );
  }
  const last = (header?.sequence ?? 0) + records.length;
  return ending === "clean" && last === state.sequence;
}
