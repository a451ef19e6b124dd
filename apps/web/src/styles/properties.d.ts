import "react";

declare module "react" {
  interface CSSProperties {
    /** The colour of a bar's production. */
    "--hue"?: string;
  }
}
