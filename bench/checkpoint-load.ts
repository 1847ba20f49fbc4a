import { Checkpoint } from "../src/checkpoint/checkpoint.ts";
import { keepHeapSmall } from "../src/run/small-heap.ts";

// One load of a checkpoint, measured by its own process, with the heap that the programs have; prints what it took as JSON.

keepHeapSmall();
const [, , file = "", fingerprint = ""] = process.argv;
const start = performance.now();
const { checkpoint } = await Checkpoint.open({
  file,
  fingerprint: JSON.parse(fingerprint),
  now: () => new Date(),
});
const milliseconds = performance.now() - start;
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
const mappings = checkpoint.state.id_mapping.size;
await checkpoint.close();
console.log(JSON.stringify({ mappings, milliseconds, peakMegabytes }));
