from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copyedit.lexicon import (
    AMERICAN_ONLY,
    BRITISH_ONLY,
    DATA,
    LISTED,
    LISTED_NAME,
    OFFERED,
    folded,
    load,
    normal,
    sequences,
)
from copyedit.lexicon.sound import sound_key
from copyedit.rulebook import rules_folder, word_list

LEXICON = load()
MISSPELLINGS = [line.split(" → ") for line in word_list(rules_folder() / "misspellings.txt")]


@pytest.mark.parametrize(
    "word",
    [
        *["the", "The", "THE", "colour", "color", "organise", "organize", "judgement", "judgment"],
        *[
            "Paris",
            "PARIS",
            "Kyiv",
            "Blinken",
            "Baerbock",
            "Zelensky",
            "AUKUS",
            "Murom",
            "iPhone",
            "McDonald",
            "O’Brien",
        ],
        *["café", "cafe", "naïve", "Łódź", "Zürich", "Zurich"],
        *["minister’s", "minister's", "ministers’", "isn’t", "isn't", "they've", "Paris’s"],
        *["co-operate", "state-owned", "anti-Putin", "al-Assad", "ex-president", "mid-November", "l’Oréal", "D’Souza"],
    ],
)
def test_known(word: str) -> None:
    assert LEXICON.known(word)


@pytest.mark.parametrize(
    "word",
    [
        *["recieve", "definately", "occured", "seperate", "teh", "alot", "ofthe", "instabile"],
        *["paris", "handel", "zilensky", "state-ownd", "recieve’s", "", "'", "-"],
    ],
)
def test_not_known(word: str) -> None:
    assert not LEXICON.known(word)


def test_with_a_capital_most_misspellings_are_somebodys_name() -> None:
    assert LEXICON.known("Recieve") == ("recieve" in LEXICON)


def test_frequency_is_of_the_form_whatever_its_case() -> None:
    assert LEXICON.count("Paris") == LEXICON.count("paris") == LEXICON.attestation("Paris’s") > 100_000
    assert LEXICON.zipf("the") > 7 > LEXICON.zipf("minister") > LEXICON.zipf("ministering") > 0
    assert LEXICON.entry("qwrtzxp") == (0, 0.0, 0)
    assert LEXICON.attestation("Zelensky") > 500 > LEXICON.attestation("Zilensky")


def test_dialects_are_told_apart() -> None:
    assert LEXICON.other_dialect("color") == "colour"
    assert LEXICON.other_dialect("Colour") == "color"
    assert LEXICON.other_dialect("minister") is None
    assert LEXICON.marks("color") & AMERICAN_ONLY
    assert LEXICON.marks("colour") & BRITISH_ONLY
    assert not LEXICON.marks("organize") & AMERICAN_ONLY  # the Oxford spelling
    assert LEXICON.marks("organise") & BRITISH_ONLY


def test_words_to_offer() -> None:
    assert "receive" in LEXICON.sounds_like("recieve")
    assert "phone" in LEXICON.sounds_like("fone")
    assert "receive" in LEXICON.beginning("r", 7)
    assert LEXICON.beginning("r", 39) == LEXICON.beginning("é", 99) == []
    offered = [
        word for letter in "abcdefghijklmnopqrstuvwxyz" for n in range(1, 30) for word in LEXICON.beginning(letter, n)
    ]
    assert len(offered) > 90_000
    assert all(LEXICON.marks(word) & OFFERED and LEXICON.marks(word) & (LISTED | LISTED_NAME) for word in offered[::50])


def test_misspellings_are_sorted_not_known_and_lead_to_known_words() -> None:
    assert sorted(MISSPELLINGS) == MISSPELLINGS
    for wrong, right in MISSPELLINGS:
        assert not LEXICON.listed(wrong), f"{wrong}: rebuild the lexicon"
        assert all(LEXICON.known(word) for word in right.split()), right


def test_the_data_is_small() -> None:
    assert sum(file.stat().st_size for file in DATA.iterdir()) < 17_000_000  # some 12 MB in the wheel


@given(st.text(max_size=30))
def test_any_text_can_be_asked_for(text: str) -> None:
    LEXICON.known(text)
    LEXICON.entry(text)
    sound_key(text)
    assert normal(normal(text)) == normal(text)
    assert folded("abc" + "é") == "abce"


@given(st.sampled_from(["minister", "colour", "Paris", "naïve"]), st.sampled_from(["'", "’"]))
def test_apostrophes_of_either_shape_are_one(word: str, mark: str) -> None:
    assert LEXICON.known(f"{word}{mark}s")


def test_sequences_know_what_follows_what() -> None:
    grams = sequences.load()
    assert grams.gain("united", "states") > 3 > 0 > grams.gain("united", "of")
    received = grams.fit(("i", "have"), "received", ("your", "letter"))
    assert received > grams.fit(("i", "have"), "deceived", ("your", "letter"))
    assert grams.fit(("", ""), "received", ("", "")) == 0.0
    assert grams.fit(("", "one"), "of the", ("most", "")) > grams.fit(("", "one"), "of them", ("most", ""))
    assert grams.class_gain("very", "quickly") > 0.5 > 0 > grams.class_gain("of", "unstable")


def test_names_everybody_knows_are_offered_too() -> None:
    assert "thursday" in LEXICON.beginning("t", 8)
    assert LEXICON.is_only_name("thursday")
    assert not LEXICON.is_only_name("rose")
    assert not LEXICON.is_only_name("qwrtzxp")


def test_foreign_words_are_told() -> None:
    assert LEXICON.foreign_zipf("aujourd'hui") > 4 or LEXICON.foreign_zipf("aujourd") > 4
    assert LEXICON.foreign_zipf("nicht") > 5
    assert LEXICON.foreign_zipf("recieve") == 0.0
