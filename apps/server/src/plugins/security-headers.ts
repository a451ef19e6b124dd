import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import helmet, { type HelmetOptions } from "helmet";

/** What answers of an API need (OWASP REST Security Cheat Sheet): nothing in them is to be rendered. */
export const apiHeaders = {
  // Answers are private: no shared cache keeps them, and browsers revalidate them by ETag.
  "cache-control": "private, no-cache",
  ...headersOf({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: { action: "deny" },
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  }),
};

const changeHeaders = { ...apiHeaders, "cache-control": "no-store" };

/** The answer to a change is not cached: it may hold a secret that is shown once, such as a new key. */
export function apiHeadersFor(method: string): typeof apiHeaders {
  return method === "GET" || method === "HEAD" ? apiHeaders : changeHeaders;
}

/** What the docs page needs: it brings its script and its styles inline, and asks no other origin. */
export const pageHeaders = headersOf({
  contentSecurityPolicy: {
    directives: {
      fontSrc: ["'self'", "data:"],
      imgSrc: ["'self'", "data:", "blob:"],
      scriptSrc: ["'self'", "'unsafe-inline'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      // A server on this machine has no https to upgrade to.
      upgradeInsecureRequests: null,
    },
  },
});

/** What the screens of the web application need: nothing inline, and no other origin. */
export const screenHeaders = headersOf({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      imgSrc: ["'self'"],
      manifestSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
    },
  },
});

/**
 * The headers that helmet gives an answer. They are the same for each: made once, and not per
 * request as `@fastify/helmet` does, which took longer than our own code for one artist.
 */
function headersOf(options: HelmetOptions) {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(options)(response.req, response, () => {});
  return response.getHeaders();
}
