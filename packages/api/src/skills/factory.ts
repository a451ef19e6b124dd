import { badBodies, type RestRequests, type SendRest, withBody } from "../kit/factory.ts";

/** A new code, unique among all organisations. */
export function newCode(): string {
  return `skill${crypto.randomUUID()}`;
}

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const skill = () => ({ code: newCode(), label: "CACES", family: "habilitation", expires: true });
  const made = async () => String((await send(withBody("POST", "/skills", skill())))["code"]);
  const [one, another, had] = [await made(), await made(), await made()];
  const skills = [{ code: had, level: 2, expires_on: "2030-01-01" }];
  const { id } = await send(withBody("POST", "/artists", { name: "Hélène" }));
  await send(withBody("PATCH", `/artists/${String(id)}/profile`, { skills }));
  const absent = "/skills/absent";
  const change = withBody("PATCH", `/skills/${one}`, { label: "CACES nacelle" });
  return {
    "post /skills": {
      201: withBody("POST", "/skills", skill()),
      409: withBody("POST", "/skills", { ...skill(), code: one }),
      ...badBodies("POST", "/skills"),
    },
    "get /skills": {
      200: { method: "GET", path: "/skills?limit=1" },
      422: { method: "GET", path: "/skills?family=x" },
    },
    "get /skills/{code}": {
      200: { method: "GET", path: `/skills/${one}` },
      404: { method: "GET", path: absent },
      422: { method: "GET", path: "/skills/X" },
    },
    "patch /skills/{code}": {
      200: change,
      404: withBody("PATCH", absent, { label: "Rien" }),
      409: withBody("PATCH", `/skills/${had}`, { expires: false }),
      412: { ...change, headers: { ...change.headers, "if-match": '"99"' } },
      ...badBodies("PATCH", `/skills/${one}`),
    },
    "delete /skills/{code}": {
      204: { method: "DELETE", path: `/skills/${another}` },
      404: { method: "DELETE", path: absent },
      409: { method: "DELETE", path: `/skills/${had}` },
      412: { method: "DELETE", path: `/skills/${one}`, headers: { "if-match": '"99"' } },
      422: { method: "DELETE", path: "/skills/X" },
    },
  };
}
