// The drawing: vis-network draws nodes and edges where the data puts them; labels are drawn here, as on a map:
// always of one size on the screen, the most important first, and none over another.

const FADED = 0.2;
const FONTS = {
  ja: '"Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", Meiryo, "Noto Sans TC", sans-serif',
  other: '"Noto Sans TC", "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", "Noto Sans JP", sans-serif',
};
const INSTITUTIONS = ["university", "company", "government", "institute", "association", "organization"];

// The label that pyvis gives is for other readers of the data.
const nodeSet = new vis.DataSet(drawnNodes.map(({label, ...node}) => node));
const edgeSet = new vis.DataSet(drawnEdges.map(({color, ...edge}) => ({...edge, color: {color, inherit: false}})));
const network = new vis.Network(byId("network"), {nodes: nodeSet, edges: edgeSet}, options);

network.canvas.frame.tabIndex = 0; // reached by Tab in its turn; the arrow keys then move the picture

let chosen = null; // {node: index} or {edge: index}
let hovered = null; // a node
let labelBoxes = []; // of the last drawing, for clicks on labels
const hidden = {nodes: new Set(), edges: new Set()};

const importance = scene.nodes.map((node, i) =>
  edgesOf[i].length + (INSTITUTIONS.includes(node.kind) ? 1000 : node.kind === "agreement" ? 500 : node.kind === "person" ? 0 : 250));
const order = scene.nodes.map((_, i) => i).sort((a, b) => importance[b] - importance[a] || a - b);

/** Nodes that stay bright: the chosen one and its neighbours, or all (null). */
function bright() {
  if (!chosen) return null;
  if ("edge" in chosen) return new Set([scene.edges[chosen.edge].source, scene.edges[chosen.edge].target]);
  return new Set([chosen.node, ...edgesOf[chosen.node].map(edge => otherEnd(edge, chosen.node))]);
}

const faded = {nodes: new Set(), edges: new Set()};

function fade() {
  const kept = bright();
  const joined = (edge, id) => id === chosen.edge || edge.source === chosen.node || edge.target === chosen.node;
  const next = {
    nodes: new Set(kept ? scene.nodes.map((_, id) => id).filter(id => !kept.has(id)) : []),
    edges: new Set(kept ? scene.edges.map((_, id) => id).filter(id => !joined(scene.edges[id], id)) : []),
  };
  const changed = key => [...next[key], ...faded[key]].filter(id => next[key].has(id) !== faded[key].has(id));
  const opacity = (key, id) => (next[key].has(id) ? FADED : 1);
  nodeSet.update(changed("nodes").map(id => ({id, opacity: opacity("nodes", id)})));
  edgeSet.update(changed("edges").map(id =>
    ({id, color: {color: drawnEdges[id].color, inherit: false, opacity: opacity("edges", id)}})));
  Object.assign(faded, next);
}

const lineCache = new Map();

/** A name in at most two lines of about `width` pixels: {lines, width}. */
function linesOf(context, text, width) {
  const key = `${context.font}|${text}`;
  if (lineCache.has(key)) return lineCache.get(key);
  const parts = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/gu) || [text];
  const wrap = limit => parts.reduce((lines, part) => {
    const longer = lines[lines.length - 1] + part;
    if (lines[lines.length - 1] && context.measureText(longer).width > limit) lines.push(part);
    else lines[lines.length - 1] = longer;
    return lines;
  }, [""]);
  // Two lines of about the same length where one is too long, so that no character stands alone.
  const whole = context.measureText(text).width;
  const limits = whole <= width ? [width] : [whole / 2 + 8, whole / 2 + 30, width, 1.4 * width].filter(l => l <= 1.4 * width);
  const lines = limits.map(wrap).find(lines => lines.length <= 2) || wrap(1.4 * width);
  const shown = lines.slice(0, 2).map(line => line.trim());
  if (lines.length > 2) shown[1] += "…";
  const made = {lines: shown, width: Math.max(...shown.map(line => context.measureText(line).width))};
  lineCache.set(key, made);
  return made;
}

/** Boxes of the screen in squares of a grid, so that what overlaps is found without looking at all. */
class Taken {
  squares = new Map();

  *near({left, right, top, bottom}) {
    for (let x = Math.floor(left / 80); x <= Math.floor(right / 80); x++) {
      for (let y = Math.floor(top / 80); y <= Math.floor(bottom / 80); y++) yield `${x} ${y}`;
    }
  }

  push(box) {
    for (const square of this.near(box)) {
      if (!this.squares.has(square)) this.squares.set(square, []);
      this.squares.get(square).push(box);
    }
  }

  /** Whether a box of another owner lies there; `major` leaves out the pictures of lesser nodes. */
  hit(box, owner, major) {
    for (const square of this.near(box)) {
      for (const other of this.squares.get(square) || []) {
        if (other.owner !== owner && !(major && other.minor) && overlaps(box, other)) return true;
      }
    }
    return false;
  }
}

