import { byId, el } from "./dom.js";
import { t } from "./words.js";

const statusLastsMs = 90_000;
const kept = 4;

/** What the page says about itself: connection, typing, and new messages for screen readers and the tab's title. */
export class Notices {
  #title = document.title;
  #unseen = 0;
  #timer = 0;

  constructor() {
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) return;
      this.#unseen = 0;
      document.title = this.#title;
    });
  }

  linked(linked) {
    // Whether anybody is still writing is not known without a connection.
    if (!linked) this.status({ typing: false });
    const banner = byId("banner");
    banner.hidden = linked;
    banner.textContent = linked ? "" : t("No connection. Trying again; what you write is kept here and sent later.");
  }

  status({ typing, text }) {
    clearTimeout(this.#timer);
    byId("status").hidden = !typing;
    byId("status-text").textContent = typing ? t(text || "Writing…") : "";
    // If the word that it ended was lost, it must not go on for ever.
    if (typing) this.#timer = setTimeout(() => this.status({ typing: false }), statusLastsMs);
  }

  say(text) {
    const place = byId("spoken");
    place.append(el("p", { text }));
    while (place.children.length > kept) place.firstChild.remove();
    if (!document.hidden) return;
    document.title = `(${++this.#unseen}) ${this.#title}`;
  }

  clear() {
    byId("spoken").replaceChildren();
    this.status({ typing: false });
  }
}
