/**
 * How the records came to have the form that they have: the first step makes it, each of the others changes it, and the
 * version of a file is how many of them it has seen. A step that has been published is never changed.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE players (
    id INTEGER PRIMARY KEY,
    key_hash TEXT NOT NULL UNIQUE CHECK (length(key_hash) = 64),
    name TEXT NOT NULL,
    first_seen_ms INTEGER NOT NULL,
    last_seen_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE matches (
    id INTEGER PRIMARY KEY,
    tag TEXT NOT NULL UNIQUE,
    map TEXT NOT NULL,
    mode TEXT NOT NULL,
    began_ms INTEGER NOT NULL,
    is_public INTEGER NOT NULL
  ) STRICT;

  -- What stands of a match in each of its results, too, is what leaders are chosen by.
  CREATE TABLE results (
    match INTEGER NOT NULL REFERENCES matches,
    number INTEGER NOT NULL,
    player INTEGER NOT NULL REFERENCES players,
    ended_ms INTEGER NOT NULL,
    is_public INTEGER NOT NULL,
    is_win INTEGER NOT NULL,
    is_complete INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    score INTEGER NOT NULL,
    kills INTEGER NOT NULL,
    deaths INTEGER NOT NULL,
    assists INTEGER NOT NULL,
    caroms INTEGER NOT NULL,
    feats INTEGER NOT NULL,
    shots INTEGER NOT NULL,
    hits INTEGER NOT NULL,
    PRIMARY KEY (match, number)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX results_by_player ON results (player, ended_ms);
  CREATE INDEX results_by_end ON results (ended_ms);

  CREATE TABLE bans (
    id TEXT PRIMARY KEY,
    key_hash TEXT,
    address TEXT,
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    by TEXT NOT NULL,
    since_ms INTEGER NOT NULL,
    until_ms INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX bans_by_key ON bans (key_hash);
  `,
  // Leaders are chosen by what stands in the index: of a million results the rest is not read.
  `
  DROP INDEX results_by_player;
  CREATE INDEX results_by_player ON results (player, ended_ms, is_public, score, is_win);
  `,
  // What a player chose, as his page wrote it.
  `
  CREATE TABLE settings (
    player INTEGER PRIMARY KEY REFERENCES players,
    revision INTEGER NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  `,
];
