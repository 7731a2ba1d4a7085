// What is shown: the legend and the filters, the search, the languages; then the page starts.

const KINDS = ["university", "company", "government", "institute", "association", "organization", "unit", "person",
  "agreement", "event", "program", "facility"];
const off = {kinds: new Set(), countries: new Set()};
const NO_COUNTRY = ["agreement", "event", "program", "facility"];

const issuedOf = documents => documents.map(d => scene.documents[d].issued).filter(Boolean).sort()[0] || "";
/** First and last month (counted from year 0) of what a fact is about, else of when it was first reported. */
const months = scene.facts.map(fact => {
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?/.exec(fact.date || issuedOf(fact.documents)) || [];
  if (!year) return null;
  return month ? [year * 12 + +month - 1, year * 12 + +month - 1] : [year * 12, year * 12 + 11];
});
const known = months.filter(Boolean);
const firstMonth = Math.min(...known.map(m => m[0])), lastMonth = Math.max(...known.map(m => m[1]));
const monthText = m => dateText(`${Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, "0")}`, "short");

function readFilters() {
  const from = +byId("from").value, to = +byId("to").value;
  return {
    from: Math.min(from, to), to: Math.max(from, to), confidence: byId("confidence").value / 100,
    status: byId("status").value, linked: byId("linked").checked, document: byId("document").value === "" ? null : +byId("document").value,
  };
}

/** Whether a fact passes; one without a date passes every period. */
function passes(index, documents, filters) {
  const fact = scene.facts[index], span = months[index];
  return fact.confidence >= filters.confidence
    && (filters.document === null || documents.includes(filters.document))
    && (!span || (span[0] <= filters.to && filters.from <= span[1]))
    && (!filters.status || !fact.status || fact.status === filters.status);
}

function applyFilters() {
  const filters = readFilters();
  const narrowed = filters.document !== null || filters.status || filters.confidence > 0
    || filters.from > firstMonth || filters.to < lastMonth;
  const nodeOn = scene.nodes.map(node => {
    const fact = scene.facts[node.fact];
    const dated = NO_COUNTRY.includes(node.kind);
    return !off.kinds.has(node.kind) && (dated || !off.countries.has(node.country))
      && (!dated || passes(node.fact, fact.documents, filters));
  });
  const edgeOn = scene.edges.map(edge => nodeOn[edge.source] && nodeOn[edge.target]
    && edge.links.some(link => passes(link.fact, link.documents, filters)));
  const held = scene.nodes.map((node, i) => {
    if (!nodeOn[i]) return false;
    if (edgesOf[i].some(edge => edgeOn[edge])) return true;
    if (filters.linked) return false;
    if (narrowed) return filters.document !== null && NO_COUNTRY.includes(node.kind);
    return edgesOf[i].length === 0 || INSTITUTIONS.includes(node.kind);
  });
  hide(nodeSet, hidden.nodes, held);
  hide(edgeSet, hidden.edges, edgeOn);
  byId("empty").hidden = held.some(Boolean);
  writeCounts();
  byId("period").textContent = known.length ? `${monthText(filters.from)} – ${monthText(filters.to)}` : "";
  byId("confidence-value").textContent = `${Math.round(filters.confidence * 100)}%`;
}

/** Hide and show what has changed; telling vis-network of all takes ten times as long. */
function hide(set, gone, shown) {
  const changed = shown.flatMap((on, id) => (on === gone.has(id) ? [{id, hidden: !on}] : []));
  for (const {id, hidden} of changed) hidden ? gone.add(id) : gone.delete(id);
  if (changed.length) set.update(changed);
}

function writeCounts() {
  const nodes = scene.nodes.length, edges = scene.edges.length, documents = scene.documents.length;
  const shown = nodes - hidden.nodes.size, links = edges - hidden.edges.size;
  byId("counts").textContent = word(shown < nodes || links < edges ? "countsShown" : "counts", {nodes, edges, documents, shown, links});
}

function legendEntry(name, picture, count, group, key) {
  return element("li", {}, element("button", {
    type: "button", "aria-pressed": !off[group].has(key), "data-key": key,
    onclick: event => {
      if (!off[group].delete(key)) off[group].add(key);
      event.currentTarget.setAttribute("aria-pressed", !off[group].has(key));
      applyFilters();
    },
  }, picture, element("span", {}, name), element("small", {}, String(count))));
}

function writeLegend() {
  const count = test => scene.nodes.filter(test).length;
  byId("kinds").replaceChildren(...KINDS.filter(kind => kind in options.groups).map(kind =>
    legendEntry(word(`kind.${kind}`), element("img", {src: options.groups[kind].image, alt: ""}), count(n => n.kind === kind), "kinds", kind)));
  const codes = [...new Set(scene.nodes.filter(n => !NO_COUNTRY.includes(n.kind)).map(n => n.country))];
  const rank = code => ["TW", "JP"].includes(code) ? "TWJP".indexOf(code) : code === "" ? 99 : 9;
  codes.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  byId("countries").replaceChildren(...codes.map(code => {
    const dot = element("i", {"aria-hidden": "true"});
    dot.style.background = colours[code] || colours[""];
    return legendEntry(countryName(code), dot, count(n => !NO_COUNTRY.includes(n.kind) && n.country === code), "countries", code);
  }));
}

