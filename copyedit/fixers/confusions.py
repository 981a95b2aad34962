"""Real words in the place of others: “regional counsel” for “regional council”, “form” for “from”.

No dictionary sees them. Which words are taken for one another is a list (rules/confusions.txt); whether this one was is
told by its neighbours: how much likelier they make the other word. Words that have no neighbours, or unknown ones, are
left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from copyedit.config import Config
from copyedit.lexicon import normal
from copyedit.model import Confidence, Span, Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Reading
from copyedit.rulebook import RuleError, Rules, word_list

if TYPE_CHECKING:
    from copyedit.lexicon.sequences import Sequences

_WORD = lazily(r"[a-z]+(?:'[a-z]+)?")
_ENDS = ".!?…:"
_OPENING, _CLOSING = "“‘\"'([", "”’\"')],;"
REACH = 60  # code points: two words and their marks


class Context(NamedTuple):
    """The two words before and after a word, as `Sequences` wants them."""

    before: tuple[str, str]
    after: tuple[str, str]


class Confusions:
    """Lower-case words, and capitalised ones that open a sentence. Left alone: parts of hyphenated words, names,
    other languages, the words of copyedit.toml.
    """

    stem: ClassVar[str] = "confusions"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.rule = rules["confusions.neighbours"]
        allowed = {normal(word) for word in config.words}
        others = confusion_sets(rules.folder / "confusions.txt")
        self.others = {word: meant for word, meant in others.items() if word not in allowed}
        self.margins: dict[str, float] = self.rule.data["margins"]
        self.thresholds: dict[str, float] = self.rule.data["thresholds"]
        self.at_home: float = self.rule.data["at_home"]
        self.least_gain: float = self.rule.data["least_gain"]
        self.forms = {form: word for word in self.others for form in (word, word.capitalize())}

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        text = reading.text
        for form in self._out_of_place(text):
            for span in occurrences(form, text):
                if form[0].islower() or opens_sentence(text, span.start):
                    yield from self._said(self.forms[form], span, reading)

    def _out_of_place(self, text: str) -> set[str]:
        """The listed forms that stand somewhere in `text` where their neighbours do not expect them."""
        tokens = text.replace("’", "'").replace("“", " ").replace('"', " ").split()
        forms, gain = self.forms, self.model.gain
        found = set()
        for at in [at for at, token in enumerate(tokens) if token in forms]:
            word = forms[tokens[at]]
            left = gain(tokens[at - 1].lower(), word) if at else 0.0
            right = gain(word, tokens[at + 1].lower()) if at + 1 < len(tokens) else 0.0
            if left + right < self.at_home:
                found.add(tokens[at])
        return found

    @cached_property
    def model(self) -> Sequences:
        """Opened on first use."""
        from copyedit.lexicon import sequences

        return sequences.load()

    @cached_property
    def zipfs(self) -> dict[str, float]:
        """The frequency of every word that is asked for or may be meant."""
        from copyedit import lexicon

        known = lexicon.load()
        return {word: known.zipf(word) for meant in self.others.items() for word in (meant[0], *meant[1])}

    def _said(self, written: str, span: Span, reading: Reading) -> Iterator[Suggestion]:
        text = reading.text
        gain, meant = self._likeliest(written, context_of(text, span))
        gain_left = gain - self.margins.get(written, 0.0)
        if gain_left < self.thresholds["doubtful"] or reading.is_foreign(span):
            return
        right = meant if text[span.start].islower() else meant.capitalize()
        if "’" in text:
            right = right.replace("'", "’")
        evidence = f"its neighbours make “{meant}” {_rounded(10**gain)} times as likely as “{written}”"
        yield self.rule.suggest(text, *span, right, confidence=self._level(gain_left), evidence=evidence, right=right)

    def _likeliest(self, written: str, context: Context) -> tuple[float, str]:
        """The word that fits `context` best, and how much likelier it is there than `written`, as a base-10 logarithm;
        minus infinity where it is only more frequent, not better fitting.
        """
        fit, zipfs = self.model.fit, self.zipfs
        own_fit = fit(context.before, written, context.after)
        if own_fit >= self.at_home:
            return float("-inf"), written
        own = own_fit + zipfs[written]
        best = float("-inf"), written
        for meant in self.others[written]:
            other_fit = fit(context.before, meant, context.after)
            if other_fit - own_fit >= self.least_gain:
                best = max(best, (other_fit + zipfs[meant] - own, meant))
        return best

    def _level(self, gain: float) -> Confidence:
        if gain >= self.thresholds["likely"]:
            return Confidence.SURE if gain >= self.thresholds["sure"] else Confidence.LIKELY
        return Confidence.DOUBTFUL


def confusion_sets(path: Path) -> dict[str, list[str]]:
    """Each word of the list and those that may have been meant. Raises RuleError for a line of another form."""
    others: dict[str, list[str]] = defaultdict(list)
    for line in word_list(path):
        wrong, arrow, meant = line.partition(" → ")
        words = [meant, wrong] if arrow else line.split(" / ")
        if len(words) < 2 or not all(_WORD.fullmatch(word) for word in words):
            raise RuleError(f"{path}: {line!r} is neither “a / b” nor “a → b”")
        for word in words[1:] if arrow else words:
            others[word] += [other for other in words if other != word and other not in others[word]]
    return dict(others)


def occurrences(form: str, text: str) -> Iterator[Span]:
    """Where `form` stands as a whole word, whichever its apostrophe; not as a part of a hyphenated one."""
    plain = text.replace("’", "'") if "'" in form else text
    start = plain.find(form)
    while start >= 0:
        end = start + len(form)
        if not (_is_joined(text[start - 1 : start] if start else "") or _is_joined(text[end : end + 1])):
            yield Span(start, end)
        start = plain.find(form, end)


def context_of(text: str, span: Span) -> Context:
    """The neighbours of the word at `span`; "" for what is beyond a mark or a number.

    In “No. Their are two.” those of “Their” are ("", START) and ("are", "two").
    """
    before, after = text[max(0, span.start - REACH) : span.start].rstrip(_OPENING), text[span.end : span.end + REACH]
    return Context(_before(before), _after(after))


def _before(text: str) -> tuple[str, str]:
    """The second last and the last word of `text`."""
    from copyedit.lexicon.sequences import START

    tokens = text.split()[-2:]
    if not tokens:
        return "", START
    near = tokens[-1]
    if near[-1] in _ENDS or near.rstrip(_CLOSING)[-1:] in _ENDS:
        return "", START
    if not text[-1].isspace():
        return "", ""
    word = _as_word(near.lstrip(_OPENING))
    if not word or near[0] in _OPENING:
        return "", word
    if len(tokens) == 1 or tokens[0][-1] in _ENDS:
        return START, word
    return _as_word(tokens[0]), word


def _after(text: str) -> tuple[str, str]:
    """The first and the second word of `text`."""
    from copyedit.lexicon.sequences import END

    if not text.strip() or text.lstrip(_CLOSING)[:1] in _ENDS:
        return END, ""
    if not text[0].isspace():
        return "", ""
    tokens = text.split(None, 2)
    near = tokens[0].rstrip(_CLOSING)
    ends = near[-1:] in _ENDS
    word = _as_word(near.rstrip(_ENDS).lstrip(_OPENING))
    if not word or ends or near != tokens[0]:
        return word, END if word and ends else ""
    if len(tokens) == 1:
        return word, END
    return word, _as_word(tokens[1].rstrip(_CLOSING + _ENDS))


def _as_word(token: str) -> str:
    """`token` as the model writes it, "" where it is no plain word: a number, a compound, one with a mark."""
    word = normal(token)
    return word if word.isalpha() or word.replace("'", "").isalpha() else ""


def opens_sentence(text: str, start: int) -> bool:
    """Whether the word at `start` is the first of its sentence or line."""
    before = text[max(0, start - REACH) : start].rstrip(_OPENING + " \u00a0")
    return not before or before[-1] in _ENDS + "\n" or before.rstrip(_CLOSING)[-1:] in _ENDS


def _is_joined(character: str) -> bool:
    """Whether `character`, beside a word, makes it a part of another: a letter, a digit, a hyphen, an apostrophe."""
    return character.isalnum() or (character != "" and character in "-'_@#/")


def _rounded(times: float) -> str:
    """Two digits are as many as are true: 1,300."""
    digits = len(str(int(times)))
    return f"{round(times, 2 - digits):,.0f}"
