/** The colours of productions: 12 hues of equal lightness and chroma, OKLCH 0.64 0.105, 30° apart. */
export const colours = {
  rose: "#c37077",
  terracotta: "#c17755",
  amber: "#b1823b",
  olive: "#96903d",
  green: "#709a58",
  emerald: "#42a07c",
  teal: "#19a0a0",
  azure: "#3299bc",
  blue: "#5f8ecb",
  indigo: "#8683c9",
  violet: "#a478b8",
  magenta: "#b9719b",
} as const;
