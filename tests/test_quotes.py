"""Quote marks by kind of fault: what becomes of them, what is only pointed at, and what must stay as it is."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copyedit import rulebook
from copyedit.config import Config
from copyedit.fixers import Fixer
from copyedit.fixers.quotes import Quotes
from copyedit.model import Confidence
from copyedit.passage import verbatim
from copyedit.proof import Proof, prove
from copyedit.reading import Facts, Reading

GLUED = [
    ("He said“we are done” and left.", "He said “we are done” and left."),
    ("“We are done,”he said.", "“We are done,” he said."),
    ("“We are done”she said.", "“We are done” she said."),
    (
        "They want to send’more than 200 trucks and 9,000 men’.",
        "They want to send ‘more than 200 trucks and 9,000 men’.",
    ),
    ("It was a’shameful episode’, the bishop wrote.", "It was a ‘shameful episode’, the bishop wrote."),
    ("The so-called‘experts’ were silent.", "The so-called ‘experts’ were silent."),
    ('He said"we are done" and left.', 'He said "we are done" and left.'),
    ('"We are done,"he said.', '"We are done," he said.'),
    ("The report:“Nothing works.”", "The report: “Nothing works.”"),
    ("Those were France’srailway lines.", "Those were France’s railway lines."),
    ("It was Germany’schancellor who came.", "It was Germany’s chancellor who came."),
    ("The word‘peace’ was not used.", "The word ‘peace’ was not used."),
    ("It was called the’Long March’.", "It was called the ‘Long March’."),
    ("The teachers’union met on Friday.", "The teachers’ union met on Friday."),
]
REVERSED = [
    ("”We are done,” he said.", "“We are done,” he said."),
    ("“We are done,“ he said.", "“We are done,” he said."),
    ("He called it ’rubbish’ on Friday.", "He called it ‘rubbish’ on Friday."),
    ("He called it ‘rubbish‘ on Friday.", "He called it ‘rubbish’ on Friday."),
    ("She wrote that ”nobody” had asked.", "She wrote that “nobody” had asked."),
    ("“It is over,” he said. ”We lost.”", "“It is over,” he said. “We lost.”"),
    ("“He told me ’go home’ and I went.”", "“He told me ‘go home’ and I went.”"),
    ("”We are done,“ he said.", "“We are done,” he said."),
]
WRONG_HANDED = [
    ("They didn‘t answer.", "They didn’t answer."),
    ("It is Berlin‘s oldest bridge.", "It is Berlin’s oldest bridge."),
    ("Fashions of the ‘80s are back.", "Fashions of the ’80s are back."),
    ("“I can‘t say,” he said.", "“I can’t say,” he said."),
    ("We‘ll see what they‘ve got.", "We’ll see what they’ve got."),
    ("‘Twas the week before the vote.", "’Twas the week before the vote."),
]
SPACED = [
    ("The judge ‘ will hear ’ the case.", "The judge ‘will hear’ the case."),
    ("“ We are done,” he said.", "“We are done,” he said."),
    ("“We are done. ” Nobody clapped.", "“We are done.” Nobody clapped."),
    ('He saw " Hamlet " on Sunday.', 'He saw "Hamlet" on Sunday.'),
    ("The film “ Rain ” opens today.", "The film “Rain” opens today."),
    ("He spoke of‘ minor’ losses.", "He spoke of ‘minor’ losses."),
    ("Britain ’s weather is mild.", "Britain’s weather is mild."),
    ("They don ’t know.", "They don’t know."),
    ("“We are done ,” he said. “ Go home.”", "“We are done ,” he said. “Go home.”"),
]
DOUBLED = [
    ("““We are done,” he said.", "“We are done,” he said."),
    ("“We are done,”” he said.", "“We are done,” he said."),
    ('""We are done," he said.', '"We are done," he said.'),
    ('"We are done,"" he said.', '"We are done," he said.'),
    ("He called it ‘‘rubbish’ on Friday.", "He called it ‘rubbish’ on Friday."),
]
TYPEWRITER = [
    ("``We are done,'' he said.", '"We are done," he said.'),
    ("''We are done,'' he said.", '"We are done," he said.'),
    (",,We are done,'' he said.", '"We are done," he said.'),
    ("``We’re done,'' he said. It’s late.", "“We’re done,” he said. It’s late."),
    ("‘‘We’re done,’’ he said. It’s late.", "“We’re done,” he said. It’s late."),
    ("He called it `rubbish' on Friday.", "He called it 'rubbish' on Friday."),
    ("It isn´t over.", "It isn't over."),
]
MIXED = [
    ('“We’re done," he said. It’s late.', "“We’re done,” he said. It’s late."),
    ('"We’re done,” he said. “It’s late.”', "“We’re done,” he said. “It’s late.”"),
    ('"It\'s late," he said. "We\'re done,” she said.', '"It\'s late," he said. "We\'re done," she said.'),
]
SURE = [
    pytest.param(before, after, id=f"{kind}: {before[:40]}")
    for kind, cases in (
        ("glued", GLUED),
        ("reversed", REVERSED),
        ("wrong-handed", WRONG_HANDED),
        ("spaced", SPACED),
        ("doubled", DOUBLED),
        ("typewriter", TYPEWRITER),
        ("mixed", MIXED),
    )
    for before, after in cases
]

# the best choice at likely; a person decides
FIRST_CHOICE = [
    ("“We are done, he said.", "“We are done,” he said."),
    ("We are done,” he said.", "“We are done,” he said."),
    ("“We are done,” he said. “Go home.", "“We are done,” he said. “Go home.”"),
    ("“We are done,” he said. Go home.”", "“We are done,” he said. “Go home.”"),
    ('"We are done, she said.', '"We are done," she said.'),
    ("It was part of a ‘four week plan. Nobody liked it.", "It was part of a ‘four week plan’. Nobody liked it."),
    ("There were no’major losses.", "There were no ‘major losses’."),
    ("He warned of a ‘terrible mess if they came.", None),
    ("He warned of a terrible mess’ if they came.", "He warned of a ‘terrible mess’ if they came."),
    ("These deep end” things are hard.", "These “deep end” things are hard."),
    ("He called it “rubbish on Friday.", None),
    ('The Lakers" official site is down.', "The Lakers' official site is down."),
    ('It was a coup d"état, they said.', "It was a coup d'état, they said."),
    ("“He told me ‘go home, and I went.”", None),
]

# the better one of several is among the choices
OFFERED = [
    ("He called it “rubbish on Friday.", "He called it “rubbish” on Friday."),
    ("It was a ‘four week plan. Nobody liked it.", "It was a ‘four week plan.’ Nobody liked it."),
    ("They accused the “interim government of theft.", "They accused the “interim government” of theft."),
    ("There were no’major losses.", "There were no ‘major’ losses."),
    ("There were no’major losses.", "There were no major losses."),
]

KEPT = [
    # apostrophes within names and words
    "O’Brien of Slov’yansk met N’Djamena’s mayor in Xi’an.",
    "The Qur’an was read in Sana’a, Ta’izz and Côte d’Ivoire.",
    "D’Angelo, De’Aaron and Ja’Marr play for L’Aquila.",
    "Hawai’i, Ma’ariv, Ba’ath, Shi’ite, Be’er Sheva, Mi’kmaq.",
    "It’s five o’clock, ma’am; they’d’ve gone to Hallowe’en.",
    "Y’all ain’t seen nothin’ yet; he was goin’ home.",
    "Rock ’n’ roll, fish 'n' chips, drum’n’bass.",
    "The ’90s and the class of ’68; ’tis said, ’em and us.",
    "In the '90s it was the class of '68.",
    "The 1990's, the MP's vote, the UN's role, A's and B's.",
    "Nor’easter, will-o’-the-wisp, commedia dell’arte, Texas Hold’em, jack-o’-lantern.",
    "Van ’t Hooft of ’s-Hertogenbosch met Sophie in ’t Veld.",
    "L’viv, Ul’yanovsk, Be’er Sheva, Ra’anana, Nuku’alofa, Coeur d’Alene.",
    "He OK’d it, then RSVP’d; the do’s and don’ts, P’s and Q’s.",
    # plural possessives
    "The players’ union and the teachers’ strike.",
    "The Joneses' house, James' car and Moses' law.",
    "Two weeks’ pay; ten years’ experience.",
    "‘The players’ union met,’ he said.",
    "He said the 'workers' paradise' was over.",
    "The house is the Joneses’. Nobody else’s.",
    # feet, inches, minutes
    "He is 6'2\" tall and she is 5'10\".",
    'A 55" television and a 12" single.',
    "At 40°26'46\" north.",
    '"He bought a 55" television," she said.',
    # nested and adjoining quotations
    "“He said ‘no’ and left,” she said.",
    "‘He said “no” and left,’ she said.",
    "\"He said 'no'\", she wrote.",
    "“She shouted ‘Stop!’”",
    "“‘Stop!’ she shouted,” he said.",
    "\"'Stop!' she shouted,\" he said.",
    'He said, "She told me, "Go home," and I went."',
    "“She shouted ‘Stop!’\u200a” he said.",
    # nothing is wrong
    "“We are done,” he said. “Are you?”",
    "He read “War and Peace”, “Emma” and “Ulysses”.",
    "A “so-called” truce, post-“truth” politics and (“quietly”) peace.",
    "“…and then we left,” he said. “But—”",
    '"We are done"—so he said—"and that is that."',
    "He got an “A” for “effort”.",
    "“Why?” “Because.”",
    "“We're done,” he said.",
    # other languages
    "„Wir sind fertig“, sagte er.",
    "„Wir sind fertig”, sagte er, „und müde”.",
    "« Nous sommes prêts », dit-il.",
    "«Estamos listos», dijo.",
    "»Wir sind fertig«, sagte er.",
    "‚Wir sind fertig‘, sagte er.",
    "”Vi är klara”, sade ministern. ”Det är inte lätt”, tillade han efter mötet.",
    "”Olemme valmiita”, sanoi ministeri. ”Se ei ole helppoa”, hän lisäsi kokouksen jälkeen.",
    "Он сказал: “Мы готовы„, и ушёл. Ο υπουργός είπε “ είμαστε έτοιμοι” και έφυγε.",
    # no prose
    "Run `make test`, then `make install`.",
    '{"name": "value", "other": ["a", "b"]}',
    "<a href=\"x.html\" class='y'>A link</a> to the text.",
    'He left "" between the commas.',
    "'''''''''' and \"\"\"\"\"\"\"",
]

OVER_PARAGRAPHS = [
    "“We are done.\n\n“We lost,” he said.",
    "“We are done.\n\n“We lost.\n\n“We go home,” he said.",
    '"We are done.\n\n"We lost," he said.',
    "‘We are done.\n\n‘We lost,’ he said.",
    "“We are done.\n\nPhoto: Reuters\n\n“We lost,” he said.",
    '"We are done.\nWe lost," he said.\nHe left.',
    '"We are done.\nWe lost.\nWe go home," he said.',
    "“We are done.\nWe lost,” he said.\n“Good night.\nSleep well,” he said.",
]


@pytest.fixture(scope="module")
def fixers() -> tuple[Fixer, ...]:
    return (Quotes(rulebook.load("quotes"), Config()),)


def best(proof: Proof, level: Confidence) -> str:
    """The text with the best choice of each mark that is shown at `level`."""
    return proof.decide({i: m.change.best(level) for i, m in enumerate(proof.marks) if m.change.shown_at(level)})


@pytest.mark.parametrize(("before", "after"), SURE)
def test_is_repaired(before: str, after: str, fixers: tuple[Fixer, ...]) -> None:
    assert prove(before, fixers=fixers).fixed == after


@pytest.mark.parametrize(("before", "after"), FIRST_CHOICE, ids=[before[:40] for before, _ in FIRST_CHOICE])
def test_is_pointed_at(before: str, after: str | None, fixers: tuple[Fixer, ...]) -> None:
    proof = prove(before, fixers=fixers)
    assert proof.fixed == before
    assert proof.shown_at(Confidence.LIKELY)
    if after is not None:
        assert best(proof, Confidence.LIKELY) == after


@pytest.mark.parametrize(
    ("before", "after"), OFFERED, ids=[f"{before[:30]} {after[-20:]}" for before, after in OFFERED]
)
def test_is_among_the_choices(before: str, after: str, fixers: tuple[Fixer, ...]) -> None:
    proof = prove(before, fixers=fixers)
    texts = {proof.decide({i: pick}) for i, mark in enumerate(proof.marks) for pick in range(len(mark.choices))}
    assert after in texts


@pytest.mark.parametrize("text", KEPT + OVER_PARAGRAPHS)
def test_is_left_alone(text: str, fixers: tuple[Fixer, ...]) -> None:
    assert prove(text, fixers=fixers).marks == ()


@pytest.mark.parametrize("text", [case.values[0] for case in SURE] + [before for before, _ in FIRST_CHOICE])
@pytest.mark.parametrize("level", [Confidence.SURE, Confidence.LIKELY])
def test_a_second_run_changes_nothing(text: object, level: Confidence, fixers: tuple[Fixer, ...]) -> None:
    once = prove(str(text), fixers=fixers, level=level).fixed
    assert prove(once, fixers=fixers, level=level).fixed == once


HOUSE = [
    ("curly", "keep", '"It\'s late," he said, "and \'dark\' too."', "“It’s late,” he said, “and ‘dark’ too.”"),
    (
        "curly",
        "keep",
        "The '90s, the players' union, 6'2\" and rock 'n' roll.",
        "The ’90s, the players’ union, 6'2\" and rock ’n’ roll.",
    ),
    ("straight", "keep", "“It’s late,” he said, “and ‘dark’ too.”", '"It\'s late," he said, "and \'dark\' too."'),
    ("keep", "single", "“It’s late,” he said, “and ‘dark’ too.”", "‘It’s late,’ he said, ‘and “dark” too.’"),
    ("keep", "double", "‘It’s late,’ he said, ‘and “dark” too.’", "“It’s late,” he said, “and ‘dark’ too.”"),
    ("curly", "single", '"It\'s late," he said.', "‘It’s late,’ he said."),
    ("keep", "keep", "\"It’s late,\" he said, 'and dark'.", "\"It’s late,\" he said, 'and dark'."),
    ("curly", "keep", "“It’s late,” he said.", "“It’s late,” he said."),
]


@pytest.mark.parametrize(("quotes", "first", "before", "after"), HOUSE)
def test_the_marks_of_the_house(
    quotes: Literal["keep", "curly", "straight"],
    first: Literal["keep", "single", "double"],
    before: str,
    after: str,
) -> None:
    config = Config(quotes=quotes, first_quote=first)
    house = (Quotes(rulebook.load("quotes"), config),)
    assert prove(before, config=config, fixers=house).fixed == after
    assert prove(after, config=config, fixers=house).fixed == after


QUOTED = [
    (["He said “we are done” twice."], [["“we are done”"]]),
    (["The players’ union met in the ’90s."], [[]]),
    (["He said 'the players' union' met."], [["'the players' union'"]]),
    (["“We lost.", "“We go home,” he said."], [["“We lost."], ["“We go home,”"]]),
    (['"We lost.', "All of us.", 'We go home," he said.'], [['"We lost.'], ["All of us."], ['We go home,"']]),
    (["„Wir sind fertig“, sagte er."], [["„Wir sind fertig“"]]),
    (["“She said ‘no’ twice,” he said. “Twice.”"], [["“She said ‘no’ twice,”", "“Twice.”"]]),
    (["It was a’shameful episode’, he wrote."], [["’shameful episode’"]]),
    (['He is 6\'2" tall and 40" wide.'], [[]]),
]


@pytest.mark.parametrize(("lines", "quoted"), QUOTED, ids=[lines[0] for lines, _ in QUOTED])
def test_what_stands_inside_quotation_marks(lines: list[str], quoted: list[list[str]]) -> None:
    readings = tuple(
        Reading(line + "\n", verbatim(line + "\n", 0, len(line) + 1, tail=1), index) for index, line in enumerate(lines)
    )
    facts = Facts(readings)
    for reading in readings:
        reading.facts = facts
    assert [[reading.text[start:end] for start, end in reading.quoted] for reading in readings] == quoted


MARKS = st.text(alphabet="\"'“”‘’`„«»´, .a¶sB9\n", max_size=60)


@given(MARKS)
@settings(max_examples=300, deadline=None)
def test_any_row_of_marks_comes_to_rest(text: str) -> None:
    fixers = (Quotes(rulebook.load("quotes"), Config()),)
    proof = prove(text, fixers=fixers)
    assert not proof.restless
    assert prove(proof.fixed, fixers=fixers).fixed == proof.fixed


@given(MARKS, MARKS)
@settings(max_examples=100, deadline=None)
def test_protected_text_keeps_its_marks(before: str, after: str) -> None:
    address = "https://example.com/it's?q='a"
    proof = prove(f"{before} {address} {after}", fixers=(Quotes(rulebook.load("quotes"), Config()),))
    for index, mark in enumerate(proof.marks):
        for pick in range(len(mark.choices)):
            assert address in proof.decide({index: pick})
