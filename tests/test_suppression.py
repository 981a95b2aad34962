"""Suppression: comments that ask to leave a line, a stretch or a file as it is, and what is said of idle ones."""

from __future__ import annotations

import pytest

from copyedit.proof import prove

FAULT, MENDED = "in the the spring", "in the spring"


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("a.md", "{} <!-- copyedit: ignore -->\n{}\n", [True, False]),
        ("a.md", "<!-- copyedit: ignore -->\n\n{}\n\n{}\n", [True, False]),
        ("a.md", "{} <!-- copyedit: ignore-next-line -->\n\n{}\n{}\n", [False, True, False]),
        (
            "a.md",
            "{}\n\n<!-- copyedit: off -->\n\n{}\n\n{}\n\n<!-- copyedit: on -->\n\n{}\n",
            [False, True, True, False],
        ),
        ("a.md", "{}\n\n<!-- copyedit: off -->\n\n{}\n", [False, True]),
        ("a.md", "{}\n\n{}\n\n<!-- copyedit: ignore-file -->\n", [True, True]),
        ("a.md", "{} <!-- copyedit: ignore[doubled] -->\n", [True]),
        ("a.md", "{} <!-- copyedit: ignore[quotes, doubled.function-word] a band's name -->\n", [True]),
        ("a.md", "{} <!-- copyedit: ignore[quotes] -->\n", [False]),
        ("a.md", "{} `<!-- copyedit: ignore -->`\n", [False]),
        ("a.md", "```\n<!-- copyedit: ignore-file -->\n```\n{}\n", [False]),
        ("a.md", "---\ntitle: {} # copyedit: ignore\ndescription: {}\n---\n{}\n", [True, False, False]),
        ("a.mdx", "{} {{/* copyedit: ignore */}}\n{}\n", [True, False]),
        ("a.md", "{} {{{{/* copyedit: ignore */}}}}\n{}\n", [True, False]),
        ("a.txt", "{} <!-- copyedit: ignore -->\n{}\n", [True, False]),
        ("a.html", "<p>{}<!-- copyedit: ignore -->\n<p>{}", [True, False]),
        ("a.html", "<p>{}<!-- copyedit: off --><p>{}<!-- copyedit: on --><p>{}", [False, True, False]),
        ("a.jsonl", '{{"text": "{}", "copyedit": "ignore"}}\n{{"text": "{}"}}\n', [True, False]),
        ("a.jsonl", '{{"copyedit": "ignore[quotes]", "text": "{}"}}\n', [False]),
        ("a.csv", "text,copyedit\n{},ignore\n{},\n", [True, False]),
    ],
)
def test_what_is_kept_quiet(name: str, text: str, kept: list[bool]) -> None:
    source = text.format(*(FAULT for _ in kept))
    assert prove(source, name).fixed == text.format(*(FAULT if keep else MENDED for keep in kept))


def test_what_is_kept_quiet_is_not_reported_at_any_level_and_others_flow_past_it() -> None:
    text = "Paris in the the spring , and â€œmoreâ€\u009d <!-- copyedit: ignore[doubled] -->\n"
    proof = prove(text, "a.txt")
    assert "the the" in proof.fixed
    assert "“more”" in proof.fixed
    assert not any("doubled" in rule for mark in proof.marks for choice in mark.choices for rule in choice.rules)
    assert proof.notices == ()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("\nfine <!-- copyedit: ignore -->\n", 2, "this suppression keeps nothing quiet; remove it"),
        (
            f"{FAULT} <!-- copyedit: ignore[quotes] -->\n",
            1,
            "this suppression keeps nothing quiet of quotes; remove it",
        ),
        ("<!-- copyedit: off -->\n\nfine\n\n<!-- copyedit: on -->\n", 1, "this suppression keeps nothing quiet"),
        ("\n\n<!-- copyedit: ingore -->\n", 3, "a suppression is ignore, ignore-next-line, ignore-file, off, on"),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_idle_and_misspelt_suppressions_are_told(name: str, text: str, line: int, message: str) -> None:
    (notice,) = prove(text, name).notices
    assert (notice.line, notice.message[: len(message)]) == (line, message)


def test_a_comment_to_us_is_never_changed() -> None:
    text = "a the the <!-- copyedit: ignore[quotes]  because the the band -->\n"
    assert prove(text, "a.txt").fixed == text.replace("a the the", "a the")
