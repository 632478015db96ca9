import { asWritten } from "./prose.js";
import { byline } from "./bubble.js";
import { byId, el } from "./dom.js";
import { t } from "./words.js";

/** The written messages that the server has not acknowledged yet, below the conversation, each with its state. */
export function showUnsent(outbox, { change }) {
  const written = outbox.items.filter((item) => item.content.text !== undefined && !item.arrived);
  byId("unsent").replaceChildren(...written.map((item) => el("li", { class: "message from-person waiting", data: { key: item.key } },
    byline("person", new Date(item.at)),
    el("div", { class: "bubble" }, ...asWritten(item.content.text)),
    state(item, outbox, change))));
}

function state(item, outbox, change) {
  if (!item.problem) return el("p", { class: "state", role: "status", text: t("Sending…") });
  const act = (label, run, kind = "secondary") => el("button", { type: "button", class: kind, text: label, on: { click: run } });
  return el("div", { class: "state failed" },
    el("span", { role: "status", text: item.refused ? t("Not sent: {problem}", { problem: item.problem }) : t("Not sent yet. {problem} It is kept here and will be sent.", { problem: item.problem }) }),
    act(t("Try again"), () => outbox.retry(item.key)),
    item.refused ? act(t("Change"), () => { change(item.content.text); outbox.drop(item.key); }, "quiet") : null,
    item.refused ? act(t("Remove"), () => outbox.drop(item.key), "quiet") : null);
}
