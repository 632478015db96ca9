import { el } from "./dom.js";

const bullet = /^\s*[-•*]\s+(.*)$/;
const numbered = /^\s*(\d{1,3})[.)]\s+(.*)$/;
const continued = /^\s{2,}\S/;

/** What the person wrote, shown exactly as written. */
export const asWritten = (text) => [el("p", { class: "as-written", dir: "auto", text })];

/** Paragraphs, "- " lists, numbered lists, **strong** and *stressed* words; everything else stays plain text. */
export function prose(text) {
  const blocks = [];
  let open = null;
  for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
    const item = bullet.exec(line);
    const step = item ? null : numbered.exec(line);
    if (!line.trim()) open = null;
    else if (item) listOf("ul").items.push({ lines: [item[1]] });
    else if (step) listOf("ol").items.push({ lines: [step[2]], number: step[1] });
    else if (open?.items && continued.test(line)) open.items.at(-1).lines.push(line.trim());
    else if (open?.lines) open.lines.push(line.trim());
    else blocks.push(open = { lines: [line.trim()] });
  }
  return blocks.map(shown);

  function listOf(kind) {
    // A blank line between two items is still one list.
    if (open?.kind !== kind) open = blocks.at(-1)?.kind === kind && open === null ? blocks.at(-1) : null;
    if (!open) blocks.push(open = { kind, items: [] });
    return open;
  }
}

function shown(block) {
  if (block.lines) return el("p", { dir: "auto" }, ...lines(block.lines));
  // One direction for a whole list, taken from its first item, so that the markers stand on one side.
  return el(block.kind, { dir: "auto" }, ...block.items.map((item) =>
    el("li", { value: block.kind === "ol" ? item.number : null }, ...lines(item.lines))));
}

/** Lines that were written one below the other stay so. */
function lines(written) {
  if (written.length === 1) return inline(written[0]);
  return written.flatMap((line) => [el("span", { class: "line" }, ...inline(line)), "\n"]);
}

const marked = /(\*\*(?=\S)[^*]+?(?<=\S)\*\*|(?<![\w*])\*(?=\S)[^*]+?(?<=\S)\*(?![\w*]))/;

function inline(text) {
  return text.split(marked).map((part, i) => {
    if (i % 2 === 0) return part;
    return part.startsWith("**") ? el("strong", { text: part.slice(2, -2) }) : el("em", { text: part.slice(1, -1) });
  });
}
