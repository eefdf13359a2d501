"""JSON text in, Python objects out; keys given twice are kept."""

import json
from collections import Counter
from decimal import Decimal
from typing import Any, final

from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.wire.faults import refused

# --- JSON text.


@final
class RepeatedKeys(dict[str, Any]):
    """An object of JSON text some of whose keys stand in it more than once."""

    repeated: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    repeated = tuple(sorted(name for name, times in Counter(name for name, _ in pairs).items() if times > 1))
    if not repeated:
        return dict(pairs)
    loaded = RepeatedKeys(pairs)
    loaded.repeated = repeated
    return loaded


def _integer(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= 40 else Decimal(digits)


def load_json(data: bytes | str) -> Any:
    """Parse JSON text; keys given twice and numbers too long are kept for a later check.

    Raises: ``InvalidInputError`` for broken UTF-8, broken JSON or nesting too deep.
    """
    if not isinstance(data, bytes | str):  # pyright: ignore[reportUnnecessaryIsInstance] -- callers may not check types
        raise refused(data, "JSON text or its bytes", "read the file first")
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
        return json.loads(text, object_pairs_hook=_object, parse_int=_integer)
    except UnicodeDecodeError as error:
        actual = f"a byte that is not, at place {error.start}"
        raise InvalidInputError(
            Fault(path="", expected="UTF-8 text", actual=actual, fix="save the file as UTF-8")
        ) from None
    except json.JSONDecodeError as error:
        actual = f"{error.msg} in line {error.lineno}, column {error.colno}" if error.doc.strip() else "nothing"
        raise InvalidInputError(
            Fault(path="", expected="JSON text", actual=actual, fix="check commas and quotes")
        ) from None
    except RecursionError:
        expected, actual = "a case of a few levels", "far more levels of brackets"
        raise InvalidInputError(Fault(path="", expected=expected, actual=actual, fix="take the brackets out")) from None
