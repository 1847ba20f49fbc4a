import { type Section, type Tone, table } from "./blocks.ts";
import type { PageState, Report } from "./report.ts";

/** All pages with what became of them; undefined where the report is not about pages. */
export function pageListSection({ pageList = [] }: Report): Section | undefined {
  if (pageList.length === 0) return undefined;
  const rows = pageList.map(({ pageId, title, state, comments, location }) => [
    pageId,
    title,
    { tone: stateTones[state], text: stateWords[state] },
    comments,
    { place: location },
  ]);
  return {
    title: `All pages (${pageList.length.toLocaleString("en-US")})`,
    isDetail: true,
    blocks: [table("All pages", ["Page", "Title", "State", "Comments", "Section at"], rows)],
  };
}

const stateWords: Readonly<Record<PageState, string>> = {
  completed: "complete",
  "completed-before": "complete before",
  "without-conversation": "without a conversation",
  failed: "failed",
  remaining: "remaining",
  readable: "readable",
  verified: "verified",
  outdated: "older than its source",
};

const stateTones: Readonly<Record<PageState, Tone>> = {
  completed: "good",
  "completed-before": "good",
  "without-conversation": "doubt",
  failed: "bad",
  remaining: "doubt",
  readable: "good",
  verified: "good",
  outdated: "doubt",
};
