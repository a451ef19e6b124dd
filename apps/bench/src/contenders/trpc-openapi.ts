/** (d) The same router and the same context behind trpc-openapi's own Fastify plugin. */
import { defaultOrganisation, type Context } from "@coulisses/api/kit/context";
import { appRouter } from "@coulisses/api/router";
import { open } from "@coulisses/database";
import Fastify from "fastify";
import { fastifyTRPCOpenApiPlugin } from "trpc-openapi";
import { listen } from "./listen.ts";

const database = await open(process.env["DATABASE_URL"] ?? "memory://");
const context: Context = {
  db: database.db,
  organisation: await defaultOrganisation(database.db),
  service: { name: "coulisses", environment: "production" },
};
const app = Fastify({ logger: false });
await app.register(fastifyTRPCOpenApiPlugin, {
  basePath: "/api/v1",
  router: appRouter,
  createContext: () => context,
});
app.addHook("onClose", () => database.close());
await listen(app);
