import type { PageStep, PagesReport } from "./report.ts";

/** How many pages came through one step, and how many failed in it. */
interface PageStepNumbers {
  readonly step: "found" | "read" | "checked" | "written" | "compared";
  readonly pages: number;
  readonly failed: number;
}

/** How far the pages came, step by step; only the steps that the kind of run has. */
export function pageSteps({ mode, pages, failedPages }: PagesReport): readonly PageStepNumbers[] {
  const failedIn = (step: PageStep) => failedPages.filter((page) => page.step === step).length;
  const isTrial = mode === "dry-run";
  const steps = [
    { step: "read", failed: failedIn("read") },
    ...(mode === "verify" ? [] : [{ step: "checked", failed: failedIn("check") } as const]),
    ...(mode === "verify" || isTrial
      ? []
      : [{ step: "written", failed: failedIn("import") } as const]),
    ...(isTrial ? [] : [{ step: "compared", failed: failedIn("verify") } as const]),
  ] as const;
  let left = pages.total - pages.remaining;
  return [
    { step: "found", pages: pages.total, failed: 0 },
    ...steps.map(({ step, failed }) => {
      left -= failed;
      return { step, failed, pages: left };
    }),
  ];
}
