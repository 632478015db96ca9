// The page's own words in the reader's language: ?lang= of the address, else the browser's. Texts are written in English, and /words/<language>.json
// translates them; what it lacks stays English. A further language is a further file.
const most = 4;

export const asked = new URLSearchParams(location.search).get("lang");

async function load() {
  const wanted = [asked, ...(navigator.languages ?? [navigator.language])].filter(Boolean).map((tag) => tag.toLowerCase().split("-")[0]);
  for (const tag of [...new Set(wanted)].slice(0, most)) {
    if (!/^[a-z]{2,3}$/.test(tag)) continue;
    if (tag === "en") break;
    try {
      const answer = await fetch(`/words/${tag}.json`, { credentials: "same-origin" });
      if (answer.ok) return { tag, texts: await answer.json() };
    } catch { /* without a connection the page speaks English */ }
  }
  return { tag: "en", texts: {} };
}

const { tag, texts } = await load();

/** What dates and numbers are written in. */
export const locale = tag === "en" ? "en-GB" : tag;

/** A text in the reader's language, its {places} filled. */
export function t(text, values = {}) {
  return (texts[text] ?? text).replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

const spoken = ["aria-label", "placeholder", "content", "title"];

/** Translates what stands in the page itself. */
export function translatePage(root = document) {
  document.documentElement.lang = tag;
  if (tag === "en") return;
  document.title = t(document.title);
  const walker = document.createTreeWalker(root.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const text = node.data.trim().replace(/\s+/g, " ");
    if (text && texts[text]) node.data = node.data.replace(node.data.trim(), texts[text]);
  }
  for (const node of root.querySelectorAll(spoken.map((name) => `[${name}]`).join(","))) {
    for (const name of spoken) {
      const text = node.getAttribute(name);
      if (text && texts[text]) node.setAttribute(name, texts[text]);
    }
  }
}
