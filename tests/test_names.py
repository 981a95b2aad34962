"""Names: what is mended, on what evidence, and what is left alone."""

from __future__ import annotations

import pytest

from copyedit import rulebook
from copyedit.config import Config
from copyedit.fixers.names import Names
from copyedit.fixers.names_likeness import is_inflection
from copyedit.fixers.names_slips import kind_of_slip
from copyedit.model import Confidence
from copyedit.proof import Mark, prove


def marks(text: str, config: Config | None = None) -> list[Mark]:
    return list(prove(text, fixers=(Names(rulebook.load("names"), config or Config()),)).marks)


def said(text: str, config: Config | None = None) -> list[tuple[str, str]]:
    return [(mark.before, mark.choices[1].text) for mark in marks(text, config)]


KNOWN = (
    "Annalena Baerbock, Antony Blinken, Sergei Lavrov, Jens Stoltenberg and Liz Truss spoke of Voronezh, of Murom, of "
    "AUKUS, of Belarus and of Volodymyr Zelensky."
)


@pytest.mark.parametrize("again", ["", "Blinken, Baerbock and Lavrov left. Stoltenberg and Truss stayed in Murom."])
def test_well_known_names_are_left_alone_at_every_level(again: str) -> None:
    assert said(f"{KNOWN}\n\n{again}") == []


def test_all_forms_of_a_name_count_together_and_are_the_evidence() -> None:
    text = "Volodymyr Zilensky met them. ZELENSKY’S PLAN\n\nZelensky’s aides said that pro-Zelensky crowds cheered."
    (mark,) = marks(text)
    assert (mark.before, mark.choices[1].text) == ("Zilensky", "Zelensky")
    assert mark.change.because(1)[0].evidence == "Zelensky stands 3 times in this article, Zilensky once"
    assert mark.change.confidence_of(1) is Confidence.SURE


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Berzofsky won. Mr Brezofsky’s team cheered Berzofsky.", "Brezofsky’s", "Berzofsky’s"),
        ("Berzofsky won. The pro-Berzofksy crowd cheered Berzofsky.", "Berzofksy", "Berzofsky"),
        ("BERZOFKSY WINS\n\nBerzofsky won. The crowd cheered Berzofsky.", "BERZOFKSY", "BERZOFSKY"),
        ("O’Donoghue won. O’Donogue was cheered; so O’Donoghue smiled.", "O’Donogue", "O’Donoghue"),
        ("The train to Massachusets was late.", "Massachusets", "Massachusetts"),
        ("A storm hit the Carribean in the north.", "Carribean", "Caribbean"),
        ("He ate at a McDonals in town.", "McDonals", "McDonald"),
        ("He was born in Febuary, in the north.", "Febuary", "February"),
    ],
)
def test_a_name_is_mended_in_its_own_dress(text: str, wrong: str, right: str) -> None:
    assert said(text) == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "Boris Johnson met Amber Johnston. Johnson smiled, Johnston did not.",
        "The Koreans came. Both Koreas sent a Korean team.",
        "Ivanov came with Ivanova. Ivanov spoke; Ivanova sang.",
        "The Haines family cheered Haine. Haine won; Haine smiled.",
        "Follow @Berzofksy and #Berzofksy at www.berzofksy.com: Berzofsky won. Berzofsky smiled.",
        "Berzofsky won. `Berzofksy` and Berzofksy_2 are accounts. Berzofsky smiled.",
        "Liverpool: Alisson, Robertson, Matip, Fabinho, Keita; subs: Adrian, Kelleher, Gomes, Gomez, Minamino.",
        "Millwall 1-0 Reading, Preston 2-2 Fulham, Fulhem 1-1 Stoke, Barnsley 0-3 Luton, Derby 1-0 Hull",
        "He took Zolpidem, Sertraline and Xyloketal; NVDA and TSLAQ rose.",
        "Die Ministerin Anna Berzofksy hat das nicht gesagt, und Berzofsky war nicht da.",
        "The town, dubbed “Washingtin”, was proud.",
        "teh goverment said nothing.",
        "The Зеленский whom Зиленский met is Зеленский. 首相官邸 and 首相宮邸 are 首相官邸.",
    ],
)
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_words_of_the_configuration_are_left_alone() -> None:
    assert said("He flew to Washingotn in May.", Config(words=frozenset({"Washingotn"}))) == []


def test_another_given_name_makes_another_person_likelier() -> None:
    same, other = (
        f"Anna Berzofsky won. Later {given} Berzofsy spoke. Anna Berzofsky smiled." for given in ("Anna", "Otto")
    )
    assert marks(same)[0].change.confidence_of(1) is Confidence.SURE
    assert marks(other)[0].change.confidence_of(1) < Confidence.SURE


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("zelesnky", "zelensky", "swapped"),
        ("zellensky", "zelensky", "doubled"),
        ("hofman", "hofmann", "undoubled"),
        ("zelenskiy", "zelensky", "added"),
        ("zelnsky", "zelensky", "dropped"),
        ("zilensky", "zelensky", "vowel"),
        ("zelenskx", "zelensky", "replaced"),
        ("zilenski", "zelensky", "two"),
    ],
)
def test_slips_are_told_apart(wrong: str, right: str, kind: str) -> None:
    assert kind_of_slip(wrong, right) == kind


@pytest.mark.parametrize(
    "pair",
    ["ukrainian ukraine", "ivanova ivanov", "koreas koreans", "delhiite delhiites", "italian italy"],
)
def test_inflections_are_told(pair: str) -> None:
    assert is_inflection(*pair.split())


@pytest.mark.parametrize(
    ("key", "other"), [("zelensk", "zelensky"), ("londonn", "london"), ("wilon", "wilson"), ("zilensky", "zelensky")]
)
def test_slips_at_the_end_are_no_inflections(key: str, other: str) -> None:
    assert not is_inflection(key, other)
