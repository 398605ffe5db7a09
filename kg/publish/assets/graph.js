// The drawing: vis-network with positions that were computed beforehand.
const colours = {};

/** The colours of the style sheet, as a canvas understands them. */
function readColours() {
  const probe = document.body.appendChild(el("i", { hidden: true }));
  for (const name of ["ink", "soft", "halo", "card", "edge", "edge-strong", "accent"]) {
    probe.style.color = `var(--${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
}

/** Lines of at most `width` characters, three at most. */
function wrap(text, width) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + word.length >= width) lines.push(word);
    else lines[last] = (lines[last] + " " + word).trim();
  }
  const kept = lines.slice(0, 3).map((line) => (line.length > width + 8 ? line.slice(0, width + 7) + "…" : line));
  return kept.join("\n") + (lines.length > 3 ? "…" : "");
}

function caption(node) {
  if (!isEvent(node)) return wrap(node.label, 22);
  return wrap(heading(node), 26) + (node.date ? "\n" + day(node.date) : "");
}

const weight = (node) => Math.sqrt(Math.max(1, node.origins)) + Math.min(2, node.edges.length / 12);

const FACE = '-apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';

/** The things that are named even on an overview: those with most links and publishers, none too near another. */
function chooseLeading() {
  const xs = NODES.map((node) => node.x);
  const ys = NODES.map((node) => node.y);
  const room = [(Math.max(...xs) - Math.min(...xs)) / 6, (Math.max(...ys) - Math.min(...ys)) / 11];
  const rank = (node) => node.edges.length + 2 * node.origins;
  const chosen = [];
  for (const node of [...NODES].sort((a, b) => rank(b) - rank(a) || a.index - b.index)) {
    if (chosen.length >= Math.min(30, NODES.length / 10)) break;
    if (chosen.every((c) => Math.abs(c.x - node.x) > room[0] || Math.abs(c.y - node.y) > room[1])) chosen.push(node);
  }
  return new Set(chosen.map((node) => node.index));
}

const leading = chooseLeading();
let leadingSize = 16;

/** Keep the leading names readable where the view is so far that the others are not. */
function sizeLeading() {
  const scale = network.getScale();
  const size = scale > 0.55 ? 16 : Math.round(Math.min(60, 12.5 / scale));
  if (size === leadingSize) return;
  leadingSize = size;
  nodeSet.update([...leading].filter((index) => drawnNodes.has(index)).map((index) => ({ id: index, font: { size } })));
  sizeBubbles();
}

function look(node, faint) {
  return {
    id: node.index,
    opacity: faint ? 0.2 : 1,
    font: {
      size: leading.has(node.index) ? leadingSize : 15,
      color: faint ? "rgba(128,128,128,0.25)" : colours.ink,
      face: FACE,
      strokeWidth: faint ? 0 : 4,
      strokeColor: colours.halo,
      vadjust: node.kind === "Unit" ? -6 : 0,
    },
  };
}

function lineLook(edge, faint, strong) {
  const said = edge.role === "claimant";
  return {
    id: edge.index,
    color: { color: strong ? colours["edge-strong"] : colours.edge, opacity: faint ? 0.18 : said && !strong ? 0.8 : 1, highlight: colours.accent, inherit: false },
    width: strong ? 2.2 : said ? 0.8 : 1.4,
    label: filter.words && !faint && !said && !strong ? edge.label : " ",
    font: { size: 12, color: colours.soft, strokeWidth: 3, strokeColor: colours.halo, face: FACE, align: "horizontal" },
  };
}

const paired = tally(EDGES.map((e) => Math.min(e.from, e.to) + "-" + Math.max(e.from, e.to)));
let nodeSet, edgeSet, network;

/** Edges between the same two things bend away from each other: how, by the number that an edge has among them. */
const bends = (() => {
  const seen = new Map();
  return EDGES.map((edge) => {
    const pair = Math.min(edge.from, edge.to) + "-" + Math.max(edge.from, edge.to);
    const nth = seen.get(pair) || 0;
    seen.set(pair, nth + 1);
    if (paired.get(pair) === 1) return false;
    return { enabled: true, type: edge.from < edge.to === (nth % 2 === 0) ? "curvedCW" : "curvedCCW", roundness: 0.14 + 0.1 * (nth >> 1) };
  });
})();

const nodeRow = (node, faint) => ({
  ...look(node, faint),
  x: node.x,
  y: node.y,
  shape: "image",
  image: image(node.symbol),
  label: caption(node),
  size: (node.kind === "Unit" ? 22 : 15) + 4 * weight(node),
  title: node.label,
});

const edgeRow = (edge, faint, strong) => ({
  ...lineLook(edge, faint, strong),
  from: edge.from,
  to: edge.to,
  smooth: bends[edge.index],
  dashes: edge.role === "claimant" ? [1, 4] : edge.contested ? [7, 5] : false,
  arrows: { to: { enabled: true, scaleFactor: 0.45 } },
});

function makeNetwork() {
  readColours();
  nodeSet = new vis.DataSet();
  edgeSet = new vis.DataSet();
  network = new vis.Network(
    byId("canvas"),
    { nodes: nodeSet, edges: edgeSet },
    {
      physics: { enabled: false, solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -90, springLength: 130, avoidOverlap: 0.6 } },
      layout: { improvedLayout: false, randomSeed: 1 },
      nodes: { shapeProperties: { useBorderWithImage: false, interpolation: true }, scaling: { label: { drawThreshold: 5.5 } } },
      edges: { scaling: { label: { drawThreshold: 7 } }, selectionWidth: 0, hoverWidth: 0 },
      interaction: { hover: false, tooltipDelay: 250, hideEdgesOnDrag: NODES.length > 1500, hideEdgesOnZoom: NODES.length > 1500, keyboard: { enabled: true, bindToWindow: false }, navigationButtons: false, multiselect: false },
    },
  );
  const frame = byId("canvas").querySelector(".vis-network");
  frame.tabIndex = 0;
  for (const [name, value] of [["role", "application"], ["aria-roledescription", "graph"], ["aria-label", "Graph"], ["aria-describedby", "canvas-help"]]) frame.setAttribute(name, value);
  network.on("click", (event) => {
    const [found] = event.nodes;
    if (found === undefined) select(-1);
    else if (found < NODES.length) select(found);
    else unfold([found - NODES.length]);
  });
  network.on("doubleClick", (event) => event.nodes.length && event.nodes[0] < NODES.length && focusOn(event.nodes[0], 1));
  network.on("beforeDrawing", ring);
  network.on("afterDrawing", nameRoles);
  network.on("afterDrawing", numberBubbles);
  network.on("zoom", sizeLeading);
  network.on("animationFinished", sizeLeading);
}

/** A ring around what is selected. */
function ring(context) {
  if (selected < 0 || !shown.has(selected) || !drawnNodes.has(selected)) return;
  const { x, y } = network.getPosition(selected);
  context.beginPath();
  context.arc(x, y, nodeSet.get(selected).size + 9, 0, 2 * Math.PI);
  context.strokeStyle = colours.accent;
  context.lineWidth = 4;
  context.stroke();
}

/** The words of the lines of what is selected, over all else, nearer to the other end of each line. */
function nameRoles(context) {
  if (selected < 0 || !filter.words || !drawnNodes.has(selected)) return;
  const here = network.getPosition(selected);
  const size = Math.max(12, Math.min(30, 11 / network.getScale()));
  context.font = `${size}px ${FACE}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const nth = new Map();
  for (const edge of NODES[selected].edges.filter((e) => edgeShown(e) && !isFolded(other(e, NODES[selected])))) {
    const there = other(edge, NODES[selected]).index;
    const end = network.getPosition(there);
    const row = nth.get(there) || 0;
    nth.set(there, row + 1);
    const x = here.x + (end.x - here.x) * 0.6;
    const y = here.y + (end.y - here.y) * 0.6 + row * size * 1.5;
    const width = context.measureText(edge.label).width + size * 0.9;
    context.fillStyle = colours.halo;
    context.fillRect(x - width / 2, y - size * 0.68, width, size * 1.36);
    context.strokeStyle = colours.edge;
    context.lineWidth = size / 14;
    context.strokeRect(x - width / 2, y - size * 0.68, width, size * 1.36);
    context.fillStyle = colours.ink;
    context.fillText(edge.label, x, y);
  }
}

function setPhysics(on) {
  network.setOptions({ physics: { enabled: on } });
}

// How each node and edge was last drawn: only what changes is drawn anew, and what was never shown is not even made.
const drawnNodes = new Map();
const drawnEdges = new Map();

/** Bring a set of the drawing up to date: `state` of each thing, and the row that draws it in that state. */
function update(set, drawn, things, state, row) {
  const rows = [];
  for (const thing of things) {
    const now = state(thing);
    const before = drawn.get(thing.index);
    if (now === before || (now === "hidden" && before === undefined)) continue;
    drawn.set(thing.index, now);
    rows.push(now === "hidden" ? { id: thing.index, hidden: true } : { ...row(thing, now), hidden: false });
  }
  set.update(rows);
}

/** Draw what is shown, faint where it has nothing to do with what is selected. */
function drawNetwork() {
  const near = new Set();
  const whole = selected < 0 || (focus !== null && focus.index === selected);
  if (!whole) {
    near.add(selected);
    NODES[selected].edges.filter(edgePasses).forEach((edge) => near.add(edge.from).add(edge.to));
  }
  const visible = (index) => shown.has(index) && !isFolded(NODES[index]);
  const nodeState = (node) => (!visible(node.index) ? "hidden" : !whole && !near.has(node.index) ? "faint" : "shown");
  const edgeState = (edge) => {
    if (!edgePasses(edge) || !visible(edge.from) || !visible(edge.to)) return "hidden";
    if (edge.from === selected || edge.to === selected) return "strong";
    return whole ? "shown" : "faint";
  };
  update(nodeSet, drawnNodes, NODES, nodeState, (node, state) => nodeRow(node, state === "faint"));
  update(edgeSet, drawnEdges, EDGES, edgeState, (edge, state) => edgeRow(edge, state === "faint", state === "strong"));
  drawOverview();
}

/** Draw everything anew, as after a change of colours or words. */
function redrawAll() {
  readColours();
  for (const drawn of [drawnNodes, drawnEdges]) drawn.forEach((state, index) => state !== "hidden" && drawn.set(index, "stale"));
  drawNetwork();
}

function fitNetwork(moving) {
  const nodes = nodeSet.getIds({ filter: (row) => !row.hidden });
  if (nodes.length) network.fit({ nodes, minZoomLevel: narrow() ? 0.24 : 0.02, maxZoomLevel: 1.25, animation: calm || !moving ? false : { duration: 250 } });
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: calm ? false : { duration: 150 } });
}

