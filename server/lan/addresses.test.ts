import type { NetworkInterfaceInfo } from "node:os";
import { describe, expect, test } from "vitest";
import { listLanAddresses, reachOf, rememberInterfaces, type Interfaces } from "./addresses.ts";

const MAC = "3c:22:fb:01:02:03";

/** As in `192.168.1.20/24`; of an interface with that hardware address. */
function at(cidr: string, mac = MAC): NetworkInterfaceInfo {
  const address = cidr.split("/")[0]!;
  const rest = { netmask: "", mac, internal: false, cidr, address };
  return address.includes(":")
    ? { ...rest, family: "IPv6", scopeid: 0 }
    : { ...rest, family: "IPv4" };
}

const LOOP = [
  { ...at("127.0.0.1/8"), internal: true },
  { ...at("::1/128"), internal: true },
];

/** Tables as the systems give them, and what others are told of each, in this order. */
const TABLES: [string, Interfaces, string[]][] = [
  [
    "Linux with containers, a machine in it and a tunnel",
    {
      lo: LOOP,
      docker0: [at("172.17.0.1/16", "02:42:5c:00:00:01")],
      "br-5a1f2c3d4e5f": [at("172.18.0.1/16", "02:42:5c:00:00:02")],
      veth1a2b3c4: [at("fe80::42/64")],
      virbr0: [at("192.168.122.1/24")],
      "wg0-mullvad": [at("10.64.1.2/32"), at("fc00:bbbb::2/128")],
      enp3s0: [at("192.168.1.20/24"), at("2001:db8::5/64"), at("fe80::1/64")],
      wlp2s0: [at("10.0.0.7/22")],
      gone: undefined,
    },
    ["192.168.1.20", "10.0.0.7", "172.17.0.1", "172.18.0.1", "192.168.122.1", "10.64.1.2"],
  ],
  [
    "a Linux bridge that is the network itself",
    { lo: LOOP, docker0: [at("172.17.0.1/16")], "br-lan": [at("192.168.1.1/24")] },
    ["192.168.1.1", "172.17.0.1"],
  ],
  [
    "macOS with a tunnel and a machine in it",
    {
      lo0: LOOP,
      utun4: [at("10.8.0.2/32"), at("fe80::aa/64")],
      bridge100: [at("192.168.64.1/24")],
      awdl0: [at("fe80::bb/64")],
      llw0: [at("fe80::bb/64")],
      en0: [at("fe80::cc/64"), at("192.168.1.30/24"), at("2001:db8::30/64")],
      en7: [at("192.168.2.31/24")],
    },
    ["192.168.1.30", "192.168.2.31", "10.8.0.2", "192.168.64.1"],
  ],
  [
    "Windows with machines in it and a tunnel",
    {
      "Loopback Pseudo-Interface 1": LOOP,
      "vEthernet (WSL (Hyper-V firewall))": [at("172.29.16.1/20", "00:15:5d:01:02:03")],
      "vEthernet (Default Switch)": [at("172.21.0.1/20", "00:15:5d:0a:0b:0c")],
      "VMware Network Adapter VMnet8": [at("192.168.44.1/24", "00:50:56:c0:00:08")],
      "Ethernet 3": [at("192.168.56.1/24", "0a:00:27:00:00:11")],
      Tailscale: [at("100.101.102.103/32")],
      "LAN-Verbindung* 10": [at("169.254.20.1/16")],
      WLAN: [at("192.168.1.40/24"), at("fe80::dd/64")],
    },
    [
      "192.168.1.40",
      "172.29.16.1",
      "172.21.0.1",
      "192.168.44.1",
      "192.168.56.1",
      "100.101.102.103",
      "169.254.20.1",
    ],
  ],
  [
    "Windows whose own network goes through a switch of Hyper-V",
    {
      "vEthernet (Default Switch)": [at("172.21.0.1/20", "00:15:5d:0a:0b:0c")],
      "vEthernet (External)": [at("192.168.1.41/24")],
    },
    ["192.168.1.41", "172.21.0.1"],
  ],
  [
    "a network of IPv6 alone",
    { lo: LOOP, eth0: [at("fe80::1/64"), at("2001:db8::5/64"), at("fd00::5/64")] },
    ["[2001:db8::5]", "[fd00::5]"],
  ],
  [
    "a network of IPv6 alone, beside containers",
    { lo: LOOP, docker0: [at("172.17.0.1/16")], eth0: [at("2001:db8::5/64")] },
    ["[2001:db8::5]", "172.17.0.1"],
  ],
  [
    "a cable to another computer, where nobody gives out addresses",
    {
      lo: LOOP,
      eth0: [at("169.254.3.4/16"), at("fe80::1/64")],
      docker0: [at("169.254.9.9/16")],
      wlan0: [at("192.168.1.20/24")],
    },
    ["192.168.1.20", "169.254.3.4"],
  ],
  ["no network", { lo: LOOP, eth0: [at("fe80::1/64")], utun0: [at("fe80::2/64")] }, []],
];

test.each(TABLES)("%s", (_what, interfaces, addresses) => {
  expect(listLanAddresses(interfaces)).toEqual(addresses);
});

test("they are as they were while the system cannot tell; other faults are faults", () => {
  const told = [{ eth0: [at("10.0.0.7/8")] }, "ERR_SYSTEM_ERROR", { wlan0: [] }, "ERR_OTHER"];
  const read = rememberInterfaces(() => {
    const next = told.shift()!;
    if (typeof next === "string") throw Object.assign(new Error("planted"), { code: next });
    return next;
  });
  expect([read(), read(), read()]).toEqual([
    { eth0: [at("10.0.0.7/8")] },
    { eth0: [at("10.0.0.7/8")] },
    { wlan0: [] },
  ]);
  expect(read).toThrow("planted");
});

describe("who is heard", () => {
  const interfaces = {
    lo: LOOP,
    tun0: [at("172.16.0.1/32")],
    eth0: [at("192.168.1.20/24"), at("fe80::1/64")],
    wlan0: [at("10.0.0.7/22")],
  };

  test("is who is in a network of this computer, and nobody from beyond", () => {
    const { addresses, isNear, rankOf } = reachOf(interfaces);
    expect(addresses).toEqual(["192.168.1.20", "10.0.0.7", "172.16.0.1"]);
    const asked = ["192.168.1.99", "10.0.3.1", "10.0.4.1", "172.16.0.2", "8.8.8.8", "fe80::2", "x"];
    expect(asked.filter(isNear)).toEqual(["192.168.1.99", "10.0.3.1"]);
    expect(asked.map(rankOf)).toEqual([0, 1, 3, 3, 3, 3, 3]);
    expect(reachOf(interfaces, "10.0.0.7").addresses).toEqual(["10.0.0.7"]);
  });

  test("is asked in all real networks, and in a computer full of containers no further", () => {
    const bridges = Array.from({ length: 40 }, (_, i) => [`veth${i}`, [at(`172.20.${i}.1/24`)]]);
    const { addresses } = reachOf({ ...Object.fromEntries(bridges), ...interfaces });
    expect(addresses).toHaveLength(16);
    expect(addresses.slice(0, 2)).toEqual(["192.168.1.20", "10.0.0.7"]);
  });
});
