// Search and filters: what is shown. A filter lists what it still lets through; nothing is ticked off at first.
const filter = {
  off: { kind: new Set(), side: new Set(), type: new Set(), publisher: new Set(), modality: new Set() },
  from: 0,
  to: 0,
  alone: false,
  claimants: true,
  words: true,
  within: null, // a set of node indexes while one thing's neighbourhood is in focus
};

const days = [...new Set(NODES.filter((n) => n.earliest).flatMap((n) => [n.earliest, n.latest]))].sort();
filter.to = days.length - 1;

/** Whether an event passes: some claim about it comes from a publisher and in a modality that are let through. */
function eventPasses(node) {
  const off = filter.off;
  if (off.type.has(node.type)) return false;
  if (off.side.size && node.involved.length && node.involved.every((side) => off.side.has(side))) return false;
  if (filter.from > 0 || filter.to < days.length - 1) {
    if (!node.earliest || node.latest < days[filter.from] || node.earliest > days[filter.to]) return false;
  }
  if ((off.publisher.size || off.modality.size) && node.sayings.length) {
    return node.sayings.some((s) => !off.publisher.has(DOCUMENTS[s.document].publisher) && !off.modality.has(s.modality));
  }
  return true;
}

// A place has no side of its own, unless it is a country.
const hasSide = (node) => !isEvent(node) && (node.kind !== "Place" || node.side !== "");

const edgePasses = (edge) => filter.claimants || edge.role !== "claimant";

/** The indexes of the nodes that are shown. */
function passing() {
  const passed = new Set();
  for (const node of NODES) {
    if (filter.within && !filter.within.has(node.index)) continue;
    if (isEvent(node) ? eventPasses(node) : !filter.off.kind.has(node.kind) && !(hasSide(node) && filter.off.side.has(node.side))) passed.add(node.index);
  }
  if (filter.alone || stage.events) return passed;
  const linked = new Set();
  for (const edge of EDGES) {
    if (edgePasses(edge) && passed.has(edge.from) && passed.has(edge.to)) linked.add(edge.from).add(edge.to);
  }
  for (const node of NODES) {
    // An event stays even where all who took part are filtered away; an entity needs a link.
    if (passed.has(node.index) && !linked.has(node.index) && !(isEvent(node) && node.edges.length)) passed.delete(node.index);
  }
  return passed;
}

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
}

function choice(group, value, label, count, sign) {
  const box = el("input", {
    type: "checkbox",
    checked: true,
    onchange: () => {
      if (box.checked) filter.off[group].delete(value);
      else filter.off[group].add(value);
      refresh();
    },
  });
  return el("label", { class: "choice" }, box, sign, el("span", null, bdi(label)), el("b", null, String(count)));
}

const picture = (key) => el("img", { src: image(key), alt: "" });

function swatch(side) {
  const made = el("i", { class: "swatch" });
  made.style.background = DATA.hues[side];
  return made;
}

function group(title, choices, folded) {
  if (!choices.length) return null;
  if (!folded) return el("fieldset", null, el("legend", null, title), ...choices);
  return el("details", null, el("summary", null, title), el("fieldset", { "aria-label": title }, ...choices));
}

function dateFilter() {
  if (days.length < 2) return null;
  const bins = Math.min(40, days.length);
  const first = Date.parse(days[0]);
  const span = Math.max(1, Date.parse(days[days.length - 1]) - first);
  const binOf = (value) => Math.min(bins - 1, Math.floor(((Date.parse(value) - first) / span) * bins));
  const counts = new Array(bins).fill(0);
  NODES.filter((n) => n.earliest).forEach((n) => (counts[binOf(n.earliest)] += 1));
  const most = Math.max(...counts);
  const bars = counts.map((count) => {
    const bar = el("i");
    bar.style.height = count ? 8 + (count / most) * 92 + "%" : "0";
    return bar;
  });
  const low = el("input", { type: "range", min: 0, max: days.length - 1, value: 0, "aria-label": "Not before" });
  const high = el("input", { type: "range", min: 0, max: days.length - 1, value: days.length - 1, "aria-label": "Not after" });
  const ends = [el("span"), el("span")];
  const show = () => {
    [low, high].forEach((input, n) => {
      const value = days[Number(input.value)];
      input.setAttribute("aria-valuetext", day(value));
      ends[n].textContent = day(value);
    });
    bars.forEach((bar, n) => bar.classList.toggle("in", n >= binOf(days[filter.from]) && n <= binOf(days[filter.to])));
  };
  const move = (moved, still, sign) => () => {
    if ((Number(moved.value) - Number(still.value)) * sign > 0) moved.value = still.value;
    filter.from = Number(low.value);
    filter.to = Number(high.value);
    show();
    refresh();
  };
  low.addEventListener("input", move(low, high, 1));
  high.addEventListener("input", move(high, low, -1));
  show();
  const histogram = el("div", { class: "bars", "aria-hidden": "true" }, ...bars);
  return el("fieldset", null, el("legend", null, "Date of the event"), histogram, el("div", { class: "range" }, low, high), el("div", { class: "range-ends" }, ...ends));
}

