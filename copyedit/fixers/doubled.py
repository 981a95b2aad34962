"""What stands twice where once was meant: words, phrases, sentences, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from operator import eq
from typing import ClassVar

from copyedit import lexicon
from copyedit.config import Config
from copyedit.model import Confidence, Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Facts, Reading
from copyedit.rulebook import Rule, Rules

_TWICE = lazily(r"(?<![\w'’-])([^\W\d_]++)(\s++)((?i:\1))(?![\w-]|['’]\w)")
_PHRASE_TWICE = lazily(r"(?<![\w'’-])(?=((\w+(?:[^\S\r\n]\w+){1,5})[^\S\r\n](?i:\2))(?![\w-]|['’]\w))")
_BEGINS_SENTENCE = lazily(r"(?:\A|[.!?…:–—•*][\"”’')\]]*)\s*[\"“‘'(\[]*\Z")
_WORD_BEFORE = lazily(r"([^\W\d_]+(?:-[^\W\d_]+)*)\s+\Z")
_SUBJECT_FOLLOWS = lazily(
    r"(?:[,;:—–]|\b(?:although|and|as|because|before|but|if|once|since|so|than|that|though|unless|until|when|while))\s+\Z",
    re.IGNORECASE,
)
_TIME_FOLLOWS = lazily(
    r"""\s+(?:\d|(?:all|any|each|every|first|last|least|once|recent|some|that|these|this|those)\b
    |the\ (?:age|beginning|end|last|moment|next|past|same|start|time|years?|\d|[a-z]+\ (?:of|century|season))\b
    |(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun))""",
    re.VERBOSE,
)
_NOUN_DUE = lazily(
    r"(?:\b(?:a|an|free|good|her|his|ill|its|last|living|my|of|our|own|political|the|their|those|your)|['’]s|s['’])\s+\Z",
    re.IGNORECASE,
)
_TIME_OF_THIS = lazily(
    r"\s+(?:year|week|month|morning|afternoon|evening|summer|autumn|fall|winter|spring|season|time)\b"
)
_IDIOM_FOLLOWS = lazily(r"\s+(?:all|first|last|least|once)\b")  # at least
_CLAUSE_OF = lazily(r"\b(?:what|where|who|whom|how|which|when|why|whatever|all|thing|that)\b[^.!?;]*\Z", re.IGNORECASE)
_CAPTION = lazily(r":|\.\Z")  # Photo: Anna Smith
REACH = 60  # code points looked at before a double

_OPENING_MARKS = '"“‘(['
LONGEST_PHRASE = 6  # words
CAPTION_WORDS = 4  # a shorter line may be a label, a name, a chant
PROSE_WORDS = 10  # a paragraph of so many words is not written twice on purpose
SENTENCE_WORDS = 6
COMMON = 3.5  # zipf of an ordinary word
ALIKE = 0.9  # the share of letters in which nearly equal paragraphs agree


class Doubled:
    """Finds unintended repeats. Names (Duran Duran), emphasis (very very), honest doubles (had had, that that, is is),
    numbers, chains (on and on and on) and what stands in short lines (verse) are left alone.
    """

    stem: ClassVar[str] = "doubled"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.rules = rules
        self.function_words = _FunctionWords(rules["doubled.function-word"].data)
        self.honest = frozenset(rules["doubled.word"].data["honest"]) | self.function_words.honest

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        paragraph = self._paragraph(reading)
        if paragraph is not None:
            yield paragraph
            if paragraph.confidence >= Confidence.LIKELY:
                return
        words = _without_opening_marks(reading.text).lower().split()
        if any(map(str.startswith, words[1:], words)):
            yield from self._words(reading)
        pairs = list(pairwise(words))
        repeated = len(pairs) - len(set(pairs))
        if repeated and any(any(map(eq, pairs, pairs[distance:])) for distance in range(2, LONGEST_PHRASE + 1)):
            yield from self._phrases(reading)
        if repeated >= CAPTION_WORDS - 1:
            yield from self._sentences(reading)

    def _words(self, reading: Reading) -> Iterator[Suggestion]:
        text = reading.text
        for match in _TWICE.finditer(text, 0, reading.prose_end):
            first, second = match[1], match[3]
            if not second.islower() or not (first.islower() or first == second.capitalize()):
                continue  # Walla Walla, THE THE, the The Hague
            before = text[max(0, match.start() - REACH) : match.start()]
            again = _WORD_BEFORE.search(before), _TWICE.match(text, match.start(3))
            if again[1] or (again[0] and again[0][1].lower() == second):
                continue  # three times and more is no slip
            starts = _BEGINS_SENTENCE.search(before) is not None
            level = self.function_words.confidence(second, before, text[match.end() : match.end() + REACH], starts)
            if level is not None:
                rule = self.rules["doubled.function-word"]
            elif second in self.honest or len(second) < 2 or not _is_common(second):
                continue
            else:
                rule, level = self.rules["doubled.word"], Confidence.LIKELY
            if first != second and not starts:
                level = min(level, Confidence.LIKELY)  # Vitamin A a day
            yield _without_second(rule, text, match, level)

    def _phrases(self, reading: Reading) -> Iterator[Suggestion]:
        """`it was it was`. Not `more and more and`, `time to time to`, `day by day by`."""
        text, end = reading.text, 0
        rule = self.rules["doubled.phrase"]
        joints = frozenset(rule.data["joints"])
        for match in _PHRASE_TWICE.finditer(text, 0, reading.prose_end):
            phrase = match[2]
            words = phrase.lower().split()
            if match.start() < end or words[-1] in joints or words[0] in joints or len(set(words)) < 2:
                continue
            if not phrase[1:].islower() or any(character.isdigit() for character in phrase):
                continue  # New York New York
            if not any(word in self.function_words.all for word in words):
                level = Confidence.LIKELY
            else:
                level = Confidence.SURE if len(words) > 2 else Confidence.LIKELY
            end = match.end(1)
            yield rule.suggest(
                text, match.start(), end, phrase, confidence=level, words=phrase, evidence=f"“{match[1]}”"
            )

    def _sentences(self, reading: Reading) -> Iterator[Suggestion]:
        text = reading.text
        for one, two in pairwise(reading.sentences):
            sentence = text[two.start : two.end]
            count = len(sentence.split())
            if count < CAPTION_WORDS or text[one.start : one.end] != sentence or two.end > reading.prose_end:
                continue
            level = None if count >= SENTENCE_WORDS else Confidence.LIKELY
            yield self.rules["doubled.sentence"].suggest(
                text, one.end, two.end, "", confidence=level, evidence="it stands right before, word for word"
            )

    def _paragraph(self, reading: Reading) -> Suggestion | None:
        """This whole passage, if the article has it before."""
        prose = reading.text[: reading.prose_end].strip()
        count = prose.count(" ") + 1
        if count < CAPTION_WORDS:
            return None
        rule, whole = self.rules["doubled.paragraph"], (0, len(reading.text))
        before = _before(reading)
        if before is not None and before.text[: before.prose_end].strip() == prose:
            if count < PROSE_WORDS and not _CAPTION.search(prose):
                return None  # verse, a table's head
            level = None if count >= PROSE_WORDS and reading.passage.tail else Confidence.LIKELY
            return rule.suggest(
                reading.text, *whole, "", confidence=level, evidence="the paragraph before it is the same"
            )
        if count < PROSE_WORDS:
            return None
        first = reading.facts.learned(first_places)[prose, reading.passage.field]
        if first < reading.index:
            evidence = f"it is the same as paragraph {first + 1}"
            return rule.suggest(reading.text, *whole, "", confidence=Confidence.LIKELY, evidence=evidence)
        if before is not None and _nearly_equal(before.text[: before.prose_end].strip(), prose):
            evidence = "the paragraph before it is nearly the same"
            return self.rules["doubled.paragraph-nearly"].suggest(reading.text, *whole, "", evidence=evidence)
        return None


class _FunctionWords:
    """The function words of the rule's data, by when they double honestly."""

    def __init__(self, data: Mapping[str, list[str]]) -> None:
        self.never = frozenset(data["never"])
        self.stranded = frozenset(data["stranded"])
        self.clause_final = frozenset(data["clause_final"])
        self.subjects = frozenset(data["subjects"])
        self.sometimes = frozenset(data["sometimes"])
        self.honest = frozenset(data["honest"])
        self.particle_verbs = frozenset(data["particle_verbs"])
        self.own_verbs = {word: frozenset(data[f"{word}_verbs"]) for word in ("by", "of", "to")}
        self.all = self.never | self.stranded | self.clause_final | self.subjects | self.sometimes | self.honest

    def confidence(self, word: str, before: str, after: str, starts: bool) -> Confidence | None:
        """How certain it is that `word`, doubled between `before` and `after`, is a fault; None for a word not ours.

        `starts` says that it begins a sentence, where nothing can have ended with it.
        """
        if word in self.never:
            return Confidence.SURE
        if word in self.stranded:
            return Confidence.SURE if starts or not self._may_strand(word, before, after) else Confidence.LIKELY
        if word in self.clause_final:  # what it was was a mistake
            return Confidence.LIKELY if _CLAUSE_OF.search(before) else Confidence.SURE
        if word == "will":  # her last will will be read
            return Confidence.LIKELY if _NOUN_DUE.search(before) and not starts else Confidence.SURE
        if word == "this" and _TIME_OF_THIS.match(after):  # earlier this this week
            return Confidence.SURE
        if word in self.subjects:  # if you want it it is yours
            return Confidence.SURE if starts or _SUBJECT_FOLLOWS.search(before) else Confidence.LIKELY
        if word in self.sometimes:
            return Confidence.SURE if starts else Confidence.LIKELY
        return None

    def _may_strand(self, preposition: str, before: str, after: str) -> bool:
        """`the house he lived in in 1990`, `they came in in pairs`."""
        word = _WORD_BEFORE.search(before)
        if word is None:
            return False
        verb = word[1].lower()
        if preposition in self.own_verbs:
            return verb in self.own_verbs[preposition]
        if verb in self.particle_verbs:
            return True
        if preposition == "at" and _IDIOM_FOLLOWS.match(after):
            return False
        return verb.endswith(("ed", "ing")) and _TIME_FOLLOWS.match(after) is not None


