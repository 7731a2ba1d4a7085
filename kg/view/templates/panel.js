// The panel: what a node or an edge is, and for each fact the sentences behind it.

const FUNCTIONAL = ["signedOn", "plannedFor", "status", "title", "signedAt", "amount", "startDate", "endDate", "name"];

/** A button that leads to a node; by its name, or by the words of a sentence. */
function thing(index, words = nameOf(index).text, tag = nameOf(index).tag) {
  return element("button", {type: "button", class: "thing", lang: tag, onclick: () => choose({node: index})}, words);
}

/** A sentence as pieces of text: names in `focus` and words in `values` marked, other names to click on. */
function quote(sentence, focus, values) {
  const {document: documentIndex, pieces} = scene.sentences[sentence];
  const source = scene.documents[documentIndex];
  const focused = piece => piece !== undefined && piece[1].some(name => focus.has(name));
  const body = element("blockquote", {lang: source.language});
  pieces.forEach(([text, names], i) => {
    if (focused(pieces[i])) body.append(element("mark", {}, text));
    else if (names.length) body.append(thing(names[0], text, source.language));
    else {
      // A short word such as a title may stand in a sentence twice; it is meant where it touches the name.
      const beside = focused(pieces[i - 1]) || focused(pieces[i + 1]);
      body.append(...markValues(text, values.filter(value => beside || value.length > 4)));
    }
  });
  return element("figure", {}, body, caption(source));
}

/** The text with the words that a fact was read from in `mark.value`. */
function markValues(text, values) {
  const found = values.map(value => [text.indexOf(value), value]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0])[0];
  if (!found) return [text];
  const [at, value] = found;
  return [text.slice(0, at), element("mark", {class: "value"}, value), ...markValues(text.slice(at + value.length), values)];
}

function caption(source) {
  const parts = [element("span", {class: "tag"}, languageName(source.language))];
  parts.push(element("cite", {lang: source.language}, webLink(source.link, source.title)));
  if (source.publisher !== null) parts.push(" · ", thing(source.publisher));
  if (source.issued) parts.push(" · ", element("time", {datetime: source.issued}, dateText(source.issued)));
  return element("figcaption", {}, parts);
}

function valueText(value) {
  if (value.node !== null) return thing(value.node);
  if (value.term !== null) return document.createTextNode(term(value.term));
  if (value.link !== null) return webLink(value.link, value.text);
  if (value.text === "true") return document.createTextNode("✓");
  return element("bdi", {lang: value.language || undefined}, dateText(value.text));
}

/** Whether values exclude each other: two of one language, of a property that has one. */
function conflict(property, values) {
  return FUNCTIONAL.includes(local(property)) && new Set(values.map(value => value.language)).size < values.length;
}

/** A fact's properties; where documents differ, each value with the documents that state it. */
function rows(fact, leftOut = []) {
  const list = element("dl");
  for (const [property, values] of Object.entries(fact.rows)) {
    if (leftOut.includes(local(property))) continue;
    const differ = conflict(property, values);
    const concepts = values.length > 1 && values.every(value => value.term !== null);
    if (concepts) {
      list.append(element("dt", {}, term(property)), element("dd", {}, element("ul", {class: "chips"},
        values.map(value => element("li", {}, term(value.term))))));
      continue;
    }
    const lines = values.map(value => element("div", {}, valueText(value), differ ? speakers(value.documents) : null));
    if (differ) lines.push(element("div", {}, element("span", {class: "tag warn"}, word("differ"))));
    list.append(element("dt", {}, term(property)), element("dd", {}, lines));
  }
  return list.children.length ? list : null;
}

/** Who says so, in short: publisher and day of each document. */
function speakers(documents) {
  const short = documents.map(d => {
    const {publisher, title, issued} = scene.documents[d];
    return [publisher === null ? title : nameOf(publisher).text, dateText(issued)].filter(Boolean).join(" ");
  });
  return element("small", {class: "speakers"}, short.join("; "));
}

