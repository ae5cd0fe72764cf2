import { expect, test, vi } from "vitest";
import { words } from "../words/words.ts";
import { Invite } from "./invite.ts";

test("without a QR code one is told still that the link was copied", async () => {
  // Longer than any code can hold.
  const linkTo = (): string => "https://play.example/".padEnd(9000, "x");
  const copyText = vi.fn(() => Promise.resolve());
  const invite = new Invite({ linkTo, password: "", copyText });
  const news = (): unknown => invite.view("KQ7F").values.at(-1);
  await vi.waitUntil(() => news() === words.invite.noQr);
  const copy = invite.view("KQ7F").values.at(-3) as () => void;
  copy();
  await vi.waitUntil(() => news() === words.invite.copied);
  invite.open();
  expect(news()).toBe(words.invite.noQr);
});
