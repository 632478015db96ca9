import { daysBetween, tickDate } from "./dates.js";
import { el, svg } from "./dom.js";
import { t } from "./words.js";

const width = 440;
const height = 220;
const edge = { left: 44, right: 14, top: 14, bottom: 30 };

/**
 * The person's own values over time, as a line that breaks where days are missing. No averages and nothing about what was tried on
 * which day: while a trial runs that would be a peek at its result.
 */
export function chart(outcome, days) {
  const points = days.filter((day) => typeof day.value === "number").sort((a, b) => a.date.localeCompare(b.date));
  if (points.length < 2) return null;
  const first = points[0].date;
  const span = Math.max(1, daysBetween(first, points.at(-1).date));
  const values = points.map((point) => point.value);
  const ticks = niceTicks(Math.min(...values), Math.max(...values));
  const x = (date) => edge.left + (width - edge.left - edge.right) * daysBetween(first, date) / span;
  const y = (value) => height - edge.bottom - (height - edge.top - edge.bottom) * (value - ticks[0]) / (ticks.at(-1) - ticks[0]);

  const grid = ticks.flatMap((tick) => [
    svg("line", { class: "grid", x1: edge.left, x2: width - edge.right, y1: y(tick), y2: y(tick) }),
    label(edge.left - 8, y(tick) + 4, "end", String(tick)),
  ]);
  const dates = [
    label(edge.left, height - 8, "start", tickDate(first)),
    label(width - edge.right, height - 8, "end", tickDate(points.at(-1).date)),
  ];
  const line = svg("path", { class: "path", d: points.map((point, i) =>
    `${i && daysBetween(points[i - 1].date, point.date) === 1 ? "L" : "M"}${x(point.date).toFixed(1)} ${y(point.value).toFixed(1)}`).join("") });
  const apart = points.some(setApart);
  const marks = points.map((point) =>
    svg("circle", { class: `point${setApart(point) ? " apart" : ""}`, cx: x(point.date).toFixed(1), cy: y(point.value).toFixed(1), r: points.length > 60 ? 2.5 : 4 }));

  return el("figure", { class: "chart" },
    svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": inWords(outcome, points) }, ...grid, line, ...marks, ...dates),
    el("figcaption", { class: "small", text: caption(outcome, apart) }));
}

/** Days that happened but are not normal or not counted get an open circle. */
const setApart = (day) => Boolean(day.disrupted) || day.counted === false;

function caption(outcome, apart) {
  const better = { lower: ` ${t("Lower is better.")}`, higher: ` ${t("Higher is better.")}` }[outcome.betterDirection] ?? "";
  const name = outcome.name.charAt(0).toUpperCase() + outcome.name.slice(1);
  return `${name}${outcome.unit ? ` (${outcome.unit})` : ""}, ${t("day by day.")}${better}${apart ? ` ${t("Open circles: days that do not count or were not normal.")}` : ""}`;
}

function inWords(outcome, points) {
  const said = (day) => day.valueText ?? String(day.value);
  const sorted = [...points].sort((a, b) => a.value - b.value);
  return t("Line chart of {name} from {from} to {to}, {n} days: lowest {lowest}, highest {highest}, latest {latest}. The list below gives every day.", {
    name: outcome.name, from: tickDate(points[0].date), to: tickDate(points.at(-1).date), n: points.length,
    lowest: said(sorted[0]), highest: said(sorted.at(-1)), latest: said(points.at(-1)),
  });
}

/** Three to six round numbers that enclose all values. */
export function niceTicks(lowest, highest) {
  const range = highest - lowest || Math.abs(highest) || 1;
  const power = 10 ** Math.floor(Math.log10(range / 4));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => range / size <= 4.5);
  const ticks = [];
  const start = Math.floor(lowest / step);
  const end = Math.max(start + 1, Math.ceil(highest / step));
  for (let i = start; i <= end; i++) ticks.push(Number((i * step).toPrecision(10)));
  return ticks;
}

function label(atX, atY, anchor, text) {
  const node = svg("text", { class: "label", x: atX, y: atY, "text-anchor": anchor });
  node.textContent = text;
  return node;
}
