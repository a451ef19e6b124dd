const base64url = { alphabet: "base64url", omitPadding: true } as const;

/** A new key: 256 random bits, after a start by which scanners of leaked secrets know it. */
export function newKey(): string {
  return `clk_${crypto.getRandomValues(new Uint8Array(32)).toBase64(base64url)}`;
}

/** Tells whether a text could be a key at all. */
export function isKey(text: string): boolean {
  return /^clk_[\w-]{43}$/.test(text);
}

/** What is stored of a key: no salt, for no dictionary holds 256 random bits. */
export async function hashOf(key: string): Promise<Buffer> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key)));
}

/** What people tell a key by. */
export function startOf(key: string): string {
  return key.slice(0, 8);
}
