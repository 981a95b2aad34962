"""Text read with the wrong table: what is explained by bytes is undone, and nothing else is touched."""

from __future__ import annotations

import pytest

from copyedit import rulebook
from copyedit.config import Config
from copyedit.fixers.encoding import Encoding
from copyedit.passage import verbatim
from copyedit.reading import Reading
from copyedit.source import decoded, encoded
from tests.fixers.support import CHARACTERS, fixed, proved

REPAIRED = [
    ("The mayor wonâ€™t say â€œyesâ€\x9d â€“ not now.", "The mayor won’t say “yes” – not now."),
    ("PreÃ§o: â‚¬30 na praÃ§a de SÃ£o JoÃ£o", "Preço: €30 na praça de São João"),
    ("Itâ\x80\x99s late in KÃ¶ln.", "It’s late in Köln."),
    ("The mayor wonÃ¢â‚¬â„¢t say.", "The mayor won’t say."),
    ("The mayor won‚Äôt pay in M√°laga or Gonz√°lez.", "The mayor won’t pay in Málaga or González."),
    ("The mayor wonвЂ™t say.", "The mayor won’t say."),
    ("Mr RodrГ\xadguez met Ms ZГЎrate for ВЈ30.", "Mr Rodríguez met Ms Zárate for £30."),
    ("Премьер решил".encode().decode("cp1251"), "Премьер решил"),
    ("ðŸ˜€ is back", "😀 is back"),
    ("“Curly”, and itâ€™s mixed: cafÃ©s", "“Curly”, and it’s mixed: cafés"),
    ("The mayor\x92s \x93odd\x94 year \x96 again", "The mayor’s “odd” year – again"),
]
BYTES = [
    (b"The mayor\x92s caf\xe9 \x96 \x93odd\x94", "The mayor’s café – “odd”"),
    (b"\xa3300 and 20\xb0C", "£300 and 20°C"),
]
MUST_NOT_CHANGE = [
    "Ο πρωθυπουργός είπε «όχι» στο Παρίσι.",
    "Премьер сказал: «Нет» — и вышел. Об этом пишут в «Известиях».",
    "В Г« і Ґ",
    "قال الوزير «لا» يوم الثلاثاء.",
    "東京で「いいえ」と言った。北京説「不」。",
    "👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 ☺\ufe0f 1\ufe0f⃣",
    "∑ x² ≤ √π, ∆° ≈ 3×10⁻⁵, A ∩ B = ∅, √2a",
    "[ˈkɒpiˌɛdɪt], [ɔ̃], /θɪŋ/",
    "¯\\_(ツ)_/¯ ( ͡° ͜ʖ ͡°) ಠ_ಠ",
    "┌──┐ │ab│ └──┘ ░▒▓",
    "L’Été à la façade : « Ça va ? » Öl und Übermut, Ærø, Å",
    "ÉCOLE… NESTLÉ® SÃO “Ô” É’s Ã’s",
    "¿Qué? ¡Olé! El niño del año",
    "Â and Ã are letters.",
    "5×£35 and 10 Å—a length",
]


@pytest.mark.parametrize(("before", "after"), REPAIRED)
def test_the_wrong_table_is_undone(before: str, after: str) -> None:
    assert fixed(before, "encoding") == after


@pytest.mark.parametrize(("data", "after"), BYTES)
def test_a_stray_byte_becomes_its_character(data: bytes, after: str) -> None:
    assert fixed(decoded(data, "a.txt"), "encoding") == after


@pytest.mark.parametrize("data", [b"\x83\x65\x83\x58\x83\x67\xc0\xc1\xc2\xc3", b"a \x81 b", b"x\xe2\x80 y"])
def test_bytes_that_no_table_explains_keep_their_place(data: bytes) -> None:
    text = decoded(data, "a.txt")
    assert encoded(fixed(text, "encoding")) == data


@pytest.mark.parametrize("text", MUST_NOT_CHANGE)
def test_what_only_looks_odd_stays(text: str) -> None:
    assert not proved(text, *CHARACTERS).marks


def test_a_sequence_cut_short_is_not_made_a_dagger() -> None:
    assert "†" not in fixed("â€œHello,â€ he said.", "encoding")
    assert fixed("â€œHello,â€ he said.", "lost", "encoding") == "“Hello,” he said."


def test_each_repair_is_a_change_of_its_own_and_of_no_more_than_it_needs() -> None:
    proof = proved("The mayor wonâ€™t, the cafÃ© will, and the rest is fine.", "encoding")
    assert [(mark.before, mark.text_of(1)) for mark in proof.marks] == [("wonâ€™t", "won’t"), ("cafÃ©", "café")]


def test_the_evidence_names_the_table() -> None:
    text = "Itâ€™s late."
    (said,) = Encoding(rulebook.load("encoding"), Config())(Reading(text, verbatim(text, 0, len(text))))
    assert said.evidence == "UTF-8 read as Windows-1252"
