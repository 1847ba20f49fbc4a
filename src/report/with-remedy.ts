/**
 * A message and what to do about it, as sentences in one line. What others report (a server, a database)
 * often ends a message, and mostly without a full stop.
 */
export function withRemedy(message: string, remedy: string | null): string {
  if (remedy === null || remedy === "") return message;
  const end = /[.!?…]["'”’)\]]*\s*$/u.test(message) ? "" : ".";
  return `${message.trimEnd()}${end} ${remedy}`;
}
