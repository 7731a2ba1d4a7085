"""Maximum-entropy models of yes and no over signs: the weights that a table can hold and people can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

ALWAYS = "always"  # the sign that every case has: how often the answer is yes
_STEPS, _CLOSE = 40, 1e-7


@dataclass(frozen=True, slots=True)
class Case:
    """One question: the signs that a text gives, and the answer of the gold."""

    signs: Collection[str]
    answer: bool


def fit(cases: Sequence[Case], *, pull: float, fewest: int) -> dict[str, float]:
    """Weights that make the answers most likely, pulled to nothing where little was seen (ridge logistic regression).

    Signs that fewer than `fewest` cases have are left out. Newton's method has one end, so that any machine gets there.
    """
    import numpy as np

    seen = Counter(sign for case in cases for sign in case.signs)
    names = sorted(sign for sign, times in seen.items() if times >= fewest)
    place = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(cases), len(names)))
    for row, case in enumerate(cases):
        x[row, [place[sign] for sign in case.signs if sign in place]] = 1
    y = np.array([float(case.answer) for case in cases])
    pulls = np.array([0.01 if name == ALWAYS else pull for name in names])
    w = np.zeros(len(names))
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + np.diag(pulls)
        step = np.linalg.solve(hessian, x.T @ (y - p) - pulls * w)
        w += step
        if float(np.abs(step).max()) < _CLOSE:
            break
    rounded = {name: round(float(weight), 2) for name, weight in zip(names, w, strict=True)}
    return {name: weight for name, weight in rounded.items() if weight}
