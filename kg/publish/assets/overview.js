// A large graph opens as its communities, each a circle with the number of its things, and unfolds where it is asked to.
const COMMUNITIES = DATA.communities;
const folded = new Set(COMMUNITIES.keys());
COMMUNITIES.forEach((members, number) => members.forEach((index) => (NODES[index].community = number)));

const isFolded = (node) => filter.within === null && folded.has(node.community);
const bubbleId = (number) => NODES.length + number;
const drawnBubbles = new Map();
let drawnBridges = new Set();

/** What a community is called: the two of its things that most links lead to. */
function communityName(number) {
  if (number === DATA.others) return ["Others"];
  const rank = (index) => NODES[index].edges.length + 2 * NODES[index].origins;
  const named = COMMUNITIES[number].filter((index) => !isEvent(NODES[index]));
  const from = named.length ? named : COMMUNITIES[number];
  return [...from].sort((a, b) => rank(b) - rank(a) || a - b).slice(0, 2).map((index) => NODES[index].label);
}

const communityNames = COMMUNITIES.map((_, number) => communityName(number));
const middles = COMMUNITIES.map((members) => {
  const mean = (axis) => members.reduce((sum, index) => sum + NODES[index][axis], 0) / members.length;
  return { x: mean("x"), y: mean("y") };
});

/** Draw the folded communities, as large as what is shown of them, and the lines that lead to them. */
function drawOverview() {
  const sizes = new Map();
  for (const index of shown) if (isFolded(NODES[index])) sizes.set(NODES[index].community, (sizes.get(NODES[index].community) || 0) + 1);
  const rows = [];
  COMMUNITIES.forEach((_, number) => {
    const size = sizes.get(number) || 0;
    if (size === 0 && !drawnBubbles.has(number)) return;
    drawnBubbles.set(number, size);
    rows.push({
      id: bubbleId(number),
      ...middles[number],
      hidden: size === 0,
      shape: "dot",
      size: 30 + 9 * Math.sqrt(size),
      label: communityNames[number].map((name) => wrap(name, 24)).join("\n"),
      title: communityNames[number].join(", ") + ": " + plural(size, "thing", "things"),
      borderWidth: 3,
      color: { background: colours.card, border: colours.accent, highlight: { background: colours.card, border: colours["edge-strong"] } },
      font: bubbleFont(),
    });
  });
  nodeSet.update(rows);
  drawBridges();
  byId("unfold").hidden = COMMUNITIES.length === 0 || filter.within !== null;
  byId("unfold").textContent = folded.size ? "Unfold all" : "Fold";
}

const bubbleFont = () => ({ size: leadingSize, face: FACE, color: colours.ink, strokeWidth: leadingSize / 5, strokeColor: colours.halo });

/** Names as large on the screen as they are when the view is close. */
function sizeBubbles() {
  nodeSet.update([...drawnBubbles.keys()].map((number) => ({ id: bubbleId(number), font: bubbleFont() })));
}

/** How many things are in a folded community, in its circle. */
function numberBubbles(context) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = colours.ink;
  for (const [number, size] of drawnBubbles) {
    if (!size) continue;
    const { x, y } = middles[number];
    context.font = `600 ${14 + 6 * Math.sqrt(size)}px ${FACE}`;
    context.fillText(size.toLocaleString("en"), x, y);
  }
}

/** One line for all that links a community with another, or with something that is not folded. */
function drawBridges() {
  const bridges = new Map();
  for (const edge of EDGES) {
    if (!edgeShown(edge) || !(isFolded(NODES[edge.from]) || isFolded(NODES[edge.to]))) continue;
    const [from, to] = [edge.from, edge.to].map((index) => (isFolded(NODES[index]) ? bubbleId(NODES[index].community) : index));
    if (from === to) continue;
    const key = `bridge ${Math.min(from, to)} ${Math.max(from, to)}`;
    bridges.set(key, { id: key, from, to, number: ((bridges.get(key) || {}).number || 0) + 1 });
  }
  edgeSet.remove([...drawnBridges].filter((key) => !bridges.has(key)));
  edgeSet.update(
    [...bridges.values()].map(({ id, from, to, number }) => ({
      id, from, to, width: Math.min(24, 1.5 + 2 * Math.sqrt(number)), smooth: false, arrows: "",
      color: { color: colours.edge, opacity: 0.5, inherit: false },
    })),
  );
  drawnBridges = new Set(bridges.keys());
}

/** Show the things of some communities by themselves. */
function unfold(numbers) {
  numbers.forEach((number) => folded.delete(number));
  stage.draw();
  const nodes = numbers.flatMap((number) => COMMUNITIES[number]).filter((index) => shown.has(index));
  if (nodes.length) network.fit({ nodes, maxZoomLevel: 1.1, animation: calm ? false : { duration: 350 } });
}

function startOverview() {
  byId("unfold").addEventListener("click", () => {
    if (folded.size) folded.clear();
    else COMMUNITIES.forEach((_, number) => folded.add(number));
    stage.draw();
    stage.fit(true);
  });
}
