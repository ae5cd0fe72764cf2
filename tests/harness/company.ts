/** People who meet at one table, each at a page of his own: how tests begin that are about what one does and another sees. */
import type { Browser, BrowserContextOptions } from "playwright-core";
import { openBrowser } from "./browser.ts";
import { PlayerPage } from "./playerPage.ts";
import { ServerProcess } from "./serverProcess.ts";

/** A server, a browser and some pages are started: more than a hook usually has. */
export const GATHERING_MS = 120_000;

export class Company {
  readonly server: ServerProcess;
  readonly #browser: Browser;
  readonly #people: PlayerPage[] = [];

  private constructor(server: ServerProcess, browser: Browser) {
    this.server = server;
    this.#browser = browser;
  }

  /** At a server with no bots but those that `serverArgs` ask for. Close it in `afterAll`. */
  static async gather(...serverArgs: string[]): Promise<Company> {
    const server = await ServerProcess.start("--bots", "0", ...serverArgs);
    return new Company(server, await openBrowser());
  }

  /** A page of somebody who is not at the table yet. */
  async invite(name: string, device: BrowserContextOptions = {}): Promise<PlayerPage> {
    const context = await this.#browser.newContext(device);
    const person = await PlayerPage.open(context, name);
    this.#people.push(person);
    return person;
  }

  /** The first at the table: makes a room, as `choose` wants it, and plays in it. */
  async host(name: string, choose?: (host: PlayerPage) => Promise<void>): Promise<PlayerPage> {
    const host = await this.invite(name);
    await host.goto(this.server.url);
    await choose?.(host);
    await host.click("#create-room");
    await host.reachScreen("playing");
    return host;
  }

  /** Call after each test. */
  demandNoFaults(): void {
    for (const person of this.#people) person.demandNoFaults();
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.server.stop();
  }
}
