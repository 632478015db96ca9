/** Makes an element. Text is always set as text, never parsed as markup. */
export function el(tag, { text, on, data, ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const [name, value] of Object.entries(data ?? {})) node.dataset[name] = value;
  for (const [name, listener] of Object.entries(on ?? {})) node.addEventListener(name, listener);
  if (text !== undefined) node.textContent = text;
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Makes an SVG element. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

export const byId = (id) => document.getElementById(id);

/** Shows a problem in an element with role="alert"; without text it is hidden. */
export function showProblem(node, text) {
  node.textContent = text ?? "";
  node.hidden = !text;
}

const shapes = {
  guide: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm3.8 5.2-2.1 5.5-5.5 2.1 2.1-5.500Z",
  model: "M12 3.5 13.9 9.6 20 11.500l-6.1 1.900L12 19.500l-1.9-6.100L4 11.500l6.1-1.900Z",
  coach: "M12 11.500a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.600ZM4.8 20.500c.6-4 3.5-6 7.2-6s6.6 2 7.2 6",
  system: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 8v5.500M12 7.500v.1",
  check: "m5 12.5 4.5 4.500L19 7.5",
};

/** A small decorative picture, hidden from screen readers. */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, svg("path", { d: shapes[name] }));
}
