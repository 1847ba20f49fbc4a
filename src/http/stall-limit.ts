/** Ends when nothing came for some time. */
export class StallLimit implements Disposable {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly signal: AbortSignal = this.#controller.signal;

  constructor(ms: number) {
    const end = () => this.#controller.abort(new DOMException("nothing came", "TimeoutError"));
    this.#timer = setTimeout(end, ms).unref();
  }

  /** Something came. */
  restart(): void {
    this.#timer.refresh();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}

/** A file that comes byte by byte would otherwise never time out. */
export const slowestFileMs = 15 * 60_000;
