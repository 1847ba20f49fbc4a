import process from "node:process";
import { keepHeapSmall } from "../job/small-heap.ts";
import { failOnUncaughtErrors, failStep } from "./fail-step.ts";
import { runMain } from "./run-main.ts";
import { stopSignal } from "./stop-signal.ts";

keepHeapSmall();
failOnUncaughtErrors();
try {
  process.exitCode = await runMain(process.env, stopSignal(process));
} catch (error) {
  failStep(error);
}