function fillSelect(id, entries) {
  const select = byId(id), value = select.value;
  select.replaceChildren(element("option", {value: ""}, word("all")), ...entries.map(([key, text, tag]) =>
    element("option", {value: key, lang: tag}, text)));
  select.value = value;
}

function writeFilters() {
  const statuses = [...new Set(scene.facts.map(fact => fact.status).filter(Boolean))].sort();
  fillSelect("status", statuses.map(status => [status, term(status)]));
  fillSelect("document", scene.documents.map((d, i) => [i, `${d.issued} ${d.title}`, d.language]));
}

function onlyDocument(index) {
  byId("document").value = index;
  applyFilters();
  fit(true);
}

function resetFilters() {
  off.kinds.clear();
  off.countries.clear();
  byId("from").value = firstMonth;
  byId("to").value = lastMonth;
  byId("confidence").value = 0;
  byId("linked").checked = false;
  byId("status").value = byId("document").value = "";
  writeLegend();
  applyFilters();
  fit(true);
}

// The search looks in the names of all languages.
const index = scene.nodes.flatMap((node, id) => node.names.map(([tag, name]) => ({id, tag, name, key: fold(name)})));
let results = [], picked = -1;

function find(text) {
  const wanted = fold(text);
  const best = new Map();
  for (const entry of index) {
    const at = entry.key.indexOf(wanted);
    if (at < 0) continue;
    const rank = (entry.key === wanted ? 0 : at === 0 ? 1 : 2) * 10000 - importance[entry.id];
    if (!best.has(entry.id) || rank < best.get(entry.id).rank) best.set(entry.id, {...entry, rank});
  }
  return [...best.values()].sort((a, b) => a.rank - b.rank || a.id - b.id).slice(0, 12);
}

function writeResults() {
  results = find(byId("search").value);
  picked = results.length ? 0 : -1;
  const items = results.map((result, i) => {
    const {text, tag} = nameOf(result.id), node = scene.nodes[result.id];
    const also = result.name === text ? "" : ` · ${result.name}`;
    return element("li", {id: `result-${i}`, role: "option", onmousedown: event => { event.preventDefault(); pick(i); }},
      element("img", {src: iconOf(result.id), alt: ""}),
      element("div", {}, element("bdi", {lang: tag}, text), element("small", {}, term(node.type), element("bdi", {lang: result.tag}, also))));
  });
  byId("results").replaceChildren(...(items.length ? items : [element("li", {}, word("noResult"))]));
  byId("results").hidden = false;
  byId("search").setAttribute("aria-expanded", "true");
  markPicked();
}

function markPicked() {
  [...byId("results").children].forEach((item, i) => item.setAttribute("aria-selected", i === picked));
  byId("search").setAttribute("aria-activedescendant", picked < 0 ? "" : `result-${picked}`);
  byId(`result-${picked}`)?.scrollIntoView({block: "nearest"});
}

function closeResults() {
  byId("results").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
}

function pick(i) {
  closeResults();
  if (!results[i]) return;
  if (hidden.nodes.has(results[i].id)) resetFilters();
  choose({node: results[i].id});
}

byId("search").addEventListener("input", writeResults);
byId("search").addEventListener("focus", writeResults);
byId("search").addEventListener("blur", closeResults);
byId("search").addEventListener("keydown", event => {
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (step && results.length) {
    picked = (picked + step + results.length) % results.length;
    markPicked();
    event.preventDefault();
  } else if (event.key === "Enter") pick(picked);
});
for (const id of ["from", "to", "confidence", "status", "document", "linked"]) byId(id).addEventListener("input", applyFilters);
byId("reset").addEventListener("click", resetFilters);
byId("show-filters").addEventListener("click", event => {
  event.currentTarget.setAttribute("aria-expanded", byId("filters").classList.toggle("open"));
});

function speak(tag) {
  language = tag;
  writeWords();
  writeLegend();
  writeFilters();
  applyFilters();
  drawPanel();
  network.redraw();
}
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => speak(button.dataset.language));
}

function followAddress() {
  const match = /^#node=(.*)$/.exec(location.hash);
  if (!match) return;
  const iri = decodeURIComponent(match[1]);
  const node = scene.retired[iri] ?? scene.nodes.findIndex(node => node.iri === iri);
  if (node >= 0) choose({node}, true);
}

byId("period-section").hidden = !(lastMonth > firstMonth);
for (const id of ["from", "to"]) {
  byId(id).min = firstMonth;
  byId(id).max = lastMonth;
}
byId("from").value = firstMonth;
byId("to").value = lastMonth;
speak(language);
fit(false);
followAddress();
addEventListener("hashchange", followAddress);
network.once("afterDrawing", () => { document.body.dataset.ready = performance.now().toFixed(0); });
