/** `carom console` as operators run it, against a server of its own process; and what is on record of it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { ServerProcess } from "./harness/serverProcess.ts";

const SECRET = "as secret as can be";

let server: ServerProcess;
let data: string;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "carom-console-"));
  data = join(folder, "data");
  const config = join(folder, "carom.toml");
  writeFileSync(config, `admin-secret = "${SECRET}"\n`);
  server = await ServerProcess.start("--config", config, "--data", data);
  return async () => {
    await server.kill();
    rmSync(folder, { recursive: true });
  };
}, 60_000);

async function runConsole(
  args: string[],
  { input = "", secret = SECRET, nodeArgs = [] as string[] } = {},
) {
  const child = spawn(process.execPath, [...nodeArgs, "server/main.ts", "console", ...args], {
    env: { PATH: process.env["PATH"], CAROM_ADMIN_SECRET: secret },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said.err += text));
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number];
  return { code, ...said };
}

test("one command is carried out, said, and an exit code", async () => {
  const { url } = server;
  expect(await runConsole(["--url", url, "rooms"])).toEqual({
    code: 0,
    out: "No room is open.\n",
    err: "",
  });
  const ban = ["ban-address", "192.0.2.7", "5", "bad manners"];
  expect(await runConsole(["--url", url, "--name", "olga", ...ban])).toMatchObject({ code: 0 });
  expect(await runConsole(["--url", url, "kick", "XXXX", "1"])).toEqual({
    code: 1,
    out: "",
    err: 'There is no room XXXX: "rooms" lists them.\n',
  });
  const acts = readFileSync(join(data, "audit.jsonl"), "utf8").trimEnd().split("\n");
  expect(acts.map((line) => JSON.parse(line) as object)).toContainEqual(
    expect.objectContaining({
      who: "operate olga",
      from: "127.0.0.1",
      command: "ban-address",
      args: ["192.0.2.7", "5", "bad manners"],
    }),
  );
});

/** As on a computer that has no name for the number under which this runs: some containers are. */
const NAMELESS = `data:text/javascript,
  import os from "node:os";
  import { syncBuiltinESMExports } from "node:module";
  os.userInfo = () => { throw Object.assign(new Error("uv_os_get_passwd returned ENOENT"), { code: "ERR_SYSTEM_ERROR" }); };
  syncBuiltinESMExports();`;

test("whoever has no name here is let in without one", async () => {
  const nodeArgs = ["--import", NAMELESS];
  expect(await runConsole(["--url", server.url, "rooms"], { nodeArgs })).toMatchObject({ code: 0 });
});

test("commands are read line by line, and each is answered in turn", async () => {
  const input = "say all hello\nrooms\n";
  expect(await runConsole(["--url", server.url], { input })).toEqual({
    code: 0,
    out: "Said in 0 rooms.\nNo room is open.\n",
    err: "",
  });
});

test("a long list of commands is carried out to its end", async () => {
  const lines = Array.from({ length: 45 }, (_, i) => `ban-address 198.51.100.${i} 5\n`);
  const { code, out, err } = await runConsole(["--url", server.url], { input: lines.join("") });
  expect([code, err]).toEqual([0, ""]);
  expect(out.match(/keeps 198\.51\.100\.\d+ out/g)).toHaveLength(lines.length);
});

test("what stands in the way is one sentence and exit code 2", async () => {
  const { url } = server;
  expect(await runConsole(["--url", "nowhere", "rooms"])).toEqual({
    code: 2,
    out: "",
    err: '"nowhere" is no address of a server, such as ws://127.0.0.1:7777.\n',
  });
  const wrong = await runConsole(["--url", url, "rooms"], { secret: "another one altogether" });
  expect(wrong).toEqual({
    code: 2,
    out: "",
    err: "The server closed the console: wrong secret.\n",
  });
});
