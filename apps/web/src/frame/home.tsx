import { Navigate } from "@tanstack/react-router";
import { useReader } from "./reader.ts";

/** Leads everybody to the screen that they work with. */
export function Home() {
  return useReader().role === "artist" ? (
    <Navigate to="/agenda" search={{ section: "agenda" }} replace />
  ) : (
    <Navigate to="/board" search={{ zoom: "week", rows: "people" }} replace />
  );
}

/** Leads from the settings to their first part. */
export function FirstSettings() {
  return <Navigate to="/settings/$part" params={{ part: "organisation" }} replace />;
}
