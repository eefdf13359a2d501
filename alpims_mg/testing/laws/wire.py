"""Laws of JSON: a value that is written and read again is equal to the original."""

from typing import Any

from alpims_mg.testing.laws.failures import verify
from alpims_mg.wire import make_converter

__all__ = ["structure_after_unstructure_is_identity"]


def structure_after_unstructure_is_identity(value: Any, kind: Any) -> None:
    """Verify that a value that is unstructured and structured again is equal to the original."""
    converter = make_converter()
    back = converter.structure(converter.unstructure(value, unstructure_as=kind), kind)
    verify(back == value, "writing and reading changed a value", value, back)
