"""One question to a LanguageTool server, its answer in code points.

LanguageTool counts in UTF-16. Offsets are converted here, start and end, and nowhere else; each match is then held
against the text that the server says it is about.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from http.client import HTTPException
from itertools import accumulate
from typing import Any, NamedTuple

from copyedit.fixers.languagetool import Match

BETWEEN = "\n\n"  # parts paragraphs that are asked about together


class ServerSilent(Exception):
    """The server did not answer in time."""


class ServerGone(Exception):
    """There is no server, or it went away in the middle."""


class ServerRefused(Exception):
    """The server answered, and not with matches; `about_this_text` where another text may fare better."""

    def __init__(self, said: str, *, about_this_text: bool = False) -> None:
        super().__init__(said)
        self.about_this_text = about_this_text


class Question(NamedTuple):
    """How the server at `url` (…/v2/) is asked: `off` are rules, `off_categories` categories it is not to apply."""

    url: str
    language: str
    off: tuple[str, ...] = ()
    off_categories: tuple[str, ...] = ()

    def ask(self, texts: Sequence[str], limit: float) -> list[tuple[Match, ...]]:
        """The matches in each of `texts`, asked together, within `limit` seconds.

        Raises ServerSilent, ServerGone or ServerRefused.
        """
        fields = {
            "language": self.language,
            "text": BETWEEN.join(texts),
            "disabledRules": ",".join(self.off),
            "disabledCategories": ",".join(self.off_categories),
        }
        body = urllib.parse.urlencode({name: value for name, value in fields.items() if value}).encode()
        return distributed(texts, _matches_of(self._posted(body, limit)))

    def _posted(self, body: bytes, limit: float) -> Any:
        proxies: dict[str, str] | None = (
            {} if urllib.parse.urlsplit(self.url).hostname in ("127.0.0.1", "localhost", "::1") else None
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler(proxies))
        try:
            with opener.open(self.url + "check", body, timeout=limit) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            said = error.read(300).decode("utf-8", "replace").strip().partition("\n")[0]
            own_fault = error.code in (413, 500)
            raise ServerRefused(f"{error.code} {said or error.reason}", about_this_text=own_fault) from None
        except TimeoutError:
            raise ServerSilent(f"no answer within {limit:.0f} seconds") from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise ServerSilent(f"no answer within {limit:.0f} seconds") from None
            raise ServerGone(str(error.reason)) from None
        except (OSError, HTTPException) as error:
            raise ServerGone(str(error) or type(error).__name__) from None
        except ValueError:
            raise ServerRefused("what answers is not LanguageTool") from None


def _matches_of(answer: Any) -> list[Mapping[str, Any]]:
    matches = answer.get("matches") if isinstance(answer, dict) else None
    if not isinstance(matches, list):
        raise ServerRefused("what answers is not LanguageTool")
    return matches


def distributed(texts: Sequence[str], found: Iterable[Mapping[str, Any]]) -> list[tuple[Match, ...]]:
    """Matches over the joined texts, as matches in each; one that fits no text, or not its own words, is dropped."""
    whole = BETWEEN.join(texts)
    points = CodePoints(whole)
    starts = [0, *accumulate(len(text) + len(BETWEEN) for text in texts[:-1])]
    out: list[list[Match]] = [[] for _ in texts]
    for raw in found:
        start, end = points.at(raw["offset"]), points.at(raw["offset"] + raw["length"])
        if start is None or end is None or not _is_about(raw, whole[start:end]):
            continue
        index = bisect_right(starts, start) - 1
        inside = start - starts[index]
        if end - starts[index] <= len(texts[index]) and start < end:
            out[index].append(_match(raw, inside, whole[start:end]))
    return [tuple(matches) for matches in out]


class CodePoints:
    """Offsets of a text in UTF-16 units → offsets in code points."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        # the UTF-16 offset behind each character that takes two units
        self._behind = []
        for extra, at in enumerate(i for i, char in enumerate(text) if char > "\uffff") if not text.isascii() else ():
            self._behind.append(at + extra + 2)

    def at(self, unit: int) -> int | None:
        """The code point that begins at `unit`; None within a character or beyond the text."""
        before = bisect_right(self._behind, unit)
        if before < len(self._behind) and self._behind[before] - 1 == unit:
            return None
        point = unit - before
        return point if 0 <= point <= self.length else None


def _is_about(raw: Mapping[str, Any], text: str) -> bool:
    """Whether the words LanguageTool quotes for a match are the `text` we find at its offsets."""
    context = raw.get("context") or {}
    quoted = str(context.get("text", ""))
    points = CodePoints(quoted)
    start = points.at(int(context.get("offset", 0)))
    end = points.at(int(context.get("offset", 0)) + int(context.get("length", 0)))
    return start is not None and end is not None and quoted[start:end].split() == text.split()


def _match(raw: Mapping[str, Any], start: int, text: str) -> Match:
    rule = raw["rule"]
    urls = rule.get("urls") or [{}]
    return Match(
        start,
        text,
        tuple(replacement["value"] for replacement in raw["replacements"][:10]),
        rule["id"],
        raw["message"],
        rule["description"],
        urls[0].get("value", ""),
    )
