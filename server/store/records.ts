/** What is asked of an open file of records, and written in it. Everything here waits for the disk: it belongs in a thread of its own. */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Leader, Statistics, Totals } from "#shared/protocol/recordBook.ts";
import type { Ban, Belongings, Counts, Entry, KeyHash, MatchRow, ResultRow } from "./rows.ts";

const TOTALS = `
  count(*) AS matches, coalesce(sum(is_win), 0) AS wins, coalesce(sum(score), 0) AS points,
  coalesce(sum(kills), 0) AS kills, coalesce(sum(deaths), 0) AS deaths,
  coalesce(sum(assists), 0) AS assists, coalesce(sum(caroms), 0) AS caroms,
  coalesce(sum(shots), 0) AS shots, coalesce(sum(hits), 0) AS hits,
  coalesce(sum(seconds), 0) AS seconds`;

const SQL = {
  player: `INSERT INTO players (key_hash, name, first_seen_ms, last_seen_ms) VALUES ($keyHash, $name, $atMs, $atMs)
    ON CONFLICT (key_hash) DO UPDATE SET name = excluded.name, last_seen_ms = max(last_seen_ms, excluded.last_seen_ms)
    RETURNING id`,
  match: `INSERT INTO matches (tag, map, mode, began_ms, is_public) VALUES ($id, $map, $mode, $beganMs, $isPublic)
    ON CONFLICT (tag) DO UPDATE SET tag = excluded.tag RETURNING id`,
  result: `INSERT OR IGNORE INTO results VALUES ($match, $number, $player, $endedMs, $isPublic, $isWin, $isComplete,
    $seconds, $score, $kills, $deaths, $assists, $caroms, $feats, $shots, $hits)`,
  ban: `INSERT OR REPLACE INTO bans VALUES ($id, $keyHash, $address, $name, $reason, $by, $sinceMs, $untilMs)`,
  unban: `DELETE FROM bans WHERE id = ?`,
  // What came on another way meanwhile, and is newer, stays; of somebody who is not known nothing is kept.
  settings: `INSERT INTO settings (player, revision, text) SELECT id, $revision, $text FROM players WHERE key_hash = $keyHash
    ON CONFLICT (player) DO UPDATE SET revision = excluded.revision, text = excluded.text
    WHERE excluded.revision > settings.revision`,
  belongings: `SELECT name, coalesce(revision, 0) AS revision, text
    FROM players LEFT JOIN settings ON settings.player = players.id WHERE key_hash = ?`,
  bans: `SELECT id, key_hash AS keyHash, address, name, reason, by, since_ms AS sinceMs, until_ms AS untilMs
    FROM bans ORDER BY since_ms, id`,
  known: `SELECT id AS player, name, first_seen_ms AS sinceMs FROM players WHERE key_hash = ?`,
  totals: `SELECT ${TOTALS} FROM results WHERE player = ? AND ended_ms >= ?`,
  // Who is banned leads nobody, and who has no points neither.
  leaders: `WITH best AS (
      SELECT player FROM results
      WHERE is_public AND ended_ms >= $sinceMs AND player NOT IN (
        SELECT players.id FROM bans JOIN players USING (key_hash) WHERE until_ms IS NULL OR until_ms > $nowMs)
      GROUP BY player HAVING sum(score) > 0 ORDER BY sum(score) DESC, sum(is_win) DESC, player LIMIT $most)
    SELECT players.id AS player, players.name AS name, ${TOTALS}
    FROM best JOIN players ON players.id = best.player JOIN results ON results.player = best.player
    WHERE is_public AND ended_ms >= $sinceMs
    GROUP BY players.id ORDER BY points DESC, wins DESC, players.id`,
  counts: `SELECT (SELECT count(*) FROM players) AS players, (SELECT count(*) FROM matches) AS matches,
    (SELECT count(*) FROM results) AS results, (SELECT count(*) FROM bans) AS bans`,
} as const;

export class Records {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<keyof typeof SQL, StatementSync>();

  /** Of a database that `openDatabase` gave; one that is only looked at may be of an older version. */
  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Writes all of them, or throws and has written none. They are on the disk when it returns. */
  write(entries: readonly Entry[]): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      for (const entry of entries) this.#writeOne(entry);
      this.#database.exec("COMMIT");
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /** All bans, those that are over included, in the order in which they were spoken. */
  bans(): Ban[] {
    return rowsOf<Ban>(this.#statement("bans").all());
  }

  /** What is known of a player; `week` begins at `sinceMs`. */
  statistics(keyHash: KeyHash, sinceMs: number): Statistics | undefined {
    const known = this.#statement("known").get(keyHash);
    if (known === undefined) return undefined;
    const totals = (fromMs: number) =>
      ({ ...this.#statement("totals").get(known["player"]!, fromMs) }) as unknown as Totals;
    return {
      ...(known as unknown as Pick<Statistics, "player" | "name" | "sinceMs">),
      week: totals(sinceMs),
      ever: totals(0),
    };
  }

  /** What is kept under a player's key; undefined of one who is not known. */
  belongings(keyHash: KeyHash): Belongings | undefined {
    const row = this.#statement("belongings").get(keyHash);
    return row && ({ ...row } as unknown as Belongings);
  }

  /** Those with the most points since `sinceMs`, the first of them first. */
  leaders(sinceMs: number, nowMs: number, most: number): Leader[] {
    return rowsOf<Leader>(this.#statement("leaders").all({ sinceMs, nowMs, most }));
  }

  counts(): Counts {
    return { ...this.#statement("counts").get() } as unknown as Counts;
  }

  close(): void {
    this.#database.close();
  }

  /** Made when it is first asked for: a file of an older version has not all that the others are about. */
  #statement(name: keyof typeof SQL): StatementSync {
    const known = this.#statements.get(name) ?? this.#database.prepare(SQL[name]);
    this.#statements.set(name, known);
    return known;
  }

  #writeOne(entry: Entry): void {
    switch (entry.kind) {
      case "result":
        this.#writeResult(entry.match, entry.result);
        break;
      case "ban":
        this.#statement("ban").run({ ...entry.ban });
        break;
      case "unban":
        this.#statement("unban").run(entry.id);
        break;
      case "settings":
        this.#statement("settings").run({ ...entry.settings });
        break;
    }
  }

  #writeResult(match: MatchRow, { keyHash, name, ...result }: ResultRow): void {
    const { endedMs: atMs, isWin, isComplete } = result;
    const player = this.#statement("player").get({ keyHash, name, atMs })?.["id"] as number;
    const isPublic = Number(match.isPublic);
    const row = this.#statement("match").get({ ...match, isPublic })?.["id"] as number;
    this.#statement("result").run({
      ...result,
      match: row,
      player,
      isPublic,
      isWin: Number(isWin),
      isComplete: Number(isComplete),
    });
  }
}

/** SQLite's rows have no prototype, and do not go between threads as what they are. */
function rowsOf<Row>(rows: readonly object[]): Row[] {
  return rows.map((row) => ({ ...row }) as Row);
}
