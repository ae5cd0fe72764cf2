/** What bots are called: short names that are easily told apart in a kill feed. */

export const BOT_NAMES: readonly string[] = `
  Acorn Agate Alder Anise Aspen Auk Basil Beryl Birch Bramble Briar Brook Burdock Cedar
  Clover Cobalt Comet Copper Coral Cricket Dahlia Dill Dune Ember Fennel Fern Finch Flint
  Garnet Ginger Hazel Heron Indigo Ivy Jasper Juniper Kelp Larch Linden Lotus Maple Marlin
  Moss Nettle Nutmeg Olive Onyx Opal Otter Pepper Plover Poppy Quartz Quill Raven Rowan
  Saffron Sage Sorrel Tansy Teasel Thistle Umber Yarrow
`
  .trim()
  .split(/\s+/);

const STAR = "★";
const STARS = / ★+$/;

/**
 * A name that is not among `taken` (compared without regard to case and stars). `chance` is any whole number from 0 and
 * picks one; when all are taken a number follows the name. So many stars end it: how good one is.
 */
export function chooseBotName(taken: readonly string[], chance: number, stars = 0): string {
  const used = new Set(taken.map((name) => name.toLowerCase().replace(STARS, "")));
  const first = chance % BOT_NAMES.length;
  const ending = stars === 0 ? "" : ` ${STAR.repeat(stars)}`;
  for (let round = 1; ; round++) {
    for (let i = 0; i < BOT_NAMES.length; i++) {
      const name = BOT_NAMES[(first + i) % BOT_NAMES.length]!;
      const candidate = round === 1 ? name : `${name} ${round}`;
      if (!used.has(candidate.toLowerCase())) return candidate + ending;
    }
  }
}
