/** The origin of an http(s) address; undefined for anything else. */
export function originOf(address: string): string | undefined {
  const isAddress = /^https?:\/\//i.test(address) && URL.canParse(address);
  return isAddress ? new URL(address).origin : undefined;
}
