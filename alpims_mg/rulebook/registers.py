"""The words in a cell of a register that state nothing, and the word that states that there is none."""

from typing import Final

NONE_WORD: Final = "none"
"""In a list, this word states that there is none. An empty list states the same. No other word does."""

# Formatted by hand, with many words on a line.
# fmt: off
NOTHING_STATED: Final[frozenset[str]] = frozenset({
    "", "-", "--", "---", "\u2013", "\u2014", ".", "?", "/",
    "na", "n/a", "n.a.", "n.a", "#n/a", "nan", "<na>", "nat", "null", "missing",
    "unknown", "unk", "not known", "not stated", "not recorded", "not reported", "not available", "not asked",
})
# fmt: on
"""Texts that state nothing, in lower case and without the spaces around them: like a null, they leave a fact open."""
