const base64url = { alphabet: "base64url", omitPadding: true } as const;

/** A new key: 256 random bits, with a prefix that scanners of leaked secrets can find. */
export function newKey(): string {
  return `clk_${crypto.getRandomValues(new Uint8Array(32)).toBase64(base64url)}`;
}

/** Tells whether a text has the form of a key. */
export function isKey(text: string): boolean {
  return /^clk_[\w-]{43}$/.test(text);
}

/** The stored hash of a key. It needs no salt, because no dictionary holds 256 random bits. */
export async function hashOf(key: string): Promise<Buffer> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key)));
}

/** The first characters of a key, by which people recognise it. */
export function startOf(key: string): string {
  return key.slice(0, 8);
}
