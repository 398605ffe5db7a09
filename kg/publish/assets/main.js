// Puts the page together.
shown = passing();
stage.start();
buildFilters();
refresh();
stage.fit(false);

byId("find").addEventListener("input", search);
byId("find").addEventListener("keydown", (event) => {
  const button = byId("found").querySelector("button");
  if (event.key === "Enter" && button) button.click();
});
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
byId("theme").addEventListener("change", () => stage.recolour());
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => stage.recolour());

// `page.html#IRI` opens with that thing selected; else a page about one thing opens with it.
const linked = NODES.find((node) => node.iri === location.hash.slice(1) || "#" + encodeURIComponent(node.iri) === location.hash);
if (linked || DATA.about >= 0) select(linked ? linked.index : DATA.about, Boolean(linked));
