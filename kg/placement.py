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
ROOM = (118.0, 74.0)  # pixels that a node needs for itself and its label, across and down
_ROUNDS = 80
_GRID = 2.0**-16  # sums may differ in the last bits between machines; rounding keeps that from growing


def positions(graph: nx.Graph, sides: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """A place in whole pixels for every node; the nodes must be comparable, and sorted they fix the outcome.

    `sides` tells which nodes belong left (-1) and right (1).
    """
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    placed = [(part, _spread(_turn(_stress(graph.subgraph(part), part), part, sides))) for part in parts]
    return _shelve(placed)


def _stress(graph: nx.Graph, nodes: list[int]) -> Points:
    """Places of one connected part whose distances fit the lengths of shortest paths."""
    count = len(nodes)
    if count == 1:
        return np.zeros((1, 2))
    # A node of many neighbours needs a larger circle to seat them on.
    lengths = {(a, b): STEP * (0.7 + 0.12 * (graph.degree[a] ** 0.5 + graph.degree[b] ** 0.5)) for a, b in graph.edges}
    weighted = nx.Graph()
    weighted.add_nodes_from(nodes)
    weighted.add_edges_from((a, b, {"length": length}) for (a, b), length in sorted(lengths.items()))
    row_of = {node: i for i, node in enumerate(nodes)}
    ideal = np.zeros((count, count))
    for node, far in nx.all_pairs_dijkstra_path_length(weighted, weight="length"):
        for other, length in far.items():
            ideal[row_of[node], row_of[other]] = length
    ideal = (ideal + ideal.T) / 2 + np.eye(count)
    weights = ideal**-2
    np.fill_diagonal(weights, 0.0)
    # A sunflower to begin with: no two at one place, and no symmetry to be caught in.
    turn = np.arange(count) * 2.399963229728653
    radius = np.sqrt(np.arange(count) + 0.5)[:, None] * STEP / 2
    points: Points = np.stack([np.cos(turn), np.sin(turn)], axis=1) * radius
    total, tension = weights.sum(axis=1)[:, None], weights * ideal
    for _ in range(_ROUNDS):
        pull = tension / np.maximum(np.hypot(*(np.subtract.outer(line, line) for line in points.T)), 1.0)
        points = (weights @ points + pull.sum(axis=1)[:, None] * points - pull @ points) / total
        points = np.round(points / _GRID) * _GRID
    return points


def _turn(points: Points, nodes: list[int], sides: Mapping[int, int]) -> Points:
    """The part turned so that its left nodes lie left of its right ones, else so that it is wider than high."""
    points = points - points.mean(axis=0)
    left, right = (np.array([sides.get(node, 0) == side for node in nodes]) for side in (-1, 1))
    if left.any() and right.any():
        axis = points[right].mean(axis=0) - points[left].mean(axis=0)
    elif len(nodes) > 1:
        axis = np.linalg.eigh(points.T @ points)[1][:, -1]
        axis = axis * (1 if axis[0] >= 0 else -1)
    else:
        return points
    norm = float(np.hypot(*axis))
    cos, sin = axis / norm if norm > 1e-9 else (1.0, 0.0)
    turned: Points = points @ np.array([[cos, -sin], [sin, cos]])
    return turned


def _spread(points: Points) -> Points:
    """Nodes that share room moved apart, along the direction in which less is missing."""
    points = points.copy()
    room = np.array(ROOM)
    for _ in range(150):
        across, down = (np.subtract.outer(line, line) for line in points.T)
        first, second = np.nonzero((np.abs(across) < room[0] - 0.5) & (np.abs(down) < room[1] - 0.5))
        first, second = first[first != second], second[first != second]
        if not len(first):
            break
        between = points[first] - points[second]
        # Which of two at the same height goes up is told by their order.
        sign = np.where(between == 0, np.where(first > second, 1.0, -1.0)[:, None], np.sign(between))
        missing = room - np.abs(between)
        sideways = missing[:, 0] / room[0] <= missing[:, 1] / room[1]
        push = np.where(np.stack([sideways, ~sideways], axis=1), missing, 0.0) * sign
        crowd = np.bincount(first, minlength=len(points))
        np.add.at(points, first, 0.35 * push / np.sqrt(crowd[first])[:, None])
        points = np.round(points / _GRID) * _GRID
    return points


def _shelve(placed: list[tuple[list[int], Points]]) -> dict[int, tuple[int, int]]:
    """The parts set on shelves, the largest first, in a field half again as wide as high."""
    boxes = [(part, points, points.min(axis=0) - ROOM, points.max(axis=0) + ROOM) for part, points in placed]
    area = sum(float(np.prod(high - low)) for _, _, low, high in boxes)
    width = max([float((high - low)[0]) for _, _, low, high in boxes], default=0.0)
    width = max(width, (1.5 * area) ** 0.5)
    result: dict[int, tuple[int, int]] = {}
    x = y = shelf = 0.0
    for part, points, low, high in boxes:
        size = high - low
        if x and x + size[0] > width:
            x, y, shelf = 0.0, y + shelf, 0.0
        for node, point in zip(part, points - low + np.array([x, y]), strict=True):
            result[node] = (round(float(point[0])), round(float(point[1])))
        x, shelf = x + float(size[0]), max(shelf, float(size[1]))
    return result
