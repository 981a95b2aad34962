"""How a written word sounds in English, roughly: words that sound alike share a key."""

from __future__ import annotations

import re
from functools import lru_cache

# In order: each rewrites letters to the sound they make. Capitals are consonant sounds, "A" is any vowel.
# X = sh/ch, 0 = th, J = soft g, K S F N R as they sound.
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"(.)\1+", r"\1"),  # accommodate, acomodate
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^x", "s"),
        (r"^wh", "w"),
        (r"mb$", "m"),
        (r"augh(?=t)|ough(?=t)", "A"),  # thought
        (r"ough$|augh$|eigh|igh", "A"),
        (r"tch|ch|sch(?=[ei])|sh|ti(?=on|al|an|ous|en)|[cs]i(?=on|al|an|ous)|ssi(?=on)|ce(?=ous|an)", "X"),
        (r"tu(?=re|al|ous)", "Xu"),
        (r"th", "0"),
        (r"ph", "f"),
        (r"gh(?=[aeiouy])", "g"),
        (r"gh", ""),
        (r"dg(?=[eiy])|g(?=[eiy])|j", "J"),
        (r"sc(?=[eiy])|c(?=[eiy])|z", "s"),
        (r"ck|c|q(?:u)?", "k"),
        (r"x", "ks"),
        (r"gn(?=$|ed|ing|s$)", "n"),
        (r"v", "f"),
        (r"d(?=t)|t(?=d)", ""),
        (r"(?<=[aeiouyA])[wy](?![aeiouA])", ""),
        (r"(?<=[aeiouA])h|(?<=r)h", ""),
        (r"[aeiouyA]+", "A"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def sound_key(word: str) -> str:
    """The consonants of `word` (lower case, plain letters) as they sound, in capitals; vowels count at the start only.

    "recieve" and "receive" share RSF, "fone" and "phone" FN. What is not a to z is passed over.
    """
    key = word
    for pattern, sound in _STEPS:
        key = pattern.sub(sound, key)
    return (key[:1] + key[1:].replace("A", "")).upper()
