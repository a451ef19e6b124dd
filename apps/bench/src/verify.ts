import { deepStrictEqual, match } from "node:assert/strict";
import { type Contender, contenders, type ServerName } from "./contenders.ts";
import type { ServerProcess } from "./server-process.ts";
import type { Operation, Workload } from "./workloads.ts";

/**
 * Asks each contender everything that will be measured, once, and compares.
 *
 * @throws AssertionError if one answers differently from the hand-written service
 */
export async function verifyAnswers(
  servers: Record<ServerName, ServerProcess>,
  workloads: Workload[],
): Promise<void> {
  for (const { operations, title } of workloads) {
    const [operation] = operations;
    if (operation === undefined) throw new Error(`${title} asks nothing`);
    const answers = await Promise.all(
      contenders.map(async (contender) => {
        const url = servers[contender.server].url;
        return comparable(operation, await ask(url, contender, operation));
      }),
    );
    for (const [i, answer] of answers.entries())
      deepStrictEqual(answer, answers[0], `${title}: ${contenders[i]?.title} answers otherwise`);
  }
}

async function ask(url: string, contender: Contender, operation: Operation): Promise<unknown> {
  const { path, ...request } = contender.request(operation);
  const response = await fetch(url + path, request);
  const body: unknown = await response.json();
  if (!response.ok)
    throw new Error(`${contender.title}: ${request.method} ${path} answered ${response.status}`);
  return contender.unwrap(body);
}

/** An answer without the id that each new planning gets. */
function comparable(operation: Operation, answer: unknown): unknown {
  if (operation.kind !== "create") return answer;
  const { planning_id, ...planning } = Object(answer);
  match(String(planning_id), /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);
  return planning;
}
