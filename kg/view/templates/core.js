"use strict";
// The page's data and words. Texts from documents enter the page by textContent only.

const {scene, nodes: drawnNodes, edges: drawnEdges, options, colours} =
  JSON.parse(document.getElementById("data").textContent);
const LANGUAGES = ["zh-Hant", "ja", "en"];
// Which name to show where one is missing in the language of the page.
const WISHES = {
  "zh-Hant": ["zh-Hant", "zh-Hans", "zh", "ja", "en", "", "zh-Latn", "ja-Latn"],
  ja: ["ja", "zh-Hant", "zh", "en", "", "ja-Latn", "zh-Latn"],
  en: ["en", "zh-Latn", "ja-Latn", "zh-Hant", "ja", "zh-Hans", "zh", ""],
};
let language = LANGUAGES.find(tag => (navigator.language || "").startsWith(tag.slice(0, 2))) || "zh-Hant";

const byId = id => document.getElementById(id);

/** An element with attributes and children; strings become text nodes, never markup. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined));
  return made;
}

const inLanguage = words => words[LANGUAGES.indexOf(language)];

function word(key, values = {}) {
  const text = key in scene.strings ? inLanguage(scene.strings[key]) : key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const term = iri => (iri in scene.terms ? inLanguage(scene.terms[iri]) : iri);
const local = iri => iri.split(/[#/]/).pop();
const languageName = tag => (`language.${tag}` in scene.strings ? word(`language.${tag}`) : tag);

function countryName(code) {
  if (code === "") return word("other");
  if (code in scene.strings) return word(code);
  return /^[A-Z]{2}$/.test(code) ? new Intl.DisplayNames([language], {type: "region"}).of(code) : code;
}

/** The name of a node in the language of the page: {text, tag}. */
function nameOf(index) {
  const node = scene.nodes[index];
  // What an agreement is called in its document says little in another language; what it is does.
  const typed = node.kind === "agreement" && !node.names.some(([tag]) => tag === language);
  if (typed || node.names.length === 0) {
    const year = scene.facts[node.fact].date.slice(0, 4);
    return {text: year ? `${term(node.type)} (${year})` : term(node.type), tag: language};
  }
  for (const wish of WISHES[language]) {
    const found = node.names.find(([tag, , best]) => tag === wish && best) || node.names.find(([tag]) => tag === wish);
    if (found) return {text: found[1], tag: found[0]};
  }
  return {text: node.names[0][1], tag: node.names[0][0]};
}

/** A date as precise as it is known, as people write it in the language of the page. */
function dateText(iso, months = "long") {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(iso);
  if (!match) return iso;
  const [, year, month, day] = match;
  if (language !== "en") return `${+year}年` + (month ? `${+month}月` : "") + (day ? `${+day}日` : "");
  const name = month && new Date(Date.UTC(2000, month - 1)).toLocaleString("en", {month: months, timeZone: "UTC"});
  return [day && +day, name, year].filter(Boolean).join(" ");
}

/** A link to a web address, or plain text where the address is anything else. */
function webLink(address, text) {
  if (!/^https?:\/\//i.test(address || "")) return element("bdi", {}, text);
  return element("a", {href: address, target: "_blank", rel: "noopener noreferrer"}, element("bdi", {}, text));
}

/** What two spellings of a name share. */
function fold(text) {
  return Array.from(text.normalize("NFKC").toLowerCase(), c => scene.folds?.[c] ?? c).join("").replace(/[\s\p{P}]/gu, "");
}

const edgesOf = scene.nodes.map(() => []);
scene.edges.forEach((edge, index) => {
  edgesOf[edge.source].push(index);
  edgesOf[edge.target].push(index);
});
const otherEnd = (edge, node) => (scene.edges[edge].source === node ? scene.edges[edge].target : scene.edges[edge].source);
const iconOf = index => options.groups[drawnNodes[index].group].image;

/** Put the page's own words in place; called again when the language changes. */
function writeWords() {
  document.documentElement.lang = language;
  document.title = word("title");
  for (const e of document.querySelectorAll("[data-word]")) e.textContent = word(e.dataset.word);
  for (const e of document.querySelectorAll("[data-word-label]")) e.setAttribute("aria-label", word(e.dataset.wordLabel));
  for (const e of document.querySelectorAll("[data-word-placeholder]")) {
    e.placeholder = word(e.dataset.wordPlaceholder);
    e.setAttribute("aria-label", e.placeholder);
  }
  for (const e of document.querySelectorAll("[data-language]")) {
    e.setAttribute("aria-pressed", e.dataset.language === language);
  }
}
