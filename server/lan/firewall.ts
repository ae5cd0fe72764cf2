/** What to do when nobody gets through to this computer, in words: what stands in the way differs by system. */

const DISCOVERY_PORT = 5353;

/** Lines for whoever waits for others in his network; `platform` as `process.platform` has it. */
export function adviseOnFirewall(platform: string, port: number): string {
  return [
    "",
    "Nobody from another device has been here yet. If they try and nothing comes:",
    "",
    ...(WAYS[platform] ?? WAYS["linux"]!)(port).map((line) => `  ${line}`),
    "  Is it the same network? Guest networks and some access points keep devices from each other",
    '  ("client isolation"), and a VPN on either device leads elsewhere.',
    "",
  ].join("\n");
}

const WAYS: Readonly<Record<string, (port: number) => readonly string[]>> = {
  linux: (port) => [
    "A firewall on this computer may keep them out. Let them in, with the one of these that it has:",
    `    sudo ufw allow ${port}/tcp && sudo ufw allow ${DISCOVERY_PORT}/udp`,
    `    sudo firewall-cmd --add-port=${port}/tcp --add-service=mdns`,
  ],
  win32: (port) => [
    'Windows may keep them out: it asks once, and "Cancel" stays. In a terminal as administrator:',
    `    netsh advfirewall firewall add rule name=Carom dir=in action=allow protocol=TCP localport=${port}`,
    "  And the network has to be a private one: Settings, Network & internet, its properties.",
  ],
  darwin: () => [
    "The firewall of macOS may keep them out: System Settings, Network, Firewall, Options. Let node take",
    "  incoming connections there; and under Privacy & Security, Local Network, let your terminal in.",
  ],
};
