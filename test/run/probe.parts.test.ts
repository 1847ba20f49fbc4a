import { expect, it } from "vitest";
import { hostNames } from "./hosts.ts";
import { openWorld, startSharedHomeserver } from "./parity-world.ts";

const tries = JSON.parse(process.env["PROBE"] ?? "[{}]");
it("probe", async () => {
  await using homeserver = await startSharedHomeserver();
  for (const settings of tries) for (const host of hostNames) {
    await using world = await openWorld(host, homeserver);
    const t = performance.now();
    const run = await world.run(settings);
    const r = run.report;
    console.error("####", host, JSON.stringify(settings), Math.round(performance.now() - t), run.exitCode, r?.verdict, JSON.stringify(r?.pages), JSON.stringify(r?.comments), r?.scan.discoveredBy, r?.scan.resolvedBy, r?.findings.map(f=>f.code).join(), run.refusal, run.shards.join(), "LOG", process.env["LOG"] ? run.log : run.log.slice(0,200).replace(/\n/g,"|"), world.api.requests.length);
  }
});
