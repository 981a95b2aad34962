"""What is prose within a Markdown block, and what is markup.

Emphasis marks, link brackets and destinations become gaps: the prose reads on across them, and no change crosses them.
Code, autolinks, raw HTML, shortcodes, images, math, attributes and footnote marks stand in the text but are protected.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from copyedit.model import Span
from copyedit.passage import Passage, Run

_MARKUP = re.compile(
    r"""
      (?P<escape>\\[!-/:-@\[-`{-~])                              # \* is a star
    | (?P<kept>
          (?P<ticks>(?<!`)`+(?!`)).{1,2000}?(?<!`)(?P=ticks)(?!`)       # `code`
        | <[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*>                # <https://example.com>
        | <[\w.+-]+@[\w.-]+>                                     # <desk@example.com>
        | <!--.{0,2000}?-->
        | </?[A-Za-z](?:[^<>"'{}]|"[^"]*"|'[^']*'|\{[^{}]*\})*>  # raw HTML, and JSX
        | \{\{[^{}]{0,2000}\}\} | \{%[^{}]{0,2000}?%\}                            # Hugo and Jekyll shortcodes
        | \{[#.:][^{}\n]*\} | \{/\*.{0,2000}?\*/\}                      # {#id} {: .class}, comments of MDX
        | !?\[\[[^\[\]\n]*\]\]                                   # [[wiki link]]
        | !\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])?  # ![image](address "title")
        | \[\^[^\]\s]+\]:?                                       # [^1]
        | (?:\A|(?<=\n))(?:\[[ xX]\](?=\s) | \[![A-Z]+\] | :{3,}[^\n]* | :(?=\s))  # [x] task, [!NOTE], ::: tip
        | \$\$.{1,2000}?\$\$ | (?<![\w\\$])\$(?=[^\s$])[^$\n]*[\\^_{][^$\n]*(?<!\s)\$(?!\d)  # $a_b$, not $5
        | \\[(\[].{1,2000}?\\[)\]]
      )
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    | (?P<close>\]\(\s*(?:<[^<>\n]*>|(?:[^()\s<]|\([^()\s]*\))(?:[^()\s]|\([^()\s]*\))*)?
        (?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\) | \]\[[^\]]*\])                     # ](address "title")
    | (?P<open>\[(?=[^\[\]]{0,1000}(?:\[[^\[\]]{0,200}\][^\[\]]{0,1000}){0,9}\][(\[]))                  # [ of a link
    | (?P<emphasis>(?<![\\\w*])\*{1,3}(?=[^\s*]) | (?<=[^\s\\*])\*{1,3}(?![\w*]) | \*{2,3} | ~~
        | (?<![\w\\_])_{1,3}(?=[^\s_]) | (?<=[^\s_])_{1,3}(?![\w_]))
    """,
    re.VERBOSE | re.DOTALL,
)  # the bounds keep what is opened again and again and never closed from taking for ever
_HARD_BREAK = re.compile(r"(?: {2,}|\\)\Z")


def spell(text: str) -> str:
    """New prose as Markdown writes it: what would become markup is escaped."""
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text)
    return re.sub(r"(?<!\w)[*_]|[*_](?!\w)|`|<(?=[A-Za-z/!?])", r"\\\g<0>", text)


def spell_cell(text: str) -> str:
    """New prose in a cell of a table, where a bar would end it."""
    return spell(text).replace("|", "\\|")


def inline_passage(
    text: str,
    lines: list[Span],
    spelling: Callable[[str], str] = spell,
) -> Passage:
    """The prose of a block whose content stands in `lines` of `text`, the marks of its containers left out."""
    builder = _Builder(text, lines)
    builder.scan()
    return Passage("".join(builder.pieces), tuple(builder.runs), spelling, tuple(builder.protected))


class _Builder:
    """Text, runs and protected spans of one passage as they grow."""

    def __init__(self, text: str, lines: list[Span]) -> None:
        self.source = text
        self.lines = lines
        # the block's own content, in which markup may run over line ends
        self.content = "\n".join(text[start:end] for start, end in lines)
        self.begins = [0, *accumulate(end - start + 1 for start, end in lines)]
        self.pieces: list[str] = []
        self.runs: list[Run] = []
        self.protected: list[Span] = []
        self.length = 0

    def scan(self) -> None:
        at = 0
        for match in _MARKUP.finditer(self.content):
            self.prose(at, match.start())
            at = self.markup(match)
        self.prose(at, len(self.content))

    def markup(self, match: re.Match[str]) -> int:
        """Take one piece of markup; where the scan goes on."""
        start, end = match.span()
        if match["kept"]:
            self.put(start, end, protected=True)
        elif match["escape"]:
            self.escape(match.group()[1], start, end)
        elif match["entity"]:
            read = html.unescape(match.group())
            known = read != match.group() and "\n" not in read and len(read) < len(match.group())
            self.escape(read if known else match.group(), start, end)
        return end

    def prose(self, start: int, end: int) -> None:
        """Prose, in which line ends and the marks of hard breaks before them must stay."""
        while start < end:
            newline = self.content.find("\n", start, end)
            stop = end if newline < 0 else newline
            hard_break = _HARD_BREAK.search(self.content, start, stop) if newline >= 0 else None
            words_end = hard_break.start() if hard_break else stop
            self.put(start, words_end)
            self.put(words_end, stop, protected=True)
            if newline >= 0:
                self.put(newline, newline + 1, protected=True)
            start = stop + 1

    def put(self, start: int, end: int, *, protected: bool = False) -> None:
        """A stretch of the content as it stands, a run for each line that it stands in."""
        while start < end:
            number = bisect_right(self.begins, start) - 1
            line = self.lines[number]
            at = line.start + start - self.begins[number]
            if at == line.end:
                stop = at + (2 if self.source.startswith("\r\n", at) else 1)
                self._run(self.source[at:stop], at, stop, protected=True)
                start += 1
                continue
            stop = min(line.end, at + end - start)
            self._run(self.source[at:stop], at, stop, protected=protected)
            start += stop - at

    def escape(self, read: str, start: int, end: int) -> None:
        """An escape that stands for `read`; none runs over a line end."""
        number = bisect_right(self.begins, start) - 1
        move = self.lines[number].start - self.begins[number]
        self._run(read, start + move, end + move)

    def _run(self, piece: str, start: int, end: int, *, protected: bool = False) -> None:
        here = Span(self.length, self.length + len(piece))
        self.pieces.append(piece)
        self.runs.append(Run(here, Span(start, end)))
        if protected:
            self.protected.append(here)
        self.length = here.end
