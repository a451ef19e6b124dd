/** What a select offers: the keys of some texts, with the texts. */
export function optionsOf(texts: Readonly<Record<string, string>>) {
  return Object.entries(texts).map(([value, label]) => ({ value, label }));
}

/** A value as a key of an object, if it is one. */
export function keyIn<Key extends string>(
  texts: Readonly<Record<Key, unknown>>,
  value: string,
): Key | undefined {
  const keys: readonly string[] = Object.keys(texts);
  const isKey = (text: string): text is Key => keys.includes(text);
  return isKey(value) ? value : undefined;
}
