// Events in time: lanes of marks above, and the same events in order below, month by month.
const EVENTS = NODES.filter(isEvent).sort((a, b) => ((a.earliest || "9") < (b.earliest || "9") ? -1 : (a.earliest || "9") > (b.earliest || "9") ? 1 : a.index - b.index));
const DOT = 6;
const ROW = 17;
const MOST_ROWS = 9;
const DAY = 86400000;

let grouping = "type";
const items = new Map();
const months = [];

const time = (value) => Date.parse(value);
const sideOrder = Object.keys(DATA.words.side);
const sidesOf = (event) => (event.involved.length ? [...event.involved].sort((a, b) => sideOrder.indexOf(a) - sideOrder.indexOf(b)) : [""]);
const when = (event) => (event.date ? day(event.date) : event.earliest ? day(event.earliest) + " to " + day(event.latest) : "date not told");
const disputed = (event) => event.contested.length > 0 || event.denied;
const placesOf = (event) => event.edges.filter((edge) => edge.from === event.index && edge.role === "place").map((edge) => NODES[edge.to].label);

/** The row of an event in the list. */
function eventRow(event) {
  const sides = el("span", { class: "sides" }, ...sidesOf(event).map((side) => el("span", { class: "side" }, swatch(side), DATA.words.side[side] || side)));
  const notes = [when(event), placesOf(event).join(", "), event.counts.join("; ")].filter(Boolean).join(" · ");
  const support = [plural(event.documents, "document", "documents"), event.origins ? plural(event.origins, "independent origin", "independent origins") : ""].filter(Boolean).join(", ");
  const marks = disputed(event) ? el("span", { class: "disputed" }, event.denied ? "denied by someone" : "contested") : null;
  const text = el("span", { class: "text" }, el("span", { class: "name" }, bdi(heading(event)), marks), el("small", null, bdi(notes)), el("small", null, sides, support));
  return el("button", { type: "button", class: "event", onclick: () => select(event.index, false) }, el("img", { src: image(event.symbol), alt: "" }), text);
}

function buildRows() {
  const groups = new Map();
  for (const event of EVENTS) {
    const month = event.earliest ? event.earliest.slice(0, 7) : "";
    if (!groups.has(month)) groups.set(month, []);
    groups.get(month).push(event);
  }
  for (const [month, events] of groups) {
    const number = el("span", { class: "note" });
    const list = el("ol", null, ...events.map((event) => {
      const item = el("li", null, eventRow(event));
      items.set(event.index, item);
      return item;
    }));
    const part = el("section", { class: "month" }, el("h2", null, month ? day(month) : "Without a date", number), list);
    months.push({ part, events, number });
    byId("rows").append(part);
  }
}

/** Days at which the axis has a tick: about one for each 90 pixels. */
function ticks(first, last, width) {
  const wanted = Math.max(2, Math.floor(width / 90));
  const days = (last - first) / DAY;
  if (days / wanted < 20) {
    const step = Math.max(1, Math.ceil(days / wanted));
    return Array.from({ length: Math.floor(days / step) + 1 }, (_, n) => new Date(first + n * step * DAY).toISOString().slice(0, 10));
  }
  const step = [1, 2, 3, 6, 12, 24, 60].find((months_) => days / 30.4 / months_ <= wanted) || 120;
  const made = [];
  const at = new Date(first);
  let month = at.getUTCFullYear() * 12 + at.getUTCMonth();
  month += (step - (month % step)) % step;
  for (; ; month += step) {
    const value = new Date(Date.UTC(Math.floor(month / 12), month % 12, 1));
    if (value > last) return made;
    if (value >= first) made.push(value.toISOString().slice(0, step >= 12 ? 4 : 7));
  }
}

/** Rows in which the marks of a lane lie beside each other: each event with its ends in pixels and its row. */
function packed(events, x) {
  const ends = [];
  return events.map((event) => {
    const left = x(time(event.earliest));
    const right = x(time(event.latest));
    let row = ends.findIndex((end) => end < left - DOT);
    if (row < 0) row = ends.push(0) - 1;
    ends[row] = right + DOT;
    return { event, left, right, row };
  });
}

/** A dot in the colours of the sides, or a bar where only a range of days is told. */
function mark({ event, left, right, row }, base) {
  const y = base + row * ROW + ROW / 2;
  const sides = sidesOf(event);
  const made = svg("g", { class: "mark" + (event.index === selected ? " selected" : ""), onclick: () => select(event.index, true) });
  made.append(svg("title", null, heading(event) + ", " + when(event)));
  if (right - left > 2 * DOT) {
    const bar = { x: left - DOT, width: right - left + 2 * DOT };
    made.append(svg("rect", { ...bar, y: y - 5, height: 10, rx: 5, fill: DATA.hues[sides[0]], class: "time" }));
    if (sides.length > 1) made.append(svg("rect", { ...bar, y, height: 5, rx: 2, fill: DATA.hues[sides[1]], class: "other" }));
    return made;
  }
  const middle = (left + right) / 2;
  made.append(svg("circle", { cx: middle, cy: y, r: DOT, fill: DATA.hues[sides[0]] }));
  if (sides.length > 1) made.append(svg("path", { d: `M${middle} ${y - DOT}A${DOT} ${DOT} 0 0 1 ${middle} ${y + DOT}Z`, fill: DATA.hues[sides[1]] }));
  made.append(svg("circle", { cx: middle, cy: y, r: DOT, class: disputed(event) ? "rim disputed" : "rim" }));
  return made;
}

