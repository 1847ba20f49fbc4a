// Made of examples/worker/hugo by npm run document.

/** What renders an archive in a site, by path. */
export const archiveTemplates: ReadonlyMap<string, string> = new Map([
  [
    "layouts/partials/d1-comments.html",
    `{{- /*
  The comments of a page: heading, form, and the archive if there is one. Takes the page, or a dict:
    page  the page
    id    page id of its comments; unless given, what the page's shortcode names by page="…", else its .RelPermalink
  Settings, below params.d1comments, which no theme has:
    api               https://<your Worker>/api; without it only the archive is shown
    archive           folder of the archive in data; default "comments"
    part              comments of the archive in one part, 0 for all; default 100
    turnstilesitekey  Turnstile's site key, where the Worker has its secret
    shortcode         what the shortcode comments prints into the content:
      "mark"    an empty mark, in whose place a script puts the comments (the default)
      "none"    nothing: for sites whose template has this partial
      "inline"  the comments themselves. They are read without JavaScript where no template can be
                changed, but count as content: in summaries, descriptions, reading times
*/ -}}
{{- $given := . -}}
{{- if not (reflect.IsMap .) }}{{ $given = dict "page" . }}{{ end -}}
{{- $page := $given.page -}}
{{- $id := $given.id -}}
{{- $isShown := true -}}
{{- /* Shortcodes that people wrote on their own give a section, and must not ask for the content that they are in. */ -}}
{{- if isset $given "section" -}}
{{- $id = $id | default $page.RelPermalink -}}
{{- $isShown = partial "d1-comments/first.html" (dict "page" $page "place" $given.section) -}}
{{- else -}}
{{- $id = partial "d1-comments/id.html" $given -}}
{{- end -}}
{{- if $isShown }}{{ partial "d1-comments/section.html" (partial "d1-comments/thread.html" (dict "page" $page "id" $id)) }}{{ end -}}
`,
  ],
  [
    "layouts/partials/d1-comments/archive.html",
    `{{- /* A page's archived comments, data/<folder>/<SHA-256 of the page id>.json, or an empty dict. */ -}}
{{- $found := dict -}}
{{- if ge hugo.Version "0.156.0" }}{{ $found = hugo.Data }}{{ else }}{{ $found = site.Data }}{{ end -}}
{{- range append (sha256 .id) (split .folder "/") -}}
{{- $found = index $found . | default dict -}}
{{- end -}}
{{- return $found -}}
`,
  ],
  [
    "layouts/partials/d1-comments/comment.html",
    `{{- /* One comment of an archive; with an empty one, what the widget fills. */ -}}
{{- $thread := .thread -}}
{{- $words := $thread.words -}}
{{- $part := .part -}}
{{- with .comment -}}
<li data-depth="{{ int .depth }}"><article class="comment"{{ with .id }} id="comment-{{ . }}"{{ end }}>
<header><h3 class="comment-author" dir="auto">{{ with .url }}<a href="{{ . }}" rel="nofollow ugc noopener">{{ $.comment.author }}</a>{{ else }}{{ .author }}{{ end }}</h3>
{{- if .owner }}
<span class="comment-owner">{{ $words.owner }}</span>
{{- end }}
<a class="comment-time"{{ with .id }} href="#comment-{{ . }}"{{ end }}>{{ with .created }}<time datetime="{{ . }}" title="{{ . }}">{{ time.Format ":date_medium" . }}</time>{{ else }}<time></time>{{ end }}</a>
{{- $document := "" -}}
{{- with .parent_id -}}
{{- $parentPart := index ($thread.partOf | default dict) . | default $part -}}
{{- if ne $parentPart $part }}{{ $document = cond (eq $parentPart 1) $thread.page.Permalink (printf "%s-%d.html" $thread.name $parentPart) }}{{ end -}}
{{- end }}
<a class="comment-parent"{{ with .parent_id }} href="{{ $document }}#comment-{{ . }}"{{ else }} hidden{{ end }}>{{ $words.inreplyto }} <bdi>{{ .parent_author }}</bdi></a>
{{- if $thread.settings.api }}
<button class="comment-reply" type="button" aria-label="{{ $words.reply }}: {{ .author }}">{{ $words.reply }}</button>
{{- end -}}
</header>
{{ partial "d1-comments/text.html" (dict "content" (.content | default "") "format" $thread.format "words" $words) }}
{{- with .reactions }}
<ul class="comment-reactions" role="list" aria-label="{{ $words.reactions }}">{{ range . }}<li><bdi>{{ .key }}</bdi> {{ int .count }}</li>{{ end }}</ul>
{{- end }}
</article></li>
{{- end -}}
`,
  ],
  [
    "layouts/partials/d1-comments/first.html",
    `{{- /* Whether a place of a page is the first that shows its comments: a page shows them once. */ -}}
{{- $place := printf "at %v" .place -}}
{{- if not (.page.Store.Get "d1-comments-place") }}{{ .page.Store.Set "d1-comments-place" $place }}{{ end -}}
{{- return eq $place (.page.Store.Get "d1-comments-place") -}}
`,
  ],
  [
    "layouts/partials/d1-comments/id.html",
    `{{- /* The id that a page's comments have: the one given, the one that its shortcode names, or its address. */ -}}
{{- $id := .id -}}
{{- if not $id -}}
{{- /* Only rendered content has met its shortcode. */ -}}
{{- with .page.Content }}{{ end -}}
{{- $id = .page.Store.Get "d1-comments-id" | default .page.RelPermalink -}}
{{- end -}}
{{- return $id -}}
`,
  ],
  [
    "layouts/partials/d1-comments/language.html",
    `{{- /* The code of a page's language. */ -}}
{{- $language := .Language.Lang -}}
{{- if ge hugo.Version "0.158.0" }}{{ with .Language.Locale }}{{ $language = . }}{{ end -}}
{{- else if ge hugo.Version "0.120.0" }}{{ with .Language.LanguageCode }}{{ $language = . }}{{ end -}}
{{- else }}{{ with .Site.LanguageCode }}{{ $language = . }}{{ end }}{{ end -}}
{{- return $language -}}
`,
  ],
  [
    "layouts/partials/d1-comments/part.html",
    `{{- /* A part of a page's comments. Takes thread, part (from 1 on), and the addresses of the parts around it, more and earlier. */ -}}
{{- $part := .part -}}
{{- $more := .more -}}
{{- $earlier := .earlier -}}
{{- with .thread -}}
{{- $words := .words -}}
{{- $api := cond (eq $part 1) .settings.api "" -}}
<section class="comments" id="comments" aria-labelledby="comments-title"
  {{- with $api }} data-api="{{ . }}"{{ end }} data-page="{{ .id }}" data-part="{{ .size }}"
  {{- with .settings.turnstile }} data-turnstile="{{ . }}"{{ end }}{{ if .comments }} data-archive=""{{ end }}>
<h2 id="comments-title">{{ $words.title }}</h2>
{{ if $api -}}
{{ partial "d1-comments/form.html" . }}
<p class="comments-state" role="status"></p>
{{ end -}}
{{ with $earlier }}<p class="comments-earlier"><a href="{{ . }}">{{ $words.earlier }}</a></p>
{{ end -}}
<ol class="comments-list" role="list">
{{- $thread := . -}}
{{- range first .size (after (mul .size (sub $part 1)) .comments) }}{{ partial "d1-comments/comment.html" (dict "comment" . "thread" $thread "part" $part) }}{{ end -}}
</ol>
{{ with $more }}<p class="comments-more"><a href="{{ . }}">{{ $words.more }}</a></p>
{{ end -}}
{{ if $api -}}
<noscript><p>{{ if $thread.comments }}{{ $words.noscript }}{{ else }}{{ $words.noscript_all }}{{ end }}</p></noscript>
<template>{{ partial "d1-comments/comment.html" (dict "comment" (dict "depth" 0 "owner" true) "thread" . "part" $part) }}</template>
{{ end -}}
</section>
{{- end -}}
`,
  ],
  [
    "layouts/partials/d1-comments/parts.html",
    `{{- /* Publishes the parts of an archive after the first; returns the second one's address, or "". */ -}}
{{- $thread := . -}}
{{- $address := "" -}}
{{- if gt .parts 1 -}}
{{- range $part := seq 2 .parts -}}
{{- $more := cond (lt $part $thread.parts) (printf "%s-%d.html" $thread.name (add $part 1)) "" -}}
{{- $earlier := cond (gt $part 2) (printf "%s-%d.html" $thread.name (sub $part 1)) "" -}}
{{- $document := partial "d1-comments/document.html" (dict "thread" $thread "part" $part "more" $more "earlier" $earlier) -}}
{{- $file := resources.FromString (printf "d1-comments/pages/%s-%d.html" $thread.name $part) $document -}}
{{- /* What is asked for its address is published. */ -}}
{{- $published := $file.RelPermalink -}}
{{- if eq $part 2 }}{{ $address = $published }}{{ end -}}
{{- end -}}
{{- end -}}
{{- return $address -}}
`,
  ],
  [
    "layouts/partials/d1-comments/rich.html",
    `{{- /*
  The HTML of a comment in HTML or Markdown. Markdown's own HTML is shown as it was typed, whatever the
  site allows itself, and only links to places of the usual kinds stay links.
*/ -}}
{{- $html := .content -}}
{{- if eq .format "markdown" -}}
{{- $html = replace (replace $html "\\ue000" "") "\\ue001" "" -}}
{{- $html = replaceRE "<(https?://[^\\\\s<>()]+)>" "[$1]($1)" $html -}}
{{- $html = replace $html "<" "\\ue000" | markdownify | string -}}
{{- end -}}
{{- $links := \`(?i)<a\\s(?:[^>]*\\s)?href="((?:https?://|ftp://|mailto:|magnet:|/)[^"]*)"[^>]*>\` -}}
{{- $html = replaceRE $links "\\ue001a href=\\"$1\\" rel=\\"nofollow ugc noopener\\">" $html -}}
{{- $html = replaceRE \`(?i)<a\\s[^>]*>\` "<a>" $html -}}
{{- return replace (replace $html "\\ue001" "<") "\\ue000" "&lt;" -}}
`,
  ],
  [
    "layouts/partials/d1-comments/section.html",
    `{{- /* The section on the page: the first part of the archive, and the way to the others. */ -}}
{{- if or .settings.api .comments -}}
{{- $css := partialCached "d1-comments/style.html" . .language -}}
<link rel="stylesheet" href="{{ $css.RelPermalink }}" integrity="{{ $css.Data.Integrity }}">
{{ partial "d1-comments/part.html" (dict "thread" . "part" 1 "more" (partial "d1-comments/parts.html" .)) }}
{{- if or .settings.api (gt .parts 1) -}}
{{- $js := partialCached "d1-comments/script.html" . .language }}
<script type="module" src="{{ $js.RelPermalink }}" integrity="{{ $js.Data.Integrity }}"></script>
{{- end -}}
{{- end -}}
`,
  ],
  [
    "layouts/partials/d1-comments/style.html",
    `{{- return (resources.Get "d1-comments/widget.css" | minify | fingerprint) -}}
`,
  ],
  [
    "layouts/partials/d1-comments/text.html",
    `{{- /*
  The text of a comment, the same as the script makes it (text.ts): minifying keeps neither line breaks
  nor blanks, so they are elements and no-break spaces. Of a long one only the start is seen at first.
*/ -}}
{{- $isRich := in (slice "html" "markdown") .format -}}
{{- $html := "" -}}
{{- $plain := replaceRE "\\r\\n?" "\\n" .content -}}
{{- $lines := 0 -}}
{{- if $isRich -}}
{{- $html = partial "d1-comments/rich.html" . -}}
{{- $plain = replaceRE "<[^>]*>" " " $html | htmlUnescape -}}
{{- $lines = len (findRE "(?i)<(?:br|p|li|tr)\\\\b" $html) -}}
{{- if strings.Contains $html "<pre" }}{{ $lines = add $lines (strings.Count "\\n" $html) }}{{ end -}}
{{- else -}}
{{- $lines = strings.Count "\\n" $plain -}}
{{- $html = htmlEscape $plain -}}
{{- $html = replace $html "\\t" "&nbsp;&nbsp;&nbsp;&nbsp;" -}}
{{- /* Twice, for a run of three. */ -}}
{{- $html = replace (replace $html "  " "&nbsp; ") "  " "&nbsp; " -}}
{{- $html = replaceRE "(?m)^ " "&nbsp;" $html -}}
{{- $html = replace $html "\\n" "<br>" -}}
{{- end -}}
{{- $plain = trim (replaceRE "[\\t\\n\\f\\r ]+" " " $plain) " " -}}
{{- $isLong := or (gt (strings.RuneCount $plain) 1500) (gt $lines 20) -}}
{{- if $isLong -}}
<details class="comment-long"><summary><span class="comment-start" dir="auto">{{ substr $plain 0 280 }}…</span> <span class="comment-whole">{{ .words.whole }}</span><span class="comment-less">{{ .words.less }}</span></summary>
{{- end -}}
<div class="comment-text{{ if $isRich }} comment-rich{{ end }}" dir="auto">{{ safeHTML $html }}</div>
{{- if $isLong }}</details>{{ end -}}
`,
  ],
  [
    "layouts/partials/d1-comments/thread.html",
    `{{- /*
  What is shown of a page's comments: page, id, settings, words, the archive's format and comments, the
  size and number of its parts, and the part in which each of its comments is, by id.
*/ -}}
{{- $settings := partial "d1-comments/settings.html" .page -}}
{{- $id := .id -}}
{{- $archive := partial "d1-comments/archive.html" (dict "id" $id "folder" $settings.archive) -}}
{{- $comments := $archive.comments | default slice -}}
{{- $total := len $comments -}}
{{- $size := cond (gt $settings.part 0) $settings.part (math.Max $total 1 | int) -}}
{{- $parts := math.Ceil (div (float $total) $size) | int -}}
{{- $partOf := newScratch -}}
{{- if gt $parts 1 -}}
{{- range $index, $comment := $comments }}{{ $partOf.SetInMap "parts" $comment.id (add 1 (div $index $size)) }}{{ end -}}
{{- end -}}
{{- $language := partial "d1-comments/language.html" .page -}}
{{- return dict
  "page" .page
  "id" $id
  "settings" $settings
  "language" $language
  "words" (partialCached "d1-comments/words.html" .page $language)
  "format" $archive.format
  "comments" $comments
  "size" $size
  "parts" $parts
  "partOf" ($partOf.Get "parts")
  "name" (sha256 (printf "%s %s" $language $id))
-}}
`,
  ],
  [
    "layouts/partials/d1-comments/words.html",
    `{{- /* What the comments say; give your own by i18n under these names, such as comments_title. */ -}}
{{- $words := dict
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
  "answering" (i18n "comments_answering" | default "Replying to")
  "more" (i18n "comments_more" | default "Show more comments")
  "earlier" (i18n "comments_earlier" | default "Show earlier comments")
  "whole" (i18n "comments_whole" | default "Show the whole comment")
  "less" (i18n "comments_less" | default "Show less")
  "loading" (i18n "comments_loading" | default "Loading comments …")
  "empty" (i18n "comments_empty" | default "No comments yet.")
  "unread" (i18n "comments_unread" | default "The newest comments can't be loaded now.")
  "retry" (i18n "comments_retry" | default "Try again")
  "again" (i18n "comments_again" | default "You can try again at %s.")
  "missing" (i18n "comments_missing" | default "The comment that was linked to isn't here any more.")
  "sending" (i18n "comments_sending" | default "Sending …")
  "posted" (i18n "comments_posted" | default "Your comment is posted.")
  "waiting" (i18n "comments_waiting" | default "Your comment waits for approval.")
  "unsent" (i18n "comments_unsent" | default "Your comment could not be sent. Try again in a minute; your text is still here.")
  "edit" (i18n "comments_edit" | default "Edit")
  "save" (i18n "comments_save" | default "Save")
  "saved" (i18n "comments_saved" | default "Your comment is changed.")
  "delete" (i18n "comments_delete" | default "Delete")
  "surely" (i18n "comments_surely" | default "Delete your comment for good?")
  "deleted" (i18n "comments_deleted" | default "Your comment is deleted.")
  "noscript" (i18n "comments_noscript" | default "Newer comments are shown with JavaScript.")
  "noscript_all" (i18n "comments_noscript_all" | default "The comments are shown with JavaScript.")
  "person" (i18n "comments_person" | default "Posting a comment needs JavaScript, which checks that you are a person.")
  "back" (i18n "comments_back" | default "Back to the page")
  "not_sent" (i18n "comments_not_sent" | default "Your comment was not sent")
-}}
{{- /* The Worker has English texts for what it refuses. */ -}}
{{- range slice "origin_not_allowed" "too_many_comments" "not_a_person" "check_not_reached" "no_name" "name_too_long" "name_reserved" "no_content" "content_too_long" "no_such_parent" "no_such_page" "no_such_comment" "not_yours" "too_late" "internal_error" "database_not_ready" -}}
{{- $key := printf "error_%s" . -}}
{{- with i18n (printf "comments_%s" $key) }}{{ $words = merge $words (dict $key .) }}{{ end -}}
{{- end -}}
{{- return $words -}}
`,
  ],
  [
    "assets/d1-comments/widget.css",
    `/* Colours come from the site's own text, so that they fit whatever scheme it is in; change them by the custom properties. */
.comments {
  --muted: var(--comments-muted, color-mix(in srgb, currentColor 90%, transparent));
  --line: var(--comments-line, color-mix(in srgb, currentColor 18%, transparent));
  --field: var(--comments-field-line, color-mix(in srgb, currentColor 60%, transparent));
  --accent: var(--comments-accent, currentColor);
  --radius: var(--comments-radius, 0.4rem);
  margin-block: 2.5rem 1rem;
  /* The theme Stack has no colour for text outside of its cards. */
  color: var(--comments-text, var(--card-text-color-main, inherit));
  line-height: 1.55;
  overflow-wrap: anywhere;
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
  margin-block: 0 0.75rem;
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
  background: var(--comments-accent, transparent);
  color: var(--comments-on-accent, inherit);
  font: inherit;
  font-size: 0.95em;
  cursor: pointer;
}
.comments :is(.comment-own, .comments-answering) button {
  min-height: 2rem;
  background: transparent;
  color: inherit;
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
/* What follows the comments must not be seen to move when they come. Where what is in noscript is an
   element, no script runs and none come. */
.comments[data-api]:not([data-archive], [data-live], :has(noscript > *)) .comments-list {
  min-height: 100vh;
}
/* Attributes, for a policy of style-src 'self' forbids styles in the page. */
.comments-list > li {
  --depth: 8;
  margin: 0;
  padding-inline-start: calc(min(var(--depth), var(--comments-levels, 4)) * 1.5rem);
}
.comments-list > [data-depth="0"] {
  --depth: 0;
}
.comments-list > [data-depth="1"] {
  --depth: 1;
}
.comments-list > [data-depth="2"] {
  --depth: 2;
}
.comments-list > [data-depth="3"] {
  --depth: 3;
}
.comments-list > [data-depth="4"] {
  --depth: 4;
}
.comments-list > [data-depth="5"] {
  --depth: 5;
}
.comments-list > [data-depth="6"] {
  --depth: 6;
}
.comments-list > [data-depth="7"] {
  --depth: 7;
}
/* Its room is there before it says anything, so that nothing moves. */
.comments-state {
  min-height: 2.25rem;
  margin: 0;
  color: var(--muted);
}
:is(.comments-earlier, .comments-more) {
  margin-block: 0.5rem;
}
.comment {
  padding-block: 0.9rem;
  border-block-start: 1px solid var(--line);
  scroll-margin-block-start: 1rem;
}
.comments-list > li:not([data-depth="0"]) .comment {
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
  justify-content: flex-start;
  min-height: 2rem;
}
.comments :is(.comment-time, .comment-parent) {
  color: var(--muted);
  font-size: 0.875em;
}
.comments .comment-author a {
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
/* Nobody can answer in a part of an archive, and on a phone its place would be a line of its own. */
.comments:not([data-api]) .comment-reply {
  display: none;
}
.comment-text,
.comment-long {
  margin-block-start: 0.25rem;
}
.comment-long > summary {
  cursor: pointer;
}
:is(.comment-whole, .comment-less) {
  text-decoration: underline;
}
.comment-long[open] :is(.comment-start, .comment-whole),
.comment-long:not([open]) .comment-less {
  display: none;
}
.comment-waiting {
  margin: 0;
  color: var(--muted);
  font-style: italic;
}
.comment-own,
.comment-edit {
  margin-block: 0.5rem 0;
}
.comment-edit textarea {
  margin-block: 0.2rem 0.5rem;
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
    padding-inline-start: calc(min(var(--depth), var(--comments-levels, 3)) * 0.75rem);
  }
  .comments-form {
    padding: 0.75rem;
  }
}
@media (scripting: none) {
  .comments .comment-reply {
    display: none;
  }
}

/* Comments as a page of their own. */
.comments-document {
  color-scheme: light dark;
  max-width: 46rem;
  margin: 0 auto;
  padding: 1.5rem 1rem;
  font-family: system-ui, sans-serif;
}
.comments-document a:not(.comments a) {
  color: LinkText;
}
`,
  ],
]);
