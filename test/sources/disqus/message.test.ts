import { describe, expect, it } from "vitest";
import { readMessage } from "../../../src/sources/disqus/message.ts";

describe("a message", () => {
  it("is a text with a line for each paragraph, and its formatting beside it", () => {
    expect(readMessage("<p>One.</p><p>Two <b>words</b>.</p>", "text")).toEqual({
      body: "One.\nTwo words.",
      formatted: "<p>One.</p><p>Two <b>words</b>.</p>",
    });
    expect(readMessage("<p>One.</p>", "text")).toEqual({ body: "One." });
  });

  it("is safe HTML", () => {
    const html = '<p onclick="x()">Hi<script>x()</script> <a href="javascript:x()">there</a></p>';
    expect(readMessage(html, "html")).toEqual({ body: "<p>Hi <a>there</a></p>" });
  });

  it("is Markdown of its HTML, in which its signs stay text", () => {
    expect(readMessage("<p>2*3 is <em>six</em></p>", "markdown")).toEqual({
      body: "2\\*3 is *six*",
    });
  });

  it("has pictures as links, which load nothing", () => {
    const html = '<p><img src="https://uploads.example/cake.jpg" alt="cake"></p>';
    expect(readMessage(html, "html")?.body).toBe(
      '<p><a href="https://uploads.example/cake.jpg" rel="nofollow noopener ugc">cake</a></p>',
    );
  });

  it("shows a shortened address whole", () => {
    const html =
      '<a href="https://crumbs.example/a/very/long/way?to=bread&amp;more=1">https://crumbs.example/a/ver...</a>';
    expect(readMessage(html, "text")).toEqual({
      body: "https://crumbs.example/a/very/long/way?to=bread&more=1",
    });
  });

  it("keeps a text with dots that is no address", () => {
    const html = '<a href="https://crumbs.example/">see...</a>';
    expect(readMessage(html, "text")?.body).toBe("see... (https://crumbs.example/)");
  });

  it("leads to the address itself, and not to Disqus's counter", () => {
    const counter =
      "https://disq.us/url?url=https%3A%2F%2Fcrumbs.example%2Fbread%3Fa%3D1%3AxY_9-z&amp;cuid=7";
    expect(readMessage(`<a href="${counter}">bread</a>`, "html")?.body).toBe(
      '<a href="https://crumbs.example/bread?a=1" rel="nofollow noopener ugc">bread</a>',
    );
  });

  it.each([
    "https://disq.us/url?url=javascript%3Ax()%3Aab",
    "https://disq.us/url?cuid=7",
    "https://disq.us/url?url=https%3A%2F%2F%5B%3Aab",
  ])("stays at the counter where that hides no address of the web: %s", (counter) => {
    expect(readMessage(`<a href="${counter}">x</a>`, "html")?.body).toContain(
      `href="${new URL(counter).href.replaceAll("&", "&amp;")}"`,
    );
  });

  it.each(["", "<p> </p>", "<br>", "<script>x()</script>"])(
    "is none where nothing is shown: %j",
    (html) => {
      for (const format of ["text", "html", "markdown"] as const) {
        expect(readMessage(html, format)).toBeUndefined();
      }
    },
  );
});
