import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { z } from "zod";
import { partPath } from "../tiers/tiers.ts";
import { npmChromium } from "./npm-chromium.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Where tests leave pictures for people to look at. */
export const picturesDir = fileURLToPath(new URL("../../../test-artifacts/", import.meta.url));

/** Starts Chromium without any network of its own. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = partPath("chromium");
  return chromium.launch({
    executablePath,
    env: executablePath === npmChromium.path ? { ...process.env, ...npmChromium.env } : process.env,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Of what is taller than that, in CSS pixels, Chromium takes no picture without a graphics card. */
const tallest = 12_000;

/** What a picture is taken of. */
export interface Shot {
  readonly html: string;
  /** Width of the window in CSS pixels. */
  readonly width: number;
  /** File name below {@link picturesDir}. */
  readonly name: string;
}

/** What a reader saw of a page, and what the page did. */
export interface SeenPage {
  readonly text: string;
  /** Addresses that it asked for. */
  readonly requests: readonly string[];
  /** Messages that it opened. */
  readonly dialogs: readonly string[];
  /** Whether it is wider than the window. */
  readonly scrollsSideways: boolean;
}

/** Takes a picture of a page, of a very long one of its beginning. */
export async function takePicture(
  browser: Browser,
  { html, width, name }: Shot,
): Promise<SeenPage> {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const requests: string[] = [];
  const dialogs: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  try {
    await page.setContent(html);
    const path = `${picturesDir}${name}`;
    await mkdir(dirname(path), { recursive: true });
    const height = Math.min(
      Number(await page.evaluate("document.documentElement.scrollHeight")),
      tallest,
    );
    await page.setViewportSize({ width, height });
    await page.screenshot({ path });
    const wide = await page.evaluate(
      "document.documentElement.scrollWidth > document.documentElement.clientWidth",
    );
    return {
      text: await page.innerText("body"),
      requests,
      dialogs,
      scrollsSideways: wide === true,
    };
  } finally {
    await page.close();
  }
}

const violationsOf = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      help: z.string(),
      nodes: z.array(z.object({ html: z.string() })),
    }),
  ),
});

/** A rule of axe that a page breaks, and where. */
interface Violation {
  readonly id: string;
  readonly help: string;
  readonly at: string;
}

/**
 * What hinders people from using a page that is open, by axe.
 * @param of selector of the part that is looked at; all of it if omitted
 * @param rules all of axe's, unless some are named
 * @param without a rule that is left out
 */
export async function axeViolationsOf(
  page: Page,
  { of, rules, without }: { of?: string; rules?: readonly string[]; without?: string } = {},
): Promise<readonly Violation[]> {
  // Not as an element of the page, whose own policy may forbid scripts.
  await page.evaluate(readFileSync(axe, "utf8"));
  const place = of === undefined ? "document" : `document.querySelector(${JSON.stringify(of)})`;
  const options = JSON.stringify({
    ...(rules === undefined ? {} : { runOnly: rules }),
    ...(without === undefined ? {} : { rules: { [without]: { enabled: false } } }),
  });
  const { violations } = violationsOf.parse(await page.evaluate(`axe.run(${place}, ${options})`));
  return violations.map(({ id, help, nodes }) => ({ id, help, at: nodes[0]?.html ?? "" }));
}

/** Likewise, of a page's HTML. */
export async function axeViolations(
  browser: Browser,
  html: string,
  {
    colorScheme = "light",
    rules,
  }: { readonly colorScheme?: "light" | "dark"; readonly rules?: readonly string[] } = {},
): Promise<readonly Violation[]> {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1024, height: 800 } });
  try {
    await page.setContent(html);
    return await axeViolationsOf(page, rules === undefined ? {} : { rules });
  } finally {
    await page.close();
  }
}
