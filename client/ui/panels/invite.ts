/** How to ask others in: the link, to be copied or read, and as a QR code for the phone across the table. */
import { html, nothing, svg, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { QrPath } from "../qr.ts";
import { words } from "../words/words.ts";

export interface InviteParts {
  /** Full address of a room, with the password in it if there is one. */
  linkTo(roomCode: string, password: string): string;
  /** Of the room that one is in, as far as one knows it; "" for none. */
  readonly password: string;
  /** Rejects where the browser does not let us. */
  copyText(text: string): Promise<void>;
}

export class Invite {
  readonly #parts: InviteParts;
  #news = "";
  #qr: QrPath | null = null;
  #qrOf = "";
  #isQrMissing = false;
  #hasPassword = false;

  constructor(parts: InviteParts) {
    this.#parts = parts;
  }

  /** It is shown anew: what was said of the last copy is old, and no password goes out without being asked for. */
  open(): void {
    this.#news = "";
    this.#hasPassword = false;
  }

  view(roomCode: string): TemplateResult {
    const text = words.invite;
    const { password } = this.#parts;
    const link = this.#parts.linkTo(roomCode, this.#hasPassword ? password : "");
    if (this.#qrOf !== link) void this.#draw(link);
    return html`
      <section class="invite" aria-labelledby="invite-title">
        <h3 id="invite-title">${text.title}</h3>
        ${this.#qrView(roomCode)}
        <p class="invite-link"><a href=${link} @click=${stay}>${link}</a></p>
        ${password === "" ? nothing : this.#passwordView()}
        <button class="button" id="copy-link" @click=${() => void this.#copy(link)}>
          ${text.copy}
        </button>
        <p class="hint" role="status">${this.#news || (this.#isQrMissing ? text.noQr : "")}</p>
      </section>
    `;
  }

  #passwordView(): TemplateResult {
    const toggle = (): void => {
      this.#hasPassword = !this.#hasPassword;
      this.#news = "";
    };
    return html`<label class="check">
      <input
        type="checkbox"
        id="link-password"
        .checked=${live(this.#hasPassword)}
        @change=${toggle}
      />
      ${words.invite.withPassword}
    </label>`;
  }

  #qrView(roomCode: string): TemplateResult | typeof nothing {
    if (!this.#qr) return nothing;
    const { size, path } = this.#qr;
    return html`<svg
      class="qr"
      viewBox="0 0 ${size} ${size}"
      role="img"
      aria-label=${words.invite.qr(roomCode)}
      shape-rendering="crispEdges"
    >
      ${svg`<rect width=${size} height=${size} fill="#fff" /><path d=${path} fill="#000" />`}
    </svg>`;
  }

  async #draw(link: string): Promise<void> {
    this.#qrOf = link;
    this.#qr = null;
    try {
      const { qrPathOf } = await import("../qr.ts");
      this.#qr = qrPathOf(link);
    } catch {
      // The server is of another build by now, or out of reach: there is the link still.
      this.#isQrMissing = true;
    }
  }

  async #copy(link: string): Promise<void> {
    try {
      await this.#parts.copyText(link);
      this.#news = words.invite.copied;
    } catch {
      // Pages without TLS, as on a LAN, may not write to the clipboard.
      this.#news = words.invite.copyFailed;
    }
  }
}

/** The link is to be read, dragged or held, not to be followed from within the room that it leads to. */
function stay(event: Event): void {
  event.preventDefault();
}
