/** What to press for something, beside the words for it; nothing where the device in use has nothing for it. */
import { html, nothing, type TemplateResult } from "lit-html";
import { type Control, controlLabel } from "../controlLabels.ts";

export function keyView(control: Control): TemplateResult | typeof nothing {
  const label = controlLabel(control);
  return label === "" ? nothing : html`<kbd>${label}</kbd>`;
}
