import { api } from "./api.js";
import { openDialog } from "./dialogs.js";
import { byId, showProblem } from "./dom.js";
import { t } from "./words.js";

const pendingCode = "nof1.recovery-code";

/** Recovery code, another browser, signing out. `on`: recovered(), left(). */
export function prepareAccess(on) {
  byId("code-copy").addEventListener("click", copyCode);
  byId("code-dialog").addEventListener("close", () => {
    sessionStorage.removeItem(pendingCode);
    if (!matchMedia("(pointer: coarse)").matches) byId("say").focus();
  });

  byId("new-code").addEventListener("click", (event) => busy(event.target, byId("menu-problem"), async () => {
    showCode(await api.newRecoveryCode());
  }));

  for (const id of ["have-code", "recover-here"]) {
    byId(id).addEventListener("click", () => {
      byId("menu-dialog").close();
      showProblem(byId("recover-problem"));
      byId("recover-code").value = "";
      byId("recover-leaves").hidden = id === "have-code" || byId("conversation").hidden;
      openDialog("recover-dialog");
      byId("recover-code").focus();
    });
  }

  byId("recover-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const code = asPrinted(byId("recover-code").value);
    busy(event.submitter ?? event.target.querySelector("[type=submit]"), byId("recover-problem"), async () => {
      await api.recover(code);
      byId("recover-dialog").close();
      on.recovered();
    }, { 404: t("No chat belongs to this code. Please compare it with what you kept: a newer code replaces an older one.") });
  });

  byId("sign-out").addEventListener("click", () => {
    showProblem(byId("leave-problem"));
    openDialog("leave-dialog");
  });
  byId("leave-yes").addEventListener("click", (event) => busy(event.target, byId("leave-problem"), async () => {
    await api.signOut();
    byId("leave-dialog").close();
    byId("menu-dialog").close();
    on.left();
  }));
}

/** Shows the code until the person has closed it; a reload before that shows it again. */
export function showCode(code) {
  try { sessionStorage.setItem(pendingCode, code); } catch { /* shown now in any case */ }
  byId("code").textContent = code;
  byId("code-copied").textContent = "";
  openDialog("code-dialog");
}

export function showPendingCode() {
  const code = sessionStorage.getItem(pendingCode);
  if (code) showCode(code);
}

/** Blanks, missing dashes and small letters do not matter: "abcd efgh jklm" is "ABCD-EFGH-JKLM". */
export function asPrinted(typed) {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, "").replace(/(.{4})(?=.)/g, "$1-");
}

async function copyCode() {
  const code = byId("code");
  try {
    await navigator.clipboard.writeText(code.textContent);
    byId("code-copied").textContent = t("Copied. Paste it somewhere safe.");
  } catch {
    getSelection().selectAllChildren(code);
    byId("code-copied").textContent = t("The code is selected: copy it by hand, or write it down.");
  }
}

async function busy(button, problemNode, act, words = {}) {
  showProblem(problemNode);
  button.disabled = true;
  try {
    await act();
  } catch (problem) {
    showProblem(problemNode, words[problem.status] ?? problem.message);
  } finally {
    button.disabled = false;
  }
}
