import { createHash, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { listening, portOf } from "./factory.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** What a provider says of the person who signs in, and the key that signs it. */
export interface Said {
  claims: object;
  header: { alg: string };
  key: KeyObject | null;
}

/** What an honest provider says. */
export function honestly(claims: object): Said {
  return { claims, header: { alg: "RS256" }, key: privateKey };
}

/** A minimal OpenID Connect provider. It asks nobody anything: all who are sent to it are sent back. */
export class Provider {
  issuer = "";
  says = honestly({});
  /** The parameters with which a browser was sent here last. */
  asked = new URLSearchParams();

  /** Starts on a free port, until the tests are over. */
  async start(): Promise<this> {
    const server = createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "", this.issuer);
      if (pathname === "/authorize") {
        response.writeHead(302, { location: this.#sendBack(searchParams) }).end();
        return;
      }
      const answer = this.#answer(pathname, new URLSearchParams(await textOf(request)));
      response.writeHead(answer === undefined ? 400 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
    });
    await listening(server);
    this.issuer = `http://127.0.0.1:${portOf(server)}`;
    return this;
  }

  /** A token about the person who signs in. */
  token(): string {
    const now = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
    const claims = {
      iss: this.issuer,
      aud: "coulisses",
      iat: now,
      exp: now + 60,
      nonce: this.asked.get("nonce"),
      ...this.says.claims,
    };
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
    const text = `${encode({ ...this.says.header, kid: "1" })}.${encode(claims)}`;
    const { key } = this.says;
    const signature = key && createSign("sha256").update(text).sign(key, "base64url");
    return `${text}.${signature ?? ""}`;
  }

  #sendBack(asked: URLSearchParams): string {
    this.asked = asked;
    const back = new URLSearchParams({ code: "a-code", state: asked.get("state") ?? "" });
    return `${asked.get("redirect_uri")}?${back.toString()}`;
  }

  #answer(path: string, body: URLSearchParams): object | undefined {
    if (path === "/keys")
      return { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256" }] };
    if (path === "/.well-known/openid-configuration")
      return {
        issuer: this.issuer,
        authorization_endpoint: `${this.issuer}/authorize`,
        token_endpoint: `${this.issuer}/token`,
        jwks_uri: `${this.issuer}/keys`,
        id_token_signing_alg_values_supported: ["RS256"],
      };
    const verifier = createHash("sha256").update(body.get("code_verifier") ?? "");
    const isProven = verifier.digest("base64url") === this.asked.get("code_challenge");
    if (path !== "/token" || !isProven) return undefined;
    return { access_token: "access", token_type: "Bearer", id_token: this.token() };
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await Array.fromAsync(request)).toString();
}
