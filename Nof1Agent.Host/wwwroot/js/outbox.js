import { api } from "./api.js";
import { kept } from "./kept.js";

const prefix = "nof1.unsent.";
const longestWaitSeconds = 30;

/**
 * Messages on their way to the server. Each is kept in this browser under its own key until the server has acknowledged it, is sent in
 * order, and is sent again with the same idempotency key, so that a reload or a lost connection neither loses nor doubles it.
 */
export class Outbox {
  #items = [];
  #running = false;
  #timer = 0;
  #tries = 0;
  #on;

  /** `on`: changed(), accepted(item, id), signedOut(). */
  constructor(on) {
    this.#on = on;
    addEventListener("online", () => this.resume());
    // Another tab has delivered or dropped it.
    addEventListener("storage", ({ key, newValue }) => {
      if (key?.startsWith(prefix) && newValue === null) this.#forget(key.slice(prefix.length));
    });
  }

  get items() { return this.#items; }

  forChoice(messageId) { return this.#items.find((item) => item.content.choice?.messageId === messageId); }

  /** Takes up what an earlier visit could not send. */
  start() {
    for (const key of kept.keys(prefix)) {
      const item = read(kept.get(key));
      if (item && !this.#items.some(({ key: known }) => known === item.key)) this.#items.push(item);
    }
    this.#items.sort((a, b) => a.at - b.at);
    this.#on.changed();
    this.resume();
  }

  add(content) {
    const item = { key: newKey(), at: Date.now(), content };
    kept.set(prefix + item.key, JSON.stringify(item));
    this.#items.push(item);
    this.#on.changed();
    this.resume();
  }

  retry(key) {
    const item = this.#items.find((each) => each.key === key);
    if (!item) return;
    item.problem = item.refused = undefined;
    this.#on.changed();
    this.resume();
  }

  drop(key) {
    kept.remove(prefix + key);
    this.#forget(key);
  }

  /** Forgets everything, also what was kept: the person leaves this browser. */
  clear() {
    for (const key of kept.keys(prefix)) kept.remove(key);
    this.#items = [];
    this.#on.changed();
  }

  resume() {
    clearTimeout(this.#timer);
    this.#tries = 0;
    this.#drain();
  }

  async #drain() {
    if (this.#running) return;
    this.#running = true;
    for (let item; (item = this.#items.find((each) => !each.refused));) {
      item.sending = true;
      try {
        const { id } = await api.send(item.key, item.content);
        kept.remove(prefix + item.key);
        this.#items = this.#items.filter((each) => each !== item);
        this.#tries = 0;
        this.#on.accepted(item, id);
        this.#on.changed();
      } catch (problem) {
        item.sending = false;
        item.problem = problem.message;
        item.refused = !problem.passing && problem.status !== 401;
        this.#on.changed();
        if (problem.status === 401) { this.#on.signedOut(); break; }
        if (item.refused) continue;
        const wait = problem.retryAfterSeconds ?? Math.min(longestWaitSeconds, 2 ** ++this.#tries);
        this.#timer = setTimeout(() => this.#drain(), wait * 1000);
        break;
      }
    }
    this.#running = false;
  }

  #forget(key) {
    this.#items = this.#items.filter((item) => item.key !== key);
    this.#on.changed();
  }
}

function read(text) {
  try {
    const { key, at, content } = JSON.parse(text);
    return key && content ? { key, at, content } : null;
  } catch {
    return null;
  }
}

/** A random UUID; `crypto.randomUUID` exists only on https and localhost, and a phone on the home network has neither. */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
