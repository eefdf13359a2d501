"""Blocks in another language: each text of a block is said again, wherever it stands."""

from typing import Any, TypeVar, cast

from alpims_mg._internal.catalogues import in_language
from alpims_mg._internal.messages import Language
from alpims_mg._internal.rendering.blocks import Details

T = TypeVar("T")


def localised(value: T, language: Language) -> T:
    """A block, or a tuple of blocks or texts, in a language. What is no text stays as it is.

    Details are for clinicians: their title is said in the language, and what they hold stays English.
    """
    return cast("T", _localised(value, language))


def _localised(value: object, language: Language) -> object:
    if isinstance(value, str):
        return in_language(value, language)
    if isinstance(value, Details):
        return value._replace(summary=in_language(value.summary, language))
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        parts = tuple(_localised(part, language) for part in items)
        kind: Any = type(items)
        names: tuple[str, ...] = getattr(kind, "_fields", ())
        named: Any = kind(*parts) if names else parts
        return named._replace(language=language) if "language" in names else named
    return value
