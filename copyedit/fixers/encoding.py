"""Text that was decoded with the wrong table: stray bytes, and UTF-8 read as something else (mojibake)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from copyedit.config import Config
from copyedit.fixers.encoding_bytes import STRAY_BYTES, guessed
from copyedit.fixers.encoding_mixed import mixed
from copyedit.model import Confidence, Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Reading
from copyedit.rulebook import Rules

if TYPE_CHECKING:
    from ftfy import ExplanationStep, TextFixerConfig

# the tables that UTF-8 is read with by mistake; ftfy knows the same
_TABLES = ("cp1252", "latin-1", "mac-roman", "cp1251", "cp1250", "iso8859-2", "cp1253", "cp1254", "cp1257", "cp437")
_C1_CONTROLS = "\x80-\x9f"
# Ã before a blank was à (C3 A0), when the no-break blank became an ordinary one
_BEFORE_BLANK = "[ÂÃÅÎÐÙĂĹГâã] "

# â€ at the end of a word is a quote mark that lost its last byte; ftfy would take the blank that follows for byte A0
# and make a dagger of it: “Hello,†he said.
_CUT_SHORT = lazily(r"(?:â€|Ã¢â‚¬)(?= )")
# the marks of General Punctuation read as Windows-1252, `â€™` and the like: nothing else can be meant, so ftfy, which
# takes longer to load than the whole chain takes for an article, need not be asked
_MARKS = {
    "â€" + bytes([low]).decode("cp1252" if low not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "latin-1"): chr(
        0x2000 + low - 0x80
    )
    for low in (*range(0x90, 0x96), *range(0x98, 0xA0), 0xA2, 0xA6)
}
_MARK = lazily("|".join(_MARKS))
_SAFE_CONTROLS = "\x02\x03\x04\x05\x06\x0e\x0f\x10\x11\x12"
_ASCII = lazily(r"[\x00-\x7f]+")
# at the beginning of an ASCII text ftfy may take in or give out a blank, and count ? or ^Z as a lost byte
_ALTERABLE = " ?\x1a"
_BLANK = lazily(r"\s")
_NAMES = {
    "latin-1": "Latin-1",
    "macroman": "Mac Roman",
    "cp437": "code page 437",
    "iso-8859-2": "ISO 8859-2",
}


class _Stretch(NamedTuple):
    """`text[start:end]` and what it was before it was garbled."""

    start: int
    end: int
    after: str


class Encoding:
    """Repairs what can be explained by bytes and tables, and nothing else.

    Quote shapes, ligatures, widths and entities are left to others. A sequence whose bytes are not all there is left
    alone (`â€` at the end of a word), as is text that merely looks odd: Greek, Cyrillic, capitals with accents.
    """

    stem: ClassVar[str] = "encoding"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.stray = rules["encoding.stray-byte"]
        self.mojibake = rules["encoding.mojibake"]

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        text = reading.text
        if text.isascii():
            return
        yield from self._stray_bytes(text)
        if _suspicious().search(text):
            yield from self._mojibake(text)

    def _stray_bytes(self, text: str) -> Iterator[Suggestion]:
        """Where one run makes no sense the passage may be in another alphabet: then none is sure."""
        guesses = [(match.span(), guessed(text, match)) for match in STRAY_BYTES.finditer(text)]
        all_explained = all(guess is not None for _, guess in guesses)
        for (start, end), guess in guesses:
            if guess is not None:
                how = f"byte {guess.bytes} is {guess.text} in {guess.table}"
                level = guess.confidence if all_explained else Confidence.LIKELY
                yield self.stray.suggest(text, start, end, guess.text, confidence=level, evidence=how)

    def _mojibake(self, text: str) -> Iterator[Suggestion]:
        if not _suspicious().search(_MARK.sub("", text)):
            for match in _MARK.finditer(text):
                before, after = match[0], _MARKS[match[0]]
                how = "UTF-8 read as Windows-1252"
                yield self.mojibake.suggest(text, *match.span(), after, before=before, after=after, evidence=how)
            return
        fixed, steps = _repaired(text)
        if fixed == text:
            for start, end, after, table in mixed(text):
                how = f"UTF-8 read as {table}"
                yield self.mojibake.suggest(text, start, end, after, before=text[start:end], after=after, evidence=how)
            return
        how = _explained(steps)
        stretches = list(_stretches(text, fixed))
        if all(_is_letter_alone(text, stretch) for stretch in stretches):
            return
        for start, end, after in stretches:
            before = text[start:end]
            if _is_only_controls(before):
                yield self.stray.suggest(text, start, end, after, evidence=_control_evidence(before, after))
            else:
                yield self.mojibake.suggest(text, start, end, after, before=before, after=after, evidence=how)


@cache
def _suspicious() -> re.Pattern[str]:
    """Whatever could be a UTF-8 sequence read with one of the tables. Most prose has none of it."""
    leads, pairs = set[str](), []
    for table in _TABLES:
        lead, follow = _characters(range(0xC2, 0xF5), table), _characters(range(0x80, 0xC0), table)
        leads |= set(lead)
        pairs.append(f"(?<=[{re.escape(lead)}])[{re.escape(follow)}\ufffd]")
    either = "|".join(pairs)
    return re.compile(f"[{re.escape(''.join(sorted(leads)))}](?:{either})|[{_C1_CONTROLS}]|{_BEFORE_BLANK}|[ÃÂ]\\?")


def _characters(numbers: range, table: str) -> str:
    return bytes(numbers).decode(table, "ignore")


@cache
def _settings() -> TextFixerConfig:
    """Only what undoes a wrong table; all of ftfy's other repairs are off."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )


