import process from "node:process";
import { failOnUncaughtErrors, failStep } from "./fail-step.ts";
import { runPost } from "./run-post.ts";

failOnUncaughtErrors();
try {
  await runPost(process.env);
} catch (error) {
  failStep(error);
}