const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Draw `text` at the first of `places` ({x, y, align}) where it covers nothing of `taken`; tell where, or null. */
function drawLabel(context, {text, tag, size, weight, colour, places, width, force, major}, taken, owner) {
  context.font = `${weight} ${size}px ${tag.startsWith("ja") ? FONTS.ja : FONTS.other}`;
  const wrapped = linesOf(context, text, width);
  const height = wrapped.lines.length * size * 1.25;
  for (const {x, y, align} of places) {
    const left = align === "center" || align === "above" ? x - wrapped.width / 2 : align === "left" ? x : x - wrapped.width;
    const top = align === "center" ? y : align === "above" ? y - height : y - height / 2;
    const box = {left: left - 2, right: left + wrapped.width + 2, top, bottom: top + height, owner};
    if (!force && taken.hit(box, owner, major)) continue;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = paint.halo;
    context.fillStyle = colour;
    wrapped.lines.forEach((line, i) => {
      const width = context.measureText(line).width;
      const start = align === "center" || align === "above" ? x - width / 2 : align === "left" ? left : left + wrapped.width - width;
      context.strokeText(line, start, top + (i + 0.5) * size * 1.25);
      context.fillText(line, start, top + (i + 0.5) * size * 1.25);
    });
    return box;
  }
  return null;
}

const paint = {};
function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ink", "quiet", "halo", "accent"]) paint[name] = style.getPropertyValue(`--${name}`).trim();
}
readColours();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); network.redraw(); });

network.on("beforeDrawing", context => {
  if (!chosen) return;
  const scale = network.getScale();
  const ends = "node" in chosen ? [chosen.node] : [];
  for (const id of ends) {
    const {x, y} = network.getPosition(id);
    context.beginPath();
    context.arc(x, y, drawnNodes[id].size * 1.25 + 6 / scale, 0, 2 * Math.PI);
    context.fillStyle = paint.accent;
    context.globalAlpha = 0.22;
    context.fill();
    context.globalAlpha = 1;
  }
  if ("edge" in chosen && !hidden.edges.has(chosen.edge)) {
    const edge = scene.edges[chosen.edge];
    const from = network.getPosition(edge.source), to = network.getPosition(edge.target);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.strokeStyle = paint.accent;
    context.globalAlpha = 0.3;
    context.lineWidth = 10 / scale;
    context.stroke();
    context.globalAlpha = 1;
  }
});

network.on("afterDrawing", context => {
  const scale = network.getScale();
  const area = byId("network");
  const kept = bright();
  const ratio = context.canvas.width / area.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const taken = new Taken();
  const seen = new Map();
  for (const id of order) {
    if (hidden.nodes.has(id)) continue;
    const {x, y} = network.canvasToDOM(network.getPosition(id));
    if (x < -80 || y < -40 || x > area.clientWidth + 80 || y > area.clientHeight + 40) continue;
    const radius = drawnNodes[id].size * scale;
    seen.set(id, {x, y, radius});
    if (!kept || kept.has(id)) {
      const minor = radius < 8 || !INSTITUTIONS.includes(scene.nodes[id].kind);
      taken.push({left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, owner: id, minor});
    }
  }
  const first = [hovered, chosen?.node].filter(id => id !== null && id !== undefined);
  const ranked = [...first, ...order.filter(id => !first.includes(id))];
  labelBoxes = [];
  for (const id of ranked) {
    if (!seen.has(id) || (kept && !kept.has(id) && id !== hovered)) continue;
    const {x, y, radius} = seen.get(id);
    const {text, tag} = nameOf(id);
    const main = INSTITUTIONS.includes(scene.nodes[id].kind);
    const places = [
      {x, y: y + radius + 3, align: "center"}, {x: x + radius + 5, y, align: "left"},
      {x: x - radius - 5, y, align: "right"}, {x, y: y - radius - 2, align: "above"},
    ];
    const label = {
      text, tag, places, size: main ? 14 : 12.5, weight: main || id === chosen?.node ? 600 : 400, colour: paint.ink,
      width: main ? 150 : 130, force: first.includes(id),
    };
    // The name of a hub matters more than the pictures of those around it.
    const box = drawLabel(context, label, taken, id)
      || (main && edgesOf[id].length > 1 && drawLabel(context, {...label, major: true}, taken, id));
    if (!box) continue;
    taken.push(box);
    labelBoxes.push({...box, id});
  }
  drawRoles(context, taken, scale);
  context.restore();
});

/** What an edge says, in its middle: those of the chosen thing always, all when there is room. */
function drawRoles(context, taken, scale) {
  scene.edges.forEach((edge, index) => {
    const near = chosen && (index === chosen.edge || edge.source === chosen.node || edge.target === chosen.node);
    if (hidden.edges.has(index) || (chosen ? !near : scale < 0.8)) return;
    const a = network.canvasToDOM(network.getPosition(edge.source));
    const b = network.canvasToDOM(network.getPosition(edge.target));
    const label = edge.links.find(link => link.label) || (near ? edge.links[0] : null);
    if (!label) return;
    const {text, tag} = roleOf(label);
    const place = {x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - 7, align: "center"};
    const box = drawLabel(context, {text, tag, places: [place], size: 11.5, weight: 400,
      colour: paint.quiet, width: 120, force: false}, taken, `edge${index}`);
    if (box) taken.push(box);
  });
}

