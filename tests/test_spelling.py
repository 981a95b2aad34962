"""Spelling: written cases with their traps, the word lists, and what must hold for any word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copyedit import lexicon
from copyedit.config import Config
from copyedit.fixers.spelling import Spelling, cased_like
from copyedit.model import Confidence, Suggestion
from copyedit.passage import verbatim
from copyedit.reading import Reading
from copyedit.rulebook import load, rules_folder, word_list
from copyedit.spelling import speller
from copyedit.spelling.candidates import candidates, splits
from copyedit.spelling.context import context_at
from copyedit.spelling.edits import Slip, SlipCosts, slips
from copyedit.spelling.features import CORRECTION, ERROR, Context, derivation
from copyedit.spelling.forest import Forest

LEXICON = lexicon.load()
LETTERS = st.text(alphabet="abcdeilnorst", min_size=1, max_size=10)


def said(text: str, config: Config | None = None) -> list[Suggestion]:
    """What the speller says of a text of one passage."""
    return list(Spelling(load("spelling"), config or Config())(Reading(text, verbatim(text, 0, len(text)))))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("She said the goverment would appeal.", "government"),
        ("Thousands were evacuted from the coast.", "evacuated"),
        ("The comittee meets on Friday.", "committee"),
        ("He was beleived to be in Kyiv.", "believed"),
        ("Residents recalled a freindly man.", "friendly"),
        ("Prices rose threee times as fast.", "three"),
        ("They wer enot there becuase of the storm.", "because"),
        ("The new law is unneccessary, critics say.", "unnecessary"),
        ("Untill Monday nothing was known.", "Until"),
        ("The state-ownd broadcaster apologised.", "owned"),
        ("The phsyical evidence was lost.", "physical"),
        ("It is a seperate matter.", "separate"),
    ],
)
def test_first_choice(text: str, right: str) -> None:
    suggestions = [s for s in said(text) if s.replacements[0] == right]
    assert len(suggestions) == 1
    assert suggestions[0].confidence >= Confidence.LIKELY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The colour of honour, the color of honor.",
        "An emoji, a selfie and a podcast about crowdfunding.",
        "Ms Ngozi Okonjo-Iweala and Volodymyr Zelenskyy met Annalena Baerbock.",
        "Zelenskyy said no. Baerbock said yes.",
        "A denuclearization deal, an anti-Putin rally and an unpresidential remark.",
        "The iPhone, the iPad and macOS; kWh and dBA.",
        "See node.js, foo_bar, x86, C3PO, #recieve, @definately and http://example.com/recieve.",
        "al-Moualem met Byeong-seug in Aix-en-Provence.",
        "It was, lol, a wifi thing, btw.",
        "The café’s naïve façade; a coup d’état.",
        "He isn t here and they ve gone.",
        "NATO, AUKUS, QUAD and ASEAN officials met.",
        "Scorers: Smith 12, Jonsen 44, Okafr 78 (pen).",
        "He’d’ve said y’all shouldn’t’ve come.",
        "“Rock ’n’ roll,” he said, in the ’60s.",
    ],
)
def test_nothing_to_say(text: str) -> None:
    assert [s.before for s in said(text) if s.confidence >= Confidence.LIKELY] == []


def test_words_of_the_house_are_right() -> None:
    text = "The minister recieved a letter."
    assert said(text)
    assert said(text, Config(words=frozenset({"Recieved"}))) == []


def test_what_the_article_repeats_counts_for_it() -> None:
    once = "The grotle was sold."
    often = once + " A grotle is a grotle, and every grotle knows it: grotle by grotle."
    errors = [_error("grotle", text) for text in (once, often)]
    assert errors[1] < errors[0]


def _error(word: str, text: str) -> float:
    at = text.index(word)
    context = context_at(text, at, at + len(word), {word: text.count(word)}, text.count(word))
    verdict = speller.load().verdict(word, context)
    assert verdict is not None
    return verdict.error


def test_sure_offers_one_and_likely_at_most_three() -> None:
    for suggestion in said("He recieved a definately seperate lettter, and a gruntlefied tespick."):
        assert len(suggestion.replacements) == 1 or suggestion.confidence < Confidence.SURE
        assert len(suggestion.replacements) <= 3
        assert suggestion.evidence


@pytest.mark.parametrize(
    ("word", "right", "cased"),
    [
        ("Recieved", "received", "Received"),
        ("RECIEVED", "received", "RECEIVED"),
        ("recieved", "received", "received"),
        ("dont", "don't", "don’t"),
        ("do'nt", "don't", "don't"),
        ("alot", "a lot", "a lot"),
        ("Alot", "a lot", "A lot"),
    ],
)
def test_case_and_apostrophe_follow(word: str, right: str, cased: str) -> None:
    assert cased_like(word, right) == cased


@pytest.mark.parametrize(
    ("meant", "typed", "made"),
    [
        ("the", "teh", [Slip("t", "he", "eh")]),
        ("receive", "receve", [Slip("e", "i", "")]),
        ("letter", "lettter", [Slip("t", "", "t")]),
        ("cat", "kat", [Slip("^", "c", "k")]),
        ("same", "same", []),
        ("", "a", [Slip("^", "", "a")]),
    ],
)
def test_slips(meant: str, typed: str, made: list[Slip]) -> None:
    assert slips(meant, typed) == made


@given(LETTERS, LETTERS)
def test_slips_are_as_many_as_the_distance(meant: str, typed: str) -> None:
    from rapidfuzz.distance import OSA

    assert len(slips(meant, typed)) == OSA.distance(meant, typed)


@given(LETTERS, LETTERS)
def test_slips_account_for_every_letter(meant: str, typed: str) -> None:
    made = slips(meant, typed)
    assert len(meant) - sum(len(s.meant) for s in made) == len(typed) - sum(len(s.typed) for s in made)


def test_common_slips_cost_less() -> None:
    costs = SlipCosts.learned([("recieve", "receive"), ("beleive", "believe"), ("acheive", "achieve"), ("cat", "bat")])
    assert costs.cost(slips("receive", "recieve")) < costs.cost(slips("receive", "recxeive"))
    assert SlipCosts(costs.counts).counts == costs.counts


@given(LETTERS)
def test_candidates_are_words_and_never_what_was_typed(typed: str) -> None:
    found = candidates(LEXICON, typed)
    assert typed not in found
    assert len(found) == len(set(found))
    for text in found:
        assert all(LEXICON.known(word) or LEXICON.is_only_name(word) for word in text.split(" "))


def test_words_run_together() -> None:
    assert splits(LEXICON, "ofthe")[0] == "of the"
    assert splits(LEXICON, "qzxw") == []


def test_derivation_sees_what_a_coinage_is_made_of() -> None:
    assert derivation(LEXICON, "megadeal")[0] > 4
    assert derivation(LEXICON, "hipsterdom")[1] == derivation(LEXICON, "xqzv")[1] == 0.0
    assert derivation(LEXICON, "windfarm")[2] > 4


def test_context_reads_the_neighbours() -> None:
    text = "It rained. “The wrod, then,” he said."
    start = text.index("wrod")
    found = context_at(text, start, start + 4, {})
    assert found.before == ("<s>", "the")
    assert found.after == (",", "then")
    assert context_at("wrod", 0, 4, {}) == Context(before=("", "<s>"), after=("</s>", ""))


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_place_has_a_context(text: str, a: int, b: int) -> None:
    context_at(text, min(a, b), max(a, b), {})


def test_a_forest_adds_its_leaves() -> None:
    forest = Forest(0.0, [[[0, 0.5, 1, 2], -1.0, 1.0], [2.0]])
    assert forest.probability([0.5]) == pytest.approx(1 / (1 + 2.718281828**-1.0))
    assert forest.probability([0.6]) == pytest.approx(1 / (1 + 2.718281828**-3.0))


@given(st.from_regex(r"[a-z]{2,12}", fullmatch=True))
def test_any_word_gets_a_verdict_within_bounds(word: str) -> None:
    verdict = speller.load().verdict(word, Context())
    if verdict is not None:
        assert 0 <= verdict.error <= 1
        assert 0 <= verdict.right <= 1
        assert sum(c.share for c in verdict.corrections) == pytest.approx(1)
        shares = [c.share for c in verdict.corrections]
        assert shares == sorted(shares, reverse=True)


def test_weights_name_known_features() -> None:
    import json

    weights = json.loads(speller.DATA.read_text(encoding="utf-8"))
    assert set(weights["correction"]) == set(CORRECTION)
    used = {
        node[0]
        for name in ("error", "right")
        for tree in weights[name]["trees"]
        for node in tree
        if isinstance(node, list)
    }
    assert used <= set(range(len(ERROR)))
    assert set(weights["levels"]) == {"sure", "likely", "doubtful"}
    assert all(source["licence"] != "unknown" for source in weights["sources"].values())


@pytest.mark.parametrize("name", ["misspellings.txt", "uncountables.txt"])
def test_lists_are_sorted_and_no_correction_is_itself_a_fault(name: str) -> None:
    lines = word_list(rules_folder() / name)
    assert lines == sorted(lines)
    pairs = [line.split(" → ") for line in lines]
    wrong = {pair[0] for pair in pairs}
    assert len(wrong) == len(pairs)
    for _, right in pairs:
        assert right not in wrong
        assert all(LEXICON.known(word) for word in right.split(" "))


@given(st.text(alphabet="abcdefgh -’'.ABC\n", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    for suggestion in said(text):
        assert suggestion.before == text[suggestion.span.start : suggestion.span.end]
