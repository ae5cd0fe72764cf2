import { expect, test } from "vitest";
import { openHouse } from "../../tests/harness/house.ts";

test.each([
  [{}, true],
  [{ hasKillCam: false }, false],
  // It would show from where one was not.
  [{ isDark: true }, false],
])("in a house with %j one sees one's end once more: %s", (options, hasKillCam) => {
  const peer = openHouse(options).enter({});
  expect(peer.heard("welcome")).toMatchObject([{ hasKillCam }]);
});
