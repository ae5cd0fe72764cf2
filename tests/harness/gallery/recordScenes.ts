/** Scenes of the records: full, empty, and of a server that cannot tell. */
import { render } from "lit-html";
import { MOST_LEADERS, type Leaders, type OwnRecords } from "#shared/protocol/recordBook.ts";
import { openDialogs } from "../../../client/ui/dialogs.ts";
import { recordsView } from "../../../client/ui/panels/recordsPanel.ts";
import { PlayerKey } from "../../../client/ui/playerKey.ts";
import { RecordBook } from "../../../client/ui/recordBook.ts";
import { memoryStore } from "../../../client/ui/storage.ts";
import { LONG_NAMES, MENU_SCENES, nothingDone, type Scene } from "./menuScenes.ts";

/** Of somebody who has played for years. */
const TOTALS = {
  matches: 9876,
  wins: 4321,
  points: 234_567,
  kills: 98_765,
  deaths: 87_654,
  assists: 12_345,
  caroms: 23_456,
  shots: 999_999,
  hits: 345_678,
  seconds: 4_567_890,
};
const WEEK = { ...TOTALS, matches: 12, wins: 3, points: 345, kills: 99, seconds: 3500 };
const LEADERS: Leaders = {
  isKept: true,
  leaders: Array.from({ length: MOST_LEADERS }, (_, i) => ({
    ...TOTALS,
    player: i,
    name: LONG_NAMES[i % LONG_NAMES.length]!,
    points: TOTALS.points - i * 12_345,
  })),
};
const OWN: OwnRecords = {
  statistics: { player: 1, name: LONG_NAMES[1]!, sinceMs: 0, week: WEEK, ever: TOTALS },
};

function records(
  leaders: Leaders | null | undefined,
  own: OwnRecords | null | undefined,
  prepare = (_book: RecordBook): void => undefined,
): Scene {
  return {
    screen: "menu",
    show: (page) => {
      MENU_SCENES.menu.show(page);
      const book = new RecordBook({
        key: new PlayerKey(memoryStore(), (bytes) => bytes.fill(0xda)),
        askLeaders: () => new Promise(() => undefined),
        askOwn: () => new Promise(() => undefined),
        copyText: () => Promise.resolve(),
        keeper: { keep: nothingDone, takeOver: () => new Promise(() => undefined) },
      });
      Object.assign(book, { leaders, own });
      prepare(book);
      render(recordsView(book, nothingDone), page.panels);
      openDialogs(page.panels);
    },
  };
}

export const RECORD_SCENES = {
  records: records(LEADERS, OWN, (book) => book.showKey(true)),
  recordsEmpty: records({ isKept: true, leaders: [] }, { statistics: null }, (book) =>
    book.takeKey("none"),
  ),
  recordsNotKept: records({ isKept: false, leaders: [] }, { statistics: null }, (book) => {
    book.keyNews = "settingsNone";
  }),
  recordsUntold: records(null, null, (book) => {
    book.keyNews = "settingsUntold";
  }),
  recordsAsking: records(undefined, undefined),
} satisfies Record<string, Scene>;
