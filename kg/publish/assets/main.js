// Puts the page together.
function describeReading() {
  const publishers = new Set(DOCUMENTS.map((d) => d.publisher).filter(Boolean));
  const dates = DOCUMENTS.map((d) => d.published).filter(Boolean).sort();
  const languages = [...new Set(DOCUMENTS.map((d) => LANGUAGE_NAMES[d.lang] || d.lang))].filter(Boolean);
  const span = dates.length ? `published ${day(dates[0])} to ${day(dates[dates.length - 1])}` : "";
  const parts = [plural(DOCUMENTS.length, "document", "documents") + (publishers.size ? " of " + plural(publishers.size, "publisher", "publishers") : ""), span, languages.join(", ")];
  byId("read").textContent = "Read: " + parts.filter(Boolean).join("; ") + ".";
  byId("withheld").textContent = DATA.restricted
    ? "This page names private persons in captivity; keep it from the public (Geneva Convention III, article 13)."
    : "Names of private persons in captivity are withheld (Geneva Convention III, article 13).";
  if (DATA.restricted) {
    byId("banner").textContent = "Restricted: names and personal data of private persons in captivity are shown. Not for publication.";
    byId("banner").hidden = false;
  }
}

function openFilters(open) {
  byId("filters").classList.toggle("open", open);
  byId("open-filters").setAttribute("aria-expanded", String(open));
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: calm ? false : { duration: 150 } });
}

makeNetwork();
NODES.forEach((node) => drawnNodes.set(node.index, shown.has(node.index) ? "shown" : "hidden"));
EDGES.forEach((edge) => drawnEdges.set(edge.index, edgeShown(edge) ? "shown" : "hidden"));
buildFilters();
describeReading();
refresh();
fit(false);
sizeLeading();

byId("find").addEventListener("input", search);
byId("find").addEventListener("keydown", (event) => {
  const button = byId("found").querySelector("button");
  if (event.key === "Enter" && button) button.click();
});
byId("fit").addEventListener("click", () => fit(true));
byId("zoom-in").addEventListener("click", () => zoom(1.3));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
byId("whole").addEventListener("click", showEverything);
byId("open-filters").addEventListener("click", () => openFilters(!byId("filters").classList.contains("open")));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (byId("filters").classList.contains("open")) openFilters(false);
    else if (selected >= 0) select(-1);
  } else if (event.key === "/" && document.activeElement.tagName !== "INPUT") {
    event.preventDefault();
    byId("find").focus();
  }
});
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readColours();
  redrawAll();
});

// `page.html#IRI` opens with that thing selected; else a page about one thing opens with it.
const linked = NODES.find((node) => node.iri === location.hash.slice(1) || "#" + encodeURIComponent(node.iri) === location.hash);
if (linked || DATA.about >= 0) select(linked ? linked.index : DATA.about, Boolean(linked));
