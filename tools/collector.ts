/** Has another Node process collect its garbage, over its inspector: what is left then is what it holds. */
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import WebSocket from "ws";

/** Flags that let a process be asked, and the port on which. */
export async function inspectable(): Promise<{ port: number; flags: string[] }> {
  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const { port } = free.address() as AddressInfo;
  free.close();
  await once(free, "close");
  // Nothing is printed of it.
  return { port, flags: [`--inspect=127.0.0.1:${port}`, "--inspect-publish-uid=http"] };
}

/** Done when the process whose inspector listens on `port` has collected. */
export async function collectGarbage(port: number): Promise<void> {
  const list = await fetch(`http://127.0.0.1:${port}/json/list`);
  const [target] = (await list.json()) as { webSocketDebuggerUrl: string }[];
  const inspector = new WebSocket(target!.webSocketDebuggerUrl);
  await once(inspector, "open");
  inspector.send(JSON.stringify({ id: 1, method: "HeapProfiler.collectGarbage" }));
  await once(inspector, "message");
  inspector.close();
  await once(inspector, "close");
}
