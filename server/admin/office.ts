/** All that operators have of a server: the desk where they give commands, and the socket that leads to it. */
import type { IncomingMessage } from "node:http";
import type { Log } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { Lobby } from "../rooms/lobby.ts";
import type { Config } from "../settings/options.ts";
import type { Store } from "../store/store.ts";
import { OPERATOR_LIMITS } from "../transport/limits.ts";
import { pathOf, type UpgradeRules } from "../transport/upgrade.ts";
import { type TransportCounters, WebSocketDoor } from "../transport/websocket.ts";
import type { Audit } from "./audit.ts";
import type { Realm } from "./commands.ts";
import { AdminDesk } from "./desk.ts";
import { Reception } from "./reception.ts";
import { hasSecrets, type Secrets } from "./secrets.ts";
import { ADMIN_PATH } from "#shared/protocol/admin.ts";

/** What operators need of whoever runs the server. */
export interface Operation {
  audit: Audit;
  /** Reads the settings again; gives what has come of it. */
  reread(): string;
  /** Milliseconds since 1970. */
  wallNow(): number;
}

export interface OfficeOptions {
  config: Config;
  /** As for those who play. */
  rules: UpgradeRules;
  operation: Operation | undefined;
  lobby: Lobby;
  store: Store;
  metrics: Metrics;
  counters: TransportCounters;
  log: Log;
  now(): number;
}

/** Of a server that nobody operates. */
const NO_OPERATION: Operation = {
  audit: { note: () => undefined },
  reread: () => "This server has no settings to read.",
  wallNow: () => 0,
};

export class Office {
  readonly desk: AdminDesk;
  readonly door: WebSocketDoor;
  readonly #reception: Reception;

  constructor(options: OfficeOptions) {
    const { config, rules, counters } = options;
    this.desk = createDesk(options);
    this.#reception = new Reception({
      desk: this.desk,
      secrets: secretsOf(config),
      now: () => options.now(),
      refused: (reason) => counters.refused(reason),
    });
    this.door = new WebSocketDoor({
      kind: "text",
      rules: adminRules(rules),
      limits: OPERATOR_LIMITS,
      counters,
      now: () => options.now(),
      onConnection: (connection) => this.#reception.accept(connection),
    });
  }

  /** Whether this is for the office: nothing is, while there is no secret. */
  isAskedFor({ url }: IncomingMessage): boolean {
    return pathOf(url) === ADMIN_PATH && hasSecrets(this.#reception.secrets);
  }

  reload(config: Config, rules: UpgradeRules): void {
    this.door.rules = adminRules(rules);
    this.#reception.secrets = secretsOf(config);
  }

  /** To be called about once a second. */
  sweep(): void {
    this.door.sweep();
    this.#reception.sweep();
  }

  /** Lets nobody in any more, and says goodbye to who is there. */
  close(): void {
    this.door.shut();
    this.#reception.close();
  }
}

/** Programs may come, for nobody comes in without a secret. */
function adminRules(rules: UpgradeRules): UpgradeRules {
  return { ...rules, path: ADMIN_PATH, allowedOrigins: [...rules.allowedOrigins, "native"] };
}

function secretsOf({ watcherSecret, moderatorSecret, adminSecret }: Config): Secrets {
  return { watch: watcherSecret, moderate: moderatorSecret, operate: adminSecret };
}

function createDesk(options: OfficeOptions): AdminDesk {
  const { lobby, store, metrics, counters, now, operation = NO_OPERATION } = options;
  const startedMs = now();
  const realm: Realm = {
    lobby,
    bans: store.bans,
    nowMs: () => operation.wallNow(),
    reload: () => operation.reread(),
    statistics: () => ({
      "running for, minutes": Math.floor((now() - startedMs) / 60_000),
      rooms: lobby.census.roomCount,
      people: lobby.census.humanCount,
      bots: lobby.census.botCount,
      watching: lobby.census.spectatorCount,
      "seats kept": lobby.census.heldCount,
      "ticks dropped": metrics.ticksDropped,
      "memory, MB": Math.round(process.memoryUsage.rss() / 2 ** 20),
      records: store.state.state,
    }),
  };
  return new AdminDesk(realm, operation.audit, (error) => counters.handlerFailed(error));
}
