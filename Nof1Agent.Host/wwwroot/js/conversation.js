import { answers, chosenLabel } from "./choices.js";
import { byline, content, speakerName, timestamp } from "./bubble.js";
import { dayName, sameDay } from "./dates.js";
import { byId, el } from "./dom.js";
import { t } from "./words.js";

const shownAtFirst = 80;
const shownMore = 80;
const groupedWithinMs = 10 * 60_000;

/** The messages on the page, by id. Takes them in any order and any number of times. */
export class Conversation {
  #messages = new Map();
  #nodes = new Map();
  #list = byId("messages");
  #earlier = byId("earlier");
  #firstShown = 0;
  #outbox;
  #enlarge;
  #reading;

  constructor({ outbox, reading, enlarge }) {
    this.#outbox = outbox;
    this.#reading = reading;
    this.#enlarge = enlarge;
    this.#earlier.addEventListener("click", () => this.#showEarlier());
  }

  get isEmpty() { return this.#messages.size === 0; }

  clear() {
    this.#messages.clear();
    this.#nodes.clear();
    this.#list.replaceChildren();
    this.#firstShown = 0;
    this.#earlier.hidden = true;
  }

  /** Adds what is new, renews what has changed; gives back the new messages, oldest first. */
  take(messages) {
    const opening = this.isEmpty;
    const fresh = [];
    for (const message of messages) {
      const known = this.#messages.get(message.id);
      this.#messages.set(message.id, message);
      if (!known) fresh.push(message);
      else if (known.answered !== message.answered) this.renewAnswers(message.id);
      // An own message was first shown with this device's time; the server's is the one that counts.
      if (known && known.at !== message.at) this.#nodes.get(message.id)?.querySelector("time")?.replaceWith(timestamp(new Date(message.at)));
    }
    if (!fresh.length) return fresh;
    if (opening) {
      this.#firstShown = [...this.#messages.keys()].sort((a, b) => a - b).at(-shownAtFirst) ?? 0;
      this.#earlier.hidden = this.#messages.size <= shownAtFirst;
    }
    for (const message of fresh) if (message.id >= this.#firstShown) this.#place(message, !opening);
    this.arrange();
    return fresh;
  }

  answered(id, choice) {
    const message = this.#messages.get(id);
    if (!message) return;
    this.#messages.set(id, { ...message, answered: choice });
    this.renewAnswers(id);
    this.arrange();
  }

  /** Draws the answers of one message again, for instance because its answer is on its way. */
  renewAnswers(id) {
    const node = this.#nodes.get(id);
    const slot = node?.querySelector(":scope > .slot");
    if (!slot) return;
    const hadFocus = slot.contains(document.activeElement);
    const part = this.#answers(this.#messages.get(id));
    slot.replaceChildren(...(part ? [part] : []));
    if (hadFocus) slot.focus();
  }

  nodeOf(id) { return this.#nodes.get(id); }

  /** Day headings and grouping depend on the neighbours, and "Today" on the clock. */
  arrange() {
    let previous = null;
    let repliedTo = false;
    const nodes = [...this.#list.children];
    for (const node of nodes) {
      const message = this.#messages.get(Number(node.dataset.id));
      const at = new Date(message.at);
      const newDay = !previous || !sameDay(new Date(previous.at), at);
      const day = node.querySelector(":scope > .day");
      day.hidden = !newDay;
      if (newDay) day.textContent = dayName(at);
      node.classList.toggle("follows", !newDay && previous.from === message.from && at - new Date(previous.at) < groupedWithinMs);
      previous = message;
    }
    let next = null;
    for (const node of nodes.reverse()) {
      const message = this.#messages.get(Number(node.dataset.id));
      node.classList.toggle("older", repliedTo);
      // Where the answer stands below as the person's own message, it need not stand here too.
      node.classList.toggle("echoed", next?.from === "person" && next.text === chosenLabel(message));
      repliedTo ||= message.from === "person";
      next = message;
    }
  }

  #place(message, fresh) {
    const at = new Date(message.at);
    const node = el("li", { class: `message from-${message.from}${fresh ? " fresh" : ""}`, data: { id: message.id } },
      el("h2", { class: "day", hidden: true }),
      byline(message.from, at),
      ...content(message, this.#enlarge),
      message.from === "person" ? el("p", { class: "state sent-mark", text: t("Sent") }) : null);
    if (message.choices?.length) {
      const part = this.#answers(message);
      node.append(el("div", { class: "slot", tabindex: "-1" }, ...(part ? [part] : [])));
    }
    this.#nodes.set(message.id, node);
    const later = [...this.#list.children].reverse().reduce((found, each) => (Number(each.dataset.id) > message.id ? each : found), null);
    this.#list.insertBefore(node, later);
  }

  #answers(message) {
    return answers(message, this.#outbox.forChoice(message.id), {
      choose: (choiceId) => {
        this.#reading.replyEnded();
        this.#outbox.add({ choice: { messageId: message.id, choiceId } });
      },
      retry: (key) => this.#outbox.retry(key),
      drop: (key) => this.#outbox.drop(key),
    });
  }

  #showEarlier() {
    const hidden = [...this.#messages.keys()].filter((id) => id < this.#firstShown).sort((a, b) => a - b);
    const more = hidden.slice(-shownMore);
    this.#reading.keepPlace(() => {
      for (const id of more.toReversed()) this.#place(this.#messages.get(id), false);
      this.#firstShown = more[0];
      this.#earlier.hidden = more.length === hidden.length;
      this.arrange();
    });
    const first = this.#nodes.get(more.at(-1));
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  }
}

/** One new message as a screen reader should hear it. */
export function spoken(message) {
  const offered = message.choices?.length && !message.answered ? ` ${t("{n} answers to choose from.", { n: message.choices.length })}` : "";
  const seen = (message.pictures ?? []).map(({ alt }) => ` ${t("Picture: {alt}", { alt })}`).join("");
  const files = message.downloads?.length ? ` ${t("{n} files to open.", { n: message.downloads.length })}` : "";
  return `${speakerName(message.from)}: ${message.text ?? ""}${seen}${files}${offered}`;
}
