import process from "node:process";
import { setFailed } from "@actions/core";
import { runPost } from "./run-post.ts";

try {
  await runPost(process.env);
} catch (error) {
  setFailed(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
