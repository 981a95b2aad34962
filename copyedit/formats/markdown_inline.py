"""What is prose within a Markdown block, and what is markup.

Emphasis marks, link brackets and destinations become gaps: the prose reads on across them, and no change crosses them.
Code, autolinks, raw HTML, shortcodes, images and footnote marks stand in the text but are protected.
"""

from __future__ import annotations

import html
import re

from copyedit.model import Span
from copyedit.passage import Passage, Run

_MARKUP = re.compile(
    r"""
      (?P<escape>\\[!-/:-@\[-`{-~])                              # \* is a star
    | (?P<kept>
          (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)             # `code`
        | <(?:https?://|mailto:)[^<>\s]*>                        # <https://example.com>
        | </?[A-Za-z][^<>]*> | <!--.*?-->                        # raw HTML
        | \{\{[<%]?.*?[>%]?\}\} | \{%.*?%\}                      # Hugo and Jekyll shortcodes
        | !\[[^\]]*\](?:\([^()\s]*(?:\s+"[^"]*")?\)|\[[^\]]*\])  # ![image](address)
        | \[\^[^\]\s]+\]:?                                       # [^1]
      )
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    | (?P<close>\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)|\]\[[^\]]*\])  # ](address "title")
    | (?P<open>\[(?=[^\[\]]*(?:\[[^\]]*\][^\[\]]*)*\][(\[]))     # [ of a link
    | (?P<emphasis>(?<![\\\w*])\*{1,3}(?=[^\s*]) | (?<=[^\s\\*])\*{1,3}(?![\w*]) | \*{2,3} | ~~
        | (?<![\w\\_])_{1,3}(?=[^\s_]) | (?<=[^\s_])_{1,3}(?![\w_]))
    """,
    re.VERBOSE | re.DOTALL,
)


def spell(text: str) -> str:
    """New prose as Markdown writes it: what would become markup is escaped."""
    return re.sub(r"(?<!\w)[*_]|[*_](?!\w)|`", r"\\\g<0>", text)


def inline_passage(text: str, lines: list[Span]) -> Passage:
    """The prose of a block whose content stands in `lines` of `text`, the marks of its containers left out."""
    builder = _Builder()
    for number, line in enumerate(lines):
        if number:
            builder.line_end(text, lines[number - 1].end)
        builder.line(text, line)
    return Passage("".join(builder.pieces), tuple(builder.runs), spell, tuple(builder.protected))


class _Builder:
    """Text, runs and protected spans of one passage as they grow."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.runs: list[Run] = []
        self.protected: list[Span] = []
        self.length = 0

    def line_end(self, text: str, at: int) -> None:
        """The line end at `at`, with the hard-break marks before it; it must stay as it is."""
        end = at + (2 if text.startswith("\r\n", at) else 1)
        self.put(text[at:end], at, end, protected=True)

    def line(self, text: str, line: Span) -> None:
        at = line.start
        hard_break = re.search(r"(?: {2,}|\\)\Z", text[line.start : line.end])
        end = line.start + hard_break.start() if hard_break else line.end
        for match in _MARKUP.finditer(text, line.start, end):
            self.put(text[at : match.start()], at, match.start())
            at = match.end()
            if match["kept"]:
                self.put(match.group(), match.start(), at, protected=True)
            elif match["escape"]:
                self.put(match.group()[1], match.start(), at)
            elif match["entity"]:
                self.entity(match)
        self.put(text[at:end], at, end)
        if hard_break:
            self.put(text[end : line.end], end, line.end, protected=True)

    def entity(self, match: re.Match[str]) -> None:
        """`&rsquo;` reads as ’; an unknown one stands as it is."""
        read = html.unescape(match.group())
        known = read != match.group() and "\n" not in read and len(read) < len(match.group())
        self.put(read if known else match.group(), *match.span())

    def put(self, piece: str, start: int, end: int, *, protected: bool = False) -> None:
        if not piece:
            return
        here = Span(self.length, self.length + len(piece))
        self.pieces.append(piece)
        self.runs.append(Run(here, Span(start, end)))
        if protected:
            self.protected.append(here)
        self.length = here.end
