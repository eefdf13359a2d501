"""Joins the words of each list in a column into one text, and splits that text again."""

from typing import Final

import polars as pl

_NULL, _MARK, _DELIMITER = "!", "=", "\x1f"
_ESCAPES: Final = {"\x1e": "\x1e0", _DELIMITER: "\x1e1"}
"""Maps each special character to the text that replaces it inside a word of a list. The order matters."""


def join_list(column: pl.Expr) -> pl.Expr:
    """A polars expression that joins each list of words in a column into one text, which ``split_list`` can split."""
    element = escaped = pl.element().cast(pl.String)
    for character, escape in _ESCAPES.items():
        escaped = escaped.str.replace_all(character, escape, literal=True)
    marked = pl.when(element.is_null()).then(pl.lit(_NULL)).otherwise(pl.concat_str(pl.lit(_MARK), escaped))
    return column.list.eval(marked).list.join(_DELIMITER)


def split_list(text: str | None) -> list[str | None] | None:
    """The list of words that ``join_list`` joined into this text; None if the text is None."""
    if not text:
        return None if text is None else []
    elements = text.split(_DELIMITER)
    return [None if element == _NULL else _unescape(element.removeprefix(_MARK)) for element in elements]


def _unescape(word: str) -> str:
    for character, escape in reversed(_ESCAPES.items()):
        word = word.replace(escape, character)
    return word
