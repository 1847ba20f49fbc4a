import { appendFileSync } from "node:fs";
import { Socket } from "node:net";

// Loaded into a program before its own code (`node --import`): writes each connection that it makes,
// by TCP, as a line of the file CONNECTIONS.

const file = process.env["CONNECTIONS"] ?? "";
const { connect } = Socket.prototype;

function targetOf(argument: unknown): string | undefined {
  const options = Array.isArray(argument) ? argument[0] : argument;
  if (typeof options !== "object" || options === null || !("port" in options)) return undefined;
  const host = "host" in options ? options.host : "localhost";
  return `${String(host)}:${String(options.port)}`;
}

Object.defineProperty(Socket.prototype, "connect", {
  value(this: Socket, ...args: Parameters<typeof connect>) {
    const target = targetOf(args[0]);
    if (target !== undefined) appendFileSync(file, `${target}\n`);
    return Reflect.apply(connect, this, args);
  },
});
