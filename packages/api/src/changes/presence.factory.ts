import { badBodies, type RestRequests, withBody } from "../kit/factory.ts";

/** See `RestRequests`. */
export function restRequests(): RestRequests {
  const path = "/presence";
  const page_id = "00000000-0000-4000-8000-00000000000f";
  const mission_id = "00000000-0000-4000-8000-00000000000e";
  return {
    "put /presence": {
      204: withBody("PUT", path, { page_id, mission_id }),
      ...badBodies("PUT", path),
    },
  };
}
