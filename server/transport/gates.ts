/** How often an address may knock, and how often it may ask: what is judged of HTTP before anybody looks at what it says. */
import type { HttpOptions } from "./http.ts";
import { Gate, REQUEST_RATES, SOCKET_RATES, type GateRates } from "./limits.ts";
import type { WebSocketDoor } from "./websocket.ts";

export interface GatesOptions {
  /** Knows who is behind a trusted proxy. */
  readonly door: Pick<WebSocketDoor, "addressOf" | "isProxy">;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  readonly sockets?: GateRates | undefined;
  readonly requests?: GateRates | undefined;
}

export function openGates({
  door,
  now,
  sockets = SOCKET_RATES,
  requests = REQUEST_RATES,
}: GatesOptions): Pick<HttpOptions, "admit" | "admitSocket"> {
  const socketGate = new Gate(sockets, now());
  const requestGate = new Gate(requests, now());
  return {
    admitSocket: (address) => door.isProxy(address) || socketGate.admit(address, now()),
    admit: (request, files) => requestGate.admit(door.addressOf(request), now(), files),
  };
}
