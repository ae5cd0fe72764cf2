/** Forms send nothing anywhere: they are asked for their text. */

/** Keeps the page from leaving and returns what stands in the field of this name. */
export function takeText(event: Event, name: string): string {
  event.preventDefault();
  const form = event.currentTarget;
  const value = form instanceof HTMLFormElement ? new FormData(form).get(name) : null;
  return typeof value === "string" ? value.trim() : "";
}
