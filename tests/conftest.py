"""What holds for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _state_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Reviews and overwritten files of a test do not lie with the user's own."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("COPYEDIT_STATE", str(folder))
    return folder
