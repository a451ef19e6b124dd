import { createServer } from "node:net";
import { once } from "node:events";
import { afterAll, expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { testApp } from "./factory.ts";
import { serve } from "./serve.ts";

const other = createServer().listen(0, "127.0.0.1");
await once(other, "listening");
const address = other.address();
const taken = typeof address === "object" ? String(address?.port) : "";
afterAll(() => other.close());

test.each([
  {
    settings: { PORT: taken },
    says: `Cannot listen on port ${taken} of 127.0.0.1: another program does. Stop it, or set PORT to another port.`,
  },
  {
    // Reserved for documentation: no machine has it.
    settings: { PORT: taken, HOST: "203.0.113.1", AUTH_OPEN_ANYWHERE: "yes" },
    says: `Cannot listen on port ${taken} of 203.0.113.1: this machine has no such address. Set HOST to one that it has.`,
  },
])("an address that cannot be used is reported with a remedy: $settings", async (one) => {
  const { app } = await testApp();
  await expect(serve(app, readConfig(one.settings))).rejects.toThrow(one.says);
  // It is closed, and with it its database.
  await expect(app.inject("/api/v1/health")).rejects.toThrow("closed");
});
