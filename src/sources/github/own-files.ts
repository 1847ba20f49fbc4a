/**
 * Whether GitHub itself keeps what is at an address: what people dropped into a comment.
 * Source: https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/attaching-files;
 * the addresses with a repository's name are those of before 2024.
 */
export function isOwnFile({ origin, pathname }: URL): boolean {
  if (origin === "https://user-images.githubusercontent.com") return true;
  return (
    origin === "https://github.com" &&
    /^\/(?:user-attachments\/(?:assets|files)|[^/]+\/[^/]+\/(?:assets|files)\/\d+)\/./.test(
      pathname,
    )
  );
}
