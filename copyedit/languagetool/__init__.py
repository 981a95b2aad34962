"""LanguageTool: installed, started, shared between runs, asked in batches; its answers kept on disk.

Nothing here is imported unless LanguageTool is asked for. language-tool-python finds, downloads and starts it; the
questions go over HTTP from here, because its `Match` is wrong after characters outside the basic plane.
"""

from __future__ import annotations


class Unavailable(Exception):
    """LanguageTool cannot be used; the message is one line that says why and what mends it."""
