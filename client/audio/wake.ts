/** Wakes what plays sound, as browsers allow it: in a gesture of the player only. */

const REFUSALS: ReadonlySet<string> = new Set(["NotAllowedError", "InvalidStateError"]);

/**
 * Resumes a context. A browser that says that this was no gesture, or that it cannot now, as Safari while a call has the
 * sound for itself, is no fault of ours: the next gesture asks again. Fails with everything else.
 */
export async function wake(context: Pick<AudioContext, "resume">): Promise<void> {
  try {
    await context.resume();
  } catch (error) {
    if (!(error instanceof DOMException && REFUSALS.has(error.name))) throw error;
  }
}