function toggle(label, on, change) {
  const box = el("input", { type: "checkbox", checked: on, onchange: () => change(box.checked) });
  return el("label", { class: "choice" }, box, el("span", null, label));
}

/** A sign of the legend: a line or an outline, in a box of 38 by 14. */
function line(path, dashes) {
  return svg("svg", { viewBox: "0 0 38 14", "aria-hidden": "true" }, svg("path", { d: path, "stroke-dasharray": dashes }));
}

function legend() {
  const list = el("ul", { class: "legend" }, ...stage.signs.map(([sign, words]) => el("li", null, sign, el("span", null, words))));
  return el("fieldset", null, el("legend", null, "How to read it"), list);
}

function buildFilters() {
  const entities = NODES.filter((n) => !isEvent(n));
  const kinds = tally(entities.map((n) => n.kind));
  const types = tally(NODES.filter(isEvent).map((n) => n.type));
  const sides = stage.events ? tally(NODES.filter(isEvent).flatMap((n) => n.involved)) : tally(entities.filter(hasSide).map((n) => n.side));
  const publishers = tally(DOCUMENTS.map((d) => d.publisher));
  const modalities = tally(SAYINGS.map((s) => s.modality));
  const listed = (name, counts, sign) =>
    Object.keys(DATA.words[name])
      .filter((key) => counts.has(key))
      .map((key) => choice(name, key, DATA.words[name][key], counts.get(key), sign ? sign(key) : null));
  const outlets = [...publishers.keys()].sort((a, b) => a.localeCompare(b));
  const view = stage.toggles.length ? el("fieldset", null, el("legend", null, "View"), ...stage.toggles.map((row) => toggle(...row))) : null;
  byId("choices").append(
    ...[
      group("Events", listed("type", types, (key) => picture("Event|" + key))),
      stage.events ? null : group("Entities", listed("kind", kinds, (key) => picture(DATA.icons[key]))),
      group("Side", listed("side", sides, swatch)),
      dateFilter(),
      group("How sure the claim is", listed("modality", modalities)),
      group("Publisher", outlets.map((name) => choice("publisher", name, name || "not named", publishers.get(name))), outlets.length > 6),
      view,
      legend(),
    ].filter(Boolean),
  );
  byId("choices").addEventListener("submit", (event) => event.preventDefault());
}

const MOST_FOUND = 12;

function search() {
  const wanted = byId("find").value.trim().toLocaleLowerCase();
  const list = byId("found");
  list.replaceChildren();
  if (!wanted) {
    byId("find-note").textContent = "";
    return;
  }
  const rank = (node) => (node.label.toLocaleLowerCase().startsWith(wanted) ? 0 : 1);
  const hits = NODES.filter((node) => node.names.some((name) => name.toLocaleLowerCase().includes(wanted)));
  hits.sort((a, b) => rank(a) - rank(b) || b.publishers - a.publishers || a.index - b.index);
  byId("find-note").textContent = hits.length ? plural(hits.length, "match", "matches") + (hits.length > MOST_FOUND ? `, the first ${MOST_FOUND} shown` : "") : "No match";
  list.append(...hits.slice(0, MOST_FOUND).map((node) => el("li", null, nodeButton(node))));
}