def _repaired(text: str) -> tuple[str, list[ExplanationStep]]:
    """`text` as ftfy would have it, sequences that were cut short left out, and how it came to it."""
    from ftfy import fix_encoding_and_explain

    spare = [control for control in _SAFE_CONTROLS if control not in text]
    kept = dict(zip(spare, dict.fromkeys(_CUT_SHORT.findall(text)), strict=False))
    masks = {cut: control for control, cut in kept.items()}
    fixed, steps = fix_encoding_and_explain(_CUT_SHORT.sub(lambda m: masks.get(m[0], m[0]), text), _settings())
    for control, cut in kept.items():
        fixed = fixed.replace(control, cut)
    return fixed, list(steps or ())


def _stretches(text: str, fixed: str) -> Iterator[_Stretch]:
    """What differs, piece by piece; no two pieces in one word.

    A wrong table leaves ASCII as it is, and no sequence decodes to ASCII: each ASCII text of the one is the next such
    text of the other, and what lies between two of them belongs together. Only where a blank stands in both do they
    part words.
    """
    start = there = seen = 0
    for match in _ASCII.finditer(text):
        core = match[0].lstrip(_ALTERABLE)
        if not core:
            continue
        found = fixed.index(core, seen)
        seen = found + len(core)
        lead = match[0][: -len(core)]
        if fixed[found - len(lead) : found] != lead:
            lead = ""
        if _BLANK.search(lead + core):
            begin = match.end() - len(core) - len(lead)
            yield from _narrowed(text, start, begin, fixed[there : found - len(lead)])
            start, there = match.end(), seen
    yield from _narrowed(text, start, len(text), fixed[there:])


def _narrowed(text: str, start: int, end: int, after: str) -> Iterator[_Stretch]:
    """The stretch without what is the same at both its ends; nothing where all is the same."""
    before = text[start:end]
    if before == after:
        return
    most = min(len(before), len(after))
    left = next((i for i in range(most) if before[i] != after[i]), most)
    right = next((i for i in range(most - left) if before[-1 - i] != after[-1 - i]), most - left)
    yield _Stretch(start + left, end - right, after[left : len(after) - right])


def _is_letter_alone(text: str, stretch: _Stretch) -> bool:
    """`Â and Ã are letters`: alone between ordinary blanks, such a letter is no evidence."""
    before = text[stretch.start - 1 : stretch.start]
    return text[stretch.start : stretch.start + 2] in ("Â ", "Ã ") and not before.strip()


def _is_only_controls(text: str) -> bool:
    return all("\x80" <= character <= "\x9f" for character in text)


def _control_evidence(before: str, after: str) -> str:
    return f"byte {before.encode('latin-1').hex(' ').upper()} is {after} in Windows-1252"


def _explained(steps: list[ExplanationStep]) -> str:
    """`UTF-8 read as Windows-1252`, for each layer."""
    tables = [step.parameter.removeprefix("sloppy-") for step in steps if step.action == "encode"]
    if not tables:
        return "these bytes are UTF-8 that was read with another table"
    return ", then ".join(f"UTF-8 read as {_NAMES.get(table, table.title())}" for table in tables)