/** A post as written where that is in the language of the page, else the role as a term, else the relation. */
function roleOf(link) {
  if (link.label && (link.language === language || !link.role)) return {text: link.label, tag: link.language};
  return {text: term(link.role || link.relation), tag: language};
}

/** What an edge is called from the side of a node: 母公司 seen from the owner is 子公司. */
function relationFrom(link, edge, node) {
  const inverse = `inverse.${local(link.relation)}`;
  return scene.edges[edge].target === node && inverse in scene.strings ? word(inverse) : term(link.relation);
}

const onLabel = ({x, y}) => labelBoxes.find(b => b.left <= x && x <= b.right && b.top <= y && y <= b.bottom)?.id;

network.on("click", event => {
  if (event.nodes.length) choose({node: event.nodes[0]});
  else if (onLabel(event.pointer.DOM) !== undefined) choose({node: onLabel(event.pointer.DOM)});
  else if (event.edges.length) choose({edge: event.edges[0]});
  else choose(null);
});
network.on("hoverNode", event => { hovered = event.node; byId("network").style.cursor = "pointer"; network.redraw(); });
network.on("blurNode", () => { hovered = null; byId("network").style.cursor = ""; network.redraw(); });
network.on("hoverEdge", () => { byId("network").style.cursor = "pointer"; });
network.on("blurEdge", () => { byId("network").style.cursor = ""; });

/** All that is visible, in the part of the stage that the panel leaves free. */
function fit(animated) {
  const ids = scene.nodes.map((_, i) => i).filter(i => !hidden.nodes.has(i));
  if (!ids.length) return;
  const at = ids.map(id => network.getPosition(id));
  const xs = at.map(p => p.x), ys = at.map(p => p.y);
  const box = {left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys)};
  const area = byId("network");
  // Room on the screen for the labels at the rim.
  const scale = Math.min(1.2, (area.clientWidth - 170) / (box.right - box.left + 40),
    (area.clientHeight - 130) / (box.bottom - box.top + 40));
  network.moveTo({position: {x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2}, scale,
    animation: animated && {duration: 300, easingFunction: "easeInOutQuad"}});
}

/** Bring what is chosen, and what it is joined to, to where the panel does not hide it. */
function show() {
  const stage = byId("network").getBoundingClientRect(), panel = byId("panel").getBoundingClientRect();
  const beside = panel.left - stage.left > 300;
  const width = beside ? panel.left - stage.left : stage.width, height = beside ? stage.height : panel.top - stage.top;
  const bounds = ids => {
    const at = [...ids].filter(id => !hidden.nodes.has(id)).map(id => network.getPosition(id));
    return {left: Math.min(...at.map(p => p.x)), right: Math.max(...at.map(p => p.x)),
      top: Math.min(...at.map(p => p.y)), bottom: Math.max(...at.map(p => p.y))};
  };
  const margin = 80;
  const room = ({left, right, top, bottom}) =>
    Math.min((width - 2 * margin) / (right - left || 1), (height - 2 * margin) / (bottom - top || 1));
  const centre = "node" in chosen ? [chosen.node] : bright();
  // A hub has more around it than can be read at once; then only the hub itself must be seen.
  const box = room(bounds(bright())) >= 0.5 ? bounds(bright()) : bounds(centre);
  const from = network.canvasToDOM({x: box.left, y: box.top}), to = network.canvasToDOM({x: box.right, y: box.bottom});
  const scale = network.getScale();
  const fits = to.x - from.x < width - 2 * margin && to.y - from.y < height - 2 * margin - 40;
  const animation = {duration: 350, easingFunction: "easeInOutQuad"};
  if (fits && scale > 0.45) {
    // Moved no further than needed, so that the eye does not lose its place.
    const shift = (low, high, room) => Math.max(0, margin - low) + Math.min(0, room - margin - high);
    const [x, y] = [shift(from.x, to.x, width), shift(from.y, to.y, height - 40)];
    const now = network.getViewPosition();
    if (x || y) network.moveTo({position: {x: now.x - x / scale, y: now.y - y / scale}, animation});
    return;
  }
  network.moveTo({position: {x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2},
    scale: Math.min(Math.max(scale, 0.8), room(box)), animation,
    offset: {x: (width - stage.width) / 2, y: (height - stage.height) / 2}});
}

const zoom = factor => network.moveTo({scale: Math.min(4, Math.max(0.05, network.getScale() * factor)),
  animation: {duration: 150, easingFunction: "easeInOutQuad"}});
byId("zoom-in").addEventListener("click", () => zoom(1.35));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.35));
byId("fit").addEventListener("click", () => fit(true));
