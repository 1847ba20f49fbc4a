import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { z } from "zod";
import { type ForkedProgram, type ForkOptions, forkProgram } from "../../process/fork-program.ts";
import { type AnswerOfProgram, answerOfProgram, type CallOfProgram } from "./program-messages.ts";

type PendingCall = PromiseWithResolvers<unknown>;

const answersWithinMs = 180_000;
const closesWithinMs = 10_000;
/** Of what wrangler says, the end is kept for the message of a failure, in characters. */
const wordsKept = 4_000;

/** Which program is started, and the errors of its calls. */
interface LocalProgramOptions extends ForkOptions {
  /** Path of the program. */
  readonly file: string;
  /** What it opens, as JSON. */
  readonly opens: unknown;
  /** What workerd or wrangler said when a call or the start failed. */
  failed(words: string): Error;
  /** The process was stopped by the system, or took too long. */
  ended(timedOut: boolean): Error;
}

/** A process that keeps something of workerd's open; it ends with this one, however that ends. */
export class LocalProgram implements AsyncDisposable {
  readonly #options: LocalProgramOptions;
  readonly #child: ForkedProgram["child"];
  readonly #kill: ForkedProgram["kill"];
  readonly #opening = Promise.withResolvers<void>();
  readonly #exited = Promise.withResolvers<void>();
  readonly #calls = new Map<number, PendingCall>();
  #isOpen = true;
  #sent = 0;
  #words = "";

  /**
   * Starts the process and waits until it is ready.
   * @throws what the options make of a failure, and the signal's reason when it was aborted
   */
  static async open(options: LocalProgramOptions, signal: AbortSignal): Promise<LocalProgram> {
    signal.throwIfAborted();
    const opened = new LocalProgram(options);
    await opened.#within(opened.#opening.promise, signal);
    return opened;
  }

  private constructor(options: LocalProgramOptions) {
    this.#options = options;
    const program = forkProgram(options.file, [JSON.stringify(options.opens)], options);
    this.#child = program.child;
    this.#kill = program.kill;
    process.once("exit", this.#kill);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        this.#words = `${this.#words}${text}`.slice(-wordsKept);
      });
    }
    this.#child.on("message", (message) => this.#take(answerOfProgram.parse(message)));
    this.#child.on("error", (error) => {
      this.#end(options.failed(error.message));
      this.#exited.resolve();
    });
    this.#child.once("exit", () => {
      // workerd outlives a process that is killed, and holds its streams open.
      this.#kill();
      this.#exited.resolve();
    });
    this.#child.once("close", (exitCode) => {
      this.#end(exitCode ? options.failed(this.#words.trim()) : options.ended(false));
    });
  }

  /** False when the process has ended. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /**
   * Has the process do what is asked. When the signal is aborted the process is killed, and what it
   * had not committed is undone.
   * @throws what the options make of a failure, and the signal's reason
   */
  async call<Result>(
    call: unknown,
    result: z.ZodType<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    signal.throwIfAborted();
    this.#sent += 1;
    const id = this.#sent;
    const pending = Promise.withResolvers<unknown>();
    this.#calls.set(id, pending);
    this.#child.send({ id, call } satisfies CallOfProgram, (error) => {
      if (error !== null) pending.reject(this.#options.ended(false));
    });
    return result.parse(await this.#within(pending.promise, signal));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isOpen) return;
    const timer = setTimeout(this.#kill, closesWithinMs);
    if (this.#child.connected) this.#child.disconnect();
    await this.#exited.promise;
    clearTimeout(timer);
    this.#end(this.#options.ended(false));
  }

  #take(answer: AnswerOfProgram): void {
    if (answer.kind === "open") {
      this.#opening.resolve();
      return;
    }
    const call = this.#calls.get(answer.id);
    this.#calls.delete(answer.id);
    if (answer.kind === "result") call?.resolve(answer.result);
    else call?.reject(this.#options.failed(answer.words));
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
    const tooLong = this.#options.ended(true);
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

/** A program that is opened by the first use, and anew when it has died. */
export class ReopenedProgram implements AsyncDisposable {
  readonly #open: (signal: AbortSignal) => Promise<LocalProgram>;
  #opening: Promise<LocalProgram> | undefined;

  constructor(open: (signal: AbortSignal) => Promise<LocalProgram>) {
    this.#open = open;
  }

  /** The running program. */
  running(signal: AbortSignal): Promise<LocalProgram> {
    const before = this.#opening;
    const opening =
      before === undefined
        ? this.#open(signal)
        : before.then((program) => (program.isOpen ? program : this.#open(signal)));
    this.#opening = opening;
    // A failed start is not kept: the next call tries again.
    opening.catch(() => {
      this.#opening = undefined;
    });
    return opening;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const program = await this.#opening?.catch(() => undefined);
    await program?.[Symbol.asyncDispose]();
  }
}

/** The path of a program: beside the file in the sources, and in the bundles' folder or the one above. */
export function programFile(name: string, besideUrl: string): string {
  const places = [`./${name}.ts`, `./${name}.js`, `../${name}.js`];
  const file = places
    .map((place) => fileURLToPath(new URL(place, besideUrl)))
    .find((path) => existsSync(path));
  if (file === undefined) throw new Error(`the program ${name} is missing beside this one`);
  return file;
}
