// Events on a map: a dot where a place is named, an area where all that is told is a region or a country.
const WORLD = 1000; // the side of the square of the projection, in units of the drawing
const BASE = DATA.basemap;
const PLACES = DATA.places;

const projectX = (lon) => ((lon + 180) / 360) * WORLD;
const projectY = (lat) => ((1 - Math.asinh(Math.tan((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180)) / Math.PI) / 2) * WORLD;
/** Units of the drawing to a kilometre, at a latitude. */
const kilometre = (lat) => WORLD / (40075 * Math.cos((lat * Math.PI) / 180));

const arcs = BASE.arcs.map((steps) => {
  const points = [];
  for (let n = 0, x = 0, y = 0; n < steps.length; n += 2) {
    x += steps[n];
    y += steps[n + 1];
    points.push(projectX(x / BASE.scale).toFixed(3) + " " + projectY(y / BASE.scale).toFixed(3));
  }
  return points;
});
const ring = (numbers) => "M" + numbers.map((n) => (n >= 0 ? arcs[n] : [...arcs[~n]].reverse()).join("L")).join("L") + "Z";
const rings = (shapes) => shapes.map(ring).join("");
const strokes = (numbers) => numbers.map((n) => "M" + arcs[n].join("L")).join("");
const shapeOf = (place) => BASE.regions[place.id] || BASE.countries[place.id] || null;

let view = { x: 0, y: 0, scale: 1 }; // what lies in the top left corner, and pixels to a unit
let box, ground, tiles, areas, marks;
const areaOf = new Map();

for (const place of PLACES) {
  place.x = projectX(place.lon);
  place.y = projectY(place.lat);
  place.reach = place.spread * kilometre(place.lat);
  place.shape = place.spread ? shapeOf(place) : null;
}

/** The places of the events that are shown, each with its events. */
function occupied() {
  const found = new Map();
  for (const [index, at] of Object.entries(DATA.at)) {
    if (!shown.has(Number(index))) continue;
    for (const n of at) found.set(n, [...(found.get(n) || []), NODES[index]]);
  }
  return found;
}

const toScreen = (x, y) => [(x - view.x) * view.scale, (y - view.y) * view.scale];
const size = () => [byId("map").clientWidth, byId("map").clientHeight];
const touches = (events) => events.some((event) => event.index === selected);

const radius = (events) => 10 + Math.min(12, 2.6 * Math.sqrt(events.length));

/** Where the mark of a place stands: at the place; that of an area beside the marks that it would cover. */
function standing(place, r, taken) {
  const [x, y] = toScreen(place.x, place.y);
  if (!place.spread) return [x, y];
  const free = ([px, py]) => taken.every((t) => Math.hypot(t.x - px, t.y - py) > t.r + r + 4);
  const around = [[0, 0], [0, -42], [46, 0], [-46, 0], [0, 46], [46, -42], [-46, -42], [46, 46], [-46, 46]];
  const [dx, dy] = around.find(([dx_, dy_]) => free([x + dx_, y + dy_])) || [0, 0];
  return [x + dx, y + dy];
}

/** A mark with the number of events of a place, and its name where there is room. */
function dot({ n, events, x, y, r }, taken) {
  const place = PLACES[n];
  const [width, height] = size();
  if (x < -40 || y < -40 || x > width + 40 || y > height + 40) return null;
  const name = NODES[place.node].label;
  const words = `${name}: ${plural(events.length, "event", "events")}`;
  const made = svg("g", { class: "place" + (place.spread ? " vague" : "") + (selected === place.node || touches(events) ? " selected" : ""), transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, onclick: () => select(place.node, false) });
  made.append(svg("title", null, words + (place.spread ? ", somewhere within" : "")), svg("circle", { r }));
  made.append(svg("text", { class: "count", dy: "0.35em" }, String(events.length)));
  const wide = name.length * 3.3 + 4;
  const room = taken.every((t) => Math.abs(t.x - x) > t.wide + wide || Math.abs(t.y - (y + r + 12)) > 13);
  if (room) {
    taken.push({ x, y: y + r + 12, wide });
    made.append(svg("text", { class: "name", y: r + 13 }, name));
  }
  return made;
}

function townNames(taken) {
  const [width, height] = size();
  const made = [];
  const most = Math.min(60, (width * height) / 22000);
  for (const [name, lon, lat] of BASE.towns) {
    const [x, y] = toScreen(projectX(lon / BASE.scale), projectY(lat / BASE.scale));
    const wide = name.length * 2.9 + 5;
    if (x < 0 || y < 8 || x > width - 2 * wide || y > height - 8) continue;
    if (!taken.every((t) => Math.abs(t.x - (x + wide)) > t.wide + wide + 4 || Math.abs(t.y - y) > 17)) continue;
    taken.push({ x: x + wide, y, wide });
    made.push(svg("g", { class: "town", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` }, svg("circle", { r: 2 }), svg("text", { x: 5, y: 4 }, name)));
    if (made.length >= most) break;
  }
  return made;
}

function drawTiles() {
  tiles.replaceChildren();
  if (!DATA.tiles) return;
  const [width, height] = size();
  const zoom = Math.max(0, Math.min(18, Math.round(Math.log2((view.scale * WORLD) / 256))));
  const unit = WORLD / 2 ** zoom;
  for (let x = Math.floor(view.x / unit); x * unit < view.x + width / view.scale; x += 1) {
    for (let y = Math.floor(view.y / unit); y * unit < view.y + height / view.scale; y += 1) {
      if (x < 0 || y < 0 || x >= 2 ** zoom || y >= 2 ** zoom) continue;
      const href = DATA.tiles.replace("{z}", zoom).replace("{x}", x).replace("{y}", y);
      tiles.append(svg("image", { href, x: x * unit, y: y * unit, width: unit, height: unit, preserveAspectRatio: "none" }));
    }
  }
}

function drawScale() {
  const middle = view.y + size()[1] / 2 / view.scale;
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * middle) / WORLD))) * 180) / Math.PI;
  const pixels = kilometre(lat) * view.scale;
  const length = [2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1].find((km) => km * pixels <= 140) || 1;
  byId("scale").style.width = length * pixels + "px";
  byId("scale").textContent = length + " km";
}

function drawMap() {
  box.setAttribute("viewBox", `0 0 ${size().join(" ")}`);
  ground.setAttribute("transform", `scale(${view.scale}) translate(${-view.x} ${-view.y})`);
  const found = occupied();
  for (const [n, area] of areaOf) {
    area.classList.toggle("hidden", !found.has(n));
    area.classList.toggle("selected", found.has(n) && (selected === PLACES[n].node || touches(found.get(n))));
  }
  const order = [...found].sort((a, b) => Number(PLACES[a[0]].spread > 0) - Number(PLACES[b[0]].spread > 0) || b[1].length - a[1].length || a[0] - b[0]);
  const standings = [];
  for (const [n, events] of order) {
    const r = radius(events);
    const [x, y] = standing(PLACES[n], r, standings);
    standings.push({ n, events, x, y, r });
  }
  const taken = standings.map(({ x, y, r }) => ({ x, y, wide: r + 2 }));
  const dots = standings.map((one) => dot(one, taken)).filter(Boolean).reverse();
  marks.replaceChildren(...townNames(taken), ...dots);
  drawTiles();
  drawScale();
}

let waiting = 0;
function redraw() {
  if (!waiting) waiting = requestAnimationFrame(() => ((waiting = 0), drawMap()));
}

function zoomAt(factor, x, y) {
  const scale = Math.max(0.4, Math.min(2000, view.scale * factor));
  view = { x: view.x + x / view.scale - x / scale, y: view.y + y / view.scale - y / scale, scale };
  redraw();
}

function show(left, top, right, bottom, most) {
  const [width, height] = size();
  const scale = Math.min(most, (width * 0.82) / Math.max(1e-6, right - left), (height * 0.82) / Math.max(1e-6, bottom - top));
  view = { x: (left + right) / 2 - width / 2 / scale, y: (top + bottom) / 2 - height / 2 / scale, scale };
  redraw();
}

/** The corners of a place with all that it may cover. */
function extent(place) {
  if (place.shape && areaOf.has(PLACES.indexOf(place))) {
    const found = areaOf.get(PLACES.indexOf(place)).getBBox();
    if (found.width < WORLD / 3) return [found.x, found.y, found.x + found.width, found.y + found.height];
  }
  return [place.x - place.reach, place.y - place.reach, place.x + place.reach, place.y + place.reach];
}

function fitPlaces(places) {
  if (!places.length) return show(projectX(22), projectY(52.5), projectX(41), projectY(44), 1e9);
  const found = places.map(extent);
  const at = (n, pick) => pick(...found.map((e) => e[n]));
  return show(at(0, Math.min), at(1, Math.min), at(2, Math.max), at(3, Math.max), 1400 / (kilometre(49) * 240));
}

/** Drag with one pointer, pinch with two; a wheel zooms where it points. */
function listen() {
  const held = new Map();
  let moved = false;
  const spread = () => {
    const [a, b] = [...held.values()];
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  };
  box.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, [event.offsetX, event.offsetY]);
    moved = false;
  });
  box.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const wide = held.size === 2 ? spread() : 0;
    const now = [event.clientX - box.getBoundingClientRect().left, event.clientY - box.getBoundingClientRect().top];
    if (Math.hypot(now[0] - before[0], now[1] - before[1]) > 3 && !moved) {
      moved = true;
      box.setPointerCapture(event.pointerId);
    }
    held.set(event.pointerId, now);
    if (held.size === 1) {
      view.x -= (now[0] - before[0]) / view.scale;
      view.y -= (now[1] - before[1]) / view.scale;
      redraw();
    } else if (held.size === 2 && wide) {
      zoomAt(spread() / wide, now[0], now[1]);
    }
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) box.addEventListener(end, (event) => held.delete(event.pointerId));
  box.addEventListener("wheel", (event) => {
    event.preventDefault();
    const place = box.getBoundingClientRect();
    zoomAt(Math.exp(-event.deltaY * 0.0016), event.clientX - place.left, event.clientY - place.top);
  }, { passive: false });
  byId("map").addEventListener("keydown", (event) => {
    const [width, height] = size();
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) {
      view.x += (step[0] * width) / 8 / view.scale;
      view.y += (step[1] * height) / 8 / view.scale;
      redraw();
    } else if (event.key === "+" || event.key === "=") zoomAt(1.4, width / 2, height / 2);
    else if (event.key === "-") zoomAt(1 / 1.4, width / 2, height / 2);
    else return;
    event.preventDefault();
  });
}

function listUnplaced() {
  const without = NODES.filter((node) => isEvent(node) && shown.has(node.index) && !DATA.at[node.index]);
  byId("unplaced").hidden = without.length === 0;
  byId("unplaced").querySelector("summary").textContent = plural(without.length, "event", "events") + " without a place";
  byId("unplaced").querySelector("ul").replaceChildren(...without.map((node) => el("li", null, nodeButton(node, day(node.date)))));
}

const stage = {
  events: true,
  toggles: [],
  signs: [
    [line("M19 7m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0"), "A named place, with the number of its events"],
    [line("M8 2H31L34 8L27 12H6Z", "3 2"), "Somewhere within a region, a district or a country"],
  ],
  start() {
    box = svg("svg", { "aria-hidden": "true" });
    tiles = svg("g", { class: "tiles" });
    areas = svg("g");
    marks = svg("g");
    const land = svg("path", { class: "land", d: Object.values(BASE.countries).map(rings).join("") });
    ground = svg("g", { class: DATA.tiles ? "tiled" : null }, tiles, land, svg("path", { class: "inner", d: strokes(BASE.inner) }), svg("path", { class: "border", d: strokes(BASE.borders) + strokes(BASE.outer) }), areas);
    PLACES.forEach((place, n) => {
      if (!place.spread) return;
      const pick = () => select(place.node, false);
      const area = place.shape ? svg("path", { class: place.id in BASE.countries ? "area country" : "area", d: rings(place.shape), onclick: pick }) : svg("circle", { class: "area", cx: place.x, cy: place.y, r: place.reach, onclick: pick });
      area.append(svg("title", null, NODES[place.node].label + ": somewhere within"));
      areaOf.set(n, area);
    });
    // Large areas below small ones, so that each can be clicked.
    areas.append(...[...areaOf].sort((a, b) => PLACES[b[0]].spread - PLACES[a[0]].spread || a[0] - b[0]).map(([, area]) => area));
    box.append(ground, marks);
    byId("map").append(box);
    listen();
    byId("fit").addEventListener("click", () => stage.fit(true));
    byId("zoom-in").addEventListener("click", () => zoomAt(1.5, size()[0] / 2, size()[1] / 2));
    byId("zoom-out").addEventListener("click", () => zoomAt(1 / 1.5, size()[0] / 2, size()[1] / 2));
    new ResizeObserver(redraw).observe(byId("map"));
  },
  draw() {
    listUnplaced();
    redraw();
  },
  recolour() {},
  fit() {
    const near = [...occupied().keys()].map((n) => PLACES[n]).filter((place) => place.near);
    fitPlaces(near.length ? near : [...occupied().keys()].map((n) => PLACES[n]));
  },
  goTo(index) {
    const own = DATA.at[index] ? DATA.at[index].map((n) => PLACES[n]) : PLACES.filter((place) => place.node === index);
    if (own.length) fitPlaces(own);
  },
};
