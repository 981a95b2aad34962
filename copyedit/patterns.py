"""Regular expressions that are compiled when they are first used.

The chain has some two hundred; an article needs a few dozen, and compiling all of them takes a third of a short run.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Becomes a compiled pattern's stand-in at the first question."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._source), name)  # re keeps the compiled pattern
        self.__dict__[name] = value
        return value


def lazily(pattern: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """What re.compile gives, compiled on first use. A wrong pattern raises re.error only then.

    Not for what asks for a real Pattern: hand it to no function of `re`, use its methods.
    """
    return cast(re.Pattern[str], _Pattern(pattern, flags))
