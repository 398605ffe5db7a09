"use strict";
// The page that asks: a question of the library or any SPARQL, and its answer as a table, a graph or a map.
// What documents say reaches the page as text nodes only.

const BASE = "https://w3id.org/war-news-kg/";
const MOST_DRAWN = 400; // rows of an answer that a graph shows
const $ = (id) => document.getElementById(id);

let questions = new Map();
let answer = { columns: [], rows: [] };
let view = "table";

function make(tag, text, attributes = {}) {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

const pageOf = (value) => (value.startsWith(BASE) && !value.includes("#") ? `/${value.slice(BASE.length)}` : "");
const shortened = (value) => (value.startsWith(BASE) ? value.slice(BASE.length) : value);

function cell(value) {
  const page = pageOf(value);
  if (page) return make("a", shortened(value), { href: page });
  return make("bdi", shortened(value));
}

function colour(token) {
  // What a token of the style comes to, which a canvas can't work out by itself.
  const probe = make("span");
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function table() {
  const made = make("table");
  const head = made.createTHead().insertRow();
  for (const column of answer.columns) head.append(make("th", column, { scope: "col" }));
  const body = made.createTBody();
  for (const row of answer.rows) {
    const line = body.insertRow();
    for (const value of row) line.insertCell().append(cell(value));
  }
  $("answer").append(made);
}

function graph() {
  // The first cell of a row is joined with each other one; a row of three called subject, predicate, object is a triple.
  const nodes = new Map();
  const edges = new Map();
  const triples = answer.columns.join() === "subject,predicate,object";
  const node = (value) => nodes.set(value, { id: value, label: shortened(value).slice(0, 60), shape: pageOf(value) ? "dot" : "box" });
  const edge = (from, to, label) => edges.set(`${from}\n${to}\n${label}`, { from, to, label, arrows: "to" });
  for (const row of answer.rows.slice(0, MOST_DRAWN)) {
    if (!row[0]) continue;
    node(row[0]);
    const ends = triples ? [[row[2], row[1].split(/[#/]/).pop()]] : row.slice(1).map((value, n) => [value, answer.columns[n + 1]]);
    for (const [value, label] of ends) {
      if (!value) continue;
      node(value);
      edge(row[0], value, label);
    }
  }
  const place = make("div", "", { class: "drawing" });
  $("answer").append(place);
  const ink = colour("--ink");
  new vis.Network(place, { nodes: [...nodes.values()], edges: [...edges.values()] }, {
    nodes: { font: { color: ink }, color: { background: "#4a90c2", border: "#2a6a9a" } },
    edges: { font: { size: 10, color: ink, strokeWidth: 0 }, smooth: false },
    physics: { stabilization: { iterations: 200 } },
  });
}

function spots() {
  // A cell with a WKT point, or the columns lat and lon.
  const lat = answer.columns.indexOf("lat");
  const lon = answer.columns.indexOf("lon");
  const found = [];
  for (const row of answer.rows) {
    const point = row.map((value) => /^POINT\(([-\d.]+) ([-\d.]+)\)$/.exec(value)).find(Boolean);
    const at = point ? [Number(point[1]), Number(point[2])] : lat >= 0 && lon >= 0 && row[lat] ? [Number(row[lon]), Number(row[lat])] : null;
    if (at) found.push({ at, label: row.find((value) => value && !value.startsWith("http") && !value.startsWith("POINT")) || "" });
  }
  return found;
}

async function map() {
  const found = spots();
  if (!found.length) {
    $("answer").append(make("p", "No row has a point: ask for geo:asWKT, or for columns called lat and lon."));
    return;
  }
  const base = await (await fetch("/static/basemap.json")).json();
  const canvas = make("canvas", "", { class: "drawing", role: "img", "aria-label": `${found.length} places on a map` });
  $("answer").append(canvas);
  const width = (canvas.width = canvas.clientWidth);
  const height = (canvas.height = canvas.clientHeight);
  const mercator = ([x, y]) => [x, (180 / Math.PI) * Math.asinh(Math.tan((y * Math.PI) / 180))];
  const points = found.map(({ at }) => mercator(at));
  const [west, east] = [Math.min(...points.map((p) => p[0])) - 3, Math.max(...points.map((p) => p[0])) + 3];
  const [south, north] = [Math.min(...points.map((p) => p[1])) - 3, Math.max(...points.map((p) => p[1])) + 3];
  const scale = Math.min(width / (east - west), height / (north - south));
  const at = ([x, y]) => [(x - west) * scale, (north - y) * scale];
  const ink = canvas.getContext("2d");
  const [spot, text] = [colour("--spot"), colour("--ink")];
  ink.strokeStyle = colour("--land-border");
  for (const steps of base.arcs) {
    ink.beginPath();
    for (let n = 0, x = 0, y = 0; n < steps.length; n += 2) {
      x += steps[n];
      y += steps[n + 1];
      ink.lineTo(...at(mercator([x / base.scale, y / base.scale])));
    }
    ink.stroke();
  }
  ink.font = "12px system-ui";
  found.forEach(({ label }, n) => {
    const [x, y] = at(points[n]);
    ink.fillStyle = spot;
    ink.beginPath();
    ink.arc(x, y, 5, 0, 7);
    ink.fill();
    ink.fillStyle = text;
    ink.fillText(label.slice(0, 40), x + 7, y + 4);
  });
}

function show() {
  $("answer").replaceChildren();
  for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", button.dataset.view === view);
  ({ table, graph, map })[view]();
}

function fault(text) {
  $("answer").replaceChildren(make("p", text, { class: "fault" }));
  $("state").textContent = "";
}

const value = (binding) => (binding ? binding.value : "");

function triples(text) {
  const line = /^(<[^>]*>|_:\S+) <([^>]*)> (.*) \.$/;
  const plain = (term) => (term.startsWith("<") ? term.slice(1, -1) : term.replace(/^"(.*)"(?:@\S+|\^\^<[^>]*>)?$/s, "$1"));
  return text.split("\n").map((row) => line.exec(row)).filter(Boolean).map(([, s, p, o]) => [plain(s), p, plain(o)]);
}

async function asked(sparql) {
  const response = await fetch("/sparql", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, application/n-triples;q=0.9" },
    body: sparql,
  });
  if (!response.ok) throw new Error(await response.text());
  if (response.headers.get("Content-Type").startsWith("application/n-triples"))
    return { columns: ["subject", "predicate", "object"], rows: triples(await response.text()) };
  const found = await response.json();
  if ("boolean" in found) return { columns: ["answer"], rows: [[String(found.boolean)]] };
  return { columns: found.head.vars, rows: found.results.bindings.map((row) => found.head.vars.map((name) => value(row[name]))) };
}

async function fetched(path) {
  const response = await fetch(path);
  const found = await response.json();
  if (!response.ok) throw new Error(typeof found.detail === "string" ? found.detail : JSON.stringify(found.detail));
  return found;
}

async function tell(asking) {
  $("state").textContent = "asking …";
  try {
    answer = await asking;
    $("state").textContent = `${answer.rows.length} rows${answer.more ? ", and more" : ""}`;
    show();
  } catch (error) {
    fault(error.message);
  }
}

function choose() {
  const question = questions.get($("question").value);
  $("parameters").replaceChildren();
  $("about").textContent = question ? question.question : "";
  $("sparql").value = question ? question.text : "SELECT ?event ?label WHERE {\n  ?event a <https://w3id.org/war-news-kg/ontology#Capture> ;\n    <https://schema.org/name> ?label\n} LIMIT 100";
  for (const parameter of question ? question.parameters : []) {
    const label = make("label", parameter.name, { title: parameter.about });
    label.append(make("input", "", { name: parameter.name, placeholder: parameter.default || parameter.about }));
    $("parameters").append(label);
  }
}

$("question").addEventListener("change", choose);
$("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const question = questions.get($("question").value);
  if (!question || question.text !== $("sparql").value) return tell(asked($("sparql").value));
  const given = new URLSearchParams();
  for (const input of $("parameters").querySelectorAll("input")) if (input.value) given.append("param", `${input.name}=${input.value}`);
  return tell(fetched(`/api/questions/${question.name}?${given}`));
});
$("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const columns = ["iri", "type", "label", "side", "date", "documents"];
  tell(fetched(`/api/search?${new URLSearchParams({ q: $("words").value })}`).then((found) => ({
    columns,
    rows: found.items.map((item) => columns.map((column) => String(item[column]))),
    more: found.total > found.items.length,
  })));
});
for (const button of document.querySelectorAll("[data-view]"))
  button.addEventListener("click", () => {
    view = button.dataset.view;
    show();
  });

fetched("/api/questions").then((found) => {
  questions = new Map(found.map((question) => [question.name, question]));
  for (const question of found) $("question").append(make("option", question.title, { value: question.name }));
});
choose();
