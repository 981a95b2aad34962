"""The desk at which the fixer asks: from memory, from disk, else from the server, all of an article at once."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from threading import Lock

from copyedit.config import Config
from copyedit.fixers.languagetool import OFF, LanguageTool, Match
from copyedit.languagetool import Unavailable, cache, home, server
from copyedit.languagetool.client import Question, ServerGone, ServerRefused, ServerSilent
from copyedit.rulebook import load

BATCH = 8_000  # code points asked about at once: a cold and busy machine answers that within LIMIT
LIMIT = 30.0  # seconds for one batch
COLD = 60.0  # more of them for a server that is still reading its rules: five, on a machine with nothing else to do
YOUNG = 120.0  # seconds from its start in which a server is taken to be cold
REMEMBERED = 10_000  # answers in memory


class LocalServer:
    """The user's own server for the LanguageTool in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self.name = home.version_of(folder)
        self.state = home.state_folder()

    def url(self) -> str:
        """Its address; started if need be. Raises Unavailable."""
        return server.ensure(self.state, self.home).url

    def limit(self) -> float:
        """The seconds that one batch may take."""
        state = server.read_state(self.state)
        is_cold = state is not None and time.time() - state.server.began < YOUNG
        return LIMIT + COLD if is_cold else LIMIT

    def note_use(self) -> None:
        server.note_use(self.state)

    def is_stuck(self, url: str) -> bool:
        """After a question without an answer: whether the server answers nothing at all. It is ended then."""
        if server.answers(url):
            return False
        server.stop(self.state)
        return True


class RemoteServer:
    """A server that the user named; it is neither started nor ended."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/").removesuffix("/check").removesuffix("/v2") + "/v2/"
        # its version may change unseen, so its answers are kept for this week only
        year, week, _ = date.today().isocalendar()
        self.name = f"{self._url} {year}-{week}"

    def url(self) -> str:
        return self._url

    def limit(self) -> float:
        return LIMIT

    def note_use(self) -> None:
        pass

    def is_stuck(self, url: str) -> bool:
        return False


class ServerDesk:
    """Asks one server in batches and keeps its answers.

    May be asked by several threads. `trouble` is empty, or the one line that says why LanguageTool is not asked any
    more in this run.
    """

    def __init__(
        self,
        host: LocalServer | RemoteServer,
        kept: cache.Cache,
        off: Sequence[str],
        off_categories: Sequence[str],
    ) -> None:
        self.host = host
        self.kept = kept
        self.off = tuple(sorted(off))
        self.off_categories = tuple(sorted(off_categories))
        self.trouble = ""
        self._starting = Lock()
        self._known: dict[tuple[str, str], tuple[Match, ...]] = {}

    def matches(self, text: str, language: str, beside: Iterable[str]) -> Sequence[Match]:
        """See fixers.languagetool.Desk."""
        known = self._known.get((language, text))
        if known is not None:
            return known
        wanted = [one for one in dict.fromkeys([text, *beside]) if (language, one) not in self._known]
        return self._learnt(wanted, language).get(text, ())

    def _learnt(self, texts: Sequence[str], language: str) -> dict[str, tuple[Match, ...]]:
        """The answers for `texts`, from disk or from the server; those that could be had."""
        keys = {text: self._key(text, language) for text in texts}
        found = self.kept.get(list(keys.values()))
        answers = {text: found[key] for text, key in keys.items() if key in found}
        for batch in _batches([text for text in texts if text not in answers]):
            if self.trouble:
                break
            try:
                new = self._asked(batch, language)
            except Unavailable as error:
                self.trouble = str(error)
                break
            self.kept.put({keys[text]: answer for text, answer in new.items()})
            answers |= new
        if len(self._known) > REMEMBERED:
            self._known = {}
        self._known.update({(language, text): answer for text, answer in answers.items()})
        return answers

    def _key(self, text: str, language: str) -> bytes:
        return cache.key([self.host.name, language, ",".join(self.off), ",".join(self.off_categories), text])

    def _asked(self, texts: Sequence[str], language: str) -> dict[str, tuple[Match, ...]]:
        """The server's answers, by text. A server that died is replaced once. Raises Unavailable."""
        for again in (True, False):
            with self._starting:
                url = self.host.url()
            question = Question(url, language, self.off, self.off_categories)
            try:
                answers = dict(zip(texts, question.ask(texts, self.host.limit()), strict=True))
            except ServerGone as error:
                if not again:
                    raise Unavailable(f"LanguageTool at {url} cannot be reached: {error}") from None
            except ServerSilent as error:
                self.host.is_stuck(url)
                raise Unavailable(f"LanguageTool at {url} is too slow: {error}") from None
            except ServerRefused as error:
                if not error.about_this_text:
                    raise Unavailable(f"LanguageTool at {url} refuses: {error}") from None
                if len(texts) == 1:
                    return {texts[0]: ()}
                middle = len(texts) // 2
                return self._asked(texts[:middle], language) | self._asked(texts[middle:], language)
            else:
                self.host.note_use()
                return answers
        return {}


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Runs of texts of BATCH code points at most; a longer text is one of its own."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


class Desks:
    """The desks of one run, one for each server that its configurations name.

    Where LanguageTool is `needed`, its absence is raised as Unavailable; else it is told at the end.
    """

    def __init__(self, *, needed: bool = False) -> None:
        self.needed = needed
        self._kept = cache.Cache(home.cache_file())
        self._by_url: dict[str, ServerDesk] = {}
        self._absent: dict[str, str] = {}

    def of(self, config: Config) -> ServerDesk | None:
        """The desk that `config` asks for; no server is started yet. None where it is plain that there is none."""
        url = config.languagetool_url
        if url in self._absent:
            return None
        if url not in self._by_url:
            try:
                host = RemoteServer(url) if url else LocalServer(home.needed())
            except Unavailable as error:
                if self.needed:
                    raise
                self._absent[url] = str(error)
                return None
            off, off_categories = (sorted(load(LanguageTool.stem).words(name)) for name in OFF)
            self._by_url[url] = ServerDesk(host, self._kept, off, off_categories)
        return self._by_url[url]

    def closed(self) -> list[str]:
        """End of the run: one line for each thing that was in the way."""
        self._kept.close()
        troubles = [*self._absent.values(), *(desk.trouble for desk in self._by_url.values())]
        return [f"{trouble}; the rest was checked without it" for trouble in troubles if trouble]
