/** What to do when nobody gets through to this computer: what stands in the way differs by system. */
import type { LiveSystem, LiveUnreached } from "#shared/protocol/live.ts";

const DISCOVERY_PORT = 5353;

const SYSTEMS: Readonly<Record<string, LiveSystem>> = { win32: "windows", darwin: "macos" };

/** Commands that let others in, by the system that they are typed on; any one of them. */
const COMMANDS: Readonly<Record<LiveSystem, (port: number) => readonly string[]>> = {
  linux: (port) => [
    `sudo ufw allow ${port}/tcp && sudo ufw allow ${DISCOVERY_PORT}/udp`,
    `sudo firewall-cmd --add-port=${port}/tcp --add-service=mdns`,
  ],
  windows: (port) => [
    `netsh advfirewall firewall add rule name=Carom dir=in action=allow protocol=TCP localport=${port}`,
  ],
  macos: () => [],
};

/** For a server at `port`; `platform` as `process.platform` has it. */
export function unreachedAt(platform: string, port: number): LiveUnreached {
  const system = SYSTEMS[platform] ?? "linux";
  return { system, commands: COMMANDS[system](port) };
}

/** The same in words, for whoever waits at the terminal. */
export function adviseOnFirewall({ system, commands }: LiveUnreached): string {
  const { before, after } = WORDS[system];
  const advice = [...before, ...commands.map((command) => `    ${command}`), ...after];
  return [
    "",
    "Nobody from another device has been here yet. If they try and nothing comes:",
    "",
    ...advice.map((line) => `  ${line}`),
    "  Is it the same network? Guest networks and some access points keep devices from each other",
    '  ("client isolation"), and a VPN on either device leads elsewhere.',
    "",
  ].join("\n");
}

/** Round the commands. The page has the same in the words of its player. */
const WORDS: Readonly<Record<LiveSystem, { before: readonly string[]; after: readonly string[] }>> =
  {
    linux: {
      before: [
        "A firewall on this computer may keep them out. Let them in, with the one of these that it has:",
      ],
      after: [],
    },
    windows: {
      before: [
        'Windows may keep them out: it asks once, and "Cancel" stays. In a terminal as administrator:',
      ],
      after: [
        "And the network has to be a private one: Settings, Network & internet, its properties.",
      ],
    },
    macos: {
      before: [
        "The firewall of macOS may keep them out: System Settings, Network, Firewall, Options. Let node take",
        "incoming connections there; and under Privacy & Security, Local Network, let your terminal in.",
      ],
      after: [],
    },
  };
