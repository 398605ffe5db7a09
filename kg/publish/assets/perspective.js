// What the graph, the timeline and the map share: what is shown, what is selected, what lies in focus. Each of them
// brings a `stage`: start() draws for the first time, draw() draws anew, recolour() after a change of colours, fit(moving)
// brings all into view, goTo(index) one thing; `toggles` and `signs` are its rows in the filters, `events` says that it
// shows events alone.
let selected = -1;
let focus = null;
let shown = new Set();

const narrow = () => window.innerWidth <= 860;
const edgeShown = (edge) => edgePasses(edge) && shown.has(edge.from) && shown.has(edge.to);

/** Show what passes the filters, and say how much that is. */
function refresh() {
  shown = passing();
  stage.draw();
  const events = [...shown].filter((index) => isEvent(NODES[index])).length;
  const entities = stage.events ? "" : ", " + plural(shown.size - events, "entity", "entities");
  byId("shown").textContent = plural(events, "event", "events") + entities;
  byId("empty").hidden = (stage.events ? events : shown.size) > 0;
  byId("whole").hidden = focus === null;
}

/** Select a thing by its index, or none; `travel` brings it into view. */
function select(index, travel) {
  selected = index;
  if (index < 0) byId("panel").hidden = true;
  else fillPanel(NODES[index]);
  refresh();
  if (index < 0 || !travel) return;
  byId("panel").focus({ preventScroll: true });
  openFilters(false);
  if (shown.has(index)) stage.goTo(index);
}

/** Show one thing and what is within so many steps of it. */
function focusOn(index, hops) {
  const within = new Set([index]);
  let rim = [index];
  for (let step = 0; step < hops; step += 1) {
    const next = [];
    for (const at of rim) {
      for (const edge of NODES[at].edges) {
        const there = other(edge, NODES[at]).index;
        if (edgePasses(edge) && !within.has(there)) {
          within.add(there);
          next.push(there);
        }
      }
    }
    rim = next;
  }
  focus = { index, hops };
  filter.within = within;
  select(index);
  stage.fit(true);
}

function showEverything() {
  focus = null;
  filter.within = null;
  refresh();
  if (selected >= 0) fillPanel(NODES[selected]);
  stage.fit(true);
}

function openFilters(open) {
  byId("filters").classList.toggle("open", open);
  byId("open-filters").setAttribute("aria-expanded", String(open));
}
