/** How the page is built, from client/ into dist/client for browsers from 2023 on; and the server of the package, into dist/server. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin, type UserConfig } from "vite";
import packageJson from "./package.json" with { type: "json" };
import { hashSources, STAMP } from "./server/clientBuild.ts";
import { computeProtocolId } from "./server/protocolId.ts";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Leaves a note in the built folder of what it was built from, so that `npm start` knows when it is out of date. */
function stampBuild(): Plugin {
  const source = hashSources(folder("."));
  return {
    name: "stamp-build",
    apply: "build",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: STAMP, source });
    },
  };
}

/** The bundle has others' software in it: their licences go along, as those ask for. */
function encloseLicences(): Plugin {
  return {
    name: "enclose-licences",
    apply: "build",
    generateBundle() {
      const ids = [...this.getModuleIds()].map((id) => PACKAGE_FOLDER.exec(id)?.[0]);
      const folders = [...new Set(ids)].filter((path) => path !== undefined).toSorted();
      const source = folders.map(
        (path) => `${path.split("node_modules/").at(-1)}\n\n${licenceIn(path)}`,
      );
      this.emitFile({ type: "asset", fileName: "LICENCES.txt", source: source.join("\n\n") });
    },
  };
}

/** The folder of the package that a file belongs to. */
const PACKAGE_FOLDER = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

function licenceIn(path: string): string {
  const name = readdirSync(path).find((file) => /^(licen[cs]e|copying)/i.test(file));
  if (name !== undefined) return readFileSync(`${path}/${name}`, "utf8").trim();
  const { license } = JSON.parse(readFileSync(`${path}/package.json`, "utf8")) as {
    license?: string;
  };
  if (license === undefined) throw new Error(`${path} says nothing of its licence`);
  return `Licence: ${license}`;
}

/** What operators alone load is not kept by the service worker. */
const ADMIN_FILES = "admin/[name]-[hash].js";
/** Where the service worker is asked for: at the root, or it could not answer for the page. */
const WORKER_FILE = "service-worker.js";

/** Tells the service worker what the page is made of. The page itself is no file of that list: it is asked for first. */
function listFiles(): Plugin {
  return {
    name: "list-files",
    // After Vite has put the page together.
    enforce: "post",
    apply: "build",
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => name.startsWith("assets/"));
      const paths = files.toSorted().map((name) => `/${name}`);
      const page = bundle["index.html"];
      const worker = bundle[WORKER_FILE];
      if (page?.type !== "asset" || worker?.type !== "chunk")
        throw new Error("The build has no page, or no service worker.");
      const version = createHash("sha256").update(page.source).update(paths.join()).digest("hex");
      worker.code = worker.code
        .replace("__PAGE_VERSION__", JSON.stringify(version.slice(0, 16)))
        .replaceAll("__PAGE_FILES__", JSON.stringify(paths));
    },
  };
}

/** The page: `vite build`. */
const page: UserConfig = {
  root: folder("./client"),
  plugins: [stampBuild(), listFiles(), encloseLicences()],
  define: { __PROTOCOL_ID__: JSON.stringify(computeProtocolId()) },
  build: {
    outDir: folder("./dist/client"),
    emptyOutDir: true,
    target: ["chrome114", "edge114", "firefox115", "safari17"],
    // The page's security policy lets it load fonts from files alone.
    assetsInlineLimit: 0,
    // All of these browsers know what it is for; and it would be a file that both pages share.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: folder("./client/index.html"),
        admin: folder("./client/admin.html"),
        worker: folder("./client/offline/serviceWorker.ts"),
      },
      output: {
        entryFileNames: ({ name }) => {
          if (name === "worker") return WORKER_FILE;
          return name === "admin" ? ADMIN_FILES : "assets/[name]-[hash].js";
        },
        assetFileNames: ({ names }) =>
          names.includes("admin.css")
            ? "admin/[name]-[hash][extname]"
            : "assets/[name]-[hash][extname]",
      },
    },
    reportCompressedSize: true,
    // Pixi is one large file on purpose, fetched while the player is in the menu.
    chunkSizeWarningLimit: 800,
  },
};

/** The server with all that it needs, for the package: `vite build --ssr`. Node does not read TypeScript there. */
const server: UserConfig = {
  root: folder("."),
  plugins: [encloseLicences()],
  define: {
    __PACKED__: JSON.stringify({ version: packageJson.version, protocolId: computeProtocolId() }),
  },
  // Vite is there for --dev, which only the sources have; the others make `ws` and `msgpackr` faster where they are installed.
  ssr: { noExternal: true, external: ["vite", "bufferutil", "utf-8-validate", "msgpackr-extract"] },
  build: {
    outDir: folder("./dist/server"),
    emptyOutDir: true,
    target: "node24",
    minify: false,
    copyPublicDir: false,
    rolldownOptions: {
      input: { main: folder("./server/main.ts"), storeThread: folder("./server/store/thread.ts") },
      output: { entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" },
    },
  },
};

export default defineConfig(({ isSsrBuild }) => (isSsrBuild === true ? server : page));
