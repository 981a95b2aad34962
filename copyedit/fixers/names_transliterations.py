"""Names that come from other alphabets in several spellings: one article, one spelling."""

from __future__ import annotations

from collections.abc import Iterator

from copyedit.fixers.names_forms import Form, key_of
from copyedit.model import Span
from copyedit.rulebook import Rule


class Transliterations:
    """The groups of rules/names.toml. The form that stands most often wins, unless the house prefers another."""

    def __init__(self, rule: Rule) -> None:
        self._groups = [{key_of(form): form for form in group} for group in rule.data["groups"]]
        self._group_of = {key: number for number, group in enumerate(self._groups) for key in group}
        self._preferred = frozenset(map(key_of, rule.data["preferred"]))
        self._set_phrases: list[str] = rule.data["set_phrases"]

    def same(self, key: str, other: str) -> bool:
        """Whether the two are spellings of one name."""
        group = self._group_of.get(key)
        return group is not None and group == self._group_of.get(other)

    def strays(self, names: dict[str, Form]) -> Iterator[tuple[Form, str, Form | None]]:
        """Each form that should give way, what to, and the form of the article it gives way to, if it is there."""
        for number in {self._group_of[key] for key in self._group_of.keys() & names.keys()}:
            group = self._groups[number]
            present = [names[key] for key in group if key in names]
            wanted = next((key for key in group if key in self._preferred), None)
            winner = names.get(wanted) if wanted else max(present, key=lambda form: form.hits)
            right = group[wanted] if wanted else group[winner.key] if winner else ""
            for form in present:
                if form is not winner:
                    yield form, right, winner

    def in_set_phrase(self, text: str, span: Span) -> bool:
        """Whether the name stands in a phrase that keeps its spelling: chicken Kiev."""
        for phrase in self._set_phrases:
            start = text.find(phrase, max(0, span.start - len(phrase)), span.end + len(phrase))
            if 0 <= start <= span.start and span.end <= start + len(phrase):
                return True
        return False
