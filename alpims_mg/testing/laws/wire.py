"""Laws of JSON: a value that is written and read again is equal to the original."""

from typing import Any, Final

from alpims_mg.testing.laws.failures import verify
from alpims_mg.wire import make_converter

__all__ = ["structure_after_unstructure_is_identity"]

_CONVERTER: Final = make_converter()


def structure_after_unstructure_is_identity(value: Any, kind: Any) -> None:
    """Verify that a value that is unstructured and structured again is equal to the original."""
    back = _CONVERTER.structure(_CONVERTER.unstructure(value, unstructure_as=kind), kind)
    verify(back == value, "writing and reading changed a value", value, back)
