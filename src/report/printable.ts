/**
 * Text from outside on one line, without characters that steer a terminal, break a line or turn
 * the reading direction (C0, C1, line separators, bidirectional controls); each becomes a space.
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, " ");
}
