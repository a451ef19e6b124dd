import { describe, expect, test } from "vitest";
import { testApp } from "../factory.ts";

const { app } = await testApp({ AUTH: "open" });

async function scripts(): Promise<string[]> {
  const { body } = await app.inject("/");
  return [...body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].flatMap(([, path]) => path ?? []);
}

describe("The pages of the web application", () => {
  test("each address of a screen answers the same page, which no cache keeps unasked", async () => {
    const [home, board] = await Promise.all([app.inject("/"), app.inject("/board?zoom=week")]);
    expect(home.statusCode).toBe(200);
    expect(home.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(home.headers["cache-control"]).toBe("private, no-cache");
    expect(board.body).toBe(home.body);
  });

  test("a page runs no script and no style but its own", async () => {
    const { headers, body } = await app.inject("/board");
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
    expect(body).not.toMatch(/<style|<script(?![^>]+src=)|style="/);
    expect(body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  test("scripts and styles are kept for a year, and travel compressed", async () => {
    const paths = await scripts();
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths)
      for (const encoding of ["br", "gzip"]) {
        const { headers } = await app.inject({
          url: path,
          headers: { "accept-encoding": encoding },
        });
        expect(headers["content-encoding"]).toBe(encoding);
        expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
      }
  });

  test("the pages are built for production, also by the tests", async () => {
    const names = (await scripts()).join(" ");
    expect(names).not.toContain("jsx-dev-runtime");
  });

  test("no file is served but those of the build", async () => {
    const outside = [
      "/assets/nothing.js",
      "/assets/../index.html.br",
      "/assets/..%2f..%2fpackage.json",
      "/assets/%2e%2e/%2e%2e/package.json",
      "/.built",
      "/index.html",
    ];
    for (const url of outside)
      expect([url, (await app.inject(url)).statusCode]).toEqual([url, 404]);
  });
});
