"""Every key of the review, once: the bindings, the help, the palette and the tests are made from this table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from textual.binding import Binding


class Key(NamedTuple):
    """A binding. `id` is its name in the configuration; `footer` what the line at the bottom calls it."""

    id: str
    keys: str
    action: str
    text: str
    section: str
    footer: str = ""


KEYS = (
    Key("accept", "y", "accept", "accept what is offered", "Decide", "accept"),
    Key("reject", "n", "reject", "leave it as it is", "Decide", "reject"),
    *(Key(f"choice-{n}", str(n), f"choose({n})", "take the choice with that number", "Decide") for n in range(1, 10)),
    Key("own-text", "e", "own_text", "type a text of your own", "Decide", "edit"),
    Key("skip", "space", "skip", "leave it open and go on", "Decide", "skip"),
    Key(
        "accept-alike",
        "a",
        "accept_alike",
        "accept all alike (rule and words) in this file",
        "Decide alike",
        "alike",
    ),
    Key("reject-alike", "x", "reject_alike", "reject all alike (rule and words) in this file", "Decide alike"),
    Key("accept-alike-everywhere", "A", "accept_alike_everywhere", "accept all alike in all files", "Decide alike"),
    Key("reject-alike-everywhere", "X", "reject_alike_everywhere", "reject all alike in all files", "Decide alike"),
    Key("accept-sure", "s", "accept_sure", "accept all that are sure in this file", "Decide alike"),
    Key(
        "accept-sure-everywhere", "S", "accept_sure_everywhere", "accept all that are sure in all files", "Decide alike"
    ),
    Key("never", "i", "never", "never this rule for this text again", "Decide alike"),
    Key("allow-word", "d", "allow_word", "add the word to the project's word list", "Decide alike"),
    Key("undo", "u", "undo", "take the last step back", "Take back", "undo"),
    Key("redo", "U", "redo", "do it again", "Take back"),
    Key("reopen", "o", "reopen", "open a decided change again", "Take back"),
    Key("next", "j,down", "move(1)", "next change", "Move"),
    Key("previous", "k,up", "move(-1)", "previous change", "Move"),
    Key("page-down", "pagedown", "page(1)", "a page down the queue", "Move"),
    Key("page-up", "pageup", "page(-1)", "a page up the queue", "Move"),
    Key("first", "home", "edge(-1)", "first change", "Move"),
    Key("last", "end", "edge(1)", "last change", "Move"),
    Key("next-file", "J", "move_file(1)", "next file", "Move"),
    Key("previous-file", "K", "move_file(-1)", "previous file", "Move"),
    Key("next-unsure", "f", "next_unsure", "next open change that is not sure", "Move"),
    Key("go-to", "g", "go_to", "go to a change (12), a line (:40) or a file (name)", "Move"),
    Key("go-to-line", "colon", "go_to(':')", "go to a line", "Move"),
    Key("filter", "slash", "filter", "list only some: text, rule:, file:, is:open …", "Look"),
    Key("by-rule", "v", "by_rule", "list by rule, or in reading order", "Look"),
    Key("rule", "r", "rule", "what the rule says", "Look"),
    Key("help", "question_mark", "help", "this help", "Look", "help"),
    Key("write", "w", "write", "see what would be written, and write it", "Write and leave", "write"),
    Key("leave", "q", "leave", "leave; what is decided is kept", "Write and leave", "leave"),
)


# the most needed first: a narrow screen cuts the rest off
FOOTER = ("accept", "reject", "own-text", "undo", "help", "write", "leave", "skip", "accept-alike")


def bindings() -> list[Binding]:
    """The table as Textual wants it."""
    rank = {name: number for number, name in enumerate(FOOTER)}
    keys = sorted(KEYS, key=lambda key: rank.get(key.id, len(rank)))
    return [Binding(key.keys, key.action, key.footer or key.text, show=key.id in rank, id=key.id) for key in keys]


class KeysError(ValueError):
    """A binding in the configuration that cannot be; the message says which and what there is."""


def keymap(chosen: Mapping[str, str]) -> dict[str, str]:
    """The keys that the configuration sets, checked. Raises KeysError."""
    known = {key.id: key.keys for key in KEYS}
    for name in chosen:
        if name not in known:
            raise KeysError(f"no key is called {name!r}; there are {', '.join(known)}")
    taken: dict[str, str] = {}
    for name, keys in {**known, **chosen}.items():
        for key in (part.strip() for part in keys.split(",")):
            if key in taken:
                raise KeysError(f"the key {key!r} is set for both {taken[key]} and {name}")
            taken[key] = name
    return dict(chosen)
