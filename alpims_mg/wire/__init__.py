'''Reads cases and answers from JSON, and writes them as JSON.

Reading is strict. It reports all unknown, repeated and missing keys, and all values of another type, each with its
path. Amounts are exact decimal text. Only the adapters, ``testing`` and ``__main__`` may import this package. The core
does not depend on JSON.

Start with ``read_case`` and ``to_json``. ``read_decision``, ``read_plan`` and ``read_ledger`` read what was written:

>>> from alpims_mg import assess
>>> case = read_case("""{"situation": {"zone": "red"},
...                      "proposal": {"intent": "start", "product": {"kind": "topical", "vehicle": "oil"}}}""")
>>> decision = assess(case.situation, case.proposal)
>>> read_decision(to_json(decision)) == decision
True

``json_schema`` describes this JSON for programs in other languages. ``make_converter`` reads and writes every other
type that ``to_json`` accepts: ``Label``, ``Review`` and so on. ``register_hooks`` adds these types to a converter of
your own.
'''

from alpims_mg.wire.converter import (
    make_converter,
    read_case,
    read_comparable,
    read_day_case,
    read_decision,
    read_diary,
    read_joint_diary,
    read_ledger,
    read_plan,
    read_record,
    register_hooks,
    to_json,
)
from alpims_mg.wire.faults import wire_faults
from alpims_mg.wire.schema import json_schema

__all__ = [
    "json_schema",
    "make_converter",
    "read_case",
    "read_comparable",
    "read_day_case",
    "read_decision",
    "read_diary",
    "read_joint_diary",
    "read_ledger",
    "read_plan",
    "read_record",
    "register_hooks",
    "to_json",
    "wire_faults",
]
