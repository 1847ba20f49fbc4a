/**
 * A text in which secrets are replaced by `***`: what a server says may hold what it was sent, and
 * is repeated in messages that others can read.
 */
export function withoutSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  return secrets.reduce<string>(
    (rest, secret) => (secret ? rest.replaceAll(secret, "***") : rest),
    text,
  );
}
