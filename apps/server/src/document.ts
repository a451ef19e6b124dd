import { Problem } from "@coulisses/api/kit/errors";
import { appRouter } from "@coulisses/api/router";
import { openApiDocument } from "@coulisses/rest/document";
import server from "../package.json" with { type: "json" };

/** The OpenAPI document of this installation's REST API, for a given `API_PREFIX`. */
export function apiDocument(baseUrl: string): object {
  return openApiDocument(appRouter, {
    title: "Coulisses",
    version: server.version,
    description:
      "Planning for the performing arts: artists and technicians (intermittents du spectacle), when they are available, and who is engaged when.",
    baseUrl,
    problem: Problem,
    tags: [
      { name: "Artists", description: "Artists and technicians, and when they are available." },
      { name: "Plannings", description: "Who is engaged, and when, for one day's event." },
      { name: "Health", description: "Whether the service answers." },
    ],
  });
}
