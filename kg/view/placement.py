"""Where the nodes of the page stand: computed here once, so that the page opens at once and looks the same everywhere.

Distances on the page follow distances in the network (stress majorization; Gansner, Koren and North 2004),
then nodes that came to lie on each other are moved apart. Taiwan is on the left and Japan on the right.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

STEP = 120.0  # pixels between two joined nodes of few neighbours
ROOM = (124.0, 84.0)  # pixels that a node needs for itself and its label, across and down
ASPECT = 1.3  # screens are wider than high
_ROUNDS = 100
_SIDE_PULL = 0.25  # how far in one round a node goes towards its side; more tears joined nodes apart
_MANY = 700  # nodes of a part; every pair counts up to here, which takes seconds
_PIVOTS = 60
_GOLDEN = 2.399963229728653  # radians between two seeds of a sunflower
_GRID = 2.0**-16  # sums may differ in the last bits between machines; rounding keeps that from growing


def positions(graph: nx.Graph, sides: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """A place in whole pixels for every node; the nodes must be comparable, and sorted they fix the outcome.

    `sides` tells which nodes belong left (-1) and right (1).
    """
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    return _shelve([(part, _spread(_place(graph.subgraph(part), part, sides))) for part in parts])


def _place(graph: nx.Graph, nodes: list[int], sides: Mapping[int, int]) -> Points:
    """Places of one connected part; the leaves of a large one go around their only neighbour."""
    if len(nodes) <= _MANY:
        return _stress(graph, nodes, sides)
    core = [node for node in nodes if graph.degree[node] > 1]
    inner = graph.subgraph(core)
    at = dict(
        zip(core, _stress(inner, core, sides) if len(core) <= _MANY else _pivots(inner, core, sides), strict=True)
    )
    seated: dict[int, int] = {}
    for node in nodes:
        if node not in at:
            hub = next(iter(graph[node]))
            seated[hub] = seated.get(hub, 0) + 1
            turn, radius = seated[hub] * _GOLDEN, STEP * (seated[hub] + 0.5) ** 0.5
            at[node] = at[hub] + radius * np.array([np.cos(turn), np.sin(turn)])
    return np.stack([at[node] for node in nodes])


def _lengths(graph: nx.Graph) -> nx.Graph:
    """The graph with a length on each edge: a node of many neighbours needs a larger circle to seat them on."""
    weighted = nx.Graph()
    weighted.add_nodes_from(sorted(graph))
    for a, b in sorted(tuple(sorted(edge)) for edge in graph.edges):
        length = STEP * (0.7 + 0.12 * (graph.degree[a] ** 0.5 + graph.degree[b] ** 0.5))
        weighted.add_edge(a, b, length=length)
    return weighted


def _pivots(graph: nx.Graph, nodes: list[int], sides: Mapping[int, int]) -> Points:
    """Places from the distances to a few nodes far from each other (pivot MDS; Brandes and Pich 2007)."""
    weighted, row_of = _lengths(graph), {node: i for i, node in enumerate(nodes)}
    columns: list[Points] = []
    nearest = np.full(len(nodes), np.inf)
    pivot = nodes[0]
    for _ in range(_PIVOTS):
        column = np.zeros(len(nodes))
        for node, length in nx.single_source_dijkstra_path_length(weighted, pivot, weight="length").items():
            column[row_of[node]] = length
        columns.append(column)
        nearest = np.minimum(nearest, column)
        pivot = nodes[int(nearest.argmax())]
    squared = np.stack(columns, axis=1) ** 2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    axes = np.linalg.eigh(centred.T @ centred)[1][:, -2:]
    axes *= np.where(axes[np.abs(axes).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)  # the sign is the library's choice
    points: Points = centred @ axes
    points *= STEP * len(nodes) ** 0.5 / 4 / max(float(points.std()), 1e-9)
    side = np.array([float(sides.get(node, 0)) for node in nodes])
    return np.round(_turn(points, side) / _GRID) * _GRID


def _stress(graph: nx.Graph, nodes: list[int], sides: Mapping[int, int]) -> Points:
    """Places of one connected part whose distances fit the lengths of shortest paths, and whose sides are apart."""
    count = len(nodes)
    if count == 1:
        return np.zeros((1, 2))
    side = np.array([float(sides.get(node, 0)) for node in nodes])
    row_of = {node: i for i, node in enumerate(nodes)}
    ideal = np.zeros((count, count))
    for node, far in nx.all_pairs_dijkstra_path_length(_lengths(graph), weight="length"):
        for other, length in far.items():
            ideal[row_of[node], row_of[other]] = length
    ideal = (ideal + ideal.T) / 2 + np.eye(count)
    weights = ideal**-2
    np.fill_diagonal(weights, 0.0)
    # A sunflower to begin with: no two at one place, and no symmetry to be caught in.
    turn, radius = np.arange(count) * _GOLDEN, np.sqrt(np.arange(count) + 0.5)[:, None] * STEP / 2
    points: Points = np.stack([np.cos(turn), np.sin(turn)], axis=1) * radius
    total, tension = weights.sum(axis=1)[:, None], weights * ideal
    for done in range(_ROUNDS):
        pull = tension / np.maximum(np.hypot(*(np.subtract.outer(line, line) for line in points.T)), 1.0)
        points = (weights @ points + pull.sum(axis=1)[:, None] * points - pull @ points) / total
        if done == _ROUNDS // 2:
            points = _turn(points, side)
        if done >= _ROUNDS // 2:
            reach = 1.3 * STEP + 0.9 * float(points.std())
            points[:, 0] += _SIDE_PULL * np.abs(side) * (side * reach - points[:, 0])
        points = np.round(points / _GRID) * _GRID
    wide, high = points.max(axis=0) - points.min(axis=0)
    points[:, 0] *= min(2.0, max(1.0, ASPECT * high / max(wide, STEP)))
    return points


def _turn(points: Points, side: Points) -> Points:
    """The part turned so that its left nodes lie left of its right ones, else so that it is wider than high."""
    points = points - points.mean(axis=0)
    if side.min() < 0 < side.max():
        axis = points[side > 0].mean(axis=0) - points[side < 0].mean(axis=0)
    else:
        axis = np.linalg.eigh(points.T @ points)[1][:, -1]
        axis = axis * (1 if axis[0] >= 0 else -1)
    norm = float(np.hypot(*axis))
    cos, sin = axis / norm if norm > 1e-9 else (1.0, 0.0)
    turned: Points = points @ np.array([[cos, -sin], [sin, cos]])
    return turned


def _spread(points: Points) -> Points:
    """Nodes that share room moved apart, along the direction in which less is missing."""
    points = points.copy()
    room = np.array(ROOM)
    for _ in range(150):
        first, second = _sharing(points)
        if not len(first):
            break
        between = points[first] - points[second]
        # Which of two at the same height goes up is told by their order.
        sign = np.where(between == 0, np.where(first > second, 1.0, -1.0)[:, None], np.sign(between))
        missing = room - np.abs(between)
        sideways = missing[:, 0] / room[0] <= missing[:, 1] / room[1]
        push = np.where(np.stack([sideways, ~sideways], axis=1), missing, 0.0) * sign
        crowd = np.bincount(np.concatenate([first, second]), minlength=len(points))
        np.add.at(points, first, 0.35 * push / np.sqrt(crowd[first])[:, None])
        np.add.at(points, second, -0.35 * push / np.sqrt(crowd[second])[:, None])
        points = np.round(points / _GRID) * _GRID
    return points


def _sharing(points: Points) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """All pairs of nodes that are too close, found along the order from left to right."""
    order = np.lexsort((points[:, 1], points[:, 0]))
    x, y = points[order].T
    pairs: list[tuple[NDArray[np.intp], NDArray[np.intp]]] = []
    for step in range(1, len(points)):
        near = np.nonzero(x[step:] - x[:-step] < ROOM[0] - 0.5)[0]
        if not len(near):
            break
        near = near[np.abs(y[near + step] - y[near]) < ROOM[1] - 0.5]
        pairs.append((order[near], order[near + step]))
    if not pairs:
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
    first, second = (np.concatenate(side) for side in zip(*pairs, strict=True))
    return first, second


def _shelve(placed: list[tuple[list[int], Points]]) -> dict[int, tuple[int, int]]:
    """The parts set in the middle of shelves, the largest first; shelves never fill, so they are wider still."""
    sized = [(part, points, points.max(axis=0) - points.min(axis=0) + ROOM) for part, points in placed]
    field = max(
        [
            0.0,
            (1.4 * ASPECT * sum(float(size.prod()) for _, _, size in sized)) ** 0.5,
            *(float(s[0]) for _, _, s in sized),
        ]
    )
    shelves: list[list[tuple[list[int], Points, Points]]] = []
    for entry in sized:
        if not shelves or sum(float(size[0]) for _, _, size in shelves[-1]) + float(entry[2][0]) > field:
            shelves.append([])
        shelves[-1].append(entry)
    result: dict[int, tuple[int, int]] = {}
    top = 0.0
    for shelf in shelves:
        width, height = sum(float(size[0]) for _, _, size in shelf), max(float(size[1]) for _, _, size in shelf)
        left = -width / 2
        for part, points, size in shelf:
            corner = np.array([left + ROOM[0] / 2, top + (height - size[1] + ROOM[1]) / 2])
            for node, (x, y) in zip(part, points - points.min(axis=0) + corner, strict=True):
                result[node] = (round(float(x)), round(float(y)))
            left += float(size[0])
        top += height
    return result
