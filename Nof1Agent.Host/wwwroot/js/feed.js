import { api } from "./api.js";

const overlap = 20;
const longestWaitSeconds = 30;
const quietMs = 45_000;

/**
 * Everything the server says, each message once and in order. A stream brings news at once; before each (re)connection, and when the
 * stream has long been silent, the messages are also read again, so that neither a broken nor a half-open connection loses any.
 */
export class Feed {
  #last = 0;
  #seen = [];
  #stream = null;
  #timer = 0;
  #watch = 0;
  #failures = 0;
  #heard = 0;
  #on;

  /** `on`: messages(list), answered(id, choice), status({typing, text}), linked(bool), signedOut(). */
  constructor(on) {
    this.#on = on;
    addEventListener("online", () => this.#again());
    addEventListener("offline", () => this.#on.linked(false));
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && Date.now() - this.#heard > quietMs / 3) this.#again();
    });
  }

  /** Reads the conversation from its beginning, then listens. Throws a Problem when it cannot be read. */
  async start() {
    this.stop();
    this.#last = 0;
    this.#seen = [];
    await this.#read(0);
    this.#listen();
    this.#watch = setInterval(() => this.#checkSilence(), quietMs / 3);
  }

  stop() {
    clearTimeout(this.#timer);
    clearInterval(this.#watch);
    this.#watch = 0;
    this.#stream?.close();
    this.#stream = null;
  }

  async #read(after) {
    let typing = false;
    let all = [];
    for (let from = after; ;) {
      const page = await api.messagesAfter(from);
      typing = page.typing;
      all = all.concat(page.messages);
      // A page may be cut short by the server; an empty one is the end.
      const last = page.messages.at(-1)?.id;
      if (last === undefined || last <= from) break;
      from = last;
      if (page.messages.length < overlap) break;
    }
    this.#heard = Date.now();
    this.#take(all);
    this.#on.status({ typing, text: "" });
  }

  #take(messages) {
    if (!messages.length) return;
    for (const { id } of messages) {
      if (id <= this.#last) continue;
      this.#last = id;
      this.#seen.push(id);
    }
    this.#on.messages(messages);
  }

  #listen() {
    const stream = this.#stream = new EventSource(`/api/chat/events?after=${this.#last}`);
    const hear = (name, take) => stream.addEventListener(name, (event) => {
      this.#heard = Date.now();
      take(JSON.parse(event.data));
    });
    stream.addEventListener("open", () => {
      this.#heard = Date.now();
      this.#failures = 0;
      this.#on.linked(true);
    });
    hear("message", (message) => this.#take([message]));
    hear("answered", ({ id, choice }) => this.#on.answered(id, choice));
    hear("status", (status) => this.#on.status(status));
    stream.addEventListener("error", () => {
      if (stream !== this.#stream) return;
      this.#close();
      this.#later();
    });
  }

  #close() {
    this.#stream?.close();
    this.#stream = null;
  }

  #later() {
    const seconds = Math.min(longestWaitSeconds, 2 ** this.#failures++) * (0.7 + 0.6 * Math.random());
    // The first hiccup is mended silently.
    if (this.#failures > 1) this.#on.linked(false);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#reconnect(), seconds * 1000);
  }

  #again() {
    if (!this.#watch) return;
    this.#failures = 0;
    clearTimeout(this.#timer);
    this.#close();
    this.#reconnect();
  }

  async #reconnect() {
    try {
      // A little is read again, because an older message may have been answered meanwhile.
      await this.#read(this.#seen.at(-overlap) ? this.#seen.at(-overlap) - 1 : 0);
    } catch (problem) {
      if (problem.status === 401) this.#on.signedOut();
      else this.#later();
      return;
    }
    if (this.#watch && !this.#stream) this.#listen();
  }

  #checkSilence() {
    if (document.hidden || !this.#stream || Date.now() - this.#heard < quietMs) return;
    const before = this.#last;
    this.#read(before).then(
      // Messages that the stream should have brought: it is dead without having said so.
      () => { if (this.#last > before) this.#again(); },
      () => this.#again());
  }
}
