import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ForkedProgram, type ForkOptions, forkProgram } from "../../process/fork-program.ts";
import type { Statement } from "../sql/statement.ts";
import { wranglerEnded, wranglerFailure } from "../wrangler/wrangler-failure.ts";
import {
  type Answer,
  answer,
  type DatabaseToOpen,
  type Results,
  type Transaction,
} from "./process-messages.ts";

type Call = PromiseWithResolvers<Results>;

const answersWithinMs = 180_000;
const closesWithinMs = 10_000;
/** Of what wrangler says, the end is kept for the message of a failure, in characters. */
const wordsKept = 4_000;

/** A process that keeps a local D1 database open; it ends with this one, however that ends. */
export class LocalD1 implements AsyncDisposable {
  readonly #databaseName: string;
  readonly #child: ForkedProgram["child"];
  readonly #kill: ForkedProgram["kill"];
  readonly #opening = Promise.withResolvers<void>();
  readonly #exited = Promise.withResolvers<void>();
  readonly #calls = new Map<number, Call>();
  #isOpen = true;
  #sent = 0;
  #words = "";

  /**
   * Starts the process and waits until the database is open.
   * @throws D1Error, and the signal's reason when it was aborted
   */
  static async open(
    database: DatabaseToOpen,
    options: ForkOptions,
    signal: AbortSignal,
  ): Promise<LocalD1> {
    signal.throwIfAborted();
    const opened = new LocalD1(database, options);
    await opened.#within(opened.#opening.promise, signal);
    return opened;
  }

  private constructor(database: DatabaseToOpen, options: ForkOptions) {
    this.#databaseName = database.databaseName;
    const program = forkProgram(programFile(), [JSON.stringify(database)], options);
    this.#child = program.child;
    this.#kill = program.kill;
    process.once("exit", this.#kill);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        this.#words = `${this.#words}${text}`.slice(-wordsKept);
      });
    }
    this.#child.on("message", (message) => this.#take(answer.parse(message)));
    this.#child.on("error", (error) => {
      this.#end(wranglerFailure(this.#databaseName, error.message));
      this.#exited.resolve();
    });
    this.#child.once("exit", () => {
      // workerd outlives a process that is killed, and holds its streams open.
      this.#kill();
      this.#exited.resolve();
    });
    this.#child.once("close", (exitCode) => {
      this.#end(
        exitCode
          ? wranglerFailure(this.#databaseName, this.#words.trim())
          : wranglerEnded(this.#databaseName, false),
      );
    });
  }

  /** False when the process has ended. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /**
   * Runs the statements as one transaction. When the signal is aborted the process is killed, and
   * what it had not committed is undone.
   * @throws D1Error, and the signal's reason
   */
  async run(statements: readonly Statement[], signal: AbortSignal): Promise<Results> {
    signal.throwIfAborted();
    this.#sent += 1;
    const id = this.#sent;
    const call = Promise.withResolvers<Results>();
    this.#calls.set(id, call);
    this.#child.send({ id, statements } satisfies Transaction, (error) => {
      if (error !== null) call.reject(wranglerEnded(this.#databaseName, false));
    });
    return this.#within(call.promise, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isOpen) return;
    const timer = setTimeout(this.#kill, closesWithinMs);
    if (this.#child.connected) this.#child.disconnect();
    await this.#exited.promise;
    clearTimeout(timer);
    this.#end(wranglerEnded(this.#databaseName, false));
  }

  #take(answer: Answer): void {
    if (answer.kind === "open") {
      this.#opening.resolve();
      return;
    }
    const call = this.#calls.get(answer.id);
    this.#calls.delete(answer.id);
    if (answer.kind === "results") call?.resolve(answer.results);
    else call?.reject(wranglerFailure(this.#databaseName, answer.words));
  }

  /** The process takes no more calls; what waits for it fails. */
  #end(error: unknown): void {
    this.#isOpen = false;
    process.off("exit", this.#kill);
    this.#kill();
    this.#opening.reject(error);
    for (const call of this.#calls.values()) call.reject(error);
    this.#calls.clear();
  }

  /** Waits for an answer; without one in time, or when the run stops, the process is killed. */
  async #within<T>(pending: Promise<T>, signal: AbortSignal): Promise<T> {
    const onAbort = () => this.#end(signal.reason);
    const tooLong = wranglerEnded(this.#databaseName, true);
    const timer = setTimeout(() => this.#end(tooLong), answersWithinMs);
    signal.addEventListener("abort", onAbort);
    try {
      return await pending;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    }
  }
}

/** The process's program: beside this file in the sources, and in the bundles' folder or the one above. */
function programFile(): string {
  const places = ["./local-d1-process.ts", "./local-d1-process.js", "../local-d1-process.js"];
  const file = places
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((path) => existsSync(path));
  if (file === undefined)
    throw new Error("the program local-d1-process is missing beside this one");
  return file;
}
