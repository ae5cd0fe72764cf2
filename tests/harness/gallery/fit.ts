/** Runs in the page: finds text that does not fit where it stands: out of its box, off the screen, cut off, or over other text. */

/** Parts of a px, and strokes that lean out of their letters' box. */
const TOLERANCE_PX = 1.5;
/** Boxes of lines reach above and below their letters, by this share of their height. */
const LEADING = 0.22;
/** Room that a list to choose from needs beside its text. */
const ARROW_PX = 20;

interface Piece {
  readonly element: Element;
  readonly text: string;
  readonly box: DOMRect;
}

/** One line for each fault, none when all is well. */
export function findMisfits(): string[] {
  const pieces = visibleText();
  return [
    ...pieces.flatMap(leavesItsBox),
    ...[...document.querySelectorAll("input, select")].flatMap(isCutOff),
    ...overlaps(pieces.filter((piece) => isOnTop(piece) && !isScrolledAway(piece))),
  ];
}

/** Everything that is to be read, line by line as it is broken. */
function visibleText(): Piece[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const pieces: Piece[] = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement!;
    const text = walker.currentNode.textContent?.trim();
    if (!text || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      continue;
    if (element.closest("option, script, canvas, .unseen") !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const rect of range.getClientRects()) {
      const box = clip(lettersIn(rect), element);
      if (box.width > TOLERANCE_PX) pieces.push({ element, text, box });
    }
  }
  return pieces;
}

/** Where letters stand in the box of a line. */
function lettersIn({ left, top, width, height }: DOMRect): DOMRect {
  return new DOMRect(left, top + height * LEADING, width, height * (1 - 2 * LEADING));
}

/** What is to be seen of a text that may end early with an ellipsis. */
function clip(box: DOMRect, element: Element): DOMRect {
  if (getComputedStyle(element).textOverflow !== "ellipsis") return box;
  const around = element.getBoundingClientRect();
  const right = Math.min(box.right, around.right);
  return new DOMRect(box.left, box.top, Math.max(0, right - box.left), box.height);
}

/** Whether it lies where its list or card has to be scrolled to: nobody sees it there over something else. */
function isScrolledAway({ element, box }: Piece): boolean {
  const middle = box.top + box.height / 2;
  for (let outer = element.parentElement; outer; outer = outer.parentElement) {
    const { overflowY } = getComputedStyle(outer);
    const { top, bottom } = outer.getBoundingClientRect();
    const isScroller = overflowY === "auto" || overflowY === "scroll";
    if (isScroller && (middle < top || middle > bottom)) return true;
  }
  return false;
}

/** A text may end early with an ellipsis where that is the style of its box; nowhere else may it leave one. */
function leavesItsBox({ element, text, box }: Piece): string[] {
  let isScrolled = false;
  for (let outer: Element | null = element; outer; outer = outer.parentElement) {
    const style = getComputedStyle(outer);
    if (style.textOverflow === "ellipsis") return [];
    const around = outer.getBoundingClientRect();
    const isLine = style.display === "inline" || style.display === "contents";
    const isIn =
      box.left >= around.left - TOLERANCE_PX &&
      box.right <= around.right + TOLERANCE_PX &&
      (isScrolled ||
        (box.top >= around.top - TOLERANCE_PX && box.bottom <= around.bottom + TOLERANCE_PX));
    isScrolled ||= style.overflowY === "auto" || style.overflowY === "scroll";
    if (!isLine && !isIn && !isScrolled) return [`"${text}" leaves ${nameOf(outer)}`];
    if (style.position === "absolute" || style.position === "fixed") break;
  }
  const isOff = box.left < -TOLERANCE_PX || box.right > innerWidth + TOLERANCE_PX;
  return isOff ? [`"${text}" is off the screen`] : [];
}

/** What stands in a field, or invites to fill it, must be readable; a list has room for each of its choices. */
function isCutOff(field: Element): string[] {
  const style = getComputedStyle(field);
  const inner =
    field.clientWidth -
    Number.parseFloat(style.paddingLeft) -
    Number.parseFloat(style.paddingRight);
  const brush = document.createElement("canvas").getContext("2d")!;
  brush.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { letterSpacing } = getComputedStyle(field, "::placeholder");
  brush.letterSpacing = letterSpacing === "normal" ? "0px" : letterSpacing;
  const isList = field instanceof HTMLSelectElement;
  const texts = isList
    ? [...field.options].map(({ text }) => text)
    : [(field as HTMLInputElement).placeholder];
  const room = isList ? inner - ARROW_PX : inner;
  return texts
    .filter((text) => brush.measureText(text).width > room + TOLERANCE_PX)
    .map((text) => `"${text}" is cut off in ${nameOf(field)}`);
}

function overlaps(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((piece, i) =>
    pieces
      .slice(i + 1)
      .filter((other) => other.element !== piece.element && areOver(piece.box, other.box))
      .map((other) => `"${piece.text}" and "${other.text}" lie over each other`),
  );
}

function areOver(a: DOMRect, b: DOMRect): boolean {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return across > TOLERANCE_PX && down > TOLERANCE_PX;
}

/** Whether nothing that is in front covers it. */
function isOnTop({ element, box }: Piece): boolean {
  const x = box.left + box.width / 2;
  const hit = document.elementFromPoint(x, box.top + box.height / 2);
  return hit !== null && (hit.contains(element) || element.contains(hit));
}

function nameOf(element: Element): string {
  const { id, className } = element;
  const classes = typeof className === "string" ? className.trim().replaceAll(/\s+/g, ".") : "";
  return `${element.tagName.toLowerCase()}${id && `#${id}`}${classes && `.${classes}`}`;
}
