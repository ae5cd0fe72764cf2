/**
 * Dialogs are drawn like everything else; what makes them modal is done here. The browser keeps the focus within an open
 * one, and gives it back to where it was when it is closed before it is taken off the page.
 */

/** Call after drawing: whatever dialog is new below `root` opens. */
export function openDialogs(root: HTMLElement): void {
  for (const dialog of root.querySelectorAll("dialog:not([open])"))
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
}

/** Call before they are drawn no more. */
export function closeDialogs(root: HTMLElement): void {
  for (const dialog of root.querySelectorAll("dialog[open]"))
    if (dialog instanceof HTMLDialogElement) dialog.close();
}

/**
 * Whether a key is the page's own: nothing has the focus that may want it, and no dialog lies above. In one the focus may be nowhere,
 * too, as after a button that was gone once it was pressed.
 */
export function isPageFree(page: Document): boolean {
  const { activeElement, body } = page;
  const isFocused = activeElement !== null && activeElement !== body;
  return !isFocused && page.querySelector("dialog[open]") === null;
}

/** For lit's `ref`: takes the focus as the element appears. */
export function takeFocus(element?: Element): void {
  if (element instanceof HTMLElement) element.focus();
}