/** The sentences behind a link, best first: those that name most of what it joins. The rest are folded away. */
function evidence(link, focus) {
  const fact = scene.facts[link.fact];
  const values = Object.values(fact.rows).flat()
    .filter(v => v.node === null && v.term === null && v.text.length > 1 && !/^(true|[\d-]+)$/.test(v.text)).map(v => v.text)
    .concat(link.names || []);
  const naming = s => new Set(scene.sentences[s].pieces.flatMap(([, names]) => names.filter(name => focus.has(name)))).size;
  const quotes = fact.sentences
    .filter(s => !link.documents.length || link.documents.includes(scene.sentences[s].document))
    .sort((a, b) => naming(b) - naming(a) || a - b)
    .map(s => quote(s, focus, values));
  if (quotes.length <= 3) return quotes;
  const rest = quotes.slice(2);
  return [...quotes.slice(0, 2),
    element("details", {class: "rest"}, element("summary", {}, word("more", {n: rest.length})), ...rest)];
}

const confidenceText = fact => word("certain", {n: Math.round(fact.confidence * 100)});

function factTags(fact) {
  const tags = [];
  if (fact.confidence < 1) tags.push(element("span", {class: "tag"}, confidenceText(fact)));
  return tags;
}

function head(title, tag, icon, chips) {
  return element("div", {class: "head"}, icon && element("img", {src: icon, alt: ""}),
    element("div", {}, element("h2", {lang: tag}, typeof title === "string" ? element("bdi", {}, title) : title),
      chips.length ? element("ul", {class: "chips"}, chips.filter(Boolean).map(chip => element("li", {}, chip))) : null));
}

const section = (title, ...content) => (content.flat().some(Boolean) ? [element("h3", {}, title), ...content.flat().filter(Boolean)] : []);

function sparql(iri) {
  const text = [
    "SELECT ?property ?value ?document WHERE {",
    `  <${iri}> ?property ?value .`,
    `  OPTIONAL { GRAPH ?document { <${iri}> ?property ?value } }`,
    "}",
  ].join("\n");
  const button = element("button", {type: "button", class: "copy"}, word("copy"));
  const code = element("pre", {}, text);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = word("copied");
    } catch { // where the browser keeps the clipboard from files, the text is at least selected
      getSelection().selectAllChildren(code);
    }
  });
  return element("details", {}, element("summary", {}, word("query")), code, button);
}

function nodePanel(index) {
  const node = scene.nodes[index], fact = scene.facts[node.fact], {text, tag} = nameOf(index);
  const own = !INSTITUTIONS.includes(node.kind) && !["person", "unit"].includes(node.kind);
  const names = element("dl");
  for (const tag of new Set(node.names.map(([language]) => language))) {
    const same = node.names.filter(([language]) => language === tag);
    names.append(element("dt", {}, languageName(tag)),
      element("dd", {lang: tag}, same.map(([, name]) => element("div", {}, element("bdi", {}, name)))));
  }
  const focus = new Set([index]);
  const about = {fact: node.fact, documents: [], names: own ? node.names.map(([, name]) => name) : []};
  if (own) for (const edge of edgesOf[index]) focus.add(otherEnd(edge, index));
  // What the rows of an agreement or event already tell is not told again.
  const told = new Set(own ? Object.values(fact.rows).flat().map(value => value.node) : []);
  const joined = edgesOf[index].filter(edge => !told.has(otherEnd(edge, index)));
  return [
    head(text, tag, iconOf(index), [term(node.type), node.country && countryName(node.country), fact.status && term(fact.status),
      own && fact.confidence < 1 && confidenceText(fact)]),
    ...(own ? [...section(word("about"), rows(fact)), ...section(word("evidence"), evidence(about, focus))] : []),
    ...section(word("connections"), connections(index, joined)),
    ...(node.names.length > 1 && node.kind !== "agreement" ? section(word("names"), names) : []),
    ...(own ? [] : section(word("about"), rows(fact))),
    ...section(word("mentioned"), node.mentioned.length ? mentions(node.mentioned) : null),
    sparql(node.iri),
  ];
}