function goToNode(index) {
  if (isFolded(NODES[index])) unfold([NODES[index].community]);
  const offset = { x: 0, y: narrow() ? -byId("canvas").clientHeight * 0.3 : 0 };
  network.focus(index, { offset, scale: Math.max(0.8, Math.min(1.2, network.getScale())), animation: calm ? false : { duration: 300 } });
}

/** The next or the last thing of those that are shown, the most linked first; its name is told to who does not see it. */
function step(by) {
  const order = NODES.filter((node) => shown.has(node.index)).sort((a, b) => b.edges.length - a.edges.length || a.index - b.index);
  if (!order.length) return;
  const at = order.findIndex((node) => node.index === selected);
  const node = order[(at + by + order.length) % order.length];
  select(node.index, false);
  goToNode(node.index);
  byId("spoken").textContent = `${heading(node)}, ${plural(node.edges.length, "link", "links")}`;
}

function listen() {
  byId("canvas").addEventListener("keydown", (event) => {
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Enter" && selected >= 0) byId("panel").focus();
  });
}

/** The drawing as it is on the screen, for paper: a canvas that gets another size would come out empty. */
const paper = el("img", { id: "printed", alt: "The graph as it was on the screen" });

const stage = {
  events: false,
  toggles: [
    ["Words on the lines", true, (on) => ((filter.words = on), redrawAll())],
    ["Who says so", true, (on) => ((filter.claimants = on), refresh())],
    ["Things without a link", false, (on) => ((filter.alone = on), refresh())],
    ["Let the graph move", false, setPhysics],
  ],
  signs: [
    [line("M1 7H37"), "Role or relation, named on the line"],
    [line("M1 7H37", "6 4"), "Contested: denied, or told in ways that exclude each other"],
    [line("M1 7H37", "1 3"), "Who says so"],
    [line("M9 7m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0M27 7m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0"), "Larger: told by more voices that do not repeat each other"],
  ],
  start() {
    makeNetwork();
    startOverview();
    listen();
    window.addEventListener("beforeprint", () => {
      paper.src = byId("canvas").querySelector("canvas").toDataURL();
      byId("stage").append(paper);
    });
    byId("fit").addEventListener("click", () => fitNetwork(true));
    byId("zoom-in").addEventListener("click", () => zoom(1.3));
    byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  },
  draw: drawNetwork,
  recolour: redrawAll,
  fit(moving) {
    fitNetwork(moving);
    sizeLeading();
  },
  goTo: goToNode,
};
