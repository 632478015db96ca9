import { byId } from "./dom.js";
import { t } from "./words.js";

const nearEndPx = 60;
const marginPx = 12;

/**
 * Where the reader is. New messages are followed while the reader is at the end, but never so far that the beginning of a reply leaves
 * the screen unread; who has scrolled up is left in peace and gets a button.
 */
export class Reading {
  #scroller = byId("conversation");
  #content = this.#scroller.querySelector(".column");
  #button = byId("to-end");
  #following = true;
  #from = null;
  #unseen = 0;
  #expected = 0;

  constructor() {
    this.#scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#button.addEventListener("click", () => this.toEnd());
    const observer = new ResizeObserver(() => this.#settle());
    observer.observe(this.#content);
    observer.observe(this.#scroller);
  }

  /** The person wrote or opened the chat: show the end. */
  toEnd() {
    const hadFocus = document.activeElement === this.#button;
    this.#following = true;
    this.#from = null;
    this.#unseen = 0;
    this.#settle();
    if (hadFocus) this.#scroller.focus({ preventScroll: true });
  }

  /** A reply begins or continues at this element. */
  arrived(node) {
    if (this.#following) this.#from ??= node;
    else this.#unseen++;
    this.#settle();
  }

  /** The next message begins a new reply. */
  replyEnded() { this.#from = null; }

  /** Adds content above without moving what is on the screen. */
  keepPlace(change) {
    const fromEnd = this.#scroller.scrollHeight - this.#scroller.scrollTop;
    this.#following = false;
    change();
    this.#scroller.scrollTop = this.#expected = this.#scroller.scrollHeight - fromEnd;
    this.#showButton();
  }

  get #end() { return this.#scroller.scrollHeight - this.#scroller.clientHeight; }

  get #counted() { return this.#unseen === 1 ? t("1 new message") : t("{n} new messages", { n: this.#unseen }); }

  #settle() {
    if (this.#following && this.#scroller.clientHeight) {
      const start = this.#from?.isConnected
        ? this.#from.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top + this.#scroller.scrollTop - marginPx
        : Infinity;
      // What almost fits is shown to its end.
      const top = this.#end - start < nearEndPx ? this.#end : start;
      // Rounded down: the browser would do so too, and the scroll event must be recognised as our own.
      this.#scroller.scrollTop = this.#expected = Math.floor(Math.min(this.#end, Math.max(0, top)));
    }
    this.#scroller.style.overflowAnchor = this.#following ? "none" : "auto";
    this.#showButton();
  }

  #scrolled() {
    if (Math.abs(this.#scroller.scrollTop - this.#expected) <= 2) return;
    this.#following = this.#end - this.#scroller.scrollTop < nearEndPx;
    this.#from = null;
    if (this.#following) this.#unseen = 0;
    this.#showButton();
  }

  #showButton() {
    const below = this.#end - this.#scroller.scrollTop > nearEndPx;
    if (!below) this.#unseen = 0;
    this.#button.hidden = !below;
    this.#button.classList.toggle("plain", this.#unseen === 0);
    this.#button.setAttribute("aria-label", this.#unseen ? t("{counted}: go to the end", { counted: this.#counted }) : t("Go to the end of the conversation"));
    this.#button.textContent = this.#unseen ? `${this.#counted} ↓` : "↓";
  }
}
