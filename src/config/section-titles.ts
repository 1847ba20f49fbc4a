import { type SettingName, type Settings, settingInfo } from "./settings.ts";

const titles: Readonly<Record<keyof Settings, string>> = {
  source: "Comments as they are now",
  cactus: "Comments as they are now",
  export: "Comments as they are now",
  github: "Comments as they are now",
  matching: "Which page they belong to",
  hugo: "The Hugo site",
  cloudflare: "The database",
  target: "The new comment system",
  media: "Pictures and files",
  migration: "The run",
  replace: "Replacing the old widgets",
  logging: "Output",
};

/** What people call the section of a setting, for help and documents; some sections share a title. */
export function sectionTitle(name: SettingName): string {
  const { section } = settingInfo(name);
  const found = Object.entries(titles).find(([known]) => known === section);
  if (found === undefined) throw new Error(`the section ${section} has no title`);
  return found[1];
}