/** A lane with more events than marks have room for: bars, as high as there are events. */
function bars(events, x, width, base, height) {
  const bins = new Map();
  const size = 12;
  for (const event of events) {
    const bin = Math.floor(x(time(event.earliest)) / size);
    bins.set(bin, [...(bins.get(bin) || []), event]);
  }
  const most = Math.max(...[...bins.values()].map((bin) => bin.length));
  return [...bins].map(([bin, found]) => {
    const tall = Math.max(3, (found.length / most) * (height - 6));
    const words = plural(found.length, "event", "events") + ", " + when(found[0]) + (found.length > 1 ? " and after" : "");
    return svg("rect", { class: "bar", x: bin * size + 1, y: base + height - tall, width: size - 2, height: tall, rx: 1, onclick: () => select(found[0].index, true) }, svg("title", null, words));
  });
}

function lanes() {
  const visible = EVENTS.filter((event) => shown.has(event.index));
  const keys = Object.keys(DATA.words[grouping]);
  const of = (event) => (grouping === "type" ? [event.type] : sidesOf(event));
  return keys.map((key) => ({ key, events: visible.filter((event) => of(event).includes(key)) })).filter((lane) => lane.events.length);
}

function drawChart() {
  const chart = byId("chart");
  const style = getComputedStyle(chart);
  const width = chart.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const found = lanes();
  const dated = found.flatMap((lane) => lane.events).filter((event) => event.earliest);
  if (!dated.length || width < 50) return chart.replaceChildren();
  const label = narrow() ? 0 : 186;
  const first = Math.min(...dated.map((event) => time(event.earliest)));
  const last = Math.max(first + 7 * DAY, ...dated.map((event) => time(event.latest)));
  const x = (value) => label + 16 + ((value - first) / (last - first)) * (width - label - 34);
  const drawn = [];
  let y = 6;
  for (const lane of found) {
    const marks = packed(lane.events.filter((event) => event.earliest), x);
    const rows = Math.max(1, ...marks.map((one) => one.row + 1));
    const crowded = rows > MOST_ROWS;
    const head = narrow() ? 20 : 0;
    const height = head + (crowded ? 90 : Math.max(34, rows * ROW + 12));
    const top = crowded || narrow() ? y + head : y + Math.max(6, (height - rows * ROW) / 2);
    drawn.push(svg("rect", { class: "lane", x: 0, y, width, height: height - 4, rx: 5 }));
    const name = capital(DATA.words[grouping][lane.key] || lane.key);
    const undated = lane.events.length - marks.length;
    drawn.push(grouping === "type" ? svg("image", { href: image("Event|" + lane.key), x: 8, y: narrow() ? y + 2 : y + height / 2 - 13, width: narrow() ? 16 : 22, height: narrow() ? 16 : 22 }) : svg("rect", { x: 10, y: (narrow() ? y + 3 : y + height / 2 - 9), width: 14, height: 14, rx: 4, fill: DATA.hues[lane.key], class: "rim" }));
    drawn.push(svg("text", { x: narrow() ? 30 : 38, y: narrow() ? y + 15 : y + height / 2 + 3, class: "name" }, `${name}  ${lane.events.length} `, undated ? svg("tspan", { class: "undated" }, `${undated} undated`) : ""));
    drawn.push(...(crowded ? bars(marks.map((one) => one.event), x, width, y, height - 6) : marks.map((one) => mark(one, top))));
    y += height;
  }
  const axis = ticks(first, last, width - label).map((value) => {
    const at = x(time(value.length === 4 ? value + "-01-01" : value.length === 7 ? value + "-01" : value));
    return svg("g", { class: "tick" }, svg("line", { x1: at, x2: at, y1: 4, y2: y }), svg("text", { x: at, y: y + 15, "text-anchor": at > width - 40 ? "end" : "middle" }, day(value)));
  });
  const drawing = svg("svg", { width, height: y + 22, viewBox: `0 0 ${width} ${y + 22}` });
  drawing.append(...drawn.filter((one) => one.classList.contains("lane")), ...axis, ...drawn.filter((one) => !one.classList.contains("lane")));
  chart.replaceChildren(drawing);
  byId("scroll").style.scrollPaddingTop = chart.offsetHeight + 10 + "px";
}

function drawRows() {
  for (const { part, events, number } of months) {
    let visible = 0;
    for (const event of events) {
      const item = items.get(event.index);
      item.hidden = !shown.has(event.index);
      item.classList.toggle("selected", event.index === selected);
      visible += item.hidden ? 0 : 1;
    }
    part.hidden = visible === 0;
    number.textContent = plural(visible, "event", "events");
  }
}

function groupBy(by) {
  grouping = by;
  byId("by-type").setAttribute("aria-pressed", String(by === "type"));
  byId("by-side").setAttribute("aria-pressed", String(by === "side"));
  drawChart();
}

const stage = {
  events: true,
  toggles: [],
  signs: [
    [line("M19 7m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0"), "A day; in the colours of the sides"],
    [line("M4 7H34"), "Some time between two days"],
    [line("M19 7m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0", "3 2"), "Contested or denied"],
  ],
  start() {
    buildRows();
    byId("by-type").addEventListener("click", () => groupBy("type"));
    byId("by-side").addEventListener("click", () => groupBy("side"));
    new ResizeObserver(drawChart).observe(byId("chart"));
  },
  draw() {
    drawChart();
    drawRows();
  },
  recolour() {
    drawChart();
  },
  fit() {},
  goTo(index) {
    const item = items.get(index);
    if (item && !item.hidden) item.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  },
};
