"""The page that people open: the network as one HTML file that asks nothing of any server.

`scene` says what is shown and `placement` where; here pyvis makes the drawing's data of them, and the page in
`templates/` takes pyvis's own in its place, which loads styles from a server and writes headings unescaped.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import networkx as nx
import pyvis
from pyoxigraph import Store
from pyvis.network import Network

from kg.view.placement import positions
from kg.view.scene import Edge, Scene
from kg.view.scene_graphs import local_name
from kg.view.scene_reader import read_scene
from kg.view.scene_words import read_strings

_TEMPLATES = Path(__file__).parent / "templates"
_LIBRARY = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
_SCRIPTS = ("core.js", "network.js", "panel.js", "filters.js")
COLOURS: Mapping[str, str] = {"TW": "#0b7a75", "JP": "#c2344d", "": "#5b6780"}
_AMBER, _VIOLET, _GREY = "#d19a3c", "#a48fd6", "#9aa6b8"
# Colour, width and dashes of an edge by what it says; the first that fits decides.
_STROKES: Mapping[str, tuple[str, float, bool]] = {
    "party": (_AMBER, 2.4, False),
    "signatory": (_AMBER, 1.2, False),
    "Membership": (_GREY, 1.2, False),
    "former": (_GREY, 1.2, True),
    "organizer": (_VIOLET, 1.8, False),
    "attendee": (_VIOLET, 1.0, False),
    "buildsOn": (_AMBER, 1.6, True),
}


@dataclass(frozen=True, slots=True)
class ViewSummary:
    """What was written."""

    nodes: int
    edges: int
    bytes: int


def write_view(store: Store, path: Path) -> ViewSummary:
    """Write the network of a store as one HTML file; the same store gives the same bytes.

    Raises OSError when the file cannot be written.
    """
    scene = read_scene(store, read_strings(_TEMPLATES / "strings.tsv"))
    page = render(scene).encode()
    path.write_bytes(page)
    return ViewSummary(len(scene.nodes), len(scene.edges), len(page))


def render(scene: Scene) -> str:
    """The page that shows a scene, drawn by vis-network through pyvis."""
    nodes, edges, _, _, _, options = _network(scene).get_network_data()
    data = {"scene": asdict(scene), "nodes": nodes, "edges": edges, "options": json.loads(options), "colours": COLOURS}
    style = _file("page.css")
    library = _LIBRARY.read_text(encoding="utf-8")
    script = "\n".join(_file(name) for name in _SCRIPTS)
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(library)} {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    parts = {
        "policy": f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        "style": f"<style>{style}</style>",
        "data": f'<script type="application/json" id="data">{_json(data)}</script>',
        "library": f"<script>{library}</script>",
        "script": f"<script>{script}</script>",
    }
    return re.sub(r"<!--\{(\w+)\}-->", lambda match: parts[match[1]], _file("page.html"))


def _file(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _json(data: object) -> str:
    """JSON that can stand in a script element, whatever its strings hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _network(scene: Scene) -> Network:
    """The scene as pyvis sees it: places, sizes, pictures and strokes, but none of the words of the page."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(scene.nodes)))
    graph.add_edges_from((edge.source, edge.target) for edge in scene.edges)
    sides = {i: {"TW": -1, "JP": 1}[node.country] for i, node in enumerate(scene.nodes) if node.country in ("TW", "JP")}
    places = positions(graph, sides)
    icons = {icon.kind: icon for icon in _icons()}
    magnified = _magnified(places.values())
    # Directed, since pyvis then takes edges as they come and does not compare each with all others.
    network = Network(directed=True, cdn_resources="in_line")
    groups = {}
    for i, node in enumerate(scene.nodes):
        icon, status = icons[node.kind], local_name(scene.facts[node.fact].status)
        group = f"{node.kind}-{node.country}-{status}"
        groups[group] = {"shape": "image", "image": icon.image(node.country, status)}
        growth = min(12, round(2.5 * graph.degree[i] ** 0.5)) if icon.fill == "country" else 0
        name = node.names[0][1] if node.names else node.iri
        x, y = places[i]
        network.add_node(
            i, label=name, shape="image", group=group, x=x, y=y, size=round(magnified * (icon.size + growth))
        )
    for i, edge in enumerate(scene.edges):
        network.add_edge(edge.source, edge.target, id=i, arrows="", **_stroke(edge, scene))
    # The legend draws each kind once, whether or not a node has that very picture.
    for kind in sorted({node.kind for node in scene.nodes}):
        groups[kind] = {"shape": "image", "image": icons[kind].image("", "")}
    network.set_options(json.dumps(_options(groups)))
    return network


def _magnified(places: Collection[tuple[int, int]]) -> float:
    """How much larger than usual to draw nodes: in a wide network, seen whole, they would be dots."""
    across, down = (max(line) - min(line) for line in zip(*places, strict=True)) if places else (0, 0)
    # The room on a screen of 1280 by 800; at 1.5 times their size, neighbours do not touch yet.
    return min(1.5, max(1.0, 0.6 * max(across / 900, down / 650)))


@dataclass(frozen=True, slots=True)
class _Icon:
    """The picture of a kind of node; columns of `icons.tsv`."""

    kind: str
    size: int
    fill: str
    outline: str
    glyph: str

    def image(self, country: str, status: str) -> str:
        """A data URI of the picture; what is planned is drawn open and dashed, what has ended in grey."""
        own = COLOURS.get(country, COLOURS[""]) if self.fill in ("country", "tint") else self.fill
        own = COLOURS[""] if status == "Ended" else own
        is_open = self.fill == "tint" or status == "Planned"
        fill, glyph, border = ("#fff", own, own) if is_open else (own, "#fff", "#fff")
        dashes = " stroke-dasharray='5 3'" if status == "Planned" else ""
        svg = (
            "<svg xmlns='http://www.w3.org/2000/svg' width='128' height='128' viewBox='-1 -1 50 50'>"
            f"<path d='{self.outline}' fill='{fill}' stroke='{border}' stroke-width='{3 if is_open else 2}'{dashes}/>"
            f"<path d='{self.glyph}' transform='translate(12 12)' fill='{glyph}' fill-rule='evenodd'/></svg>"
        )
        # Spaces are coded too: pyvis takes them out of its options.
        return "data:image/svg+xml," + quote(svg, safe="/:='-.")


def _icons() -> list[_Icon]:
    with (_TEMPLATES / "icons.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        return [_Icon(kind, int(size), fill, outline, glyph) for kind, size, fill, outline, glyph in rows]


def _stroke(edge: Edge, scene: Scene) -> dict[str, Any]:
    relations = [local_name(link.relation) for link in edge.links]
    colour, width, dashed = next((_STROKES[r] for r in relations if r in _STROKES), (_GREY, 1.0, False))
    planned = all(local_name(scene.facts[link.fact].status) == "Planned" for link in edge.links)
    return {"color": colour, "width": width, "dashes": [6, 5] if dashed or planned else False}


def _options(groups: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Nothing moves by itself, and nothing is drawn that costs time: no physics, curves or shadows."""
    return {
        "groups": groups,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "nodes": {"shapeProperties": {"interpolation": True}, "chosen": False},
        "edges": {"smooth": False, "hoverWidth": 0, "selectionWidth": 1.5, "chosen": False},
        "interaction": {
            "hover": True,
            "selectConnectedEdges": False,
            "keyboard": {"enabled": True, "bindToWindow": False},
        },
    }
