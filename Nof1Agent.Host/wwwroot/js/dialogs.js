import { inTheme } from "./bubble.js";
import { byId } from "./dom.js";
import { kept } from "./kept.js";

/** Opens a dialog; Escape, a tap outside, and its closing buttons close it, and focus returns to where it was. */
export function openDialog(id) {
  const dialog = byId(id);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  return dialog;
}

/** A recovery code must not vanish by a slip: its dialog closes by its button (or Escape) only. */
const closesByButtonOnly = new Set(["code-dialog", "recover-dialog"]);

export function prepareDialogs() {
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", ({ target }) => {
      if (target.closest("[data-close]") || (target === dialog && !closesByButtonOnly.has(dialog.id))) dialog.close();
    });
  }
  byId("open-menu").addEventListener("click", () => openDialog("menu-dialog"));
  prepareThemes();
}

export function enlargePicture({ url, alt }) {
  const image = byId("picture-large");
  image.src = inTheme(url);
  image.alt = alt;
  openDialog("picture-dialog");
}

function prepareThemes() {
  const choices = [...document.querySelectorAll("input[name=theme]")];
  const chosen = kept.get("nof1.theme") ?? "system";
  for (const choice of choices) {
    choice.checked = choice.value === chosen;
    choice.addEventListener("change", () => {
      if (choice.value === "system") kept.remove("nof1.theme");
      else kept.set("nof1.theme", choice.value);
      dispatchEvent(new Event("nof1-theme"));
    });
  }
}
