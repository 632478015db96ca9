import { prepareAccess, showCode, showPendingCode } from "./access.js";
import { api } from "./api.js";
import { Composer } from "./composer.js";
import { Conversation, spoken } from "./conversation.js";
import { enlargePicture, prepareDialogs } from "./dialogs.js";
import { openDiary } from "./diary.js";
import { byId, el, showProblem } from "./dom.js";
import { Feed } from "./feed.js";
import { prepareAttaching } from "./attach.js";
import { prepareFiles } from "./files.js";
import { Notices } from "./notices.js";
import { Outbox } from "./outbox.js";
import { Reading } from "./reading.js";
import { showUnsent } from "./unsent.js";
import { t, translatePage } from "./words.js";

const openings = ["I sleep badly", "I often have headaches", "I have too little energy", "What is this?"].map((text) => t(text));
const retrySeconds = 4;

translatePage();
const notices = new Notices();
const reading = new Reading();
const outbox = new Outbox({ changed: outboxChanged, accepted, signedOut });
const conversation = new Conversation({ outbox, reading, enlarge: enlargePicture });
const composer = new Composer((text) => { outbox.add({ text }); reading.toEnd(); });
const feed = new Feed({
  messages: arrived,
  answered: (id, choice) => conversation.answered(id, choice),
  status: (status) => notices.status(status),
  linked: (linked) => notices.linked(linked),
  signedOut,
});
let inView = new Set();
let listening = false;

prepareDialogs();
prepareAccess({ recovered, left });
byId("open-diary").addEventListener("click", openDiary);
prepareFiles(() => { byId("diary-dialog").close(); reading.toEnd(); });
prepareAttaching({ composer, accepted: () => reading.toEnd() });
byId("start").addEventListener("click", begin);
byId("openings-list").append(...openings.map((text) => el("button", { type: "button", text, on: { click: () => { outbox.add({ text }); reading.toEnd(); } } })));
document.addEventListener("visibilitychange", () => { if (!document.hidden) conversation.arrange(); });
fitToKeyboard();
open();

/** Opens the chat that belongs to this browser's cookie, or the welcome when there is none. */
async function open() {
  show("conversation");
  byId("loading").hidden = false;
  try {
    await feed.start();
  } catch (problem) {
    if (problem.status === 401) { showWelcome(); return; }
    notices.linked(false);
    setTimeout(open, retrySeconds * 1000);
    return;
  }
  listening = true;
  notices.linked(true);
  byId("loading").hidden = true;
  outbox.start();
  showOpenings();
  reading.toEnd();
  showPendingCode();
}

async function begin() {
  showProblem(byId("welcome-problem"));
  byId("start").disabled = true;
  try {
    const { recoveryCode } = await api.openSession();
    await open();
    if (recoveryCode) showCode(recoveryCode);
    else byId("say").focus();
  } catch (problem) {
    showProblem(byId("welcome-problem"), problem.message);
  } finally {
    byId("start").disabled = false;
  }
}

function arrived(messages) {
  for (const message of messages) markArrived(message);
  const fresh = conversation.take(messages);
  showOpenings();
  if (!listening) return;
  for (const message of fresh) {
    if (message.from === "person") { reading.replyEnded(); reading.toEnd(); continue; }
    reading.arrived(conversation.nodeOf(message.id));
    notices.say(spoken(message));
  }
}

/** A message that comes back before its acknowledgement must not stand there twice. */
function markArrived({ from, text, id }) {
  if (from !== "person" || conversation.nodeOf(id)) return;
  const item = outbox.items.find((each) => (each.sending || each.problem) && !each.arrived && each.content.text === text);
  if (!item) return;
  item.arrived = true;
  outboxChanged();
}

/** Acknowledged: from here on it is a message like any other, and the feed will bring it only as a known one. */
function accepted(item, id) {
  const { choice } = item.content;
  if (choice) conversation.answered(choice.messageId, choice.choiceId);
  if (item.content.text === undefined || item.arrived) return;
  conversation.take([{ id, from: "person", text: item.content.text, at: new Date().toISOString() }]);
  reading.toEnd();
}

function outboxChanged() {
  showUnsent(outbox, { change: (text) => composer.restore(text) });
  const now = new Set(outbox.items.map((item) => item.content.choice?.messageId).filter((id) => id !== undefined));
  for (const id of new Set([...inView, ...now])) conversation.renewAnswers(id);
  inView = now;
  showOpenings();
}

function showOpenings() {
  byId("openings").hidden = !conversation.isEmpty || outbox.items.length > 0 || !byId("loading").hidden;
}

/** The cookie is gone or no longer valid. Unsent messages stay kept until the chat is opened again. */
function signedOut() {
  showWelcome();
  showProblem(byId("welcome-problem"), t("This browser is no longer connected to your chat. Your recovery code opens it again."));
}

function left() {
  outbox.clear();
  composer.clear();
  showWelcome();
}

/** Another chat was opened here: what waited for the former one must not reach it. */
function recovered() {
  if (byId("welcome").hidden) {
    outbox.clear();
    composer.clear();
  }
  forget();
  open();
}

function showWelcome() {
  forget();
  showProblem(byId("welcome-problem"));
  notices.linked(true);
  show("welcome");
}

function forget() {
  listening = false;
  feed.stop();
  conversation.clear();
  notices.clear();
}

function show(view) {
  const open = view === "conversation";
  byId("welcome").hidden = open;
  for (const id of ["conversation", "composer", "open-diary"]) byId(id).hidden = !open;
  for (const node of document.querySelectorAll("[data-signed-in]")) node.hidden = !open;
}

/** Keeps the message box above the on-screen keyboard where the browser does not resize the page itself. */
function fitToKeyboard() {
  const view = window.visualViewport;
  if (!view) return;
  const fit = () => {
    if (view.scale > 1.01) return;
    document.documentElement.style.setProperty("--visible-height", `${Math.round(view.height)}px`);
    scrollTo(0, 0);
  };
  view.addEventListener("resize", fit);
}
