"""A `Review`: what was picked in a sitting, and each step undone and done again. No widget, no I/O."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from copyedit.model import Confidence
from copyedit.proof import Mark, Pick, Proof

KEEP: Pick = 0  # the pick that leaves the original as it is

LEXICAL = frozenset({"spelling", "names"})  # fixers that speak of a word as such, wherever it stands


class Place(NamedTuple):
    """Which mark of which file, both counted from 0."""

    file: int
    mark: int


class Alike(NamedTuple):
    """What makes two changes the same decision: rules, the text that stands there, and the text offered."""

    rules: tuple[str, ...]
    before: str
    after: str


class Item(NamedTuple):
    """One change as it is put to a person. `offered` is the choice that accepting takes; 0 where there is none."""

    place: Place
    mark: Mark
    offered: int
    confidence: Confidence
    alike: Alike

    @property
    def rule(self) -> str:
        """The rule that speaks first."""
        return self.alike.rules[0] if self.alike.rules else ""

    @property
    def is_word(self) -> bool:
        """Whether it questions a word as such, which a word list can allow."""
        return self.rule.partition(".")[0] in LEXICAL


class Lesson(NamedTuple):
    """What a step teaches beyond its own changes: a word to allow, or a rule never to apply to it."""

    kind: Literal["word", "never"]
    before: str
    rule: str = ""


class Order(NamedTuple):
    """A decision on all open changes that `meets` finds, those of files still to come as well."""

    meets: Callable[[Item], bool]
    pick: Callable[[Item], Pick]


class Step:
    """One thing that a person did: for each place the pick before and after it."""

    def __init__(self, label: str, order: Order | None = None, lesson: Lesson | None = None) -> None:
        self.label = label
        self.order = order
        self.lesson = lesson
        self.moves: dict[Place, tuple[Pick | None, Pick | None]] = {}

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(self.moves)


class Progress(NamedTuple):
    """How far a review is. `files_left` are those with something still open."""

    decided: int
    total: int
    files_left: int
    files: int


class ReviewedFile:
    """One proof under review: the items shown, and what was picked, by the mark's index."""

    def __init__(self, index: int, name: str, proof: Proof, level: Confidence) -> None:
        self.index = index
        self.name = name
        self.proof = proof
        self.picks: dict[int, Pick] = {}
        self.items: dict[int, Item] = {
            number: _item(Place(index, number), mark, level)
            for number, mark in enumerate(proof.marks)
            if mark.change.shown_at(level)
        }
        self.numbers = list(self.items)
        self._grouped: dict[tuple[int, str], list[Place]] = {}
        for item in self.items.values():
            for group in item.mark.change.groups:
                self._grouped.setdefault((id(item.mark.passage), group), []).append(item.place)

    def partners(self, item: Item) -> list[Place]:
        """The other changes of the same passage that share a group with this one."""
        found = [p for group in item.mark.change.groups for p in self._grouped[id(item.mark.passage), group]]
        return [place for place in dict.fromkeys(found) if place != item.place]

    @property
    def left(self) -> int:
        """How many changes are still open."""
        return len(self.items) - len(self.picks)

    @property
    def text(self) -> str:
        """The source with what was picked; what is open stays as it was."""
        return self.proof.decide(self.picks)


def _item(place: Place, mark: Mark, level: Confidence) -> Item:
    change = mark.change
    offered = change.best(level)
    rules = change.choices[offered].rules if offered else tuple(dict.fromkeys(s.rule for s in change.remarks))
    alike = Alike(rules, mark.before, mark.choices[offered].text)
    return Item(place, mark, offered, change.confidence_of(offered), alike)


