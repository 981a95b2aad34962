"""`copyedit review --output FILE.html`: every change in its place on one page, to look at or to send."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from copyedit import display
from copyedit.configurations import Configurations
from copyedit.display import Piece, counted
from copyedit.model import Confidence
from copyedit.page import document, save, table
from copyedit.review import Item, Review, ReviewedFile
from copyedit.sitting import Failed, Sitting
from copyedit.source import SourceError

_TAGS = {"old": "del", "new": "ins", "taken": "ins", "refused": "s", "open": "mark"}


def write_page(output: Path, paths: Iterable[Path], configurations: Configurations, level: Confidence) -> int:
    """Write the page of a review of `paths`; the exit code. Raises SourceError, ConfigError, RuleError."""
    sitting = Sitting.over(paths, configurations, level)
    sitting.read_all()
    try:
        save(output, review_page(sitting.review, sitting.failed))
    except OSError as error:
        raise SourceError(f"{output}: cannot be written: {error.strerror}") from None
    for failed in sitting.failed:
        print(f"copyedit: {failed.reason}", file=sys.stderr)
    print(f"{output}: {counted(sitting.review.progress().total, 'change')}")
    return 2 if sitting.failed else 0


def review_page(review: Review, failed: list[Failed]) -> str:
    """All files of a review that have changes, passage by passage, and a table of the rules."""
    progress = review.progress()
    files = [file for file in review.files if file.items]
    said = f"{counted(progress.total, 'change')} in {counted(len(files), 'file')} of {progress.files}"
    if progress.decided:
        said += f", {progress.decided:,} decided"
    body = [f"<h1>{escape(said)}</h1>\n", _by_rule(review), *(f"<p>{escape(f.reason)}</p>\n" for f in failed)]
    body.append('<p class="dim">[old→new] is a change; ∅ is nothing, ⏎ a line end, ⍽ a no-break space. ')
    body.append("✓ accepted, ✗ left as it was, ✎ a text of one's own; without a sign it is open.</p>\n")
    number = 1
    for file in files:
        body.append(_section(review, file, number))
        number += len(file.items)
    return document("copyedit review", "".join(body))


def _by_rule(review: Review) -> str:
    counts = Counter((item.rule, item.confidence.word) for item in review.items())
    rows: list[tuple[str, ...]] = [(rule, word, f"{count:,}") for (rule, word), count in counts.most_common()]
    return table(("Rule", "Confidence", "Changes"), rows) if rows else ""


def _section(review: Review, file: ReviewedFile, first: int) -> str:
    out = [f"<section>\n<h2>{escape(file.name)} <span class=dim>{counted(len(file.items), 'change')}</span></h2>\n"]
    for _, group in groupby(file.items.values(), key=lambda item: id(item.mark.passage)):
        items = list(group)
        out += [_passage(review, items, first), _notes(items, first)]
        first += len(items)
    return "".join([*out, "</section>\n"])


def _passage(review: Review, items: list[Item], first: int) -> str:
    mark = items[0].mark
    place = f"record {mark.record}, {mark.passage.where}" if mark.record is not None else f"line {mark.line}"
    text, at = mark.passage.text, 0
    out = [f'<div class="place">{escape(place)}</div>\n<p dir="auto">']
    for number, item in enumerate(items, first):
        start, end = item.mark.change.span
        out.append(_piece(Piece(display.visible(text[at:start], breaks=False), "text")))
        out += [_piece(piece) for piece in display.change_pieces(review, item)]
        out.append(f'<sup><a href="#c{number}">{number}</a></sup>')
        at = end
    out.append(_piece(Piece(display.visible(text[at:], breaks=False).rstrip("\n"), "text")))
    return "".join([*out, "</p>\n"])


def _piece(piece: Piece) -> str:
    tag = _TAGS.get(piece.role)
    text = escape(piece.text)
    return f"<{tag}>{text}</{tag}>" if tag and text else text


def _notes(items: list[Item], first: int) -> str:
    lines = "".join(
        f'<li id="c{number}" value="{number}">{"".join(_note(item))}</li>\n' for number, item in enumerate(items, first)
    )
    return f'<ol class="notes">\n{lines}</ol>\n'


def _note(item: Item) -> Iterator[str]:
    """Rule, message and evidence, and what else could be taken."""
    yield f'<span class="rule">{escape(item.rule)}</span> <span class="dim">{item.confidence.word}, '
    yield f"line {item.mark.line}</span>"
    for reason in item.mark.change.because(item.offered):
        yield f" {escape(display.visible(reason.message))}"
        if reason.evidence:
            yield f' <span class="dim">{escape(display.visible(reason.evidence))}</span>'
    others = [
        display.in_words(item, choice.text)[1]
        for number, choice in enumerate(item.mark.choices)
        if number not in (0, item.offered)
    ]
    if others:
        yield f' <span class="dim">Or: {escape(", ".join(others))}</span>'
