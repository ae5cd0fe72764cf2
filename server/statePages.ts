/** Pages on which the server tells how it is: for whoever watches over it, and for the tools that do. */
import type { Metrics } from "./metrics.ts";
import type { Lobby } from "./rooms/lobby.ts";
import type { Store } from "./store/store.ts";
import type { Page } from "./transport/http.ts";
import { jsonReply, textReply } from "./transport/reply.ts";
import type { WebSocketDoor } from "./transport/websocket.ts";

/** `/healthz`, `/readyz` and `/metrics`. */
export function statePages(
  { protocolId, store }: { protocolId: string; store: Store },
  lobby: Lobby,
  door: WebSocketDoor,
  metrics: Metrics,
) {
  const { census } = lobby;
  const read = () => ({
    rooms: census.roomCount,
    humans: census.humanCount,
    bots: census.botCount,
    spectators: census.spectatorCount,
    connections: door.connectionCount,
  });
  const readAll = () => ({
    ...read(),
    held: census.heldCount,
    missedInputs: census.missedInputs,
    records: store.state,
    pingsMs: census.presentSeats.map(({ pingMs }) => pingMs),
    marginsTicks: census.presentSeats.map(({ viewer }) => viewer.lastMargin),
  });
  const health = () => {
    const { ticksDropped } = metrics;
    const { state, fault, waiting } = store.state;
    const records = { state, fault, waiting };
    return jsonReply({ status: "ok", protocolId, ...read(), ticksDropped, records });
  };
  const readiness = () =>
    lobby.isDraining ? jsonReply({ status: "draining" }, 503) : jsonReply({ status: "ready" });
  const measurements = async () =>
    textReply(200, await metrics.render(readAll()), { "Content-Type": metrics.contentType });
  return new Map<string, Page>([
    ["/healthz", health],
    ["/readyz", readiness],
    ["/metrics", measurements],
  ]);
}
