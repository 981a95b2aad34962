"""What is English, what is not, and what cannot be told."""

from __future__ import annotations

import pytest

from copyedit.language import is_english
from copyedit.passage import verbatim
from copyedit.reading import Reading


def reading(text: str) -> Reading:
    return Reading(text, verbatim(text, 0, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Die Regierung hat am Montag beschlossen, die Steuern nicht zu erhöhen.",
        "Le ministre a dit que la loi ne serait pas votée avant la fin de l’année.",
        "La ministra dijo que los trenes no saldrán hasta el lunes.",
        "Міністр сказав, що поїзди не вирушать до понеділка.",
        "Il ministro ha detto che i treni non partiranno prima di lunedì.",
        "De minister zei dat de treinen niet voor maandag zullen vertrekken.",
        "Mae’r gweinidog wedi dweud bod y trenau yn hwyr.",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "首相は月曜日に声明を発表した。",
    ],
)
def test_other_languages_are_told(text: str) -> None:
    assert not is_english(text)
    assert reading(text).is_foreign(reading(text).words[0].span)


@pytest.mark.parametrize(
    "text",
    [
        "Ministers met on Monday, but nothing was agreed.",
        "Police seize drugs worth millions",
        "Rio de la Plata",
        "Van den Berg, De Vries, Di Marco, Dos Santos, El Khannouss",
        "teh govenment recieved definately nothing form them",
        "",
        "2–1, 3–0",
    ],
)
def test_english_and_what_is_too_short_to_tell_counts_as_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("She sang “La vie en rose” and bowed.", ["“La vie en rose”"]),
        ("“Wir haben das nicht gewollt,” he said. It was late.", ["“Wir haben das nicht gewollt,”"]),
        ("He said in court: “I did not do it, and that is the end of it.”", []),
        ("The “War and Peace” of our time, as a wise man said, is “Die Hard”.", []),
        ("They sailed down the Rio de la Plata to the “Cabo de Hornos”.", ["“Cabo de Hornos”"]),
    ],
)
def test_quotations_in_another_language_are_found(text: str, foreign: list[str]) -> None:
    assert [text[span.start : span.end] for span in reading(text).foreign] == foreign
