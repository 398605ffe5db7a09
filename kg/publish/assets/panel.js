// The panel: everything that the graph holds of one thing, with each claim about it.
const LANGUAGE_NAMES = { en: "English", ro: "Romanian", uk: "Ukrainian", ru: "Russian" };

function nodeButton(node, note) {
  const name = el("span", null, bdi(node.label), note ? el("small", null, bdi(note)) : null);
  return el("button", { type: "button", onclick: () => select(node.index, true) }, el("img", { src: image(node.symbol), alt: "" }), name);
}

function section(title, ...content) {
  const kept = content.filter(Boolean);
  return kept.length ? [el("h3", null, title), ...kept] : [];
}

function pairs(rows) {
  const list = el("dl");
  for (const [name, value, lang] of rows) list.append(el("dt", null, name), el("dd", null, value instanceof Node ? value : bdi(value, lang)));
  return rows.length ? list : null;
}

/** The quote with its mentions highlighted; marks count code points. */
function quoted(saying) {
  const points = Array.from(saying.quote);
  const made = el("blockquote", { lang: DOCUMENTS[saying.document].lang || null, dir: "auto" });
  let at = 0;
  for (const [start, end, what] of saying.marks) {
    made.append(points.slice(at, start).join(""), el("mark", { class: DATA.groups[what], title: DATA.words.role[what] || null }, points.slice(start, end).join("")));
    at = end;
  }
  made.append(points.slice(at).join(""));
  return made;
}

function sourceLine(document_) {
  const parts = [document_.publisher || "publisher not named", day(document_.published)].filter(Boolean).join(", ");
  const line = el("p", { class: "source" }, bdi(parts));
  if (document_.title) line.append(" · ", bdi(document_.title, document_.lang));
  if (/^https?:\/\//i.test(document_.url)) line.append(" · ", el("a", { href: document_.url, target: "_blank", rel: "noopener noreferrer" }, "open the document"));
  return line;
}

function sayingCard(saying) {
  const by = saying.by >= 0 ? el("button", { type: "button", class: "plain", onclick: () => select(saying.by, true) }, bdi(saying.claimant)) : el("strong", null, bdi(saying.claimant || "The document itself"));
  const head = el("div", { class: "who" }, by, el("span", { class: "modality " + saying.modality }, DATA.words.modality[saying.modality] || saying.modality));
  if (saying.on) head.append(el("span", { class: "note" }, "said on " + day(saying.on)));
  const says = saying.details.map(([property, value, index]) => {
    const node = index >= 0 ? el("button", { type: "button", class: "plain", onclick: () => select(index, true) }, bdi(NODES[index].label)) : null;
    const text = value && node ? el("span", null, bdi(value), ", ", node) : node || bdi(day(value));
    return [DATA.words.role[property] || property, text];
  });
  const list = pairs(says);
  if (list) list.className = "says";
  return el("article", { class: "saying" }, head, quoted(saying), list, sourceLine(DOCUMENTS[saying.document]));
}

function focusTools(node) {
  const tools = el("div", { class: "focus", role: "group", "aria-label": "Focus on the neighbourhood" }, "Only this and");
  [1, 2, 3].forEach((hops) => {
    const pressed = focus && focus.index === node.index && focus.hops === hops;
    tools.append(el("button", { type: "button", "aria-pressed": String(Boolean(pressed)), onclick: () => focusOn(node.index, hops) }, plural(hops, "step", "steps")));
  });
  return tools;
}

function linkNote(edge, node) {
  const there = other(edge, node);
  return [edge.label, isEvent(there) ? day(there.date) : ""].filter(Boolean).join(" · ");
}

function links(node) {
  const order = (edge) => [edge.role === "claimant" ? 1 : 0, other(edge, node).earliest || "9", other(edge, node).label];
  const sorted = [...node.edges].sort((a, b) => (String(order(a)) < String(order(b)) ? -1 : 1));
  if (!sorted.length) return null;
  return el("ul", { class: "links" }, ...sorted.map((edge) => el("li", null, nodeButton(other(edge, node), linkNote(edge, node)))));
}

function flags(node) {
  const made = [];
  if (node.contested.length) made.push(el("p", { class: "flag" }, "Contested: ", node.contested.join(", ") + ". All values stand in the claims below."));
  if (node.denied) made.push(el("p", { class: "flag" }, "Someone denies that it happened; see the claims below."));
  return made;
}

function fillPanel(node) {
  const panel = byId("panel");
  const support = [plural(node.documents, "document", "documents"), node.publishers ? plural(node.publishers, "publisher", "publishers") : "", node.origins ? plural(node.origins, "independent origin", "independent origins") : ""].filter(Boolean).join(", ");
  const kind = [isEvent(node) ? DATA.words.type[node.type] : DATA.words.kind[node.kind], node.side ? DATA.words.side[node.side] : ""].filter(Boolean).join(" · ");
  const head = el(
    "div",
    { class: "head" },
    el("img", { src: image(node.symbol), alt: "" }),
    el("div", null, el("h2", null, bdi(heading(node))), el("p", { class: "kind" }, kind + " · " + support)),
    el("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => select(-1) }, "×"),
  );
  const facts = [];
  if (isEvent(node)) {
    facts.push(["Date", node.date ? day(node.date) : "not told"]);
    node.counts.forEach((count, n) => facts.push([n ? "" : "Count", count]));
    Object.entries(node.sides).forEach(([role, sides]) => facts.push([role, sides.map((side) => DATA.words.side[side] || side).join(", ") + " (not named)"]));
  }
  facts.push(...Object.entries(node.attributes));
  if (node.position) facts.push(["Position", node.position]);
  const named = Object.entries(node.labels).map(([lang, label]) => [LANGUAGE_NAMES[lang] || "Name", label, lang]);
  if (node.aliases.length) named.push(["Also", node.aliases.slice(0, 12).join("; ") + (node.aliases.length > 12 ? "; …" : "")]);
  panel.replaceChildren(
    head,
    focusTools(node),
    ...flags(node),
    ...section("What is known", pairs(facts)),
    ...section(isEvent(node) ? "Who and where" : "Linked to", links(node)),
    ...section(plural(node.sayings.length, "claim", "claims"), ...node.sayings.map(sayingCard)),
    ...section("Names", pairs(named)),
    el("p", { class: "note more" }, "All of it on one page: ", el("code", null, "kg evidence " + node.iri.split("/").pop())),
  );
  panel.hidden = false;
  panel.scrollTop = 0;
}
