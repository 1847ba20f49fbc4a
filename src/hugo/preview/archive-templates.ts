// Made of examples/worker/hugo by npm run document.

/** What renders an archive in a site, by path. */
export const archiveTemplates: ReadonlyMap<string, string> = new Map([
  [
    "layouts/partials/d1-comments.html",
    `{{- /*
  The comments of a page. Takes the page, or a dict:
    page     the page
    id       page id of its comments; the page's .RelPermalink unless another is given
    section  the section that stood here before: a page shows its comments once, where its first one is
  Settings, below params.d1comments, which no theme has:
    api               https://<your Worker>/api; without it only the archive is shown
    archive           folder of the archive in data, "comments" unless another is given
    turnstilesitekey  Turnstile's site key, where the Worker has its secret
*/ -}}
{{- $given := . -}}
{{- if not (reflect.IsMap .) }}{{ $given = dict "page" . }}{{ end -}}
{{- $page := $given.page -}}
{{- $id := $given.id | default $page.RelPermalink -}}
{{- $place := printf "section %v" $given.section -}}
{{- if not ($page.Store.Get "comments-place") }}{{ $page.Store.Set "comments-place" $place }}{{ end -}}
{{- if eq $place ($page.Store.Get "comments-place") -}}
{{- $settings := site.Params.d1comments | default dict -}}
{{- $words := partial "d1-comments/words.html" $page -}}
{{- $archive := partial "d1-comments/archive.html" (dict "id" $id "folder" ($settings.archive | default "comments")) -}}
{{- $css := resources.Get "d1-comments/widget.css" | minify | fingerprint -}}
<link rel="stylesheet" href="{{ $css.RelPermalink }}" integrity="{{ $css.Data.Integrity }}">
<section class="comments" id="comments" aria-labelledby="comments-title"
  {{- with $settings.api }} data-api="{{ . }}"{{ end }} data-page="{{ $id }}" data-words="{{ $words | jsonify }}"
  {{- with $settings.turnstilesitekey }} data-turnstile="{{ . }}"{{ end }}{{ if $archive }} data-archive=""{{ end }}>
<h2 id="comments-title">{{ $words.title }}</h2>
{{ with $settings.api -}}
<form class="comments-form" method="post" action="{{ . }}/comments/{{ urlquery $id }}" aria-labelledby="comments-write">
<h3 id="comments-write">{{ $words.write }}</h3>
<p class="comments-answering" hidden><span></span> <button type="button">{{ $words.cancel }}</button></p>
<p><label for="comments-name">{{ $words.name }}</label><input id="comments-name" name="author_name" autocomplete="name" maxlength="80" required></p>
<p><label for="comments-content">{{ $words.comment }}</label><textarea id="comments-content" name="content" rows="4" maxlength="10000" required></textarea></p>
<input type="hidden" name="parent_id">
<div class="comments-person"></div>
<p class="comments-send"><button>{{ $words.send }}</button> <span class="comments-status" role="status"></span></p>
</form>
{{ end -}}
<ol class="comments-list" role="list">
{{- with $archive }}{{ $format := .format }}{{ range .comments }}{{ partial "d1-comments/comment.html" (dict "comment" . "format" $format "words" $words) }}{{ end }}{{ end -}}
</ol>
{{ if $settings.api -}}
<p class="comments-more" hidden><button type="button">{{ $words.more }}</button></p>
<noscript><p>{{ $words.noscript }}</p></noscript>
<template>{{ partial "d1-comments/comment.html" (dict "comment" (dict "depth" 0) "words" $words) }}</template>
{{ $js := resources.Get "d1-comments/widget.ts" | js.Build (dict "targetPath" "d1-comments/widget.js" "minify" true "target" "es2020") | fingerprint -}}
<script defer src="{{ $js.RelPermalink }}" integrity="{{ $js.Data.Integrity }}"></script>
{{- end }}
</section>
{{- end -}}
`,
  ],
  [
    "layouts/partials/d1-comments/archive.html",
    `{{- /* A page's archived comments, data/<folder>/<SHA-256 of the page id>.json, or false. */ -}}
{{- $found := site.Data -}}
{{- range append (sha256 .id) (split .folder "/") -}}
{{- $name := . -}}
{{- with $found }}{{ $found = index . $name | default false }}{{ end -}}
{{- end -}}
{{- return $found -}}
`,
  ],
  [
    "layouts/partials/d1-comments/comment.html",
    `{{- /* One comment of an archive; with an empty one, what the widget fills. */ -}}
{{- $words := .words }}{{ $format := .format -}}
{{- with .comment -}}
<li style="--depth: {{ int .depth }}"><article class="comment"{{ with .id }} id="comment-{{ . }}"{{ end }}>
<header><h3 class="comment-author" dir="auto">{{ with .url }}<a href="{{ . }}" rel="nofollow ugc">{{ $.comment.author }}</a>{{ else }}{{ .author }}{{ end }}</h3>
{{- if .owner }}
<span class="comment-owner">{{ $words.owner }}</span>
{{- end }}
<a class="comment-time"{{ with .id }} href="#comment-{{ . }}"{{ end }}>{{ with .created }}<time datetime="{{ . }}" title="{{ . }}">{{ time.Format ":date_medium" . }}</time>{{ else }}<time></time>{{ end }}</a>
<a class="comment-parent"{{ with .parent_id }} href="#comment-{{ . }}"{{ else }} hidden=""{{ end }}>{{ $words.inreplyto }} <bdi>{{ .parent_author }}</bdi></a>
<button class="comment-reply" type="button" aria-label="{{ $words.reply }}: {{ .author }}">{{ $words.reply }}</button></header>
<div class="comment-text{{ if in (slice "html" "markdown") $format }} comment-rich{{ end }}" dir="auto">{{ if eq $format "html" }}{{ safeHTML .content }}{{ else if eq $format "markdown" }}{{ markdownify .content }}{{ else }}{{ .content }}{{ end }}</div>
{{- with .reactions }}
<ul class="comment-reactions" role="list" aria-label="{{ $words.reactions }}">{{ range . }}<li><bdi>{{ .key }}</bdi> {{ int .count }}</li>{{ end }}</ul>
{{- end }}
</article></li>
{{- end -}}
`,
  ],
  [
    "layouts/partials/d1-comments/words.html",
    `{{- /* What the comments say; give your own by i18n under these names, such as comments_title. */ -}}
{{- return dict
  "title" (i18n "comments_title" | default "Comments")
  "write" (i18n "comments_write" | default "Write a comment")
  "name" (i18n "comments_name" | default "Name")
  "comment" (i18n "comments_comment" | default "Comment")
  "send" (i18n "comments_send" | default "Post comment")
  "cancel" (i18n "comments_cancel" | default "Cancel")
  "reply" (i18n "comments_reply" | default "Reply")
  "inreplyto" (i18n "comments_inreplyto" | default "In reply to")
  "owner" (i18n "comments_owner" | default "Owner of this site")
  "reactions" (i18n "comments_reactions" | default "Reactions")
  "answering" (i18n "comments_answering" | default "You answer")
  "more" (i18n "comments_more" | default "Show more comments")
  "empty" (i18n "comments_empty" | default "No comments yet.")
  "sending" (i18n "comments_sending" | default "Sending …")
  "posted" (i18n "comments_posted" | default "Your comment is posted.")
  "unread" (i18n "comments_unread" | default "The newest comments can't be loaded now.")
  "unsent" (i18n "comments_unsent" | default "Your comment could not be sent. Try again in a minute; your text is still here.")
  "noscript" (i18n "comments_noscript" | default "Newer comments are shown with JavaScript.")
-}}
`,
  ],
  [
    "assets/d1-comments/widget.css",
    `/* Colours come from the site's own text; change them by the custom properties. */
.comments {
  --muted: var(--comments-muted, color-mix(in srgb, currentColor 70%, transparent));
  --line: var(--comments-line, color-mix(in srgb, currentColor 18%, transparent));
  --field: var(--comments-field-line, color-mix(in srgb, currentColor 60%, transparent));
  --accent: var(--comments-accent, #1d5fa8);
  --on-accent: var(--comments-on-accent, #fff);
  --radius: var(--comments-radius, 0.4rem);
  margin-block: 2.5rem 1rem;
  line-height: 1.55;
  overflow-wrap: anywhere;
}
@media (prefers-color-scheme: dark) {
  .comments {
    --accent: var(--comments-accent-dark, #9cc4f5);
    --on-accent: var(--comments-on-accent-dark, #10233a);
  }
}
.comments *,
.comments ::before {
  box-sizing: border-box;
}
.comments h2 {
  margin-block: 0 1rem;
}
.comments h3 {
  margin: 0;
  font-size: 1em;
}
.comments [hidden] {
  display: none;
}
.comments :focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
}

.comments-form {
  margin-block: 0 2rem;
  padding: 1rem;
  border: 1px solid var(--line);
  border-radius: var(--radius);
}
.comments-form p {
  margin: 0.6rem 0 0;
}
.comments-form label {
  display: block;
  margin-block-end: 0.2rem;
  font-size: 0.9em;
}
.comments :is(input, textarea) {
  display: block;
  width: 100%;
  padding: 0.5rem 0.6rem;
  border: 1px solid var(--field);
  border-radius: var(--radius);
  background: transparent;
  color: inherit;
  font: inherit;
}
.comments input {
  max-width: 22rem;
}
.comments textarea {
  resize: vertical;
}
.comments-send {
  display: flex;
  flex-wrap: wrap;
  gap: 0.4rem 1rem;
  align-items: center;
}
.comments-status {
  flex: 1 1 12rem;
  font-size: 0.9em;
}
.comments button {
  min-height: 2.25rem;
  padding: 0.3rem 0.9rem;
  border: 1px solid var(--accent);
  border-radius: var(--radius);
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-size: 0.95em;
  cursor: pointer;
}
.comments button:disabled {
  opacity: 0.6;
  cursor: default;
}

.comments-list {
  margin: 0;
  padding: 0;
  list-style: none;
}
/* What follows the comments must not be seen to move when they come. */
.comments[data-api]:not([data-archive]) .comments-list {
  min-height: 100vh;
}
.comments-list > li {
  margin: 0;
  padding-inline-start: calc(min(var(--depth), var(--comments-levels, 4)) * 1.5rem);
}
.comments-empty {
  color: var(--muted);
}
.comment {
  padding-block: 0.9rem;
  border-block-start: 1px solid var(--line);
  scroll-margin-block-start: 1rem;
}
.comments-list > li:not([style*="--depth: 0"]) .comment {
  padding-inline-start: 0.9rem;
  border-inline-start: 2px solid var(--line);
}
.comment:target {
  background: color-mix(in srgb, var(--accent) 10%, transparent);
}
.comment header {
  display: flex;
  flex-wrap: wrap;
  gap: 0 0.75rem;
  align-items: center;
  min-height: 2rem;
}
.comment-time,
.comment-parent {
  color: var(--muted);
  font-size: 0.875em;
}
.comment-author a {
  color: inherit;
}
.comment-owner {
  padding-inline: 0.4rem;
  border: 1px solid var(--field);
  border-radius: var(--radius);
  font-size: 0.8em;
}
.comment-reactions {
  display: flex;
  flex-wrap: wrap;
  gap: 0.2rem 0.9rem;
  margin: 0.4rem 0 0;
  padding: 0;
  list-style: none;
  color: var(--muted);
  font-size: 0.875em;
}
.comments .comment .comment-reply {
  min-height: 2rem;
  margin-inline-start: auto;
  padding: 0 0.5rem;
  border-color: transparent;
  background: transparent;
  color: inherit;
  font-size: 0.875em;
  text-decoration: underline;
}
.comments:not([data-live]) .comment-reply {
  visibility: hidden;
}
/* Nobody can answer an archive, and on a phone its place would be a line of its own. */
.comments:not([data-api]) .comment-reply {
  display: none;
}
.comment-text {
  margin-block-start: 0.25rem;
  white-space: pre-wrap;
}
.comment-rich {
  white-space: normal;
}
.comment-rich > :first-child {
  margin-block-start: 0;
}
.comment-rich > :last-child {
  margin-block-end: 0;
}
.comment-rich :is(img, table, pre) {
  max-width: 100%;
  overflow-x: auto;
}
.comment .comments-form {
  margin-block: 1rem 0;
}

@media (max-width: 40rem) {
  .comments-list > li {
    padding-inline-start: calc(min(var(--depth), 3) * 0.75rem);
  }
  .comments-form {
    padding: 0.75rem;
  }
}
@media (scripting: none) {
  .comments[data-api]:not([data-archive]) .comments-list {
    min-height: 0;
  }
}
`,
  ],
]);
