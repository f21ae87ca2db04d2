// Called by the Maven build: `node build.mjs build|test`.
// Installs the packages when package-lock.json has changed, then builds dist/ or runs the unit tests.
// Nothing is done twice: an unchanged UI costs a listing of its files.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const installed = join(here, "node_modules", ".package-lock.json");
const built = join(here, "dist", "index.html");
const sources = ["src", "public", "index.html", "package-lock.json", "vite.config.ts", "tsconfig.json"];

function newest(path) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return 0;
    if (!stat.isDirectory()) return stat.mtimeMs;
    return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function npm(...args) {
    const done = spawnSync("npm", args, { cwd: here, stdio: ["ignore", "inherit", "inherit"] });
    if (done.error) console.error(`npm could not be started: ${done.error.message}`);
    if (done.status !== 0) process.exit(done.status ?? 1);
}

if (newest(installed) < newest(join(here, "package-lock.json"))) {
    npm("ci");
    // npm keeps the packages' own times; this one must be later than the lock file's.
    if (existsSync(installed)) utimesSync(installed, new Date(), new Date());
    else writeFileSync(installed, "{}");
}

if (process.argv[2] === "test") {
    npm("test");
} else if (newest(built) < Math.max(...sources.map((source) => newest(join(here, source))))) {
    npm("run", "build");
}
