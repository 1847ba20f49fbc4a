/**
 * Text from outside on one line, without characters that steer a terminal, break a line or turn
 * the reading direction (C0, C1, line separators, bidirectional controls); each becomes a space.
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, " ");
}

/**
 * Text from outside as a line of a log in which a runner sees no command. The runner looks for `::`
 * at the start of a line, and for `##[` anywhere in it.
 * Source: actions/runner, src/Runner.Common/ActionCommand.cs (TryParseV2, TryParse)
 */
export function logLine(text: string): string {
  return printable(text)
    .replace(/^(\s*):(?=:)/, "$1: ")
    .replaceAll("##[", "## [");
}
