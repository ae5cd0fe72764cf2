/** How the page is built: from client/ into dist/client, for browsers from 2023 on. */
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
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

export default defineConfig({
  root: folder("./client"),
  publicDir: false,
  plugins: [stampBuild()],
  define: { __PROTOCOL_ID__: JSON.stringify(computeProtocolId()) },
  build: {
    outDir: folder("./dist/client"),
    emptyOutDir: true,
    target: ["chrome114", "edge114", "firefox115", "safari17"],
    // The page's security policy lets it load fonts from files alone.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    // Pixi is one large file on purpose, fetched while the player is in the menu.
    chunkSizeWarningLimit: 800,
  },
});
