import { api } from "./api.js";
import { chart } from "./chart.js";
import { shortDate } from "./dates.js";
import { openDialog } from "./dialogs.js";
import { byId, el } from "./dom.js";

const adherenceWords = { yes: "did it as planned", partly: "did it partly", no: "did not do it" };
const missingWords = { ill: "ill", travelling: "travelling", forgot: "forgotten", other: "no value" };

/** Opens the panel with the person's own days. */
export async function openDiary() {
  const place = byId("diary");
  place.replaceChildren(el("p", { class: "small", text: "Opening your diary…" }));
  openDialog("diary-dialog");
  try {
    place.replaceChildren(...parts(await api.diary()));
  } catch (problem) {
    place.replaceChildren(
      el("p", { class: "problem", role: "alert", text: problem.message }),
      el("div", { class: "actions" }, el("button", { type: "button", class: "secondary", text: "Try again", on: { click: openDiary } })));
  }
}

function parts({ outcome, trial, days }) {
  if (!days.length) {
    return [trial ? progress(trial) : null, el("p", { class: "empty", text: "Nothing is written down yet. Your check-ins will appear here, day by day." })].filter(Boolean);
  }
  const newestFirst = [...days].sort((a, b) => b.date.localeCompare(a.date));
  return [
    trial ? progress(trial) : null,
    outcome ? chart(outcome, days) : null,
    el("h3", { text: "Every day, newest first" }),
    el("ol", { class: "days" }, ...newestFirst.map(row)),
    el("p", { class: "small", text: "To change a day, write it in the chat, for instance: “Yesterday was 40, not 30”. While a test runs nobody sees an interim result, you included: peeking would spoil it." }),
  ].filter(Boolean);
}

/** How far the test is. `day` is null before its first day and after its last. */
function progress({ state, day, days }) {
  const over = { finished: "Your test is over.", stopped: "Your test was stopped early.", cancelled: "Your test was given up before it began." }[state];
  if (over) return el("p", { text: over });
  if (state === "baseline") return el("p", { text: "You are watching without changing anything, before the test begins." });
  if (!day) return el("p", { text: `Your test of ${days} days is arranged.` });
  const text = `${state === "paused" ? "Test paused on" : "Test under way:"} day ${day} of ${days}`;
  return el("div", { class: "progress" }, el("p", { text }), el("progress", { max: days, value: day, "aria-label": text }));
}

function row(day) {
  const hasValue = day.value !== null && day.value !== undefined;
  const remarks = [
    adherenceWords[day.adherence],
    day.disrupted ? `not a normal day: ${day.disrupted}` : null,
    day.late ? "filled in later" : null,
    day.corrected ? "corrected" : null,
    hasValue && day.counted === false ? "does not count" : null,
  ].filter(Boolean);
  return el("li", {},
    el("span", { class: "date", text: shortDate(day.date) }),
    el("span", { class: hasValue ? "value" : "value none", text: hasValue ? day.valueText ?? String(day.value) : missingWords[day.missing] ?? "no value" }),
    remarks.length ? el("p", { class: "remarks" }, ...remarks.map((text) => el("span", { text }))) : null,
    day.note ? el("p", { class: "note", dir: "auto", text: day.note }) : null);
}
