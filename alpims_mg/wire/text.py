"""Parses JSON text strictly: records repeated keys, and reports broken text as a fault."""

import json
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, final

from alpims_mg._internal.validation import short_repr
from alpims_mg.errors import Fault, InvalidInputError

_GZIP: Final = b"\x1f\x8b"
"""The first bytes of a file that gzip has packed."""


@final
class RepeatedKeys(dict[str, Any]):
    """A JSON object that has a key more than once. The dictionary holds the last value of each key."""

    repeated: tuple[str, ...] = ()


def object_of_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The dictionary of a JSON object: ``RepeatedKeys`` if a key is there more than once."""
    loaded = dict(pairs)
    if len(loaded) == len(pairs):
        return loaded
    times = Counter(key for key, _ in pairs)
    marked = RepeatedKeys(loaded)
    marked.repeated = tuple(sorted(key for key in times if times[key] > 1))
    return marked


def load_json(
    data: bytes | str,
    *,
    object_of_pairs: Callable[[list[tuple[str, Any]]], Any] = object_of_pairs,
    parse_float: Callable[[str], Any] | None = None,
) -> Any:
    """The Python value of a JSON text.

    An object with repeated keys becomes ``RepeatedKeys``. An integer of over 40 digits becomes ``Decimal``. Readers
    report both with their paths. ``object_of_pairs`` and ``parse_float`` replace how objects and decimals are read.

    Raises: ``InvalidInputError`` for broken UTF-8, broken JSON, or nesting too deep to parse.
    """
    if not isinstance(data, bytes | str):  # pyright: ignore[reportUnnecessaryIsInstance] -- callers may not check types
        raise _text_error("JSON text or its bytes", short_repr(data), "read the file first")
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
        return json.loads(text, object_pairs_hook=object_of_pairs, parse_float=parse_float, parse_int=_integer)
    except UnicodeDecodeError as error:
        if error.object.startswith(_GZIP):
            raise _text_error(
                "UTF-8 text", "a file that gzip has packed", "unpack it first, such as with gunzip"
            ) from None
        actual = f"a byte that is not UTF-8, at position {error.start}"
        raise _text_error("UTF-8 text", actual, "save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        actual = f"{error.msg} in line {error.lineno}, column {error.colno}" if error.doc.strip() else "nothing"
        raise _text_error("JSON text", actual, "check commas and quotes") from None
    except RecursionError:
        expected, actual = "JSON with a few levels of brackets", "too many levels to read"
        raise _text_error(expected, actual, "check the brackets") from None


def _text_error(expected: str, actual: str, fix: str) -> InvalidInputError:
    return InvalidInputError(Fault(path="", expected=expected, actual=actual, fix=fix))


def _integer(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= 40 else Decimal(digits)
