"""Could one name be the other, mistyped? Or are the two different names that only look alike?"""

from __future__ import annotations

from collections.abc import Iterator

from copyedit.lexicon.sound import sound_key

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

# endings that make another word, or another member of the family, of a name: Korea/Koreans, Ivanov/Ivanova
_DERIVING = """
    s es a i an ans n ns ian ians ese ish ism ist ists ite ites ov ev ova eva ovna ovich evich evna in ina sen son
    ski sky ska skaya us um land berg burg stan ness
"""
_ENDING = "o e y er ers or d ed ing ey ie ic ics is as os ez l le ly al el en on ne"
_DERIVED = frozenset(_DERIVING.split())
_ENDINGS = _DERIVED.union(_ENDING.split())
# those that take the place of another ending: Ukraine/Ukrainian, Italy/Italians, China/Chinese
_PEOPLES = frozenset(
    ("n", "ns", "an", "ans", "ian", "ians", "ean", "eans", "ese", "ish", "ic", "ite", "ites", "ist", "ists")
)
_REPLACED = frozenset(("a", "e", "o", "y", "s", "ia", "as", "es"))
_EXCHANGED = frozenset({("n", "s"), ("a", "o"), ("a", "e"), ("es", "is"), ("es", "ez"), ("sen", "son")})


def is_inflection(key: str, other: str) -> bool:
    """Whether `key` differs from the better attested `other` as forms of a word or of a family name do: by its ending.

    More endings may have been added to `other` than taken from it: “Zelensk” is no form of Zelensky. Nor is “Londonn”
    a form of London: a letter was struck twice.
    """
    shared = 0
    for a, b in zip(key, other, strict=False):
        if a != b:
            break
        shared += 1
    if shared < 3:
        return False
    ending, others = key[shared:], other[shared:]
    if not ending:
        return others in _DERIVED
    if not others:
        return ending in _ENDINGS and ending != key[shared - 1]
    pair = (ending, others) if ending < others else (others, ending)
    return (
        pair in _EXCHANGED
        or (ending in _PEOPLES and others in _REPLACED)
        or (others in _PEOPLES and ending in _REPLACED)
    )


def differ_in_number(key: str, other: str) -> bool:
    """Delhiite/Delhiites, Koreas/Koreans: which of the two is meant no spelling tells."""
    short, long = sorted((key, other), key=len)
    return long in (short + "s", short + "es") or (short[-1] == "s" and long == short[:-1] + "ns")


def edits_between(one: str, other: str, most: int) -> int:
    """Letters added, dropped, replaced or swapped with their neighbour; more than `most` counts as `most` + 1."""
    from rapidfuzz.distance import OSA

    return int(OSA.distance(one, other, score_cutoff=most))


def may_be_alike(one: str, other: str, most: int) -> bool:
    """A cheap test before `edits_between`: lengths, first letters or sounds, and the letters they share."""
    if abs(len(one) - len(other)) > most:
        return False
    if one[0] != other[0] and one[1:2] != other[1:2] and one[:2] != other[1::-1]:
        return False
    left = one
    for letter in other:
        left = left.replace(letter, "", 1)
    return len(left) <= most


def sound_alike(one: str, other: str) -> bool:
    """Whether the two keys are pronounced alike."""
    return sound_key(one) == sound_key(other)


def one_edit_away(key: str) -> Iterator[str]:
    """Every form that one edit makes of `key`, its first letter kept."""
    for at in range(1, len(key) + 1):
        head, tail = key[:at], key[at:]
        for letter in _LETTERS:
            yield head + letter + tail
        if tail:
            yield head + tail[1:]
            for letter in _LETTERS:
                if letter != tail[0]:
                    yield head + letter + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def doublings_away(key: str) -> Iterator[str]:
    """Every form that doubling one letter of `key` and undoubling another makes of it: phillipines → philippines."""
    for single in _undoubled(key):
        for at in range(1, len(single)):
            if single[at] != single[at - 1]:
                yield single[: at + 1] + single[at:]


def _undoubled(key: str) -> Iterator[str]:
    for at in range(1, len(key)):
        if key[at] == key[at - 1]:
            yield key[:at] + key[at + 1 :]
