/** A module and all that it imports as one text of plain JavaScript, for engines that read neither types nor packages. */
import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";

/** Bundles the module at `entry` with its exports kept and its names unshortened. */
export async function bundle(entry: URL): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      minify: false,
      target: "es2024",
      rolldownOptions: { output: { codeSplitting: false } },
      lib: { entry: fileURLToPath(entry), formats: ["es"], fileName: "bundle" },
    },
  });
  const [output] = [result].flat() as Rolldown.RolldownOutput[];
  return output!.output[0].code;
}