class Review:
    """A sitting over proofs. Every change begins open, the sure ones too: a person decides.

    Each method that decides does so in one step, which `undo` takes back whole. A change that belongs to a group
    (the two marks of one quotation) takes its partners along.
    """

    def __init__(self, level: Confidence = Confidence.LIKELY) -> None:
        self.level = level
        self.files: list[ReviewedFile] = []
        self._alike: dict[Alike, list[Place]] = {}
        self._done: list[Step] = []
        self._undone: list[Step] = []

    # what there is

    def add(self, name: str, proof: Proof, picks: Mapping[int, Pick] | None = None) -> ReviewedFile:
        """Take up one more proof, with what was picked in an earlier sitting; orders that stand apply to it."""
        file = ReviewedFile(len(self.files), name, proof, self.level)
        self.files.append(file)
        file.picks.update({mark: pick for mark, pick in (picks or {}).items() if mark in file.items})
        for item in file.items.values():
            self._alike.setdefault(item.alike, []).append(item.place)
        for step in self._done:
            self._extend(step, file, file.picks)
        coming = dict(file.picks)
        for step in reversed(self._undone):
            self._extend(step, file, coming)
        return file

    def replace(self, index: int, proof: Proof, picks: Mapping[int, Pick]) -> ReviewedFile:
        """Take up a file anew that has changed underneath. Its part of earlier steps can no longer be undone."""
        old = self.files[index]
        for places in self._alike.values():
            places[:] = [place for place in places if place.file != index]
        for step in (*self._done, *self._undone):
            step.moves = {place: move for place, move in step.moves.items() if place.file != index}
        self.files[index] = file = ReviewedFile(index, old.name, proof, self.level)
        file.picks.update({mark: pick for mark, pick in picks.items() if mark in file.items})
        for item in file.items.values():
            self._alike.setdefault(item.alike, []).append(item.place)
        return file

    def item(self, place: Place) -> Item:
        return self.files[place.file].items[place.mark]

    def items(self) -> Iterator[Item]:
        """Every change shown, in reading order."""
        for file in self.files:
            yield from file.items.values()

    def pick(self, place: Place) -> Pick | None:
        """What was picked; None while it is open."""
        return self.files[place.file].picks.get(place.mark)

    def is_open(self, place: Place) -> bool:
        return place.mark not in self.files[place.file].picks

    def taken(self, place: Place) -> str:
        """The text that now is to stand there: as picked, or what is offered while it is open."""
        item, pick = self.item(place), self.pick(place)
        return item.mark.text_of(item.offered if pick is None else pick)

    def progress(self) -> Progress:
        total = sum(len(file.items) for file in self.files)
        left = sum(file.left for file in self.files)
        return Progress(total - left, total, sum(file.left > 0 for file in self.files), len(self.files))

    def alike(self, place: Place, *, everywhere: bool = False) -> list[Place]:
        """The changes that are the same decision as this one, itself included: in its file, or in all."""
        found = self._alike[self.item(place).alike]
        return [other for other in found if everywhere or other.file == place.file]

    def partners(self, place: Place) -> list[Place]:
        """The other changes of the same passage that share a group with this one (the marks of one quotation)."""
        return self.files[place.file].partners(self.item(place))

    # what a person does

    def accept(self, place: Place, pick: Pick | None = None) -> Step | None:
        """Take what is offered, or the choice or own text `pick`. None where nothing is offered."""
        item = self.item(place)
        chosen = item.offered if pick is None else pick
        item.mark.text_of(chosen)
        if pick is None and not item.offered:
            return None
        label = "own text" if isinstance(chosen, str) else "reject" if chosen == KEEP else "accept"
        return self._decide(label, {place: chosen})

    def reject(self, place: Place) -> Step | None:
        """Leave the original as it is."""
        return self._decide("reject", {place: KEEP})

    def reopen(self, place: Place) -> Step | None:
        """Put a decided change back among the open ones. None where it is open."""
        return self._do(Step("open again"), {place: None})

    def accept_alike(self, place: Place, *, everywhere: bool = False) -> Step | None:
        """Take the same text here and in all open changes alike: in this file, or in all, also those to come."""
        item, pick = self.item(place), self.pick(place)
        text = item.alike.after if pick is None or pick == KEEP else item.mark.text_of(pick)
        if text == item.mark.before:
            return None
        return self._decide_alike("accept all alike", place, everywhere, lambda other: _pick_of(other.mark, text))

    def reject_alike(self, place: Place, *, everywhere: bool = False) -> Step | None:
        """Leave the original here and in all open changes alike."""
        return self._decide_alike("reject all alike", place, everywhere, lambda other: KEEP)

    def accept_sure(self, file: int | None = None) -> Step | None:
        """Take every open change that is sure: in one file, or in all, also those to come."""
        order = Order(lambda item: item.offered > 0 and item.confidence is Confidence.SURE, lambda item: item.offered)
        return self._order(Step("accept all sure", order if file is None else None), order, file)

    def never(self, place: Place) -> Step | None:
        """Leave this text alone wherever this rule questions it."""
        item = self.item(place)
        rule, before = item.rule, item.mark.before
        order = Order(lambda other: other.rule == rule and other.mark.before == before, lambda other: KEEP)
        step = Step(f"never {rule} for “{before}”", order, Lesson("never", before, rule))
        return self._order(step, order, None, first=place)

    def allow_word(self, place: Place) -> Step | None:
        """Leave this word alone wherever it is questioned as a word. None where the change is about something else."""
        item = self.item(place)
        if not item.is_word:
            return None
        word = item.mark.before
        order = Order(lambda other: other.is_word and other.mark.before == word, lambda other: KEEP)
        step = Step(f"allow the word “{word}”", order, Lesson("word", word))
        return self._order(step, order, None, first=place)

    def undo(self) -> Step | None:
        """Take the last step back. None at the beginning."""
        if not self._done:
            return None
        step = self._done.pop()
        for place, (old, _) in step.moves.items():
            self._put(place, old)
        self._undone.append(step)
        return step

    def redo(self) -> Step | None:
        """Do again what was taken back last. None where nothing was, or something else was done since."""
        if not self._undone:
            return None
        step = self._undone.pop()
        for place, (_, new) in step.moves.items():
            self._put(place, new)
        self._done.append(step)
        return step

    # how

    def _decide_alike(self, label: str, place: Place, everywhere: bool, pick: Callable[[Item], Pick]) -> Step | None:
        key = self.item(place).alike
        order = Order(lambda item: item.alike == key, pick) if everywhere else None
        open_ones = [p for p in self.alike(place, everywhere=everywhere) if self.is_open(p)]
        picks = {p: pick(self.item(p)) for p in [place, *open_ones]}
        return self._do(Step(label, order), self._with_partners(picks))

    def _order(self, step: Step, order: Order, file: int | None, first: Place | None = None) -> Step | None:
        picks: dict[Place, Pick] = {}
        for item in self.items() if file is None else self.files[file].items.values():
            if item.place == first or (self.is_open(item.place) and order.meets(item)):
                picks[item.place] = order.pick(item)
        return self._do(step, self._with_partners(picks))

    def _decide(self, label: str, picks: Mapping[Place, Pick]) -> Step | None:
        return self._do(Step(label), self._with_partners(picks))

    def _with_partners(self, picks: Mapping[Place, Pick]) -> dict[Place, Pick | None]:
        """`picks`, and for what belongs to the same groups the choice that goes with it."""
        out: dict[Place, Pick | None] = dict(picks)
        for place, pick in picks.items():
            if isinstance(pick, str):
                continue
            groups = _groups(self.item(place).mark, pick or self.item(place).offered)
            for partner in self.partners(place) if groups else ():
                if partner not in out and (fitting := _choice_of(self.item(partner).mark, groups)) is not None:
                    out[partner] = KEEP if pick == KEEP else fitting
        return out

    def _do(self, step: Step, picks: Mapping[Place, Pick | None]) -> Step | None:
        for place, pick in picks.items():
            if (old := self.pick(place)) != pick or type(old) is not type(pick):
                step.moves[place] = (old, pick)
                self._put(place, pick)
        if not step.moves and step.lesson is None:
            return None
        self._done.append(step)
        self._undone.clear()
        return step

    def _put(self, place: Place, pick: Pick | None) -> None:
        picks = self.files[place.file].picks
        if pick is None:
            picks.pop(place.mark, None)
        else:
            picks[place.mark] = pick

    def _extend(self, step: Step, file: ReviewedFile, picks: dict[int, Pick]) -> None:
        """Let a step's standing order hold for a file that has just come; `picks` is what holds in it by then."""
        if step.order is None:
            return
        found = {i.place: step.order.pick(i) for i in file.items.values() if step.order.meets(i)}
        still_open = {place: pick for place, pick in found.items() if place.mark not in picks}
        for place, pick in self._with_partners(still_open).items():
            if pick is not None and place.mark not in picks:
                step.moves[place] = (None, pick)
                picks[place.mark] = pick


def _pick_of(mark: Mark, text: str) -> Pick:
    """The choice that reads `text`, or `text` as one's own."""
    return next((index for index, choice in enumerate(mark.choices) if choice.text == text), text)


def _groups(mark: Mark, choice: int) -> frozenset[str]:
    return frozenset(edit.because.group for edit in mark.choices[choice].edits if edit.because.group)


def _choice_of(mark: Mark, groups: Iterable[str]) -> int | None:
    """The first choice that belongs to one of `groups`."""
    wanted = frozenset(groups)
    return next((index for index in range(1, len(mark.choices)) if _groups(mark, index) & wanted), None)
