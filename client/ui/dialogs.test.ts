import { expect, test } from "vitest";
import { isPageFree } from "./dialogs.ts";

test("keys are the page's own as long as nothing has the focus and no dialog is open", () => {
  const body = {} as HTMLElement;
  const page = (activeElement: Element | null, dialog: Element | null): Document =>
    ({ body, activeElement, querySelector: () => dialog }) as unknown as Document;
  const button = {} as Element;
  expect(isPageFree(page(body, null))).toBe(true);
  expect(isPageFree(page(null, null))).toBe(true);
  expect(isPageFree(page(button, null))).toBe(false);
  // A button of a dialog that is gone once it was pressed leaves the focus nowhere.
  expect(isPageFree(page(body, button))).toBe(false);
});
