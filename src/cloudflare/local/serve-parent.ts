import { type AnswerOfProgram, callOfProgram } from "./program-messages.ts";

/** What a program keeps open for its parent. */
interface Opened {
  /** Does what is asked, and returns what is answered. */
  answer(call: unknown): Promise<unknown>;
  close(): Promise<void>;
}

const closesWithinMs = 5_000;

/** Opens something and answers what the parent asks, until that disconnects or ends; this process then ends. */
export async function serveParent(open: () => Promise<Opened>): Promise<void> {
  let close = async () => {};
  // workerd outlives a parent that is killed, so the group that this process leads is ended with it.
  process.once("disconnect", async () => {
    setTimeout(endGroup, closesWithinMs);
    await close();
    endGroup();
  });
  const opened = await open();
  close = () => opened.close();
  process.on("message", async (message) => {
    const { id, call } = callOfProgram.parse(message);
    try {
      tell({ kind: "result", id, result: await opened.answer(call) });
    } catch (error) {
      tell({ kind: "failure", id, words: wordsOf(error) });
    }
  });
  tell({ kind: "open" });
}

function tell(answer: AnswerOfProgram): void {
  process.send?.(answer);
}

/** workerd wraps SQLite's words in its own. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function endGroup(): void {
  if (process.platform !== "win32") process.kill(-process.pid, "SIGKILL");
  process.exit();
}