def _without_opening_marks(text: str) -> str:
    """“The the → The the."""
    for mark in _OPENING_MARKS:  # translate is slow on curly text
        text = text.replace(mark, " ")
    return text


def _without_second(rule: Rule, text: str, match: re.Match[str], level: Confidence) -> Suggestion:
    """The second word left out; of a line end between the two the break is kept."""
    start, end, blanks = match.start(), match.end(), match[2]
    evidence = f"“{match.group()}”"
    if not blanks.strip(" \t\u00a0") or not text[end : end + 1].isspace():
        return rule.suggest(text, start, end, match[1], confidence=level, evidence=evidence, word=match[1])
    return rule.suggest(text, start, end + 1, match[1] + blanks, confidence=level, evidence=evidence, word=match[1])


def _is_common(word: str) -> bool:
    words = lexicon.load()
    return words.listed(word) and words.zipf(word) >= COMMON


def _before(reading: Reading) -> Reading | None:
    """The last passage before this one that is not empty, of the same field."""
    index = reading.index - 1
    while index >= 0:
        other = reading.facts.readings[index]
        if other.text.strip():
            return other if other.passage.field == reading.passage.field else None
        index -= 1
    return None


def first_places(facts: Facts) -> dict[tuple[str, str], int]:
    """Where each paragraph of each field stands first."""
    places: dict[tuple[str, str], int] = {}
    for reading in facts.readings:
        places.setdefault((reading.text[: reading.prose_end].strip(), reading.passage.field), reading.index)
    return places


def _nearly_equal(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > max(len(a), len(b)) * (1 - ALIKE) or (a[:12] != b[:12] and a[-12:] != b[-12:]):
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(a, b, score_cutoff=100 * ALIKE) > 0
