"""`copyedit allow` and `copyedit learn`: words that are right here, added by name or proposed from an archive."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from copyedit import files, lexicon, words
from copyedit.config import ConfigError
from copyedit.configurations import Configurations
from copyedit.formats import FormatError, reader_for
from copyedit.passage import Article
from copyedit.reading import found_protected
from copyedit.source import SourceError, decoded, read_bytes, write_whole

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?…:\n][\"”’')\]]*\s+)[\"“‘'(\[]*\Z")
SHORTEST = 3  # letters; shorter ones are mostly initials
FAR_MORE = 10  # a spelling that stands so many times as often as one near to it makes that one suspect
COMMON = 3.5  # zipf of a word that is likelier meant than an unknown one that is a letter away


def allow(entries: list[str], *, user: bool, source: str | None) -> int:
    """Add `entries`, and those of the list `source`, to the word list here or to the user's; the exit code.

    Raises ConfigError for what is no entry, and where one contradicts the list.
    """
    from copyedit.configurations import Configurations

    asked = [*entries, *(_listed(source) if source else [])]
    if not asked:
        raise ConfigError("no words: name some, or give a list with --from")
    path = words.user_list() if user else Configurations().project(Path()).root / words.NAME
    old = path.read_bytes() if path.is_file() else b""
    try:
        text, new = words.with_entries(old.decode("utf-8"), asked)
    except ValueError as error:
        raise ConfigError(f"{path}: {error}") from None
    words.parsed(text, str(path))
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        write_whole(path, text.encode("utf-8"), expected=old)
    print(f"{path}: {'added ' + ', '.join(new) if new else 'nothing new'}")
    return 0


def _listed(source: str) -> Iterator[str]:
    text = sys.stdin.read() if source == files.STDIN else decoded(read_bytes(Path(source)), source)
    for line in text.splitlines():
        if any(words.entry(line)):
            yield line


class Seen(NamedTuple):
    """How often a word stands in an archive, in how many articles, and in what company (Annalena Baerbock)."""

    times: int
    articles: int
    company: str


def learn(paths: list[str], configurations: Configurations, *, least: int) -> int:
    """Print a word list of the names and terms that at least `least` articles have; the exit code.

    What looks like a misspelling of something commoner is printed as a comment, so that the list can be used as it is
    once it has been read through.
    """
    archive = Archive()
    for found in files.find(paths, configurations):
        try:
            text = decoded(read_bytes(found.path), str(found.path))
            config = configurations.of(found.path).config
            for article in reader_for(found.path.name)(text, config):
                archive.add(article, allowed=config.words)
        except (SourceError, FormatError) as error:
            print(f"copyedit: {error}", file=sys.stderr)
    proposed = archive.proposed(least)
    width = max(map(len, proposed), default=0)
    print(f"# {archive.articles} articles; each word that is unknown and stands in {least} of them or more.")
    for word, seen in sorted(proposed.items(), key=lambda item: item[0].casefold()):
        suspect = archive.suspect(word)
        counts = f"{seen.times} times in {seen.articles} articles" + (f"; {seen.company}" if seen.company else "")
        print(f"# {word}: {counts}; {suspect}" if suspect else f"{word:<{width}}  # {counts}")
    return 0


class Archive:
    """The unknown words of many articles, counted."""

    def __init__(self) -> None:
        self.articles = 0
        self._lexicon = lexicon.load()
        self._known: dict[str, bool] = {}
        self._times: Counter[str] = Counter()
        self._in_articles: Counter[str] = Counter()
        self._company: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, article: Article, allowed: frozenset[str] = frozenset()) -> None:
        """Count the words of one article that neither the lexicon nor `allowed` knows."""
        self.articles += 1
        here: Counter[str] = Counter()
        for passage in article.passages:
            for word, company in _unquoted_names(passage.text):
                if word not in allowed and not self._is_known(word):
                    here[word] += 1
                    if company:
                        self._company[word][company] += 1
        self._times.update(here)
        self._in_articles.update(here.keys())

    def _is_known(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = self._lexicon.known(word)
        return self._known[word]

    def proposed(self, least: int) -> dict[str, Seen]:
        """The words that stand in at least `least` articles."""
        return {word: self._seen(word) for word, number in self._in_articles.items() if number >= least}

    def _seen(self, word: str) -> Seen:
        company = self._company[word].most_common(1)
        usual = company[0][0] if company and company[0][1] * 2 > self._times[word] else ""
        return Seen(self._times[word], self._in_articles[word], usual)

    def suspect(self, word: str) -> str:
        """Why `word` may be a misspelling; empty where nothing speaks for that."""
        near = [other for other in _near(word) if self._times[other] >= FAR_MORE * self._times[word]]
        if near:
            best = max(near, key=lambda other: self._times[other])
            return f"{best} stands {self._times[best]} times"
        if word.islower():
            known = [other for other in _near(word) if self._lexicon.zipf(other) >= COMMON and self._is_known(other)]
            if known:
                return f"perhaps {max(known, key=self._lexicon.zipf)}"
        return ""


def _unquoted_names(text: str) -> Iterator[tuple[str, str]]:
    """Each word that may be a name or term, without a possessive, and the name that it is part of.

    A capital at the beginning of a sentence says nothing, so such words are passed over, as are headings in capitals.
    """
    protected = found_protected(text)
    at, company = 0, ""
    for match in _WORD.finditer(text):
        word = re.sub(r"[’']s?\Z", "", match.group())
        stands_next = text[at : match.start()] == " "
        at = match.end()
        if len(word) < SHORTEST or (word.isupper() and len(word) > 6):
            company = ""
            continue
        begins = _BEGINS_SENTENCE.search(text[max(0, match.start() - 8) : match.start()]) is not None
        named = word[0].isupper()
        before, company = company if stands_next else "", word if named else ""
        if named and begins:
            continue
        if not any(span.start <= match.start() < span.end for span in protected):
            yield word, f"{before} {word}" if before and named else ""


def _near(word: str) -> Iterator[str]:
    """The words one letter away: left out, put in, exchanged for another, or two of them swapped."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in letters)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters if letter != tail[0])
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
