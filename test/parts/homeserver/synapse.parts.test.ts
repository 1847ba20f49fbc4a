import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { describeWith } from "../tiers/describe-with.ts";
import { startSynapse } from "./synapse.ts";

async function answers(baseUrl: string): Promise<boolean> {
  return fetch(`${baseUrl}/_matrix/client/versions`).then(
    () => true,
    () => false,
  );
}

describeWith("synapse")("Synapse as a part of the tests", () => {
  it("is gone when it has been disposed of", async () => {
    const homeserver = await startSynapse();
    expect(await answers(homeserver.baseUrl)).toBe(true);
    await homeserver[Symbol.asyncDispose]();
    expect(await answers(homeserver.baseUrl)).toBe(false);
  });

  it("that doesn't start says why, from its own output", async () => {
    await expect(startSynapse({ roomVersion: "none" })).rejects.toThrow(
      /Synapse did not start:.*room_version.*none/s,
    );
  });

  it("doesn't outlive a test process that is killed", async () => {
    const program = `
      import { startSynapse } from ${JSON.stringify(import.meta.resolve("./synapse.ts"))};
      console.log((await startSynapse()).baseUrl);
    `;
    await using folder = await mkdtempDisposable(join(tmpdir(), "killed-test-"));
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      env: { ...process.env, TMPDIR: folder.path },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [baseUrl] = await once(createInterface(child.stdout), "line");
    expect(await answers(baseUrl)).toBe(true);
    child.kill("SIGKILL");
    while (await answers(baseUrl)) await sleep(50);
  });
});
