import type { ExportedThread } from "../export/export-format.ts";
import { addressesAmong } from "../export/page-addresses.ts";
import { type Fields, textsFor } from "./fields.ts";
import { isUniqueId } from "./unique-id.ts";

/**
 * The page of a comment. Most sites have a folder for each page, of a name that their templates make of
 * its slug, its file or its address; comments of one folder are one conversation, whatever else they say.
 * @param name of the data file: `data/comments/my-post/comment-1514700000000.yml`
 */
export function threadOfComment(
  fields: Fields,
  { name, isList }: { readonly name: string; readonly isList: boolean },
): ExportedThread {
  const parent = fields.get("parent");
  const said = textsFor(fields, "page").filter(
    // Such parents are comments.
    (page) => !isUniqueId(page) && !(page === parent && /^\d+$/.test(page)),
  );
  const { folder, isPage } = pageFolder(name);
  const otherwise = said.length > 0 ? said : [folder || (isList ? listName(name) : "")];
  const pages = (isPage ? [folder, ...said] : otherwise).filter((page) => page !== "");
  const [id = ""] = pages;
  const addresses = addressesAmong(pages);
  return {
    id,
    site: "",
    addresses,
    identifiers: pages.filter((page) => !addresses.includes(page)),
    title: "",
    isClosed: false,
    isDeleted: false,
  };
}

/**
 * What stands for the page in the folders of a data file, empty where nothing does, and whether it does so
 * for sure: a year or a day is mostly no page, and where no folder says that it holds all comments, the
 * last one may be it.
 */
function pageFolder(name: string): { readonly folder: string; readonly isPage: boolean } {
  const folders = name.split("/").slice(0, -1);
  const root = rootOf(folders);
  if (root === undefined) return { folder: folders.at(-1) ?? "", isPage: false };
  const folder = folders.slice(root + 1).join("/");
  return { folder, isPage: folder !== "" && !/^\d{4}(?:[/-]\d\d?){0,2}$/.test(folder) };
}

/** The name of a file below a folder for comments; empty for a file elsewhere. */
function listName(name: string): string {
  const [file = "", folder = ""] = name.split("/").reverse();
  return isRoot(folder) ? file.replace(/\.(?:ya?ml|json)(?:\.gz)?$/i, "") : "";
}

/** The place among folders of the one that holds all comments. */
function rootOf(folders: readonly string[]): number | undefined {
  const data = folders.findIndex((folder) => /^_?data$/.test(folder));
  const comments = folders.findIndex((folder, index) => index > data && isRoot(folder));
  if (comments >= 0) return comments;
  return data < 0 ? undefined : data + 1;
}

function isRoot(folder: string): boolean {
  return /(?:^|[-_])comments?$/i.test(folder);
}
