import { createServer } from "node:net";
import { once } from "node:events";
import { expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { testApp } from "./factory.ts";
import { serve } from "./serve.ts";

test("an application whose port is taken is closed, and the error told", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const PORT = typeof address === "object" ? String(address?.port) : "";
  const { app } = await testApp();
  await expect(serve(app, readConfig({ PORT }))).rejects.toThrow(
    "Cannot listen on HOST and PORT as they are set: listen EADDRINUSE",
  );
  await expect(app.inject("/api/v1/health")).rejects.toThrow("closed");
  other.close();
});
