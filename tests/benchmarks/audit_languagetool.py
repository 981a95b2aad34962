#!/usr/bin/env python3
"""What confidence each of LanguageTool's rules has earned: the evidence behind rules/languagetool.toml.

    python tests/benchmarks/audit_languagetool.py DATA [--judge] [--check]

DATA holds labelled text, typos/*.jsonl ({"text", "edits": [{"start", "end", "correction"}]}), and edited prose,
clean/*.jsonl ({"id", "text"}). Three kinds of evidence are counted, each rule alone, before our own fixers have worked:

labelled  matches that meet a gold edit: right where one of the first two replacements is the gold text. The gold has
          misspellings and confused words, not grammar; what it is silent about counts only where it was judged by hand
made      sentences of the edited prose with one error put in (languagetool_made.txt): right where the match mends it
alarms    matches in the edited prose, but those judged to be true errors of it

Judgements by hand are kept in languagetool_judged.txt by a digest of rule, change and context, so that none of the
text is. --judge prints what waits for a judgement. --check fails where rules/languagetool.toml lists a rule that has
not earned its place.

A rule is likely where it was right FEWEST_LABELLED times on labelled text, or FEWEST times in all; on each of the two
four times in five; and raised no more than MOST_ALARMS alarms in 100,000 words. None is sure: an editor decides on
grammar.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from copyedit.config import Config
from copyedit.fixers.languagetool import LanguageTool, Match, stood_in
from copyedit.languagetool.desk import Desks, ServerDesk
from copyedit.rulebook import load

JUDGED = Path(__file__).with_name("languagetool_judged.txt")
MADE = Path(__file__).with_name("languagetool_made.txt")
FEWEST_LABELLED, FEWEST = 2, 3
MOST_ALARMS = 1.0  # in 100,000 words
RIGHT = 0.8
PER_ERROR = 30  # sentences for each kind of made error
LANGUAGE = "en-US"

# further errors, as patterns and what is put in their place
PATTERNS = (
    (r"\b(?:a) (?=[bcdfgklmnprstvw])", "an "),
    (r"\b(?:an) (?=[aeio])", "a "),
    (r"\b([Hh]e|[Ss]he|[Ii]t) (\w+[^s])s\b", r"\1 \2"),
    (r"\b([Hh]e|[Ss]he|[Ii]t) has\b", r"\1 have"),
    (r"\b([Hh]e|[Ss]he|[Ii]t) was\b", r"\1 were"),
    (r"\b([Tt]hey|[Ww]e|[Yy]ou) (were)\b", r"\1 was"),
    (r"\b([Tt]hey|[Ww]e|[Yy]ou) (have)\b", r"\1 has"),
    (r"\b([Tt]hey|[Ww]e|[Yy]ou) (are)\b", r"\1 is"),
    (r"\b(will|would|could|should|must|may|might|can) (\w+[^s])\b", r"\1 \2s"),
    (r"\b(did not|didn't|does not|doesn't) (\w+[^s])\b", r"\1 \2s"),
    (r"\b(has|have|had) been\b", r"\1 be"),
    (r"\b(to) (make|take|give|see|do|go|get|find|say)\b", r"\1 \2s"),
    (r"\bone of the (\w+[^s])s\b", r"one of the \1"),
    (r"\b(several|many|three|four|five|ten) (\w+[^s])s\b", r"\1 \2"),
    (r"\b(between \w+) and\b", r"\1 to"),
    (r"\b(in|on|at|for|with|from) the\b", r"\1 the the"),
    (r"\b(of) (the)\b", r"\1 \1 \2"),
    (r"n't\b", "nt"),
    (r"\b(\w{3,})(er) than\b", r"more \1\2 than"),
)


class Evidence(NamedTuple):
    """What was counted for one rule."""

    labelled_right: int = 0
    labelled_wrong: int = 0
    made_right: int = 0
    made_wrong: int = 0
    alarms: int = 0

    def likely(self, words: int) -> bool:
        """Whether a rule with this evidence has earned to be likely; `words` of edited prose were read."""
        if self.labelled_right < FEWEST_LABELLED and self.labelled_right + self.made_right < FEWEST:
            return False
        if self.labelled_right < RIGHT * (self.labelled_right + self.labelled_wrong):
            return False
        if self.made_right < RIGHT * (self.made_right + self.made_wrong):
            return False
        return self.alarms <= MOST_ALARMS * words / 1e5


class Seen(NamedTuple):
    """One match, and how it was found to be: right, wrong, or unknown to the gold."""

    rule: str
    kind: str  # labelled, made, alarms
    verdict: str
    text: str
    match: Match

    @property
    def digest(self) -> str:
        """Tells the match without telling its text."""
        end = self.match.start + len(self.match.text)
        around = self.text[max(0, self.match.start - 30) : end + 30]
        said = "\0".join((self.rule, self.match.text, *self.match.replacements[:1], around))
        return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def labelled(desk: ServerDesk, rows: Sequence[Mapping[str, Any]]) -> Iterator[Seen]:
    """Matches in text whose errors are known."""
    texts = [stood_in(row["text"]) for row in rows]
    for row, text in zip(rows, texts, strict=True):
        for match in desk.matches(text, LANGUAGE, texts):
            gold = [edit for edit in row["edits"] if _meets(match, edit)]
            right = any(_makes(text, match, edit) for edit in gold)
            yield Seen(match.rule, "labelled", "right" if right else "wrong" if gold else "unknown", text, match)


def _meets(match: Match, edit: Mapping[str, Any]) -> bool:
    end = match.start + len(match.text)
    return bool(match.start < edit["end"] and edit["start"] < end)


def _makes(text: str, match: Match, edit: Mapping[str, Any]) -> bool:
    """Whether one of the two best replacements gives what the gold gives (quote shape and case forgiven)."""
    wanted = text[: edit["start"]] + edit["correction"] + text[edit["end"] :]
    return any(_folded(_replaced(text, match, after)) == _folded(wanted) for after in match.replacements[:2])


def _replaced(text: str, match: Match, after: str) -> str:
    return text[: match.start] + after + text[match.start + len(match.text) :]


def _folded(text: str) -> str:
    return text.replace("’", "'").lower()


def made(desk: ServerDesk, sentences: Sequence[str]) -> Iterator[Seen]:
    """Matches in good sentences that were given one error each."""
    spoilt = [pair for pattern, wrong in (*read_made(), *PATTERNS) for pair in _spoilt(sentences, pattern, wrong)]
    texts = [bad for _, bad in spoilt]
    for good, bad in spoilt:
        before = Counter(match.rule for match in desk.matches(good, LANGUAGE, [good for good, _ in spoilt]))
        for match in desk.matches(bad, LANGUAGE, texts):
            if before[match.rule] > 0:
                before[match.rule] -= 1
                continue
            right = any(_replaced(bad, match, after) == good for after in match.replacements[:2])
            yield Seen(match.rule, "made", "right" if right else "wrong", bad, match)


def read_made() -> list[tuple[str, str]]:
    """The made errors of languagetool_made.txt, as patterns and what is put in their place."""
    pairs = (line.partition(" → ")[::2] for line in MADE.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return [(rf"\b{good}\b", bad) for good, bad in pairs]


def _spoilt(sentences: Sequence[str], pattern: str, wrong: str) -> list[tuple[str, str]]:
    """Some sentences that hold `pattern`, as they are and with its first occurrence spoilt."""
    found = []
    for sentence in sentences:
        bad = re.sub(pattern, wrong, sentence, count=1)
        if bad != sentence:
            found.append((sentence, bad))
            if len(found) == PER_ERROR:
                break
    return found


def alarms(desk: ServerDesk, paragraphs: Sequence[str]) -> Iterator[Seen]:
    """Matches in edited prose."""
    for text in paragraphs:
        for match in desk.matches(text, LANGUAGE, paragraphs):
            yield Seen(match.rule, "alarms", "wrong", text, match)


def counted(seen: Sequence[Seen], judged: Mapping[str, str]) -> dict[str, Evidence]:
    """The evidence of each rule, with what was judged by hand."""
    tally: Counter[tuple[str, str]] = Counter()
    for one in seen:
        verdict = judged.get(one.digest, one.verdict)
        if one.kind == "alarms":
            tally[one.rule, "alarms"] += verdict == "wrong"
        elif verdict != "unknown":
            tally[one.rule, f"{one.kind}_{verdict}"] += 1
    return {rule: Evidence(**{field: tally[rule, field] for field in Evidence._fields}) for rule, _ in tally}


def read_judged() -> dict[str, str]:
    """Judgements by digest: "right" (a true error, rightly mended) or "wrong"."""
    if not JUDGED.exists():
        return {}
    return dict(
        line.split()[:2] for line in JUDGED.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")
    )


def rows(folder: Path, files: str) -> list[dict[str, Any]]:
    return [
        json.loads(line) for path in sorted(folder.glob(files)) for line in path.read_text("utf-8").split("\n") if line
    ]


def gathered(desk: ServerDesk, data: Path) -> tuple[list[Seen], int]:
    """All matches, and the number of words of edited prose."""
    texts = [stood_in(row["text"]) for row in rows(data, "clean/*.jsonl")]
    paragraphs = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    sentences = [s for p in paragraphs for s in re.split(r"(?<=[.!?]) (?=[A-Z])", p) if 40 < len(s) < 200]
    random.Random(5).shuffle(sentences)
    typos = rows(data, "typos/*.jsonl")
    seen = [*labelled(desk, typos), *alarms(desk, paragraphs), *made(desk, sentences)]
    if desk.trouble:
        sys.exit(desk.trouble)
    return seen, sum(len(paragraph.split()) for paragraph in paragraphs)


def waiting(seen: Sequence[Seen], evidence: Mapping[str, Evidence], judged: Mapping[str, str]) -> Iterator[str]:
    """What the gold does not know, of rules that were right elsewhere."""
    for one in sorted(seen, key=lambda one: one.rule):
        found = evidence.get(one.rule, Evidence())._replace(labelled_wrong=0, alarms=0)
        if one.digest in judged or not found.likely(1) or (one.verdict != "unknown" and one.kind != "alarms"):
            continue
        start, end = one.match.start, one.match.start + len(one.match.text)
        change = f"[{one.match.text}→{'|'.join(one.match.replacements[:2])}]"
        around = f"{one.text[max(0, start - 50) : start]}{change}{one.text[end : end + 40]}"
        yield f"{one.digest} {one.kind} {one.rule} …{around}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--judge", action="store_true")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    desk = Desks(needed=True).of(Config(languagetool=True))
    assert desk is not None
    seen, words = gathered(desk, args.data)
    evidence = counted(seen, read_judged())
    if args.judge:
        print(*waiting(seen, evidence, read_judged()), sep="\n")
        return 0
    listed = {rule_id.partition(".")[2] for rule_id in load(LanguageTool.stem)}
    earned = {rule for rule, found in evidence.items() if found.likely(words)}
    print(f"{'rule':<50} {'':<7} {'':<7} {' '.join(field.replace('_', '-') for field in Evidence._fields)}")
    for rule, found in sorted(evidence.items(), key=lambda item: -sum(item[1])):
        marks = f"{'likely' if rule in earned else '-':<7} {'listed' if rule in listed else '-':<7}"
        print(f"{rule:<50} {marks} {'  '.join(f'{number:>4}' for number in found)}")
    raised = sum(evidence[rule].alarms for rule in listed & evidence.keys())
    print(f"{len(earned)} have earned it, {len(listed)} are listed; these raise {raised} alarms in {words} words")
    unearned = listed - earned
    if args.check and unearned:
        print(f"listed without having earned it: {', '.join(sorted(unearned))}")
    return int(args.check and bool(unearned))


if __name__ == "__main__":
    sys.exit(main())
