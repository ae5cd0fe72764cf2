/**
 * The settings that players keep here under their keys, so that these come along to another browser. What they mean the page
 * alone knows: here a text is a JSON object of some kilobytes, and that of somebody who has played here, for a disk is
 * soon full of what is kept for keys that anybody makes up.
 */
import type { IncomingMessage } from "node:http";
import {
  isPlayerKey,
  KEY_HEADER,
  MOST_REVISION,
  MOST_SETTINGS_BYTES,
  type OwnSettings,
  type SettingsReceipt,
} from "#shared/protocol/recordBook.ts";
import { AWAY, boundAnswers } from "./recordReplies.ts";
import { hashOfKey } from "./rooms/playerKey.ts";
import type { Store } from "./store/store.ts";
import type { Intake, Page } from "./transport/http.ts";
import { TokenBuckets } from "./transport/limits.ts";
import type { Rate } from "./transport/tokenBucket.ts";
import { jsonReply, textReply, type Reply } from "./transport/reply.ts";

/** Of one player. His page gathers changes for some seconds. */
const RATE: Rate = { perSecond: 0.5, burst: 10 };
const MOST_DEPTH = 8;
/** No sign, and no zero in front. */
const REVISION = /^[1-9]\d{0,9}$/;

export interface OwnSettingsOptions {
  store: Store;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  refused(reason: string): void;
}

/** Tells, by the key in the header, what is kept under it. */
export function ownSettingsPage({ store }: OwnSettingsOptions): Page {
  const answer = boundAnswers();
  return ({ headers }) => {
    const key = headers[KEY_HEADER];
    if (!isPlayerKey(key)) return NO_KEY;
    return answer(async () => {
      const known = await store.belongings(hashOfKey(key));
      return jsonReply({
        isKept: store.state.state !== "off",
        name: known?.name ?? null,
        revision: known?.revision ?? 0,
        settings: known?.text ?? null,
      } satisfies OwnSettings);
    });
  };
}

/** Keeps what is sent under the key in the header; `?revision=` says how new it is. */
export function ownSettingsIntake(options: OwnSettingsOptions): Intake {
  const answer = boundAnswers();
  const buckets = new TokenBuckets();
  const refuse = (reply: Reply, reason: string): Reply => {
    options.refused(reason);
    return reply;
  };
  const keep = async (key: string, revision: number, text: string): Promise<Reply> => {
    const { store } = options;
    const keyHash = hashOfKey(key);
    const known = await store.belongings(keyHash);
    if (known === undefined) return receipt(false, 0);
    const nowMs = options.now();
    // Asked only now: made-up keys must not push those of players out of the list of buckets.
    if (!buckets.of(keyHash, RATE, nowMs).take(1, nowMs))
      return refuse(TOO_OFTEN, "settings too often");
    if (revision <= known.revision) return receipt(false, known.revision);
    return store.keepSettings({ keyHash, revision, text }) ? receipt(true, revision) : AWAY;
  };
  return {
    mostBytes: MOST_SETTINGS_BYTES,
    take: (request, body) => {
      const key = request.headers[KEY_HEADER];
      if (!isPlayerKey(key)) return refuse(NO_KEY, "settings without a key");
      const revision = revisionOf(request);
      if (revision === undefined) return refuse(NO_REVISION, "settings without a revision");
      const text = textOf(body);
      if (text === undefined) return refuse(NO_SETTINGS, "no settings");
      return answer(() => keep(key, revision, text));
    },
  };
}

const NO_KEY = textReply(400, `The header ${KEY_HEADER} must have a player's key.`);
const NO_REVISION = textReply(400, `Add ?revision= and a number from 1 to ${MOST_REVISION}.`);
const NO_SETTINGS = textReply(400, `Settings are a JSON object, ${MOST_DEPTH} deep at most.`);
const TOO_OFTEN = textReply(429, "Too many changes in a short time. Try again in some seconds.", {
  "Retry-After": "5",
});

function receipt(isKept: boolean, revision: number): Reply {
  return jsonReply({ isKept, revision } satisfies SettingsReceipt);
}

function revisionOf({ url = "" }: IncomingMessage): number | undefined {
  const text = new URLSearchParams(url.split("?")[1] ?? "").get("revision") ?? "";
  const revision = REVISION.test(text) ? Number(text) : 0;
  return revision >= 1 && revision <= MOST_REVISION ? revision : undefined;
}

/** undefined of what is no settings: no UTF-8, no JSON, no object, or one in which more is nested than anybody needs. */
function textOf(body: Buffer): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject && isShallow(value, MOST_DEPTH) ? text : undefined;
  } catch {
    // Neither text nor JSON: whoever sent it is told what settings are.
    return undefined;
  }
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((part) => isShallow(part, depth - 1));
}
