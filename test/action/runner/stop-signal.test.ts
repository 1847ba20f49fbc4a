import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { stopSignal } from "../../../src/action/runner/stop-signal.ts";

it.each(["SIGINT", "SIGTERM", "SIGBREAK"])(
  "a run stops in good order at %s, as runners of all systems send it",
  (name) => {
    const process = new EventEmitter();
    const signal = stopSignal(process);
    expect(signal.aborted).toBe(false);
    process.emit(name);
    expect(signal).toMatchObject({ aborted: true, reason: new Error(`stopped by ${name}`) });
  },
);
