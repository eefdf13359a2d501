"""The JSON of the library: strict on the way in, exact on the way out. The core knows nothing of it.

``make_converter`` builds a converter; ``register_hooks`` teaches a host"s own. ``read_case`` reads the bytes of one
question, and ``to_json`` writes an answer.
"""

from alpims_mg.wire.converter import (
    make_converter,
    read_case,
    read_day_case,
    read_diary,
    read_record,
    register_hooks,
    to_json,
)
from alpims_mg.wire.faults import wire_faults

__all__ = [
    "make_converter",
    "read_case",
    "read_day_case",
    "read_diary",
    "read_record",
    "register_hooks",
    "to_json",
    "wire_faults",
]
