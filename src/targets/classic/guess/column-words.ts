import type { FoundColumn } from "../../../d1/schema/found-column.ts";
import type { ClassicColumn } from "../../../domain/classic-map.ts";

/** What a column is found by: its name says it. */
type Named = Exclude<ClassicColumn, "id">;

const words = (text: string): readonly string[] => text.split(" ");

/**
 * What people call the columns of comment tables, the likeliest first.
 * Source: tables of small comment systems in public repositories, 2026.
 */
const namesOf: Readonly<Record<Named, readonly string[]>> = {
  page_id: words(
    "page_id post_slug page_slug article_slug blog_slug entry_slug slug page_path post_path article_path path pathname page_url post_url article_url page_uri uri permalink page_key post_key post_id article_id blog_id entry_id post article page blog entry thread_id thread topic_id topic resource location context_url href url key identifier seite artikel beitrag pfad",
  ),
  parent_id: words(
    "parent_id parent_comment_id parent_comment parent reply_to_id reply_to in_reply_to reply_id replied_to answers pid padre_id antwort_auf eltern_id reponse_a",
  ),
  author_name: words(
    "author_name author nickname nick display_name name user_name username commenter_name commenter guest_name poster writer posted_by autor nombre user verfasser auteur",
  ),
  content: words(
    "content body text comment message content_text body_text message_text plain_text plain msg content_md body_md markdown content_raw body_raw raw orig texto contenido mensaje inhalt nachricht texte contenu",
  ),
  content_html: words(
    "content_html body_html html html_content rendered_html rendered comment_html message_html text_html html_body",
  ),
  created_at: words(
    "created_at created created_on create_time created_time created_date creation_date date_created date_added added_at posted_at posted_on posted post_date pub_date published_at inserted_at submitted_at submitted timestamp datetime date time ts fecha_creacion fecha erstellt_am erstellt datum zeitpunkt date_creation",
  ),
  updated_at: words(
    "updated_at updated updated_on update_time modified_at modified last_modified edited_at",
  ),
  ip_address: words("ip_address ip ip_addr author_ip user_ip client_ip remote_addr"),
  content_hash: words("content_hash text_hash body_hash"),
  email: words(
    "email author_email user_email commenter_email mail author_mail email_address e_mail",
  ),
  email_md5: words("email_md5 mail_md5 md5 author_email_md5 gravatar_md5 gravatar_hash"),
  email_hash: words("email_hash mail_hash author_email_hash email_sha256"),
  author_url: words(
    "author_url author_website author_site author_link website homepage home_page user_url site web link url",
  ),
  is_owner: words("is_owner is_admin is_author by_owner by_author by_admin admin master owner"),
  reactions: words("reactions"),
};

/** The columns whose names are words for something, the likeliest first. */
export function columnsNamed(
  column: Named,
  table: string,
  columns: readonly FoundColumn[],
): readonly FoundColumn[] {
  const rank = (name: string) =>
    Math.min(
      ...readings(name, table)
        .map((reading) => namesOf[column].indexOf(reading))
        .filter((index) => index >= 0),
    );
  return columns
    .map((one) => ({ one, at: rank(one.name) }))
    .filter(({ at }) => Number.isFinite(at))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** A name in snake case, as it is and without the table's own name before it. */
function readings(name: string, table: string): readonly string[] {
  const own = snakeCase(name);
  const prefixes = [
    "comment",
    "comments",
    "c",
    snakeCase(table),
    snakeCase(table).replace(/s$/, ""),
  ];
  const shorter = prefixes
    .filter((prefix) => own.startsWith(`${prefix}_`))
    .map((prefix) => own.slice(prefix.length + 1));
  return [own, ...shorter];
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "");
}
