import "./styles/base.css";
import { createRoot } from "react-dom/client";
import { language } from "./data/language.ts";

// Browsers older than 2026 may have no Temporal: only they load it.
if (!("Temporal" in globalThis)) await import("temporal-polyfill/global");
document.documentElement.lang = language;

const { App } = await import("./app.tsx");
const place = document.getElementById("app");
if (place === null) throw new Error("The page has no place for the application.");
createRoot(place).render(<App />);
