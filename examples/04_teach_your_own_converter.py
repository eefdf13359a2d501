"""My application has its own cattrs converter: how does it learn the types of this library?"""

from datetime import datetime

import attrs
from cattrs.preconf.json import make_converter

from alpims_mg import Case, InvalidInputError, Situation, assess
from alpims_mg.wire import register_hooks


@attrs.frozen
class Visit:
    """A record of the application that holds a case of this library."""

    patient: str
    at: datetime
    case: Case


converter = make_converter()
register_hooks(converter)

record = {
    "patient": "p-17",
    "at": "2026-03-01T09:30:00",
    "case": {
        "situation": {"zone": "green"},
        "proposal": {"intent": "start", "product": {"kind": "topical", "vehicle": "cream"}},
    },
}
visit = converter.structure(record, Visit)
decision = assess(visit.case.situation, visit.case.proposal)
print(visit.patient, visit.at.date(), converter.unstructure(decision)["decision"])

try:
    converter.structure({"zone": "purple", "age": 34}, Situation)
except InvalidInputError as error:
    for fault in error.faults:
        print(fault)
