/**
 * How people call this program again: by npx where it was started so, else by its name.
 * Source: https://docs.npmjs.com/cli/v11/using-npm/scripts#current-lifecycle-event, `npm_command`
 */
export function calledAs(env: Readonly<Record<string, string | undefined>>): string {
  return env["npm_command"] === "exec"
    ? "npx github:hugo-comment-migration/hugo-comment-migration"
    : "hugo-comment-migration";
}
