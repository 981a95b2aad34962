"""The example article in its three formats: what is found, what --fix makes of it, and what nobody touches.

`python -m tests.test_examples` writes the golden files anew, for a look at the difference in git.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from copyedit.config import Config
from copyedit.model import Confidence
from copyedit.proof import Proof, prove
from copyedit.report import dumped, record

EXAMPLES = Path(__file__).parent.parent / "examples"
FORMATS = ["ukraine-crisis.txt", "ukraine-crisis.md", "ukraine-crisis.jsonl"]

# the fault as it stands, and what the first choice makes of it; None where a person must say
FAULTS = {
    "instabile": "unstable",
    "deploy’more": "deploy ‘more",
    "Zilensky": "Zelensky",
    "no’minor": "no ‘minor",
    "aircrafts": "aircraft",
    "‘nine month war": None,
    "terrible mess’": None,
    "Ukraineâ€™s": "Ukraine’s",
    "â€œdrag": "“drag",
    "backâ€": "back”",
    "the the": "the",
    "&amp;": "&",
    "assur\u200bances": "assurances",
    "war.This": "war. This",
    "Scroll down for video": "",
}
NAMES = [
    *("Annalena Baerbock", "Antony Blinken", "Sergei Lavrov", "Jens Stoltenberg", "Liz Truss", "Voronezh", "Murom"),
    *("AUKUS", "Belarus", "Volodymyr", "Donbas", "Donetsk", "Kyiv", "Moscow", "NATO", "Geneva", "Normandy"),
]


def read(name: str) -> str:
    return (EXAMPLES / name).read_bytes().decode()


def proof_of(name: str, level: Confidence = Confidence.SURE) -> Proof:
    return prove(read(name), name, Config(), level)


@pytest.mark.parametrize("name", FORMATS)
def test_fix_makes_the_golden_file_and_comes_to_rest(name: str) -> None:
    fixed = proof_of(name).fixed
    assert fixed == read(f"fixed/{name}")
    assert prove(fixed, name).fixed == fixed


@pytest.mark.parametrize("name", FORMATS)
def test_the_report_is_the_golden_one(name: str) -> None:
    assert report(name) == read(f"fixed/{name}.changes.jsonl")


def report(name: str) -> str:
    """The jsonl report at level likely."""
    level = Confidence.LIKELY
    return "".join(dumped(record(mark, name, level)) + "\n" for mark in proof_of(name).shown_at(level))


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_and_mended_by_its_first_choice(fault: str) -> None:
    text = read("ukraine-crisis.txt")
    start = text.index(fault)
    end = start + len(fault)
    proof = proof_of("ukraine-crisis.txt")
    met = [
        (index, mark)
        for index, mark in enumerate(proof.marks)
        if mark.span.start < end + 60 and mark.span.end > start and mark.change.shown_at(Confidence.LIKELY)
    ]
    assert any(mark.span.start <= end for _, mark in met), "not found at level likely"
    if (wanted := FAULTS[fault]) is not None:
        picks = {index: mark.change.best(Confidence.LIKELY) for index, mark in met}
        assert proof.decide(picks)[start:].startswith(wanted + text[end : end + 1] * (wanted != ""))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("person_or_place", NAMES)
def test_names_are_untouched_at_every_level(name: str, person_or_place: str) -> None:
    proof = proof_of(name, Confidence.DOUBTFUL)
    for mark in proof.marks:
        for choice in mark.choices[1:]:
            if person_or_place in mark.before:
                assert person_or_place in choice.text or not choice.text.strip()


@pytest.mark.parametrize("name", FORMATS)
def test_refusing_everything_leaves_the_bytes(name: str) -> None:
    proof = proof_of(name)
    assert proof.decide(dict.fromkeys(range(len(proof.marks)), 0)) == proof.source == read(name)


def main() -> None:
    for name in FORMATS:
        (EXAMPLES / "fixed" / name).write_bytes(proof_of(name).fixed.encode())
        (EXAMPLES / "fixed" / f"{name}.changes.jsonl").write_bytes(report(name).encode())


if __name__ == "__main__":
    main()
