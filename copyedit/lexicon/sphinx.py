"""Reads the trigram model that pocketsphinx ships, and chooses what of it is worth keeping. Needs numpy; build only.

Its own export to text crashes on the trigrams, hence this reader. Layout ("Trie Language Model", little-endian): counts
by order; quantised probabilities and back-off weights; one row a word; two bit-packed tables, one of bigrams and one
of trigrams, each row filed under the row of its *last* words: "united states" is a row of "states".
"""

from __future__ import annotations

import math
import struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from copyedit.lexicon.sources import POCKETSPHINX

MAGIC = b"Trie Language Model"
BINS = 1 << 16
TO_LOG10 = math.log10(1.0001)  # the file keeps logarithms to base 1.0001

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Grams(NamedTuple):
    """Rows of word numbers, how much likelier the last word is after the others (log10), and how much a row matters."""

    rows: Ints
    gains: Floats
    weights: Floats

    def heaviest(self, number: int) -> Grams:
        """The `number` rows that matter most."""
        kept = np.argsort(-self.weights, kind="stable")[:number]
        return Grams(self.rows[kept], self.gains[kept], self.weights[kept])


class Model(NamedTuple):
    """The words, each one's back-off weight (log10), and the sequences of two and three."""

    words: list[str]
    logs: Floats  # log10 of the probability
    backoffs: Floats
    pairs: Grams
    triples: Grams

    def class_gains(self, classes: list[str]) -> dict[tuple[str, str], float]:
        """How much likelier a word of one class is after one of another than anywhere; `classes` go word by word."""
        names = sorted(set(classes))
        number = {name: at for at, name in enumerate(names)}
        of_word = np.array([number[name] for name in classes])
        first, last = self.pairs.rows.T
        joint = np.zeros((len(names), len(names)))
        mass = 10 ** (self.logs[first] + self.logs[last] + self.pairs.gains)
        np.add.at(joint, (of_word[first], of_word[last]), mass)
        joint += joint.sum() * 1e-9
        expected = joint.sum(1, keepdims=True) * joint.sum(0, keepdims=True) / joint.sum()
        gains = np.log10(joint / expected)
        return {(a, b): float(gains[number[a], number[b]]) for a in names for b in names}


def read_model() -> Model:
    """The model in the installed package. Raises ValueError where the file is not of the kind this was written for."""
    data = POCKETSPHINX.file.read_bytes()
    at = len(MAGIC)
    if not data.startswith(MAGIC) or data[at] != 3:
        raise ValueError(f"{POCKETSPHINX.file}: no trigram model")
    n1, n2, n3 = struct.unpack_from("<3I", data, at + 1)
    at += 1 + 12 + 4
    bins = np.frombuffer(data, "<f4", 3 * BINS, at).astype(np.float64) * TO_LOG10
    at += 3 * BINS * 4
    single = np.frombuffer(data, np.dtype([("p", "<f4"), ("backoff", "<f4"), ("next", "<u4")]), n1 + 1, at)
    at += 12 * (n1 + 1)
    word_bits, row_bits = n1.bit_length(), n3.bit_length()
    pairs = _Packed(data, at, n2, word_bits + 32 + row_bits)
    triples = _Packed(data, at + pairs.size, n3, word_bits + 16)
    words = [word.decode() for word in data[at + pairs.size + triples.size + 4 :].split(b"\0")[:n1]]

    p1, b1 = single["p"][:n1] * TO_LOG10, single["backoff"][:n1] * TO_LOG10
    rows_a_word: Ints = np.diff(single["next"].astype(np.int64)).astype(np.int64)
    last = np.repeat(np.arange(n1), rows_a_word)
    first = pairs.field(0, word_bits)[: len(last)]
    p2 = bins[:BINS][pairs.field(word_bits + 16, 16)[: len(last)]]
    b2 = bins[BINS : 2 * BINS][pairs.field(word_bits, 16)[: len(last)]]
    starts = np.append(pairs.field(word_bits + 32, row_bits)[: len(last)], n3)

    joint = p1[first] + p2
    two = Grams(np.stack([first, last], 1), p2 - p1[last], 10**joint * np.abs(p2 - b1[first] - p1[last]))
    tail = np.repeat(np.arange(len(last)), np.diff(starts).astype(np.int64))
    p3 = bins[2 * BINS :][triples.field(word_bits, 16)[: len(tail)]]
    rows = np.stack([triples.field(0, word_bits)[: len(tail)], first[tail], last[tail]], 1)
    head, known = _find(rows[:, 0] * n1 + rows[:, 1], first * n1 + last)
    head_joint = np.where(known, joint[head], -9.0)
    backed_off = np.where(known, b2[head], 0.0) + p2[tail]
    three = Grams(rows, p3 - p2[tail], 10 ** (head_joint + p3) * np.abs(p3 - backed_off))
    return Model(words, p1, b1, two, three)


class _Packed:
    """A table of rows of `width` bits each, and one more at the end."""

    def __init__(self, data: bytes, at: int, rows: int, width: int) -> None:
        self.size = ((1 + rows) * width + 7) // 8 + 8
        self._bytes = np.frombuffer(data, np.uint8, self.size, at)
        self._starts = np.arange(rows, dtype=np.int64) * width

    def field(self, offset: int, width: int) -> Ints:
        """The `width` bits (57 at most) that stand `offset` bits into each row."""
        at = self._starts + offset
        value = np.zeros(len(at), np.uint64)
        for byte in range(8):
            value |= self._bytes[(at >> 3) + byte].astype(np.uint64) << np.uint64(8 * byte)
        mask = np.uint64((1 << width) - 1)
        return ((value >> (at & 7).astype(np.uint64)) & mask).astype(np.int64)


def _find(wanted: Ints, among: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """For each of `wanted` its place in `among`, and whether it is there at all."""
    order = np.argsort(among, kind="stable")
    at = np.minimum(np.searchsorted(among[order], wanted), len(among) - 1)
    return order[at], among[order[at]] == wanted
