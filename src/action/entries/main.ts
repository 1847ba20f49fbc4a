import process from "node:process";
import { keepHeapSmall } from "../../run/small-heap.ts";
import { stopSignal } from "../runner/stop-signal.ts";
import { failOnUncaughtErrors, failStep } from "./fail-step.ts";
import { runMain } from "./run-main.ts";

keepHeapSmall();
failOnUncaughtErrors();
try {
  process.exitCode = await runMain(process.env, stopSignal(process));
} catch (error) {
  failStep(error);
}
