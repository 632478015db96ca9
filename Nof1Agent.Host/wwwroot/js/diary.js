import { api } from "./api.js";
import { chart } from "./chart.js";
import { shortDate } from "./dates.js";
import { openDialog } from "./dialogs.js";
import { byId, el } from "./dom.js";
import { t } from "./words.js";

const adherenceWords = { yes: t("did it as planned"), partly: t("did it partly"), no: t("did not do it") };
const missingWords = { ill: t("ill"), travelling: t("travelling"), forgot: t("forgotten"), other: t("no value") };

/** Opens the panel with the person's own days. */
export async function openDiary() {
  const place = byId("diary");
  place.replaceChildren(el("p", { class: "small", text: t("Opening your diary…") }));
  openDialog("diary-dialog");
  try {
    place.replaceChildren(...parts(await api.diary()));
  } catch (problem) {
    place.replaceChildren(
      el("p", { class: "problem", role: "alert", text: problem.message }),
      el("div", { class: "actions" }, el("button", { type: "button", class: "secondary", text: t("Try again"), on: { click: openDiary } })));
  }
}

function parts({ outcome, trial, days }) {
  if (!days.length) {
    return [trial ? progress(trial) : null, el("p", { class: "empty", text: t("Nothing is written down yet. Your check-ins will appear here, day by day.") })].filter(Boolean);
  }
  const newestFirst = [...days].sort((a, b) => b.date.localeCompare(a.date));
  return [
    trial ? progress(trial) : null,
    outcome ? chart(outcome, days) : null,
    el("h3", { text: t("Every day, newest first") }),
    el("ol", { class: "days" }, ...newestFirst.map(row)),
    el("p", { class: "small", text: t("To change a day, write it in the chat, for instance: “Yesterday was 40, not 30”. While a test runs nobody sees an interim result, you included: peeking would spoil it.") }),
  ].filter(Boolean);
}

/** How far the test is. `day` is null before its first day and after its last. */
function progress({ state, day, days }) {
  const over = { finished: t("Your test is over."), stopped: t("Your test was stopped early."), cancelled: t("Your test was given up before it began.") }[state];
  if (over) return el("p", { text: over });
  if (state === "baseline") return el("p", { text: t("You are watching without changing anything, before the test begins.") });
  if (!day) return el("p", { text: t("Your test of {days} days is arranged.", { days }) });
  const text = state === "paused" ? t("Test paused on day {day} of {days}", { day, days }) : t("Test under way: day {day} of {days}", { day, days });
  return el("div", { class: "progress" }, el("p", { text }), el("progress", { max: days, value: day, "aria-label": text }));
}

function row(day) {
  const hasValue = day.value !== null && day.value !== undefined;
  const remarks = [
    adherenceWords[day.adherence],
    day.disrupted ? t("not a normal day: {why}", { why: missingWords[day.disrupted] ?? day.disrupted }) : null,
    day.late ? t("filled in later") : null,
    day.corrected ? t("corrected") : null,
    hasValue && day.counted === false ? t("does not count") : null,
  ].filter(Boolean);
  return el("li", {},
    el("span", { class: "date", text: shortDate(day.date) }),
    el("span", { class: hasValue ? "value" : "value none", text: hasValue ? day.valueText ?? String(day.value) : missingWords[day.missing] ?? t("no value") }),
    remarks.length ? el("p", { class: "remarks" }, ...remarks.map((text) => el("span", { text }))) : null,
    day.note ? el("p", { class: "note", dir: "auto", text: day.note }) : null);
}
