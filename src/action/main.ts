import process from "node:process";
import { setFailed } from "@actions/core";
import { keepHeapSmall } from "../job/small-heap.ts";
import { runMain } from "./run-main.ts";
import { stopSignal } from "./stop-signal.ts";

keepHeapSmall();
try {
  process.exitCode = await runMain(process.env, stopSignal(process));
} catch (error) {
  setFailed(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
