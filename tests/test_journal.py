"""Decisions outlast a sitting: a crash, a changed file, a write; and they are learnt from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copyedit.decisions import NEVER, Decision, Decisions
from copyedit.proof import Pick
from copyedit.review import Place
from copyedit.sitting import Sitting
from copyedit.state import append_lines, read_lines, state_folder
from tests.review_support import ARTICLE, opened, sitting_of


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "project" / ".git").mkdir(parents=True)
    path = tmp_path / "project" / "a.txt"
    path.write_bytes(ARTICLE.encode())
    return path


def place_of(sitting: Sitting, before: str, number: int = 0) -> Place:
    return [i.place for i in sitting.review.items() if i.mark.before == before][number]


def picks(sitting: Sitting) -> dict[int, Pick]:
    return dict(sitting.review.files[0].picks)


def decided(article: Path) -> Sitting:
    """A sitting in which something of every kind was decided, and nothing written."""
    sitting = opened(article)
    review = sitting.review
    sitting.keep(review.accept(place_of(sitting, "instabile"), 2))
    sitting.keep(review.reject(place_of(sitting, "Zilensky")))
    sitting.keep(review.accept(place_of(sitting, "Zilensky", 1), "the president"))
    sitting.keep(review.accept_sure(0))
    return sitting


def test_a_new_sitting_takes_up_where_the_last_one_was(article: Path) -> None:
    before = decided(article)
    after = opened(article)
    assert picks(after) == picks(before)
    assert article.read_bytes() == ARTICLE.encode()


def test_what_was_undone_or_opened_again_stays_open(article: Path) -> None:
    sitting = decided(article)
    sitting.undo()
    sitting.keep(sitting.review.reopen(place_of(sitting, "instabile")))
    assert picks(opened(article)) == picks(sitting)


def test_a_line_cut_short_by_a_power_cut_costs_that_line_only(article: Path) -> None:
    sitting = decided(article)
    journal = next((state_folder() / "reviews").iterdir())
    data = journal.read_bytes()
    journal.write_bytes(data[:-9])
    resumed = opened(article)
    assert len(picks(resumed)) == len(picks(sitting)) - 1
    resumed.keep(resumed.review.accept(place_of(resumed, "instabile"), 1))
    assert picks(opened(article)) == picks(resumed)


def test_an_allowed_word_goes_on_the_word_list_and_off_again_by_undo(article: Path) -> None:
    sitting = opened(article)
    sitting.keep(sitting.review.allow_word(place_of(sitting, "Zilensky")))
    assert "Zilensky\n" in (article.parent / "words.txt").read_text(encoding="utf-8")
    sitting.undo()
    assert "Zilensky" not in (article.parent / "words.txt").read_text(encoding="utf-8")
    sitting.redo()
    assert "Zilensky\n" in (article.parent / "words.txt").read_text(encoding="utf-8")


def test_a_changed_file_keeps_what_fits_and_says_what_it_dropped(article: Path) -> None:
    decided(article)
    text = "A new beginning.\n\n" + ARTICLE.replace("time and instabile time", "hour and instabile moment")
    article.write_bytes(text.encode())
    again = sitting_of(article)
    came = again.take(again.analyse(article))
    assert came is not None
    assert [str(d) for d in came.dropped] == ["“instabile” → “instable” (was line 1)"]
    assert again.review.taken(place_of(again, "Zilensky", 1)) == "the president"
    assert again.review.is_open(place_of(again, "instabile"))


def test_a_change_on_one_side_only_keeps_the_decision(article: Path) -> None:
    sitting = decided(article)
    article.write_bytes(ARTICLE.replace("instabile time", "instabile moment").encode())
    again = sitting_of(article)
    came = again.take(again.analyse(article))
    assert came is not None
    assert came.dropped == ()
    assert picks(again) == picks(sitting)


def test_passages_that_read_the_same_keep_their_own_decisions(article: Path) -> None:
    article.write_text("An instabile time.\n\nAn instabile time.\n\nAn instabile time.\n", encoding="utf-8")
    sitting = opened(article)
    sitting.keep(sitting.review.accept(place_of(sitting, "instabile", 1)))
    assert picks(opened(article)) == {1: 1}


def test_writing_ends_the_journal_and_what_was_rejected_is_not_offered_again(article: Path) -> None:
    sitting = decided(article)
    assert [outcome.error for outcome in sitting.write()] == [""]
    text = article.read_text(encoding="utf-8")
    assert "instable time" in text
    assert "Mr Zilensky said’" in text
    again = opened(article)
    assert picks(again) == {}
    assert "Zilensky" not in [item.mark.before for item in again.review.items()]
    assert [item.rule for item in again.review.items()] == ["quotes.straight", "quotes.straight", "quotes.unclosed"]


def test_nothing_decided_writes_nothing(article: Path) -> None:
    stamp = article.stat().st_mtime_ns
    assert opened(article).write() == []
    assert article.stat().st_mtime_ns == stamp


def test_decisions_after_a_write_are_kept_too(article: Path) -> None:
    sitting = decided(article)
    sitting.write()
    sitting.keep(sitting.review.accept(place_of(sitting, '"')))
    again = opened(article)
    assert [again.review.taken(Place(0, mark)) for mark in picks(again)] == ["“", "”"]


def test_a_write_can_be_undone_within_the_sitting(article: Path) -> None:
    sitting = decided(article)
    sitting.write()
    while sitting.undo():
        pass
    sitting.write()
    assert article.read_bytes() == ARTICLE.encode()


def test_a_file_that_changed_underneath_is_not_written(article: Path) -> None:
    sitting = decided(article)
    article.write_bytes(ARTICLE.replace("dog", "cat").encode())
    (outcome,) = sitting.write()
    assert "changed" in outcome.error
    assert article.read_bytes() == ARTICLE.replace("dog", "cat").encode()
    sitting.retake(0, sitting.analyse(article))
    assert [outcome.error for outcome in sitting.write()] == [""]
    text = article.read_text(encoding="utf-8")
    assert "instable time" in text
    assert "nor was the cat" in text


def test_never_is_learnt_at_once_and_unlearnt_by_undo(article: Path) -> None:
    sitting = opened(article)
    sitting.keep(sitting.review.never(place_of(sitting, "instabile")))
    decisions = Decisions.of(article.parent)
    assert decisions.all == [Decision(NEVER, "spelling.unknown-word", "instabile")]
    assert "instabile" not in [item.mark.before for item in opened(article).review.items()]
    sitting.undo()
    assert Decisions.of(article.parent).all == []


def test_rejecting_a_word_holds_for_other_files_rejecting_a_mark_only_there(article: Path) -> None:
    sitting = opened(article)
    sitting.keep(sitting.review.reject(place_of(sitting, "Zilensky")))
    sitting.keep(sitting.review.reject(place_of(sitting, '"')))
    sitting.write()
    other = article.with_name("b.txt")
    other.write_text('Mr Zilensky called it "a farce" again.\n', encoding="utf-8")
    assert [item.mark.before for item in opened(other).review.items()] == ['"', '"']


def test_a_pair_accepted_three_times_is_offered_as_a_rule(article: Path) -> None:
    for number in range(3):
        path = article.with_name(f"{number}.txt")
        path.write_text(f"Day {number}: Mr Zilensky spoke.\n", encoding="utf-8")
        assert Decisions.of(article.parent).offered_as_rules() == []
        sitting = opened(path)
        sitting.keep(sitting.review.accept(Place(0, 0)))
        sitting.write()
    assert Decisions.of(article.parent).offered_as_rules() == [("Zilensky", "Zelensky")]
    assert Decisions.of(article.parent).offered_as_rules({"Zilensky": "Zelensky"}) == []


def test_decisions_are_dropped_and_purged(article: Path) -> None:
    sitting = decided(article)
    sitting.write()
    decisions = Decisions.of(article.parent)
    one = next(d for d in decisions.all if d.before == "Zilensky" and d.verdict == "rejected")
    assert decisions.drop([one]) == 1
    assert one not in Decisions.of(article.parent).all
    assert decisions.purge()
    assert Decisions.of(article.parent).all == []
    assert not decisions.purge()


def test_decisions_name_no_more_of_the_text_than_the_change(article: Path) -> None:
    decided(article).write()
    for line in (article.parent / ".copyedit" / "decisions.jsonl").read_text(encoding="utf-8").splitlines():
        assert set(json.loads(line)) <= {"verdict", "rule", "before", "after", "place"}


def test_an_isolated_sitting_learns_nothing(article: Path) -> None:
    sitting = sitting_of(article, isolated=True)
    sitting.take(sitting.analyse(article))
    sitting.keep(sitting.review.never(place_of(sitting, "instabile")))
    sitting.write()
    assert not (article.parent / ".copyedit").exists()


def test_lines_are_added_after_a_torn_one(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    append_lines(path, [{"a": 1}])
    with path.open("ab") as file:
        file.write(b'{"b": ')
    append_lines(path, [{"c": "\udc93"}])
    assert list(read_lines(path)) == [{"a": 1}, {"c": "\udc93"}]
