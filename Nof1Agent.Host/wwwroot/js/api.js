// The web chat API, as this page uses it.
import { asked, t } from "./words.js";

/** What the server refused, in words that may be shown; status 0 means that it could not be reached. */
export class Problem extends Error {
  constructor(status, detail, retryAfterSeconds) {
    super(detail);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
  /** Trying again later can help: no connection, too busy, or a fault on the other side. */
  get passing() { return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500; }
}

const patienceMs = 20_000;
const filePatienceMs = 10 * 60_000;

async function call(method, path, { body, file, headers } = {}) {
  let response;
  let answer;
  try {
    response = await fetch(`/api/chat/${path}`, {
      method,
      headers: { Accept: "application/json", ...(body ? { "Content-Type": "application/json" } : {}), ...headers },
      body: body ? JSON.stringify(body) : file,
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(file ? filePatienceMs : patienceMs),
    });
    const json = /\bjson\b/.test(response.headers.get("Content-Type") ?? "");
    answer = json ? await response.json() : null;
  } catch {
    throw new Problem(0, t("There is no connection at the moment."));
  }
  if (response.ok) return { status: response.status, answer };
  const retryAfter = Number(response.headers.get("Retry-After"));
  throw new Problem(response.status, answer?.detail ?? inWords(response.status), retryAfter > 0 ? retryAfter : undefined);
}

function inWords(status) {
  if (status === 413) return t("This is too long to send.");
  if (status === 429) return t("That was a lot at once. Please wait a moment.");
  if (status >= 500) return t("Something went wrong on our side. Nothing of yours is lost.");
  return t("This could not be done.");
}

const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const api = {
  openSession: async () => (await call("POST", asked ? `session?lang=${encodeURIComponent(asked)}` : "session", { headers: { "X-Time-Zone": timeZone() } })).answer,
  recover: (code) => call("POST", "session/recover", { body: { code } }),
  newRecoveryCode: async () => (await call("POST", "session/recovery-code")).answer.recoveryCode,
  signOut: () => call("DELETE", "session"),
  diary: async () => (await call("GET", "diary")).answer,
  messagesAfter: async (id) => (await call("GET", `messages?after=${id}`)).answer,
  /** Handing in the same key again is safe: the server takes the file once. */
  handIn: (file, { name = file.name, caption = "", key } = {}) => call("POST", "files", {
    file,
    headers: {
      "X-File-Name": encodeURIComponent(name),
      "Content-Type": "application/octet-stream",
      ...(caption ? { "X-Caption": encodeURIComponent(caption) } : {}),
      ...(key ? { "Idempotency-Key": key } : {}),
    },
  }),
  /** Sending the same key again is safe: the server takes the message once. */
  send: async (key, content) => (await call("POST", "messages", {
    body: { ...content, timeZone: timeZone() },
    headers: { "Idempotency-Key": key },
  })).answer,
};
