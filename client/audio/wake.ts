/** Wakes what plays sound, as browsers allow it: in a gesture of the player only. */

/**
 * Resumes a context. A browser that says that this was no gesture is no fault of ours: the next gesture asks again. Fails
 * with everything else.
 */
export async function wake(context: Pick<AudioContext, "resume">): Promise<void> {
  try {
    await context.resume();
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "NotAllowedError")) throw error;
  }
}
