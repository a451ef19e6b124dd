/** (d) The same router and the same context behind trpc-openapi's own Fastify plugin. */
import type { Context } from "@coulisses/api/kit/context";
import { noLive } from "@coulisses/api/kit/live";
import { findOpenCaller } from "@coulisses/api/organisations/queries";
import { permissions, scopes } from "@coulisses/api/permissions";
import { appRouter } from "@coulisses/api/router";
import Fastify from "fastify";
import { fastifyTRPCOpenApiPlugin } from "trpc-openapi";
import { openAsServer } from "../ours.ts";
import { listen } from "./listen.ts";

const database = await openAsServer(process.env["DATABASE_URL"] ?? "memory://");
const context: Context = {
  db: database.db,
  service: { name: "coulisses", environment: "production" },
  request_id: "bench",
  deadline: undefined,
  caller: await findOpenCaller(database.db),
  permissions,
  scopes,
  language: "en",
  most_bytes: 2 ** 22,
  forgetCallers: () => {},
  live: noLive,
};
const app = Fastify({ logger: false });
await app.register(fastifyTRPCOpenApiPlugin, {
  basePath: "/api/v1",
  router: appRouter,
  createContext: () => context,
});
app.addHook("onClose", () => database.close());
await listen(app);
