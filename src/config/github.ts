import { z } from "zod";
import { optional, setting } from "./setting.ts";
import { token } from "./value-types.ts";

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's workflows
const jobToken = "${{ github.token }}";

/** With what GitHub is asked. */
export const githubSection = z.object({
  token: setting("github-token", optional(token()), {
    env: ["GITHUB_TOKEN"],
    secret: true,
    inputDefault: jobToken,
    description:
      "Token for GitHub's API: with the permission `actions: read` it finds checkpoints of earlier runs among their artifacts; `replace: pull-request` needs `contents: write` and `pull-requests: write`. Default: the job's own.",
  }),
});
