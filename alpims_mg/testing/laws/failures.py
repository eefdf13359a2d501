"""The error for a broken law, and the function that checks a condition and raises that error."""

from alpims_mg.errors import AlpimsMgError

__all__ = ["LawBrokenError"]


class LawBrokenError(AlpimsMgError, AssertionError):
    """A case breaks a law. The message names the law and shows the case."""


def verify(holds: object, failure: str, *case: object) -> None:
    """Raise ``LawBrokenError`` unless ``holds`` is true. Its message has ``failure`` and the values of ``case``."""
    if not holds:
        raise law_broken(failure, *case)


def law_broken(failure: str, *case: object) -> LawBrokenError:
    """The error for a case that breaks a law. Its message shows ``failure``, then each value in ``case``."""
    return LawBrokenError(f"{failure}: {'; '.join(map(repr, case))}")
