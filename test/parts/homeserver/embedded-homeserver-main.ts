import process from "node:process";
import { startEmbeddedHomeserver } from "./embedded-homeserver.ts";
import { readExampleConversations, seed } from "./seed.ts";

// The embedded homeserver as a program, with the conversations of the example site: it prints its
// address as a line of JSON, and ends when its standard input is closed.

const homeserver = await startEmbeddedHomeserver();
await seed(homeserver, await readExampleConversations());
const { baseUrl, serverName } = homeserver;
console.log(JSON.stringify({ baseUrl, serverName }));
process.stdin.on("close", () => process.exit()).resume();
