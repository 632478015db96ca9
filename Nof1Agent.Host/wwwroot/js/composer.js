import { byId, showProblem } from "./dom.js";
import { kept } from "./kept.js";
import { locale, t } from "./words.js";

const draftKey = "nof1.draft";
const longest = 8000;

/** The message box. What is being written survives a reload. */
export class Composer {
  #box = byId("say");
  #problem = byId("say-problem");
  #send;

  constructor(send) {
    this.#send = send;
    const touch = matchMedia("(pointer: coarse)");
    byId("say-hint").textContent = touch.matches ? "" : t("Enter sends. Shift and Enter starts a new line.");
    this.#box.value = kept.get(draftKey) ?? "";
    this.#fit();
    this.#box.addEventListener("input", () => this.#edited());
    this.#box.addEventListener("keydown", (event) => {
      // On a phone the Enter key makes a new line; while a character is being composed it belongs to the input method.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || touch.matches) return;
      event.preventDefault();
      this.#submit();
    });
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  /** Puts a text back for changing, above what is being written. */
  restore(text) {
    this.#box.value = [text, this.#box.value].filter(Boolean).join("\n");
    this.#edited();
    this.#box.focus();
  }

  /** What is being written, taken away to be sent otherwise than as a message of its own. */
  take() {
    const text = this.#box.value.trim();
    this.clear();
    return text;
  }

  clear() {
    this.#box.value = "";
    this.#edited();
  }

  #submit() {
    const text = this.#box.value.trim();
    if (!text) {
      this.#box.focus();
      return;
    }
    if (text.length > longest) {
      showProblem(this.#problem, t("This is too long to send at once ({n} of {most} characters). Please send it in parts.", { n: text.length.toLocaleString(locale), most: longest.toLocaleString(locale) }));
      return;
    }
    this.clear();
    this.#send(text);
    this.#box.focus();
  }

  #edited() {
    if (this.#box.value) kept.set(draftKey, this.#box.value);
    else kept.remove(draftKey);
    showProblem(this.#problem);
    this.#fit();
  }

  /** Grows with the text where the browser does not do so by itself. */
  #fit() {
    if (CSS.supports("field-sizing", "content")) return;
    this.#box.style.height = "auto";
    this.#box.style.height = `${this.#box.scrollHeight + 3}px`;
  }
}
