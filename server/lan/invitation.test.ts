import type { NetworkInterfaceInfo } from "node:os";
import { expect, test } from "vitest";
import type { LiveUnreached } from "#shared/protocol/live.ts";
import type { Interfaces } from "./addresses.ts";
import { Invitation } from "./invitation.ts";

const PATIENCE_MS = 60_000;
const FIRST = "http://192.168.1.20:7777/";

function at(address: string): NetworkInterfaceInfo {
  const rest = { netmask: "", mac: "", internal: false, cidr: null, address };
  return address.includes(":")
    ? { ...rest, family: "IPv6", scopeid: 0 }
    : { ...rest, family: "IPv4" };
}

function open() {
  const interfaces: Record<string, NetworkInterfaceInfo[]> = {
    eth0: [at("192.168.1.20"), at("fe80::1")],
  };
  const invitation = new Invitation((): Interfaces => interfaces);
  invitation.open({ port: 7777, host: "", isTls: false });
  const advices: LiveUnreached[] = [];
  const wait = (nowMs: number) =>
    invitation.expect(
      {
        platform: "linux",
        patienceMs: PATIENCE_MS,
        onNobody: (unreached) => advices.push(unreached),
      },
      nowMs,
    );
  return { invitation, interfaces, advices, wait };
}

test("after a minute without anybody it is said what may be in the way, once, until somebody comes", () => {
  const { invitation, advices, wait } = open();
  wait(1000);
  invitation.update(1000 + PATIENCE_MS - 1);
  expect(invitation.told).toEqual({ addresses: [FIRST] });
  invitation.update(1000 + PATIENCE_MS);
  invitation.update(9_999_999);
  expect(advices).toHaveLength(1);
  expect(invitation.told).toEqual({ addresses: [FIRST], unreached: advices[0]! });
  expect(advices[0]).toMatchObject({ system: "linux" });
  expect(advices[0]!.commands[0]).toContain("7777/tcp");
  invitation.noteVisitor("192.168.1.31", false);
  expect(invitation.told).toEqual({ addresses: [FIRST] });
  invitation.update(99_999_999);
  expect(invitation.told).toEqual({ addresses: [FIRST] });
});

test("this computer itself is nobody, under none of its addresses", () => {
  const { invitation, advices, wait } = open();
  wait(0);
  invitation.noteVisitor("127.0.0.1", true);
  invitation.noteVisitor("192.168.1.20", false);
  invitation.noteVisitor("fe80::1%eth0", false);
  invitation.update(PATIENCE_MS);
  expect(advices).toHaveLength(1);
});

test("who comes in time spares everybody the advice, and where nobody waits there is none", () => {
  const { invitation, advices, wait } = open();
  invitation.update(9_999_999);
  wait(0);
  invitation.noteVisitor("192.168.1.31", false);
  invitation.update(PATIENCE_MS);
  expect(advices).toEqual([]);
});

test("a network that comes later is told", () => {
  const { invitation, interfaces } = open();
  interfaces["wlan0"] = [at("10.0.0.7")];
  expect(invitation.told.addresses).toEqual([FIRST]);
  invitation.update(1000);
  expect(invitation.told.addresses).toEqual([FIRST, "http://10.0.0.7:7777/"]);
});
