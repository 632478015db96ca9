import { asWritten, prose } from "./prose.js";
import { timeOf } from "./dates.js";
import { el, icon } from "./dom.js";
import { t } from "./words.js";

const speakers = {
  person: { name: t("You") },
  guide: { name: t("Guide"), kind: t("automatic, no language model") },
  model: { name: t("Assistant"), kind: t("AI language model") },
  coach: { name: t("Coach"), kind: t("a person") },
  system: { name: t("Notice") },
};

export const speakerName = (from) => (speakers[from] ?? speakers.system).name;

/** Who speaks and when; a screen reader hears it before each message. */
export function byline(from, at) {
  const { name, kind } = speakers[from] ?? speakers.system;
  return el("p", { class: `who from-${from}` },
    from === "person" ? null : icon(from in speakers ? from : "system"),
    from === "person" ? el("span", { class: "hidden-label", text: name }) : el("b", { text: name }),
    kind ? el("span", { text: kind }) : null,
    timestamp(at));
}

export const timestamp = (at) => el("time", { datetime: at.toISOString(), text: timeOf(at) });

/** The spoken part of one message: text and picture. */
export function content(message, enlarge) {
  const parts = [];
  if (message.text) {
    parts.push(el("div", { class: "bubble" }, ...(message.from === "person" ? asWritten(message.text) : prose(message.text))));
  }
  for (const shown of message.pictures ?? []) parts.push(picture(shown, enlarge));
  if (message.downloads?.length) parts.push(downloads(message.downloads));
  return parts;
}

function downloads(offered) {
  // Files come from this server only.
  const own = offered.filter(({ url }) => new URL(url, location.href).origin === location.origin);
  return el("ul", { class: "downloads" }, ...own.map(({ url, label }) => el("li", {}, el("a", { href: url, target: "_blank", rel: "noopener", text: label }))));
}

/** Pictures are drawn in the colours of the page. */
export const inTheme = (url) => `${url}?theme=${document.documentElement.dataset.theme === "dark" ? "dark" : "light"}`;

function picture({ url, alt }, enlarge) {
  // Pictures come from this server only.
  if (new URL(url, location.href).origin !== location.origin) return null;
  const image = el("img", { src: inTheme(url), alt, decoding: "async" });
  addEventListener("nof1-theme-set", () => { if (image.isConnected) image.src = inTheme(url); });
  return el("figure", { class: "picture" },
    el("button", { type: "button", "aria-label": t("Enlarge picture: {alt}", { alt }), on: { click: () => enlarge({ url, alt }) } }, image));
}
