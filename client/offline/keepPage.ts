/** Asks the browser to keep the page, so that it starts when the server is away. */

const WORKER = "/service-worker.js";

/**
 * Whether the page is kept, once that is known. Browsers do so over TLS or from this very computer alone, and some not in private windows:
 * then it is played as before.
 */
export async function keepPage(container: ServiceWorkerContainer | undefined): Promise<boolean> {
  if (container === undefined) return false;
  try {
    await container.register(WORKER);
    await container.ready;
    return true;
  } catch {
    return false;
  }
}
