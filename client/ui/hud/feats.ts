/** What is said when a flag or the puck changes how things stand: mine is good news, theirs is not. */
import type { View, ViewEvent } from "../../netcode/view.ts";
import { words } from "../words/words.ts";
import { nameOf } from "./killFeed.ts";

type Feat = Extract<ViewEvent, { type: "feat" }>;

export interface FeatWords {
  readonly title: string;
  readonly detail: string;
  /** It brought a point. */
  readonly isPoint: boolean;
}

export function describeFeat(event: Feat, { seats }: Pick<View, "seats">): FeatWords {
  const text = words.callouts.feats;
  const isOurs = event.teamRelation === "ally";
  const name = nameOf(seats, event.slot);
  const who = name === "" ? text.somebody : name;
  switch (event.feat) {
    case "take":
      return plain(isOurs ? text.tookOurs(who) : text.tookTheirs(who));
    case "drop":
      return plain(isOurs ? text.droppedOurs : text.droppedTheirs);
    case "return":
      return plain(isOurs ? text.returnedOurs : text.returnedTheirs);
    case "capture":
      return point(isOurs ? text.capturedByThem(who) : text.captured(who), !isOurs);
    case "goal":
      return describeGoal(event, who);
  }
}

function describeGoal({ relation, teamRelation }: Feat, who: string): FeatWords {
  const text = words.callouts.feats;
  const isOurs = teamRelation === "ally";
  const isByUs = relation !== "enemy";
  if (isByUs === isOurs) return point(text.ownGoal, !isOurs);
  return point(isOurs ? text.goalAgainst(who) : text.goal(who), !isOurs);
}

function plain(title: string): FeatWords {
  return { title, detail: "", isPoint: false };
}

function point(title: string, isMine: boolean): FeatWords {
  const text = words.callouts.feats;
  return { title, detail: isMine ? text.point : text.pointAgainst, isPoint: true };
}
