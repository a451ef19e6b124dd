import { badBodies, type RestRequests, type SendRest, withBody } from "../kit/factory.ts";

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const project = { title: "Le Songe", starts_on: "2027-07-01", ends_on: "2027-07-31" };
  const absent = "/projects/00000000-0000-4000-8000-00000000000f";
  const made = async () => String((await send(withBody("POST", "/projects", project)))["id"]);
  const [one, another, busy] = [await made(), await made(), await made()];
  const venue = { name: "Théâtre du Pont", time_zone: "Europe/Paris" };
  const { id: venue_id } = await send(withBody("POST", "/venues", venue));
  await send(
    withBody("POST", "/missions", {
      project_id: busy,
      venue_id,
      title: "Montage",
      kind: "montage",
      starts_at: "2027-07-14T09:00",
      ends_at: "2027-07-14T13:00",
    }),
  );
  const change = withBody("PATCH", `/projects/${one}`, { status: "closed" });
  return {
    "post /projects": {
      201: withBody("POST", "/projects", project),
      ...badBodies("POST", "/projects"),
    },
    "get /projects": {
      200: { method: "GET", path: "/projects?limit=1" },
      422: { method: "GET", path: "/projects?limit=0" },
    },
    "get /projects/{project_id}": {
      200: { method: "GET", path: `/projects/${one}` },
      404: { method: "GET", path: absent },
      422: { method: "GET", path: "/projects/x" },
    },
    "patch /projects/{project_id}": {
      200: change,
      404: withBody("PATCH", absent, { title: "Rien" }),
      412: { ...change, headers: { ...change.headers, "if-match": '"99"' } },
      ...badBodies("PATCH", `/projects/${one}`),
    },
    "delete /projects/{project_id}": {
      204: { method: "DELETE", path: `/projects/${another}` },
      404: { method: "DELETE", path: absent },
      409: { method: "DELETE", path: `/projects/${busy}` },
      412: { method: "DELETE", path: `/projects/${one}`, headers: { "if-match": '"99"' } },
      422: { method: "DELETE", path: "/projects/x" },
    },
  };
}
