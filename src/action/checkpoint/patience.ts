import { withDeadline } from "./deadline.ts";
import { storeMessages } from "./messages.ts";
import {
  orRefusal,
  refusal,
  type Service,
  type StoreRefusal,
  type StoreResult,
} from "./store-result.ts";

/** A failure that took so long was one of waiting in vain. */
const longWaitMs = 10_000;
const deadlineMs = 60_000;

/**
 * Waits for each service in vain once: the clients repeat requests for up to a minute, and a run has
 * several calls for each of them.
 */
export class Patience {
  readonly #refusals: Map<Service, StoreRefusal>;

  /** @param lost services that let an earlier step of this run wait in vain */
  constructor(lost: readonly Service[] = []) {
    this.#refusals = new Map(
      lost.map((service) => [
        service,
        refusal(storeMessages.words("storage-unreachable", { service })),
      ]),
    );
  }

  /** The services that are called no more. */
  get lost(): readonly Service[] {
    return [...this.#refusals.keys()];
  }

  /** Calls a service, unless it has let this run wait in vain. It never throws. */
  async call(
    service: Service,
    work: () => Promise<StoreResult>,
    milliseconds = deadlineMs,
  ): Promise<StoreResult> {
    const known = this.#refusals.get(service);
    if (known !== undefined) return known;
    const begin = performance.now();
    const result = await orRefusal(service, () => withDeadline(work(), milliseconds));
    const isLate = performance.now() - begin >= longWaitMs;
    if (!result.ok && result.severity !== "notice" && isLate) this.#refusals.set(service, result);
    return result;
  }
}
