/** The first letters of the first and the last name: "Camille Fontaine" gives "CF". */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const letters = [words[0], ...(words.length > 1 ? [words.at(-1)] : [])];
  const initials = letters.map((word) => /\p{L}/u.exec(word ?? "")?.[0] ?? "").join("");
  return initials === "" ? "?" : initials.toLocaleUpperCase();
}
