import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { partPath } from "./tiers.ts";

/** Where tests leave pictures for people to look at. */
export const picturesDir = fileURLToPath(new URL("../../test-artifacts/", import.meta.url));

/** Starts Chromium without any network of its own. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: partPath("chromium"),
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

/** What a picture is taken of. */
export interface Shot {
  readonly html: string;
  /** Width of the window in CSS pixels. */
  readonly width: number;
  /** File name below {@link picturesDir}. */
  readonly name: string;
}

/** Takes a picture of a whole page; gives the text that a reader sees. */
export async function takePicture(browser: Browser, { html, width, name }: Shot): Promise<string> {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  try {
    await page.setContent(html);
    const path = `${picturesDir}${name}`;
    await mkdir(dirname(path), { recursive: true });
    await page.screenshot({ path, fullPage: true });
    return await page.innerText("body");
  } finally {
    await page.close();
  }
}
