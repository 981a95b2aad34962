"""Lost characters: what comes back surely, what is only offered, and what was never lost."""

from __future__ import annotations

import pytest

from copyedit.fixers.lost_letters import restored
from copyedit.fixers.lost_pairing import CLOSE_DOUBLE, CLOSE_SINGLE, OPEN_DOUBLE, Costs, Option, ranked
from tests.fixers.support import CHARACTERS, fixed, likely, proved

# the shapes are those of real scrapes; the sentences are not
WILD = [
    (
        "The board said it won�t sell and they�re not in talks.",
        "The board said it won’t sell and they’re not in talks.",
    ),
    ("He told “Newsday� that I�m late.", "He told “Newsday” that I’m late."),
    ("Lisbon�s mayor opened a caf� in Bogot�.", "Lisbon’s mayor opened a café in Bogotá."),
    ("the teachers� union and the 2010�15 budget", "the teachers’ union and the 2010–15 budget"),
    ("Sales rose 12�15 per cent in the 1990�s.", "Sales rose 12–15 per cent in the 1990’s."),
    ("It was 31�C in Cote d�Ivoire.", "It was 31°C in Cote d’Ivoire."),
    ("The U.K.�s vote on Mr O�Brien", "The U.K.’s vote on Mr O’Brien"),
    ("“We stay,� she said. “We always will.�", "“We stay,” she said. “We always will.”"),
    ("It doesn���t add up, the firm���s “owners��� say.", "It doesn’t add up, the firm’s “owners” say."),
    ("Muse��e? No: M��nchen.", "Muse��e? No: München."),
    ("It?s a boy and she doesn?t care.", "It’s a boy and she doesn’t care."),
    ("We?ve seen that they?ll come; I?d not.", "We’ve seen that they’ll come; I’d not."),
    ("The council?s vote in S?o Paulo was na?ve.", "The council’s vote in São Paulo was naïve."),
    ("“We may,? he said, “but not now.”", "“We may,” he said, “but not now.”"),
    ("“We stay,â€ she said.", "“We stay,” she said."),
    ("â€œWe stay,â€ she said. â€œAlways.â€", "“We stay,” she said. “Always.”"),
    ("â€œWe stay,â€? she said. â€œAlways.â€?", "“We stay,” she said. “Always.”"),
    ("â€œWe stay,â€� she said. â€œAlways.â€�", "“We stay,” she said. “Always.”"),
    ("â€œItâ€™s his â€˜homeâ€™ now,â€ she said.", "“It’s his ‘home’ now,” she said."),
    ("“We stay,† she said.", "“We stay,” she said."),
    ("rock �n� roll", "rock ’n’ roll"),
    ("The bridge over the Rh�ne at N�mes", "The bridge over the Rhône at Nîmes"),
]
MADE = [
    ("It’s ‘odd’, she said: “No ‘ifs�, no buts.�", "It’s ‘odd’, she said: “No ‘ifs’, no buts.”"),
    ("met �lvaro there", "met Álvaro there"),
    ("THE CAF� CLOSED", "THE CAFÉ CLOSED"),
]
OFFERED = [
    ("THE FA�ADE FELL", "THE FAÇADE FELL"),
    ("�We stay,� she said.", "“We stay,” she said."),
    ("?We stay,? she said.", "“We stay,” she said."),
    ("The port � a small one � closed.", "The port – a small one – closed."),
    ("The port ? a small one ? closed.", "The port – a small one – closed."),
    ("They paid �300 for it.", "They paid £300 for it."),
    ("an idea�which failed", "an idea—which failed"),
]
MUST_NOT_CHANGE = [
    "Really?No, not at all.",
    "Why?Because they could.",
    "What? he asked. Nobody knew.",
    "Who is it? Is it the mayor's?",
    "“Are they late? Are we?",
    "“Will it rain? we wondered. Will it pour?” he asked.",
    "Was it at 5 p.m.? Or at 6?",
    "Is he with Acme Inc.? he asked.",
    "See https://example.com/a?b=c and example.com/?s=x.",
    "What?! No?? Yes…?",
    "a ? b : c and n==1?0:1 and (n % 2 == 0) ? 0 : 1",
    "An A?B test",
    "J. Smith† (1901–80) and B. Jones†",
    "“The late Smith† wrote it,” she said.",
    "Quoi ? Rien. Comment ? Ainsi.",
    "Ποιος είναι;Κανείς? Да?Нет",
    "நீங்கள்?அது",
    "He said “no” and “yes”. It’s ’tis.",
    "The letter â is rare; € is not.",
]
KNOWN_FAILURES = [
    # the plural or the singular? nothing here tells
    ("The player� shirts sold out.", "The player’s shirts sold out."),
    # one lost letter makes no word that the lexicon has
    ("the band Fj�gurr", "the band Fjögurr"),
    # two of one word
    ("the r�sum�s of both", "the résumés of both"),
]


@pytest.mark.parametrize(("before", "after"), WILD + MADE)
def test_what_was_lost_comes_back(before: str, after: str) -> None:
    assert fixed(before, "lost", "encoding") == after


@pytest.mark.parametrize(("before", "after"), OFFERED)
def test_what_has_two_readings_is_only_offered(before: str, after: str) -> None:
    assert fixed(before, "lost") == before
    assert likely(before, "lost") == after


@pytest.mark.parametrize("text", MUST_NOT_CHANGE)
def test_what_was_never_lost_stays(text: str) -> None:
    assert not proved(text, *CHARACTERS).marks


@pytest.mark.parametrize(("before", "after"), KNOWN_FAILURES)
@pytest.mark.xfail(strict=True, reason="known to be missed")
def test_what_is_still_missed(before: str, after: str) -> None:
    assert fixed(before, "lost") == after


def test_the_article_shows_which_dash_and_which_marks_it_uses() -> None:
    dash = "The mayor — a baker — left.\n\nThe port � a small one � closed."
    assert fixed(dash, "lost") == dash.replace("�", "—")
    marks = "“No,” she said.\n\n�We stay,� he said."
    assert fixed(marks, "lost") == "“No,” she said.\n\n“We stay,” he said."


def test_one_letter_between_pieces_makes_a_word_or_none() -> None:
    cafe = restored(("caf", ""))
    assert cafe is not None
    assert cafe.text == "café"
    assert restored(("xq", "zz")) is None
    assert restored(("", "")) is None


def test_the_cheapest_reading_pairs_and_says_how_far_ahead_it_is() -> None:
    opening = [Option("“", OPEN_DOUBLE)]
    lost = [Option("”", CLOSE_DOUBLE), Option("’", CLOSE_SINGLE), Option("�", cost=6.0)]
    first, second = ranked([opening, lost], Costs())
    assert first.best.text == "“"
    assert second.order[0] == "”"
    assert second.margin >= 4
