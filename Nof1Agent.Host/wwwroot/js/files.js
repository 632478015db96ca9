import { api } from "./api.js";
import { byId } from "./dom.js";
import { t } from "./words.js";

/** Hands in a file of days from another tracker; the chat then asks which column is meant. */
export function prepareFiles(accepted) {
  const input = byId("file");
  const status = byId("file-status");
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    status.textContent = t("Reading {name}", { name: file.name });
    try {
      await api.handIn(file);
      status.textContent = "";
      accepted();
    } catch (problem) {
      status.textContent = problem.message;
    }
    input.value = "";
  });
}
