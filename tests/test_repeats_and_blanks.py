"""Blanks, glue, repeats and residue at the corners that the rules' own examples do not show. A third are traps."""

from __future__ import annotations

import pytest

from copyedit import rulebook
from copyedit.config import Config
from copyedit.fixers import CHAIN, Fixer
from copyedit.model import Confidence
from copyedit.proof import Proof, prove

STEMS = ("spacing", "residue", "doubled", "glued")
FIXERS: tuple[Fixer, ...] = tuple(f(rulebook.load(f.stem), Config()) for f in CHAIN if f.stem in STEMS)


def proof(text: str, name: str = "text.txt", config: Config | None = None) -> Proof:
    fixers = FIXERS if config is None else tuple(f(rulebook.load(f.stem), config) for f in CHAIN if f.stem in STEMS)
    return prove(text, name, fixers=fixers)


def at(level: Confidence, text: str) -> str:
    """`text` with the best choice at `level` taken everywhere."""
    found = proof(text)
    return found.decide({i: mark.change.best(level) for i, mark in enumerate(found.marks)})


SURE = [
    # blanks
    ("The Senate , the House ,and the court .", "The Senate, the House, and the court."),
    ("Mr . Brown came .", "Mr. Brown came."),
    ("It grew by 4.5 % ; nobody knew why !", "It grew by 4.5%; nobody knew why!"),
    ("The probe (seen here ) landed in ( early ) May.", "The probe (seen here) landed in (early) May."),
    ("One.Two.Three words and no more.", "One. Two. Three words and no more."),
    ("They left at 5 p.m.The bridge fell.", "They left at 5 p.m. The bridge fell."),
    ("It is in Washington, D.C.They said so.", "It is in Washington, D.C. They said so."),
    ("He asked why (nobody knew).She left.", "He asked why (nobody knew). She left."),
    ("He said: “Go.”They went.", "He said: “Go.” They went."),
    ("It cost 10,000 in 2018.Then prices fell.", "It cost 10,000 in 2018. Then prices fell."),
    ("He came on May 3,2019 and left.", "He came on May 3, 2019 and left."),
    ("One  two three four five six, and  seven.", "One two three four five six, and seven."),
    # doubled
    ("He said that the the bridge fell.", "He said that the bridge fell."),
    ("And and then it rained.", "And then it rained."),
    ("It is one of of the largest.", "It is one of the largest."),
    ("She would would not go, and he has has gone.", "She would not go, and he has gone."),
    ("Prices rose in the first half rose in the first half of the year.", "Prices rose in the first half of the year."),
    # glued
    ("The talks ofthe two sides failed.", "The talks of the two sides failed."),
    ("He saidthat nothing wouldchange.", "He said that nothing would change."),
    ("The army of theKremlin and PresidentBiden met.", "The army of the Kremlin and President Biden met."),
    ("They flew toParis on Monday.", "They flew to Paris on Monday."),
    ("It was Russia’slargest bank, and it wasn’tthe first.", "It was Russia’s largest bank, and it wasn’t the first."),
    ("The presi dent of the par liament spoke.", "The president of the parliament spoke."),
    ("Itwas raining on Friday.", "It was raining on Friday."),
]
KEPT = [
    "It is 3.5 or 10,000, 2:1 at 4.30pm, or a.m., in the U.S. and at No.10.",
    "She reads example.com and bbc.co.uk on Node.js with ASP.NET.",
    "Wait . . . what? He waited ... and left…",
    "Great :) she wrote ;-) and left :(",
    "The .22 rifle and the index .DJI were named.",
    "Name     Party     Votes\nBrown    Labour    12,004\n",
    "  /\\_/\\  \n ( o.o ) \n  > ^ <  \n",
    "    if x  ==  y :\n        return (a , b)\n",
    "One.  Two.  Three.  Four.  Five.",
    "She had had it; that that was so is is plain; no no, very very long long ago.",
    "Duran Duran met Boutros Boutros-Ghali in Walla Walla and Pago Pago.",
    "It went on and on and on, day by day by day, from time to time to nowhere.",
    "One one, two two: 5 5 0 0.",
    "and then the the the the the machine said",
    "The man he came in in was gone; the hall they moved in in May.",
    "McDonald sold an iPhone on eBay, asked PwC, and wrote it in LaTeX for YouTube.",
    "MacBook, JavaScript, DaimlerChrysler and WhatsApp are names.",
    "nowhere, into, himself, throughout, forgive, candid, together",
    "Qur’an, Sana’a, Ta’izz, Xi’an, O’Brien and rock ’n’ roll",
    "Die Regierung hat am Montag in derselben Sitzung beschlossen, die die Steuern betreffen.",
    "We use cookies of oats. Share this with them. Read more than that.",
    "Row, row, row your boat\nGently down the stream\nRow, row, row your boat\n",
]
LIKELY = [
    ("“We have the the right to go,” he said.", "“We have the right to go,” he said."),
    ("He said that it was it was late.", "He said that it was late."),
    ("Police arrested arrested a man.", "Police arrested a man."),
    ("The bridge—it was old— fell.", "The bridge—it was old—fell."),
    ("The talks failed.\nAdvertisement\nNobody spoke.\n", "The talks failed.\nNobody spoke.\n"),
    ("The talks failed.\r\n\r\nRead more: Two die\r\n\r\nNobody spoke.", "The talks failed.\r\n\r\nNobody spoke."),
]


@pytest.mark.parametrize(("before", "after"), SURE)
def test_sure_repairs(before: str, after: str) -> None:
    assert proof(before).fixed == after
    assert proof(after).fixed == after


@pytest.mark.parametrize("text", KEPT)
def test_what_must_stay(text: str) -> None:
    assert at(Confidence.SURE, text) == text


@pytest.mark.parametrize(("before", "after"), LIKELY)
def test_repairs_that_a_person_decides(before: str, after: str) -> None:
    assert proof(before).fixed == before
    assert at(Confidence.LIKELY, before) == after


def test_a_second_caption_goes_with_its_line_ends() -> None:
    caption = "People wait for the ferry in the harbour of the old town."
    text = f"It rained.\r\n\r\n{caption}\r\n\r\n{caption}\r\n\r\nIt stopped."
    assert proof(text).fixed == f"It rained.\r\n\r\n{caption}\r\n\r\nIt stopped."


def test_markdown_keeps_breaks_lists_and_code() -> None:
    text = "# A title\n\n- one  \n  two\n- `a  b , c`\n\n    x  =  1\n\n| a  | b |\n|---|---|\n| 1  | 2 |\n"
    assert proof(text, "page.md").fixed == text


def test_words_of_the_house_are_left_alone() -> None:
    assert proof("They met inthe hall.", config=Config(words=frozenset({"inthe"}))).fixed == "They met inthe hall."


def test_residue_is_never_sure_and_no_title() -> None:
    assert all(rule.confidence < Confidence.SURE for rule in rulebook.load("residue").values())
    assert not proof('{"title": "Share", "text": "They left."}\n', "a.jsonl").marks