/** What joins a node to others, by relation. */
function connections(index, edges) {
  const items = edges.flatMap(edge => scene.edges[edge].links.map(link => ({edge, link, other: otherEnd(edge, index)})));
  const groups = new Map();
  for (const item of items) {
    const relation = relationFrom(item.link, item.edge, index);
    groups.set(relation, [...(groups.get(relation) || []), item]);
  }
  return [...groups].flatMap(([relation, same]) => [
    element("h4", {}, relation, element("span", {}, String(same.length))),
    element("ul", {class: "facts"}, same.map(item => connection(index, item, items.length <= 3))),
  ]);
}

function connection(index, {link, other}, open) {
  const fact = scene.facts[link.fact];
  const more = element("details", {open}, element("summary", {}, word("sentences", {n: fact.sentences.length})));
  const quotes = () => evidence(link, new Set([index, other]));
  if (open) more.append(...quotes());
  else more.addEventListener("toggle", () => { if (more.children.length === 1) more.append(...quotes()); });
  return element("li", {}, thing(other), " ",
    link.label ? element("span", {class: "tag", lang: link.language}, link.label) : null,
    link.role && link.language !== language ? element("span", {class: "tag"}, term(link.role)) : null,
    fact.date && scene.nodes[other].fact === link.fact ? element("span", {class: "tag"}, dateText(fact.date)) : null,
    factTags(fact), fact.sentences.length ? more : null);
}

function mentions(documents) {
  return element("ul", {class: "plain"}, documents.map(d => {
    const source = scene.documents[d];
    return element("li", {lang: source.language}, webLink(source.link, source.title), ` (${dateText(source.issued)}) `,
      element("button", {type: "button", class: "thing", lang: language, onclick: () => onlyDocument(d)}, word("onlyDocument")));
  }));
}

function edgePanel(index) {
  const edge = scene.edges[index], ends = [edge.source, edge.target], focus = new Set(ends);
  const blocks = edge.links.flatMap(link => {
    const fact = scene.facts[link.fact];
    const texts = evidence(link, focus);
    return [
      element("h3", {}, term(link.relation), link.label ? element("span", {lang: link.language}, ` · ${link.label}`) : null),
      ...(factTags(fact).length ? [element("p", {}, factTags(fact))] : []),
      rows(fact, ["member", "organization"]),
      ...(texts.length ? texts : [link.documents.length ? mentions(link.documents) : element("p", {}, word("noSentence"))]),
      sparql(fact.iri),
    ].filter(Boolean);
  });
  return [head([thing(ends[0]), " — ", thing(ends[1])], language, null, []), ...blocks];
}

/** Choose a node or an edge, or nothing: brighten it, tell about it, and keep it in the address. */
function choose(next, keepAddress = false) {
  const before = document.activeElement;
  chosen = next;
  fade();
  drawPanel();
  if (next) {
    show();
    if (before !== document.body && !byId("network").contains(before)) byId("panel").focus({preventScroll: true});
  }
  if (!keepAddress) {
    history.replaceState(null, "", next && "node" in next ? `#node=${encodeURIComponent(scene.nodes[next.node].iri)}` : "#");
  }
}

function drawPanel() {
  const panel = byId("panel");
  panel.hidden = chosen === null;
  panel.replaceChildren();
  if (!chosen) return;
  panel.scrollTop = 0;
  const close = element("button", {type: "button", class: "close", "aria-label": word("close"), onclick: () => choose(null)}, "×");
  panel.append(close, ...("node" in chosen ? nodePanel(chosen.node) : edgePanel(chosen.edge)));
}

document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  if (!byId("results").hidden) closeResults();
  else choose(null);
});
