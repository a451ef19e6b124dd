// The scripts of package.json load this first, and may run on any Node: it is plain JavaScript.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const needed = 26;
const isInstalled = existsSync(join(__dirname, "../../../node_modules/.modules.yaml"));
const isOld = Number.parseInt(process.versions.node, 10) < needed;

if (isOld || !isInstalled) {
  const reason = isInstalled
    ? `This is Node ${process.versions.node}, and Node ${needed} is not installed`
    : "The dependencies are not installed";
  const remedy = isInstalled
    ? "Delete node_modules, and run: npx pnpm@12 install"
    : `Run: npx pnpm@12 install. It brings Node ${needed} too`;
  console.error(`${reason}. ${remedy}.`);
  process.exit(1);
}
