"""A layer that reads sequences in both directions: an LSTM as a layer of thinc.

thinc's own LSTM does not read the shorter sequences of a batch backwards (8.3), and its others need PyTorch.
Gates and gradients are those of Gers, Schmidhuber and Cummins, Learning to forget, 2000.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from thinc.model import Model

Back = Callable[[Any], tuple[Any, dict[str, Any]]]


def bidirectional(width: int, hidden: int) -> Model[list[Any], list[Any]]:
    """Sequences, arrays of (units, width) → arrays of (units, width + 2 · hidden).

    Each row is the unit itself, then what was read up to it from the front, then from the end.
    """
    from thinc.model import Model

    def forward(
        model: Model[list[Any], list[Any]], sequences: list[Any], is_train: bool
    ) -> tuple[list[Any], Callable[[list[Any]], list[Any]]]:
        sizes = [len(sequence) for sequence in sequences]
        inputs = np.stack((_padded(sequences), _padded([sequence[::-1] for sequence in sequences])))
        (front, end), back = lstm(inputs, *(model.get_param(name) for name in ("Wx", "Wh", "b")))
        read = [
            np.hstack((sequence, front[:size, i], end[:size, i][::-1]))
            for i, (sequence, size) in enumerate(zip(sequences, sizes, strict=True))
        ]

        def backprop(gradients: list[Any]) -> list[Any]:
            of_front = _padded([gradient[:, width : width + hidden] for gradient in gradients])
            of_end = _padded([gradient[::-1, width + hidden :] for gradient in gradients])
            (to_front, to_end), weights = back(np.stack((of_front, of_end)))
            for name, gradient in weights.items():
                model.inc_grad(name, gradient)
            return [
                gradient[:, :width] + to_front[:size, i] + to_end[:size, i][::-1]
                for i, (gradient, size) in enumerate(zip(gradients, sizes, strict=True))
            ]

        return read, backprop

    def init(model: Model[list[Any], list[Any]], X: Any = None, Y: Any = None) -> None:  # noqa: N803 - thinc's names
        for name, rows in (("Wx", width), ("Wh", hidden)):
            weights: Any = np.random.uniform(-1, 1, (2, rows, 4 * hidden)).astype("float32") * hidden**-0.5
            model.set_param(name, weights.astype("float32"))
        bias: Any = np.zeros((2, 1, 4 * hidden), dtype="float32")
        bias[:, :, hidden : 2 * hidden] = 1  # at first it forgets little
        model.set_param("b", bias)

    return Model("bidirectional", forward, init=init, params={"Wx": None, "Wh": None, "b": None})


def lstm(inputs: Any, wx: Any, wh: Any, bias: Any) -> tuple[Any, Back]:
    """Read sequences, an array of (ways, steps, sequences, width), each way by itself and from its first step on.

    The gates are input, forget, output and new. Returns what is remembered at each step, an array of (ways, steps,
    sequences, hidden), and a function from its gradient to those of the inputs and of the weights.
    """
    ways, steps, number, width = inputs.shape
    hidden = wh.shape[1]
    rows = inputs.reshape(ways, steps * number, width)
    # By step, so that what belongs to one lies together.
    gates = np.ascontiguousarray((rows @ wx + bias).reshape(ways, steps, number, -1).swapaxes(0, 1))
    cells = np.zeros((steps + 1, ways, number, hidden), dtype=inputs.dtype)
    outputs = np.zeros((steps + 1, ways, number, hidden), dtype=inputs.dtype)
    # The sigmoid as 0.5 + 0.5 · tanh(x / 2), so that one call of tanh serves all the gates.
    half = np.full(4 * hidden, 0.5, dtype=inputs.dtype)
    half[3 * hidden :] = 1
    for t in range(steps):
        gate = gates[t]
        gate += outputs[t] @ wh
        gate *= half
        np.tanh(gate, out=gate)
        gate[..., : 3 * hidden] *= 0.5
        gate[..., : 3 * hidden] += 0.5
        cells[t + 1] = gate[..., hidden : 2 * hidden] * cells[t] + gate[..., :hidden] * gate[..., 3 * hidden :]
        np.multiply(gate[..., 2 * hidden : 3 * hidden], np.tanh(cells[t + 1]), out=outputs[t + 1])

    def back(gradient: Any) -> tuple[Any, dict[str, Any]]:
        of_gates = np.empty_like(gates)
        of_output, of_cell = np.zeros_like(outputs[0]), np.zeros_like(cells[0])
        for t in reversed(range(steps)):
            into, kept, out, new = (gates[t][..., k * hidden : (k + 1) * hidden] for k in range(4))
            bent = np.tanh(cells[t + 1])
            of_output = of_output + gradient[:, t]
            of_cell = of_cell + of_output * out * (1 - bent * bent)
            own = (
                of_cell * new * into * (1 - into),
                of_cell * cells[t] * kept * (1 - kept),
                of_output * bent * out * (1 - out),
                of_cell * into * (1 - new * new),
            )
            np.concatenate(own, axis=-1, out=of_gates[t])
            of_cell = of_cell * kept
            of_output = of_gates[t] @ wh.swapaxes(1, 2)
        flat = np.ascontiguousarray(of_gates.swapaxes(0, 1)).reshape(ways, steps * number, -1)
        before = np.ascontiguousarray(outputs[:-1].swapaxes(0, 1)).reshape(ways, steps * number, -1)
        weights = {"Wx": rows.swapaxes(1, 2) @ flat, "Wh": before.swapaxes(1, 2) @ flat}
        weights["b"] = flat.sum(axis=1, keepdims=True)
        return (flat @ wx.swapaxes(1, 2)).reshape(inputs.shape), weights

    return outputs[1:].swapaxes(0, 1), back


def _padded(sequences: list[Any]) -> Any:
    """Sequences as one array of (steps, sequences, width), with zeros behind the shorter ones."""
    padded = np.zeros((max(map(len, sequences)), len(sequences), sequences[0].shape[1]), dtype=sequences[0].dtype)
    for i, sequence in enumerate(sequences):
        padded[: len(sequence), i] = sequence
    return padded
