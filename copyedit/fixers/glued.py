"""Words that lost the blank between them (`inthe`, `theIsrael`, `Ukraine’scombat`), and words with one too many
(`gov ernment`), told by the lexicon, by how common the parts are and by the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from copyedit import lexicon
from copyedit.config import Config
from copyedit.fixers.glued_scores import (
    MILLIARD,
    Context,
    Split,
    is_known,
    is_listed_name,
    is_obscure,
    mistyped_score,
    score,
    split_at,
    splits,
    stands_alone,
)
from copyedit.model import Confidence, Span, Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Facts, Reading
from copyedit.rulebook import Rules

# a word by itself: not in an address, a compound, a file name
_TOKEN = lazily(r"(?<![\w@#&./'’\\-])[^\W\d_]{2,}(?:['’][^\W\d_]+)?(?![\w@/\\-]|['’.]\w)")
_SUFFIXED = lazily(r"([^\W\d_]{2,}(?:(?<=n)['’]t|['’](?:s|re|ve|ll|d|m)))([a-z]+)\Z")
_HUMP = lazily(r"(?<=[^\W\d_A-Z])(?=[A-Z][^\W\d_A-Z])")  # the|Israel
_PART_BEFORE = lazily(r"(?<![\w@#./'’-])([^\W\d_]+)[ \u00a0]\Z")
_PART_AFTER = lazily(r"[ \u00a0]([^\W\d_]+)(?![\w@/'’-])")
SHORTEST, LONGEST = 3, 40  # letters
LONGEST_TWO_SMALL = 14
LONGEST_SHORT = 4  # isa, ofa, tobe: names as well, but rare ones
SHORTEST_NAME = 4
_OPENS_SENTENCE = lazily(r"(?:\A|[.!?…:–—•][\"”’')\]]*)\s*[\"“‘'(\[]*\Z")
RIVAL = 1.0  # how far the best way to split must be ahead of the next


class _Place(NamedTuple):
    """A word in its passage; `starts` says that it begins a sentence, which explains its capital."""

    reading: Reading
    word: str
    starts: bool


class Glued:
    """Words that no lexicon has are read as two. Brand names (YouTube, iPhone), compounds, names that stand in the
    article more than once, what is in another language, and the words of copyedit.toml are left alone; so are glued
    words that are words themselves (`into`, `nowhere`).
    """

    stem: ClassVar[str] = "glued"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.words = rules["glued.words"]
        self.name = rules["glued.name"]
        self.suffix = rules["glued.after-apostrophe"]
        self.broken = rules["glued.broken-word"]
        self.function_words = frozenset(self.words.data["function_words"])
        self.prefixes = frozenset(self.words.data["prefixes"])
        self.titles = frozenset(self.name.data["titles"])
        self.brand_heads = frozenset(self.name.data["brand_heads"])
        self.allowed = config.words

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        unknown = [word for word in reading.facts.learned(self._unknown) if word in reading.text]
        if not unknown:
            return
        end = 0
        for match in sorted(_places(unknown, reading), key=lambda match: match.start()):
            if reading.is_foreign(Span(*match.span())):
                continue
            suggestion = _likelier(self._broken(reading, match), self._glued(reading, match))
            if suggestion is not None and suggestion.span.start >= end:
                end = suggestion.span.end
                yield suggestion

    def _unknown(self, facts: Facts) -> frozenset[str]:
        """The words of the article that may be glued or broken."""
        words = (word for word in facts.word_counts if len(word) <= LONGEST)
        found = (word for word in words if not is_known(word) or self._may_be_two_small(word))
        return frozenset(found) - self.allowed

    def _may_be_two_small(self, word: str) -> bool:
        """Whether a name that running text, not a dictionary, knows may be the beginning of a sentence: Itis, Weare."""
        if not word[0].isupper() or len(word) > LONGEST_TWO_SMALL or not is_obscure(word):
            return False
        parts = ((word[:at].lower(), word[at:]) for at in range(1, len(word)))
        return any(one in self.function_words or other in self.function_words for one, other in parts)

    def _glued(self, reading: Reading, match: re.Match[str]) -> Suggestion | None:
        word = match.group()
        if len(word) < SHORTEST:
            return None
        if not word.isalpha():
            return self._after_apostrophe(reading, match)
        context = Context.of(reading.text, *match.span())
        if word[1:].islower():
            return self._in_lower_case(reading, match, context)
        humps = [hump.start() for hump in _HUMP.finditer(word)]
        return self._with_hump(reading, match, humps[0], context) if len(humps) == 1 else None

    def _in_lower_case(self, reading: Reading, match: re.Match[str], context: Context) -> Suggestion | None:
        """`inthe`, `saidthat`, `Trumpsaid`; not `weeklong`, `recieve`, `Lightcloud`."""
        word = match.group()
        ranked = sorted(splits(word, context), reverse=True)
        place = _Place(reading, word, starts=opens_sentence(reading.text, match.start()))
        if ranked and (confidence := self._confidence(place, ranked[0], context)) is not None:
            split = ranked[0]
            rivals = len(ranked) > 1 and split.score - ranked[1].score < RIVAL
            evidence = f"no lexicon has “{word}”; “{split.first}” and “{split.second}” are common"
        elif word[0].isupper() and (named := self._after_known_name(place, context)) is not None:
            split, confidence, rivals = named, Confidence.SURE, False
            evidence = f"“{split.first}” stands elsewhere in the article"
        else:
            return None
        return self.words.suggest(
            reading.text,
            *match.span(),
            f"{split.first} {split.second}",
            confidence=min(confidence, Confidence.LIKELY) if rivals else confidence,
            evidence=evidence,
        )

    def _confidence(self, place: _Place, split: Split, context: Context) -> Confidence | None:
        """By the thresholds of the rule, which are looser where a function word is one of the two."""
        data, word = self.words.data, place.word
        small = [part.lower() in self.function_words for part in (split.first, split.second)]
        evident = split.score >= data["evident_score"]
        if is_known(word) and not (any(small) and evident and place.starts):
            return None
        if not small[1] and split.first.lower() in lexicon.HYPHENATED:
            return None  # preorder, megabank
        if not small[1] and split.first.lower() in self.prefixes:
            small = [False, False]  # overdeliver, homestand
        if word[0].isupper() and not any(small) and not place.starts and not is_listed_name(split.first):
            return None  # Lightcloud, Flexport
        kind = "with_function_word" if any(small) else "without"
        if len(word) >= data["long"] and min(len(split.first), len(split.second)) > 3 and not any(small):
            kind = "long"
        count = lexicon.load().count(word)
        if count >= data["well_known"] and len(word) > LONGEST_SHORT:
            return None  # youtube
        attested = count >= data["attested"] and not (evident and not is_known(word))
        often = place.reading.facts.word_counts[word] > 1 and not all(small)
        if split.score < data[f"likely_{kind}"] or (attested and often):
            return None
        margin = split.score - mistyped_score(word, context)
        if split.score >= data[f"sure_{kind}"] and margin >= data["sure_margin"] and not attested and not often:
            return Confidence.SURE
        return Confidence.LIKELY if margin >= data["likely_margin"] and not (attested or often) else None

    def _after_known_name(self, place: _Place, context: Context) -> Split | None:
        """`Boudreausaid`, where Boudreau stands elsewhere in the article."""
        word, counts = place.word, place.reading.facts.word_counts
        if counts[word] > 1 or is_known(word) or lexicon.load().count(word) >= self.words.data["attested"]:
            return None
        found = [
            split_at(word, at, context)
            for at in range(SHORTEST_NAME, len(word) - 1)
            if counts[word[:at]] > 0 and self._follows_names(word[at:])
        ]
        return found[0] if len(found) == 1 else None

    def _follows_names(self, word: str) -> bool:
        """Whether `word` is what comes after a name (said, has, failed), not what makes a new word of it (mania)."""
        if word in self.function_words:
            return True
        return word.endswith("ed") and stands_alone(word) and lexicon.load().listed(word)

    def _with_hump(self, reading: Reading, match: re.Match[str], at: int, context: Context) -> Suggestion | None:
        """`theIsrael`, `PresidentBarack`; not `theScore`, `DashPass`, `iCloud`."""
        word = match.group()
        split = split_at(word, at, context)
        if is_known(word) or reading.facts.word_counts[word] > 1 or not is_known(split.second):
            return None
        follows_name = reading.text[match.end() + 1 : match.end() + 2].isupper()  # theNew York
        if split.first.islower():
            confidence = self._after_small_word(split, reading, follows_name)
        else:
            repeats = context.before[1] == lexicon.normal(split.second)  # Ilhan OmarIlhan Omar: a title beside its link
            confidence = self._two_capitals(split, reading, repeats=repeats)
        if confidence is None:
            return None
        return self.name.suggest(
            reading.text,
            *match.span(),
            f"{split.first} {split.second}",
            confidence=confidence,
            evidence=f"no lexicon has “{word}”, but both parts",
        )

    def _after_small_word(self, split: Split, reading: Reading, follows_name: bool) -> Confidence | None:
        """`theIsrael`, `mockedSenator`; a brand may look like `theScore`."""
        first, second = split.first, split.second
        if first not in self.function_words and not stands_alone(first):
            return None
        if first in self.name.data["residue_heads"]:
            return Confidence.LIKELY
        if follows_name or second in self.titles or reading.facts.word_counts[second] > 0:
            return Confidence.SURE
        if first not in self.brand_heads or not lexicon.load().listed(second):
            certain = not lexicon.load().listed(second) or split.score >= self.name.data["sure_score"]
            return Confidence.SURE if certain else Confidence.LIKELY
        return Confidence.LIKELY if split.score >= self.name.data["sure_score"] else None

    def _two_capitals(self, split: Split, reading: Reading, *, repeats: bool) -> Confidence | None:
        """`PresidentBarack`, `InMarch`; a brand may look like `CloudSimple`."""
        data, first, second = self.name.data, split.first, split.second
        counts, listed = reading.facts.word_counts, lexicon.load().listed
        if first in self.titles and (not listed(second) or counts[second] > 0):
            return Confidence.SURE
        if split.gain >= data["sure_gain"] or f"{first} {second}" in reading.text:
            return Confidence.SURE
        elsewhere = (counts[first] > 0) + (counts[second] > 0)
        if elsewhere == 2 and len(first) > 2 and not listed(second) and not repeats:
            return Confidence.SURE
        if first.lower() in self.function_words and (not listed(second) or is_listed_name(second)):
            return Confidence.SURE
        return Confidence.LIKELY if split.gain >= data["likely_gain"] or elsewhere else None

    def _after_apostrophe(self, reading: Reading, match: re.Match[str]) -> Suggestion | None:
        """`Ukraine’scombat`, `don’tknow`, `it’sa`."""
        parts = _SUFFIXED.match(match.group())
        if parts is None:
            return None
        head, rest = parts.groups()
        if not is_known(head) or not stands_alone(rest) or not lexicon.load().listed(rest):
            return None
        return self.suffix.suggest(
            reading.text,
            *match.span(),
            f"{head} {rest}",
            evidence=f"“{head}” and “{rest}” are words, “{match.group()}” is none",
        )

    def _broken(self, reading: Reading, match: re.Match[str]) -> Suggestion | None:
        """`gov ernment`: an unknown word that is one with its neighbour."""
        text, word = reading.text, match.group()
        ways = []
        before = _PART_BEFORE.search(text, max(0, match.start() - LONGEST), match.start())
        if before:
            ways.append(self._joined(text, before.start(1), match.end(), before[1], word, unknown=word))
        after = _PART_AFTER.match(text, match.end())
        if after:
            ways.append(self._joined(text, match.start(), after.end(1), word, after[1], unknown=word))
        best = max((way for way in ways if way is not None), default=None)
        if best is None:
            return None
        margin, start, end, whole = best
        return self.broken.suggest(
            text,
            start,
            end,
            whole,
            confidence=Confidence.SURE if margin >= self.broken.data["sure_margin"] else Confidence.LIKELY,
            evidence=f"no lexicon has “{word}”; “{whole}” is common",
        )

    def _joined(
        self, text: str, start: int, end: int, first: str, second: str, *, unknown: str
    ) -> tuple[float, int, int, str] | None:
        """How much likelier one word is than two of which `unknown` is mistyped; its place; the word."""
        whole = first + second
        words = lexicon.load()
        if not second.islower() or not is_known(whole):
            return None
        if unknown is first and first.lower() in lexicon.HYPHENATED:
            return None  # re elected wants a hyphen
        if words.zipf(whole) < self.broken.data["least_zipf"]:
            return None
        context = Context.of(text, start, end)
        other = second if unknown is first else first
        apart = mistyped_score(unknown, context) + words.zipf(other) - MILLIARD
        margin = score(whole, context) - apart
        return (margin, start, end, whole) if margin >= self.broken.data["likely_margin"] else None


def _places(words: list[str], reading: Reading) -> Iterator[re.Match[str]]:
    """Where one of `words` stands by itself."""
    for word in words:
        at = reading.text.find(word, 0, reading.prose_end)
        while at >= 0:
            match = _TOKEN.match(reading.text, at, reading.prose_end)
            if match and match.group() == word:
                yield match
            at = reading.text.find(word, at + len(word), reading.prose_end)


def _likelier(one: Suggestion | None, other: Suggestion | None) -> Suggestion | None:
    """The more certain of the two; `one` where they are equally so."""
    return max((s for s in (one, other) if s is not None), key=lambda s: s.confidence, default=None)


def opens_sentence(text: str, at: int) -> bool:
    return _OPENS_SENTENCE.search(text[max(0, at - 8) : at]) is not None if at > 8 else not text[:at].strip(" \"“‘'([")
