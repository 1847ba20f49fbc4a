/**
 * A `…_gmt` time of WordPress in milliseconds since the Unix epoch; null for what is none. Where it is
 * unknown it is `0000-00-00 00:00:00`, and the time beside it is by the site's clock, whose zone no
 * export has.
 * Source: WordPress, `wp-admin/includes/export.php`, and MySQL's DATETIME, in which they are kept.
 */
export function gmtTime(text: string): number | null {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(text.trim());
  if (parts === null) return null;
  const time = Date.parse(`${parts[1]}T${parts[2]}Z`);
  return Number.isNaN(time) ? null : time;
}
