/** Whether no other comment of the site can have this id: people who write files give numbers. */
export function isUniqueId(id: string): boolean {
  return /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(id);
}
