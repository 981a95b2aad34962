"""The review without a widget: picks, groups, all alike, and every step undone and done again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from copyedit.proof import Pick
from copyedit.review import Place, Review
from tests.review_support import ARTICLE, DOUBTFUL, proof_of

OTHER = ARTICLE.replace("river", "road").replace("dog", "cat")


def reviewed(*texts: str) -> Review:
    review = Review()
    for number, text in enumerate(texts):
        review.add(f"{number}.txt", proof_of(text, f"{number}.txt"))
    return review


def place_of(review: Review, before: str, file: int = 0) -> Place:
    return next(i.place for i in review.items() if i.place.file == file and i.mark.before == before)


def test_everything_begins_open_and_nothing_decided_is_nothing_changed() -> None:
    review = reviewed(ARTICLE)
    assert review.progress().decided == 0
    assert review.files[0].text == ARTICLE


def test_accepting_takes_what_is_offered_and_rejecting_keeps_the_original() -> None:
    review = reviewed(ARTICLE)
    place = place_of(review, "instabile")
    review.accept(place)
    assert "unstable time" in review.files[0].text
    review.accept(place, 2)
    assert "instable time" in review.files[0].text
    review.accept(place, "unsafe")
    assert "unsafe time" in review.files[0].text
    review.reject(place)
    assert review.files[0].text == ARTICLE


def test_the_marks_of_one_quotation_go_together() -> None:
    review = reviewed(ARTICLE)
    opening = next(i.place for i in review.items() if i.rule == "quotes.straight")
    step = review.accept(opening)
    assert step is not None
    assert len(step.places) == 2
    assert "“a mess”" in review.files[0].text
    review.reject(opening)
    assert review.files[0].text == ARTICLE


def test_where_nothing_is_offered_there_is_nothing_to_accept() -> None:
    review = reviewed(ARTICLE)
    remark = next(i.place for i in review.items() if i.rule == "quotes.unclosed")
    assert review.accept(remark) is None
    assert review.reject(remark) is not None


def test_all_alike_in_this_file_leaves_other_files_alone() -> None:
    review = reviewed(ARTICLE, OTHER)
    step = review.accept_alike(place_of(review, "Zilensky"))
    assert step is not None
    assert len(step.places) == 2
    assert "Zilensky" not in review.files[0].text
    assert review.files[1].text == OTHER


def test_all_alike_everywhere_holds_for_a_file_that_comes_later_and_goes_with_its_undo() -> None:
    review = reviewed(ARTICLE)
    review.accept_alike(place_of(review, "Zilensky"), everywhere=True)
    review.add("later.txt", proof_of(OTHER))
    assert "Zilensky" not in review.files[1].text
    review.undo()
    assert review.files[1].text == OTHER
    assert review.files[0].text == ARTICLE
    review.redo()
    assert "Zilensky" not in review.files[1].text


def test_all_alike_takes_the_text_that_was_picked_here() -> None:
    review = reviewed(ARTICLE)
    place = place_of(review, "Zilensky")
    review.accept(place, "Selenskyj")
    review.accept_alike(place)
    assert review.files[0].text.count("Selenskyj") == 2


def test_all_alike_overrules_nothing_that_was_decided_by_itself() -> None:
    review = reviewed(ARTICLE)
    first, second = (i.place for i in review.items() if i.mark.before == "Zilensky")
    review.reject(second)
    review.accept_alike(first)
    assert review.files[0].text.count("Zilensky") == 1


def test_all_sure_are_one_step() -> None:
    review = reviewed(ARTICLE, OTHER)
    review.accept_sure(0)
    assert "the the" not in review.files[0].text
    assert "instabile" in review.files[0].text
    assert review.files[1].text == OTHER
    review.undo()
    assert review.files[0].text == ARTICLE


def test_never_and_allow_word_reject_everywhere() -> None:
    review = reviewed(ARTICLE, OTHER)
    step = review.allow_word(place_of(review, "Zilensky"))
    assert step is not None
    assert step.lesson is not None
    assert step.lesson.kind == "word"
    assert len(step.places) == 4
    doubled = next(i.place for i in review.items() if i.rule == "doubled.function-word")
    assert review.allow_word(doubled) is None
    never = review.never(doubled)
    assert never is not None
    assert len(never.places) == 4


def test_the_level_decides_what_is_shown() -> None:
    text = "The house, wich burned, was his."
    assert reviewed(text).progress().total == 0
    review = Review(DOUBTFUL)
    review.add("a.txt", proof_of(text))
    assert review.progress().total == 1


def test_a_file_taken_up_anew_keeps_the_undo_of_the_others() -> None:
    review = reviewed(ARTICLE, OTHER)
    review.accept_sure()
    review.replace(0, proof_of(OTHER), {})
    review.undo()
    assert [file.text for file in review.files] == [OTHER, OTHER]


KINDS = ("accept", "reject", "own", "choose", "reopen", "alike", "ALIKE", "unlike", "UNLIKE")
KINDS += ("sure", "SURE", "never", "word", "undo", "redo", "add")
Deed = tuple[str, int, int]
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.integers(0, 40),
        st.integers(0, 3),
    ),
    max_size=25,
)


def do(review: Review, deed: Deed) -> None:
    """One deed, whichever it is."""
    what, where, which = deed
    places = [item.place for item in review.items()]
    place = places[where % len(places)]
    match what:
        case "accept":
            review.accept(place)
        case "reject":
            review.reject(place)
        case "own":
            review.accept(place, "own text")
        case "choose":
            review.accept(place, which % len(review.item(place).mark.choices))
        case "reopen":
            review.reopen(place)
        case "alike" | "ALIKE":
            review.accept_alike(place, everywhere=what == "ALIKE")
        case "unlike" | "UNLIKE":
            review.reject_alike(place, everywhere=what == "UNLIKE")
        case "sure" | "SURE":
            review.accept_sure(None if what == "SURE" else place.file)
        case "never":
            review.never(place)
        case "word":
            review.allow_word(place)
        case "undo":
            review.undo()
        case "redo":
            review.redo()
        case "add":
            review.add(f"{len(review.files)}.txt", PROOFS[which % 2])


PROOFS = (proof_of(ARTICLE), proof_of(OTHER))


def picks_of(review: Review) -> list[dict[int, Pick]]:
    return [dict(file.picks) for file in review.files]


@settings(max_examples=150, deadline=None)
@given(DEEDS)
def test_undo_leads_back_to_the_start_and_redo_to_the_end(deeds: list[Deed]) -> None:
    review = Review()
    review.add("0.txt", PROOFS[0])
    for deed in deeds:
        do(review, deed)
    while review.redo():
        pass
    end = picks_of(review)
    trail = [end]
    while review.undo():
        trail.append(picks_of(review))
    assert all(not file.picks for file in review.files)
    assert [file.text for file in review.files] == [file.proof.source for file in review.files]
    for expected in reversed(trail[:-1]):
        assert review.redo() is not None
        assert picks_of(review) == expected
    assert review.redo() is None


@settings(max_examples=100, deadline=None)
@given(DEEDS)
def test_progress_counts_what_is_picked(deeds: list[Deed]) -> None:
    review = Review()
    review.add("0.txt", PROOFS[0])
    for deed in deeds:
        do(review, deed)
        progress = review.progress()
        open_ones = [item for item in review.items() if review.is_open(item.place)]
        assert progress.total - progress.decided == len(open_ones)
        assert progress.files_left == len({item.place.file for item in open_ones})
