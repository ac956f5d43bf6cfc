"""What every test may ask for."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real material beside the repository; tests that need it are skipped on a user's machine."""
    if not (SHARED / "article.txt").exists():
        pytest.skip("needs ../shared, which only the builders have")
    return SHARED
