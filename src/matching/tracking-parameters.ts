const trackingNames: ReadonlySet<string> = new Set([
  // Google Ads, Campaign Manager, Analytics
  ...["gclid", "gclsrc", "gbraid", "wbraid", "dclid", "_ga", "_gl"],
  // Facebook, Instagram
  ...["fbclid", "fb_action_ids", "fb_action_types", "fb_ref", "fb_source", "igshid", "igsh"],
  // Microsoft Advertising, X, Yandex, TikTok, LinkedIn
  ...["msclkid", "twclid", "yclid", "ysclid", "ttclid", "li_fat_id"],
  // Mailchimp, HubSpot, Marketo
  ...["mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok"],
  // X and many newsletters
  ...["ref", "ref_src", "ref_url"],
  // AMP for WordPress
  ...["amp", "noamp"],
]);

/**
 * Whether a parameter of an address only says where the reader came from, or asks for the AMP form of
 * the same page. `amp;` before a name is what remains of an ampersand that was escaped for HTML.
 * Source: brave/brave-core, components/query_filter/utils.cc; Google Analytics, "URL builders" (`utm_`);
 * ampproject/amp-wp (`amp`); the rest by their own services' documentation
 */
export function isTracking(parameter: string): boolean {
  const [name = ""] = parameter
    .toLowerCase()
    .replace(/^(?:amp;)+/, "")
    .split("=", 1);
  return name === "" || name.startsWith("utm_") || trackingNames.has(name);
}
