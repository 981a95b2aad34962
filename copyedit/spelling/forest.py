"""Boosted decision trees, as learned by scikit-learn and kept as plain lists: their sum is the odds of something."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Any

# a node is [feature, threshold, node if at most, node if above], or the number at a leaf; the first is the root
Tree = list[Any]


class Forest:
    """`base` is where the odds (natural logarithm) begin; each tree adds the number of the leaf that it leads to."""

    def __init__(self, base: float, trees: Sequence[Tree]) -> None:
        self._base = base
        self._trees = trees

    def probability(self, row: Sequence[float]) -> float:
        """From 0 to 1, for one row of features."""
        odds = self._base + sum(_leaf(tree, row) for tree in self._trees)
        return 1 / (1 + exp(-max(-40.0, min(40.0, odds))))


def _leaf(tree: Tree, row: Sequence[float]) -> float:
    node = tree[0]
    while isinstance(node, list):
        feature, threshold, below, above = node
        node = tree[below if row[feature] <= threshold else above]
    return float(node)
