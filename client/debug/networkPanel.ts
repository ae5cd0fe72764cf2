/**
 * The knobs of the simulated network, below the net graph in development builds: net.latency, net.jitter, net.stall.
 * Mouse or keyboard: Shift+F3 leads to them, Escape back to the game.
 */
import "../styles/networkPanel.css";
import { html, render, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { SNAPSHOT_MS } from "#shared/timing.ts";
import type { NetGraph } from "./netGraph.ts";
import {
  NO_TROUBLE,
  SimulatedNetwork,
  type NetworkClock,
  type NetworkKnobs,
} from "./simulatedNetwork.ts";

interface Knob {
  readonly name: keyof NetworkKnobs;
  readonly title: string;
  /** What the number means, for whoever points at it. */
  readonly hint: string;
  readonly max: number;
  readonly step: number;
  read(value: number): string;
}

const MINUTE_MS = 60_000;
const STALL_NOW_MS = 1000;

const KNOBS: readonly Knob[] = [
  {
    name: "latencyMs",
    title: "net.latency",
    hint: "Time added each way.",
    max: 400,
    step: 5,
    read: (ms) => `${ms} ms`,
  },
  {
    name: "jitterMs",
    title: "net.jitter",
    hint: "Up to this much more, by chance; the order is kept.",
    max: 200,
    step: 5,
    read: (ms) => `${ms} ms`,
  },
  {
    name: "stallShare",
    title: "net.stall",
    hint: "Standstills of 0.2 to 0.3 s, both ways.",
    max: 0.05,
    step: 0.0025,
    read: (share) =>
      share === 0 ? "none" : `${Math.round((share * MINUTE_MS) / SNAPSHOT_MS)} a minute`,
  },
];

class NetworkPanel {
  readonly #network: SimulatedNetwork;
  readonly #root = document.createElement("section");
  readonly #netGraph: NetGraph;

  constructor(network: SimulatedNetwork, netGraph: NetGraph) {
    this.#network = network;
    this.#netGraph = netGraph;
    this.#root.className = "network-panel";
    this.#root.setAttribute("aria-label", "Simulated network");
    netGraph.append(this.#root);
    this.#root.addEventListener("keydown", (event) => this.#keepKey(event));
    window.addEventListener("keydown", (event) => this.#enter(event), { capture: true });
    window.addEventListener("mousedown", (event) => this.#leaveBy(event), { capture: true });
  }

  draw(): void {
    const { knobs } = this.#network;
    const isOff = KNOBS.every(({ name }) => knobs[name] === 0);
    const stallNow = (): void => this.#network.stall(STALL_NOW_MS);
    const reset = (): void => this.#change(NO_TROUBLE);
    render(
      html`
        <header>
          <h3>Simulated network</h3>
          <button class="button" @click=${stallNow}>Stall for 1 s</button>
          <button class="button" ?disabled=${isOff} @click=${reset}>Reset</button>
        </header>
        ${KNOBS.map((knob) => this.#knobView(knob))}
        <p class="hint">Shift+F3 leads here, Esc back to the game.</p>
      `,
      this.#root,
    );
  }

  #knobView({ name, title, hint, max, step, read }: Knob): TemplateResult {
    const value = this.#network.knobs[name];
    const change = (event: Event): void => {
      if (event.target instanceof HTMLInputElement)
        this.#change({ [name]: event.target.valueAsNumber });
    };
    return html`
      <div class="knob" title=${hint}>
        <label for=${title}>${title}</label>
        <input
          type="range"
          id=${title}
          min="0"
          max=${max}
          step=${step}
          aria-valuetext=${read(value)}
          .value=${live(String(value))}
          .style=${`--share: ${value / max}`}
          @input=${change}
        />
        <output for=${title}>${read(value)}</output>
      </div>
    `;
  }

  #change(part: Partial<NetworkKnobs>): void {
    this.#network.change(part);
    this.draw();
  }

  #enter(event: KeyboardEvent): void {
    if (event.code !== "F3" || !event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!this.#netGraph.isOpen) this.#netGraph.toggle();
    this.#root.querySelector("input")?.focus();
  }

  /** Keys that are pressed here neither steer nor show the scores. */
  #keepKey(event: KeyboardEvent): void {
    if (event.code === "Escape" || event.code === "F3") this.#leave();
    // F3 closes the net graph from here, too.
    if (event.code !== "F3") event.stopPropagation();
  }

  /** Whoever presses on the table wants to play: the table itself does not take the focus. */
  #leaveBy({ target }: MouseEvent): void {
    if (!(target instanceof Node && this.#root.contains(target))) this.#leave();
  }

  #leave(): void {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && this.#root.contains(activeElement))
      activeElement.blur();
  }
}

/** A network to play over, with its knobs below `netGraph`. */
export function openSimulatedNetwork(netGraph: NetGraph, clock: NetworkClock): SimulatedNetwork {
  const network = new SimulatedNetwork(clock);
  new NetworkPanel(network, netGraph).draw();
  return network;
}
