// What the page carries, and the few helpers that every part uses. Text reaches the page as text nodes only.
const DATA = JSON.parse(document.getElementById("data").textContent);
const NODES = DATA.nodes;
const EDGES = DATA.edges;
const SAYINGS = DATA.sayings;
const DOCUMENTS = DATA.documents;
const byId = (id) => document.getElementById(id);
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

NODES.forEach((node, index) => {
  node.index = index;
  node.edges = [];
  node.sayings = [];
});
EDGES.forEach((edge, index) => {
  edge.index = index;
  NODES[edge.from].edges.push(edge);
  NODES[edge.to].edges.push(edge);
});
SAYINGS.forEach((saying) => NODES[saying.subject].sayings.push(saying));

const isEvent = (node) => node.kind === "Event";
const image = (key) => "data:image/svg+xml;charset=utf-8," + encodeURIComponent(DATA.symbols[key]);
const other = (edge, node) => NODES[edge.from === node.index ? edge.to : edge.from];

/** An element with text and children: el("p", {class: "note"}, "some text", el("b")). */
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick" || name === "oninput" || name === "onchange") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== "") made.append(child);
  }
  return made;
}

/** An SVG element: svg("circle", { r: 3 }, ...children). */
function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") made.addEventListener("click", value);
    else if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Text of a document, kept from turning the direction of what stands around it. */
const bdi = (text, lang) => el("bdi", { lang: lang || null }, text);

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** 2024-08-15 → 15 Aug 2024; what is less precise stays so. */
function day(value) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value || "");
  if (!parts) return value || "";
  const month = parts[2] ? MONTHS[Number(parts[2]) - 1] || "" : "";
  return [parts[3] ? String(Number(parts[3])) : "", month, parts[1]].filter(Boolean).join(" ");
}

const plural = (number, one, many) => number.toLocaleString("en") + " " + (number === 1 ? one : many);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** The label of a thing; that of an event without its date. */
function heading(node) {
  if (!isEvent(node)) return node.label;
  return capital(node.label.split(" · ").filter((part) => part !== node.date).join(" · "));
}
