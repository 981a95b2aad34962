"""Every key of the review, from the app's own table: a key without a test here fails."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from copyedit.decisions import Decisions
from copyedit.display import ACCEPTED, OPEN, OWN, REJECTED, sign
from copyedit.review import Item
from copyedit.tui.app import ReviewApp
from copyedit.tui.dialogs import Ask, Leave, OfferRules, OwnText, Summary, TextPage
from copyedit.tui.keys import KEYS, KeysError, keymap
from copyedit.tui.screen import ReviewScreen
from tests.review_support import ARTICLE, sitting_of

OTHER = ARTICLE.replace("river", "road").replace("dog", "cat")


class Driver:
    """A review on a screen, with keys to press and something to look at."""

    def __init__(self, app: ReviewApp, pilot: Pilot[object], files: list[Path]) -> None:
        self.app = app
        self.pilot = pilot
        self.files = files

    @property
    def screen(self) -> ReviewScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, ReviewScreen))

    @property
    def here(self) -> Item:
        assert self.screen.item is not None
        return self.screen.item

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def go(self, before: str, number: int = 0) -> Item:
        item = [item for item in self.screen.review.items() if item.mark.before == before][number]
        self.screen.go(item.place)
        await self.pilot.pause()
        return item

    def signs(self, before: str) -> str:
        """The signs of all changes of `before`, in order: ··✓✗."""
        review = self.screen.review
        return "".join(sign(review, item) for item in review.items() if item.mark.before == before)

    def texts(self) -> list[str]:
        return [path.read_text(encoding="utf-8") for path in self.files]


@asynccontextmanager
async def driving(app: ReviewApp, files: list[Path], size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driver]:
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot, files)
        for _ in range(200):
            await pilot.pause(0.01)
            if isinstance(app.screen, ReviewScreen) and app.screen.ended:
                break
        await pilot.pause()
        yield driver


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for name, text in (("a.txt", ARTICLE), ("b.txt", OTHER)):
        Path(name).write_bytes(text.encode())
    return [Path("a.txt"), Path("b.txt")]


Test = Callable[[Driver], Awaitable[None]]
TESTS: dict[str, Test] = {}


def key(*ids: str) -> Callable[[Test], Test]:
    """Say which keys a test is for."""

    def mark(test: Test) -> Test:
        for name in ids:
            assert name not in TESTS
            TESTS[name] = test
        return test

    return mark


def test_every_key_has_a_test() -> None:
    assert set(TESTS) == {key.id for key in KEYS}


@pytest.mark.parametrize("name", [key.id for key in KEYS])
async def test_key(name: str, files: list[Path]) -> None:
    app = ReviewApp(sitting_of(*files))
    async with driving(app, files) as driver:
        await TESTS[name](driver)


@key("accept")
async def accept(d: Driver) -> None:
    await d.go("instabile")
    await d.press("y")
    assert d.signs("instabile") == ACCEPTED + OPEN
    assert d.here.rule == "doubled.function-word", "it goes on to the next open change"


@key("reject")
async def reject(d: Driver) -> None:
    await d.go("instabile")
    await d.press("n")
    assert d.signs("instabile") == REJECTED + OPEN


async def choose(d: Driver, number: int) -> None:
    item = await d.go("instabile")
    await d.press(str(number))
    if number < len(item.mark.choices):
        assert d.screen.review.taken(item.place) == ("unstable", "instable")[number - 1]
        assert d.signs("instabile")[0] == ACCEPTED
    else:
        assert d.signs("instabile")[0] == OPEN, "there is no such choice: nothing happens"


for _number in range(1, 10):
    key(f"choice-{_number}")(partial(choose, number=_number))


@key("own-text")
async def own_text(d: Driver) -> None:
    item = await d.go("instabile")
    await d.press("e")
    assert isinstance(d.app.screen, OwnText)
    await d.press(*"unsafe", "enter")
    assert d.signs("instabile")[0] == OWN
    assert d.screen.review.taken(item.place) == "unsafe"
    await d.go("instabile")
    await d.press("e", "x", "escape")
    assert d.screen.review.taken(item.place) == "unsafe"
    await d.go("instabile")
    await d.press("1")
    assert d.screen.review.taken(item.place) == "unsafe", "a number typed by mistake takes nothing away"


@key("skip")
async def skip(d: Driver) -> None:
    item = await d.go("instabile")
    await d.press("space")
    assert d.here.place.mark > item.place.mark
    assert d.screen.review.progress().decided == 0


@key("accept-alike")
async def accept_alike(d: Driver) -> None:
    await d.go("Zilensky")
    await d.press("a")
    assert d.signs("Zilensky") == ACCEPTED * 2 + OPEN * 2


@key("reject-alike")
async def reject_alike(d: Driver) -> None:
    await d.go("Zilensky")
    await d.press("x")
    assert d.signs("Zilensky") == REJECTED * 2 + OPEN * 2


@key("accept-alike-everywhere")
async def accept_alike_everywhere(d: Driver) -> None:
    await d.go("Zilensky")
    await d.press("A")
    assert d.signs("Zilensky") == ACCEPTED * 4


@key("reject-alike-everywhere")
async def reject_alike_everywhere(d: Driver) -> None:
    await d.go("Zilensky")
    await d.press("X")
    assert d.signs("Zilensky") == REJECTED * 4


@key("accept-sure")
async def accept_sure(d: Driver) -> None:
    await d.press("s")
    assert d.signs("the the") == ACCEPTED * 2 + OPEN * 2
    assert d.signs("instabile") == OPEN * 2


@key("accept-sure-everywhere")
async def accept_sure_everywhere(d: Driver) -> None:
    await d.press("S")
    assert d.signs("the the") == ACCEPTED * 4


@key("never")
async def never(d: Driver) -> None:
    await d.go("instabile")
    await d.press("i")
    assert d.signs("instabile") == REJECTED * 2
    assert [decision.verdict for decision in Decisions.of(Path.cwd()).all] == ["never"]


@key("allow-word")
async def allow_word(d: Driver) -> None:
    await d.go("the the")
    await d.press("d")
    assert d.signs("the the") == OPEN * 4, "a doubled word is no matter for a word list"
    await d.go("Zilensky")
    await d.press("d")
    assert d.signs("Zilensky") == REJECTED * 4
    assert "Zilensky" in Path("words.txt").read_text(encoding="utf-8")


@key("undo")
async def undo(d: Driver) -> None:
    item = await d.go("Zilensky")
    await d.press("A", "u")
    assert d.signs("Zilensky") == OPEN * 4
    assert d.here.place == item.place, "it goes back to where that was"
    await d.press("u")
    assert d.screen.review.progress().decided == 0


@key("redo")
async def redo(d: Driver) -> None:
    await d.go("Zilensky")
    await d.press("A", "u", "U")
    assert d.signs("Zilensky") == ACCEPTED * 4


@key("reopen")
async def reopen(d: Driver) -> None:
    await d.go("Zilensky")
    await d.press("y")
    await d.go("Zilensky")
    await d.press("o")
    assert d.signs("Zilensky") == OPEN * 4


@key("next", "previous")
async def move(d: Driver) -> None:
    places = d.screen.queue.places
    for keys in (("j", "k"), ("down", "up")):
        d.screen.go(places[0])
        await d.press(keys[0], keys[0])
        assert d.here.place == places[2]
        await d.press(keys[1])
        assert d.here.place == places[1]


@key("page-down", "page-up", "first", "last")
async def page(d: Driver) -> None:
    places = d.screen.queue.places
    await d.press("end")
    assert d.here.place == places[-1]
    await d.press("home")
    assert d.here.place == places[0]
    await d.press("pagedown")
    assert d.here.place == places[min(len(places) - 1, d.screen.queue.size.height - 2)]
    await d.press("pageup")
    assert d.here.place == places[0]


@key("next-file", "previous-file")
async def move_file(d: Driver) -> None:
    await d.press("J")
    assert d.here.place.file == 1
    await d.press("J")
    assert d.here.place.file == 1
    await d.press("K")
    assert d.here.place.file == 0


@key("next-unsure")
async def next_unsure(d: Driver) -> None:
    seen = []
    for _ in range(3):
        await d.press("f")
        seen.append(d.here.rule)
    assert seen == ["names.variant", "quotes.straight", "quotes.straight"]


@key("go-to-line")
async def go_to_line(d: Driver) -> None:
    await d.press("colon", "5", "enter")
    assert d.here.mark.line == 5


@key("go-to")
async def go_to(d: Driver) -> None:
    await d.press("g")
    assert isinstance(d.app.screen, Ask)
    await d.press(*"3", "enter")
    assert d.here.place == d.screen.queue.places[2]
    await d.press("g", *":5", "enter")
    assert d.here.mark.line == 5
    await d.press("g", *"b.t", "enter")
    assert d.here.place.file == 1
    there = d.here.place
    await d.press("g", *"99", "enter")
    assert d.here.place == there


@key("filter")
async def filter_(d: Driver) -> None:
    await d.press("slash", *"rule:names file:b.txt", "enter")
    assert [d.screen.review.item(place).rule for place in d.screen.queue.places] == ["names.variant"] * 2
    assert d.here.place.file == 1
    await d.press("slash", *"is:nonsense", "enter")
    await d.press("escape")
    await d.press("slash", *["backspace"] * 50, "enter")
    assert len(d.screen.queue.places) == d.screen.review.progress().total


@key("by-rule")
async def by_rule(d: Driver) -> None:
    await d.press("v")
    assert [row.heading for row in d.screen.queue.rows if row.heading][:2] == ["doubled.function-word", "names.variant"]
    await d.press("v")
    assert [row.heading for row in d.screen.queue.rows if row.heading] == ["a.txt", "b.txt"]


@key("rule")
async def rule(d: Driver) -> None:
    await d.go("the the")
    await d.press("r")
    assert isinstance(d.app.screen, TextPage)
    assert "stands here twice" in d.app.screen.text.plain
    assert "Leaves alone" in d.app.screen.text.plain
    await d.press("escape")
    assert isinstance(d.app.screen, ReviewScreen)


@key("help")
async def help_(d: Driver) -> None:
    await d.press("question_mark")
    assert isinstance(d.app.screen, TextPage)
    for line in KEYS:
        assert line.text in d.app.screen.text.plain
    await d.press("j", "pagedown", "k", "pageup", "escape")
    assert isinstance(d.app.screen, ReviewScreen)


@key("write")
async def write(d: Driver) -> None:
    await d.press("S", "w")
    assert isinstance(d.app.screen, Summary)
    assert "-It is a more" in d.app.screen.text.plain
    await d.press("j", "k", "pagedown", "pageup", "escape")
    assert d.texts() == [ARTICLE, OTHER]
    await d.press("w", "w")
    assert d.texts() == [text.replace("the the", "the").replace("â€™", "’") for text in (ARTICLE, OTHER)]
    await d.press("w")
    assert isinstance(d.app.screen, ReviewScreen), "there is nothing more to write"


@key("leave")
async def leave(d: Driver) -> None:
    await d.press("S", "q")
    assert isinstance(d.app.screen, Leave)
    await d.press("escape")
    assert isinstance(d.app.screen, ReviewScreen)
    await d.press("q", "q")
    assert d.app.return_code == 0
    assert d.texts() == [ARTICLE, OTHER]


async def test_leaving_may_write(files: list[Path]) -> None:
    app = ReviewApp(sitting_of(*files))
    async with driving(app, files) as d:
        await d.press("S", "q", "w", "w")
    assert app.return_value is not None
    assert [outcome.changes for outcome in app.return_value] == [3, 3]
    assert "the the" not in files[0].read_text(encoding="utf-8")


async def test_leaving_with_nothing_decided_asks_nothing(files: list[Path]) -> None:
    app = ReviewApp(sitting_of(*files))
    async with driving(app, files) as d:
        await d.press("q")
    assert app.return_code == 0


async def test_rejecting_everything_leaves_every_byte(files: list[Path]) -> None:
    stray = Path("c.txt")
    stray.write_bytes(b"\xef\xbb\xbfMr Zilensky\x92s the the dog.\r\nZelensky\r\n\r\nMr Zilensky")
    before = [path.read_bytes() for path in (*files, stray)]
    app = ReviewApp(sitting_of(*files, stray))
    async with driving(app, files) as d:
        while d.screen.review.progress().decided < d.screen.review.progress().total:
            await d.press("n")
        await d.press("w")
        assert isinstance(d.app.screen, ReviewScreen), "there is nothing to write"
    assert [path.read_bytes() for path in (*files, stray)] == before


async def test_keys_can_be_set(files: list[Path]) -> None:
    app = ReviewApp(sitting_of(*files), keys={"accept": "enter", "next": "ctrl+n,down"})
    async with driving(app, files) as d:
        await d.go("instabile")
        await d.press("y")
        assert d.signs("instabile")[0] == OPEN
        await d.press("enter")
        assert d.signs("instabile")[0] == ACCEPTED
        await d.press("question_mark")
        assert isinstance(d.app.screen, TextPage)
        assert "enter          accept what is offered" in d.app.screen.text.plain


def test_a_key_that_cannot_be_is_refused() -> None:
    with pytest.raises(KeysError, match="no key is called 'acept'"):
        keymap({"acept": "y"})
    with pytest.raises(KeysError, match="set for both"):
        keymap({"accept": "n"})


async def test_a_click_in_the_queue_goes_there(files: list[Path]) -> None:
    app = ReviewApp(sitting_of(*files))
    async with driving(app, files) as d:
        await d.pilot.click("#queue", offset=(5, 3))
        await d.pilot.pause()
        assert d.here.place == d.screen.queue.places[2]


async def test_the_palette_lists_every_action(files: list[Path]) -> None:
    app = ReviewApp(sitting_of(*files))
    async with driving(app, files) as d:
        titles = {command.title.lower() for command in app.get_system_commands(d.screen)}
        assert {key.text.lower() for key in KEYS} <= titles


async def test_files_that_cannot_be_read_are_named(files: list[Path]) -> None:
    app = ReviewApp(sitting_of(files[0], Path("missing.txt")))
    async with driving(app, files) as d:
        assert [failed.reason for failed in app.sitting.failed] == ["missing.txt: no such file"]
        assert d.screen.review.progress().files == 1


async def test_nothing_to_decide_is_said(tmp_path: Path, files: list[Path]) -> None:
    clean = Path("clean.txt")
    clean.write_text("All is well.\n", encoding="utf-8")
    async with driving(ReviewApp(sitting_of(clean)), files) as d:
        assert d.screen.here is None
        await d.press("y", "n", "1", "e", "a", "x", "A", "X", "s", "S", "i", "d", "o", "j", "J", "f", "r", "u", "U")
        assert "Nothing to decide in 1 file" in d.screen.nothing()


def test_the_readme_names_every_key() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    named = readme[readme.index("The names: accept") : readme.index("**What is remembered")]
    listed = {name.strip(" .\n") for name in named.removeprefix("The names:").replace("\n", " ").split(",")}
    choices = {key.id for key in KEYS if key.id.startswith("choice-")}
    assert listed - {"choice-1 … choice-9"} == {key.id for key in KEYS} - choices


async def settled(d: Driver) -> None:
    """Wait until what runs in the background has told the screen."""
    await d.app.workers.wait_for_complete()
    await d.pilot.pause(0.1)
    await d.pilot.pause()


async def test_a_second_review_takes_up_and_says_what_it_dropped(files: list[Path]) -> None:
    async with driving(ReviewApp(sitting_of(*files)), files) as d:
        await d.go("instabile")
        await d.press("2")
        await d.go("Zilensky")
        await d.press("n")
    files[0].write_text(ARTICLE.replace("time and instabile time", "hour and instabile moment"), encoding="utf-8")
    async with driving(ReviewApp(sitting_of(*files)), files) as d:
        assert d.signs("Zilensky")[0] == REJECTED
        assert d.signs("instabile")[0] == OPEN
        told = [(notice.title, notice.message) for notice in d.app._notifications]
        assert told == [("a.txt has changed: 1 decision dropped", "“instabile” → “instable” (was line 1)")]


async def test_a_file_that_changes_underneath_is_taken_up_anew_and_not_overwritten(files: list[Path]) -> None:
    async with driving(ReviewApp(sitting_of(*files)), files) as d:
        await d.go("instabile")
        await d.press("y")
        changed = ARTICLE.replace("the dog", "the cat")
        files[0].write_text(changed, encoding="utf-8")
        await d.press("w", "w")
        await settled(d)
        assert files[0].read_text(encoding="utf-8") == changed
        assert "cat" in d.screen.review.files[0].text
        assert d.signs("instabile")[0] == ACCEPTED, "the decision still fits"
        await d.press("w", "w")
        assert files[0].read_text(encoding="utf-8") == changed.replace("instabile", "unstable")


async def test_a_pair_always_accepted_is_offered_as_a_rule(files: list[Path]) -> None:
    days = "".join(f"{day}: Mr Zilensky spoke; it was instabile.\n\n" for day in ("Monday", "Tuesday", "Friday"))
    files[0].write_text(days, encoding="utf-8")
    async with driving(ReviewApp(sitting_of(*files)), files) as d:
        await d.go("Zilensky")
        await d.press("A", "w", "w")
        assert isinstance(d.app.screen, OfferRules)
        await d.press("y")
        assert "Zilensky → Zelensky" in Path("words.txt").read_text(encoding="utf-8")
        await d.go("instabile")
        await d.press("n", "w")
        assert isinstance(d.app.screen, ReviewScreen), "it is offered once"


async def test_decisions_that_cannot_be_kept_are_said_and_still_hold(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = Path("blocked")
    blocked.write_bytes(b"")
    monkeypatch.setenv("COPYEDIT_STATE", str(blocked))
    async with driving(ReviewApp(sitting_of(*files)), files) as d:
        await d.go("instabile")
        await d.press("y")
        assert d.signs("instabile")[0] == ACCEPTED
        assert "Decisions cannot be kept on disk" in [notice.title for notice in d.app._notifications]
