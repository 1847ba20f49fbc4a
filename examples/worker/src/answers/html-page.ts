import { html, raw } from "hono/html";

/** HTML whose texts are escaped. */
export type Html = ReturnType<typeof html>;

/** What a page of the Worker's own has. */
export interface HtmlPage {
  /** BCP 47. */
  readonly lang?: string;
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const style = `:root { color-scheme: light dark; background: light-dark(#fff, #16181d); color: light-dark(#1c1e21, #e6e8eb); }
a { color: light-dark(#1d5fa8, #9cc4f5); }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; }
h2 { font-size: 1rem; margin: 0; }
article { margin-block: 1rem; padding-block-start: 1rem; border-block-start: 1px solid GrayText; }
.text { white-space: pre-wrap; }
.state { padding-inline: .4rem; border: 1px solid; border-radius: .3rem; font-size: .85rem; }
form { display: inline; }
[aria-current] { font-weight: bold; }
nav, .actions { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: start; }
button { min-height: 2.25rem; padding: .2rem .8rem; font: inherit; }
summary { min-height: 2.25rem; padding-block: .3rem; cursor: pointer; }
textarea { display: block; width: 100%; box-sizing: border-box; margin-block: .3rem; font: inherit; }`;

/** A page that runs no script, loads nothing, and stands in no frame. */
export async function htmlPage({
  lang = "en",
  title,
  body,
  status = 200,
  headers = {},
}: HtmlPage): Promise<Response> {
  const nonce = crypto.randomUUID();
  const page = await html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style nonce="${nonce}">${raw(style)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
  return new Response(String(page), {
    status,
    headers: {
      ...headers,
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy": `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    },
  });
}
