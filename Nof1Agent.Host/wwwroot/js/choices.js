import { el, icon } from "./dom.js";
import { t } from "./words.js";

/**
 * The answers offered with a message: open buttons, or the one that was chosen.
 * `pending` is the answer that is on its way; `choose`, `retry` and `drop` act on it.
 */
export function answers(message, pending, { choose, retry, drop }) {
  if (!message.choices?.length) return null;
  const label = (id) => message.choices.find((choice) => choice.id === id)?.label;
  if (message.answered) return closed(label(message.answered));
  if (pending) return onItsWay(label(pending.content.choice.choiceId), pending, retry, drop);
  return message.layout === "scale" ? scale(message, choose) : buttons(message, choose);
}

/** What was chosen, if the message is answered. */
export const chosenLabel = (message) => message.choices?.find((choice) => choice.id === message.answered)?.label;

function closed(chosen) {
  return el("p", { class: "answered" }, icon("check"),
    ...(chosen ? [el("span", { text: `${t("Your answer:")} ` }), el("b", { dir: "auto", text: chosen })] : [el("span", { text: t("Answered") })]));
}

function onItsWay(chosen, pending, retry, drop) {
  const line = closed(chosen);
  line.dataset.waiting = "";
  if (!pending.problem) return el("div", { class: "state" }, line, el("span", { text: t("Sending…") }));
  return el("div", { class: "state failed" }, line,
    el("span", { text: pending.refused ? pending.problem : t("Not sent yet. {problem}", { problem: pending.problem }) }),
    el("button", { type: "button", class: "secondary", text: t("Try again"), on: { click: () => retry(pending.key) } }),
    pending.refused ? el("button", { type: "button", class: "quiet", text: t("Choose again"), on: { click: () => drop(pending.key) } }) : null);
}

function buttons(message, choose) {
  return el("div", { class: "offer" }, group(t("Answers to choose from"), message.choices.map((choice) => button(choice, choice.label, choose))));
}

/** "0 (none)" becomes a button "0", with "0: none" below; the whole label stays its accessible name. */
function scale(message, choose) {
  const steps = message.choices.map((choice) => ({ choice, parts: /^\s*(\d{1,3})\b[\s:(=–-]*(.*?)\)?\s*$/.exec(choice.label) }));
  const ends = [steps[0], steps.at(-1)].filter(({ parts }) => parts?.[2]).map(({ parts }) => el("span", { text: `${parts[1]}: ${parts[2]}` }));
  const first = steps[0].choice.label;
  const last = steps.at(-1).choice.label;
  return el("div", { class: "offer scale" },
    group(t("Choose a number from {first} to {last}", { first, last }), steps.map(({ choice, parts }) => button(choice, parts?.[1] ?? choice.label, choose))),
    ends.length ? el("div", { class: "ends", "aria-hidden": "true" }, ...ends) : null);
}

function group(name, children) {
  return el("div", { class: "choices", role: "group", "aria-label": name, on: { keydown: moveWithArrows } }, reopen(), ...children);
}

/** Answers of a question that the conversation has passed by fold away; this unfolds them. The style sheet shows it only then. */
function reopen() {
  const open = ({ currentTarget }) => {
    currentTarget.closest(".offer").classList.add("open");
    currentTarget.nextElementSibling.focus();
  };
  return el("button", { type: "button", class: "reopen", text: t("Show the answers"), on: { click: open } });
}

/** The second tap of a double tap is not an answer: it would hit the next question that has just appeared under the finger. */
function button(choice, shown, choose) {
  return el("button", {
    type: "button", dir: "auto", text: shown, "aria-label": shown === choice.label ? null : choice.label,
    data: { choice: choice.id }, on: { click: ({ detail }) => { if (detail < 2) choose(choice.id); } },
  });
}

/** Arrow keys walk along the answers as well as Tab does. */
function moveWithArrows(event) {
  const forward = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const all = [...event.currentTarget.querySelectorAll("button:not(.reopen)")];
  const at = all.indexOf(document.activeElement);
  const next = event.key === "Home" ? all[0] : event.key === "End" ? all.at(-1) : forward && at >= 0 ? all[at + forward] : null;
  if (!next) return;
  event.preventDefault();
  next.focus();
}
