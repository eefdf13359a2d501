"""My application has a cattrs converter of its own: how does it learn the types of this library?"""

from datetime import datetime

import attrs
from cattrs.preconf.json import make_converter

from alpims_mg import Case, InvalidInputError, assess
from alpims_mg.wire import register_hooks


@attrs.frozen
class Visit:
    """A record of the application, with a question of this library inside."""

    patient: str
    at: datetime
    question: Case


converter = make_converter()
register_hooks(converter)

record = {
    "patient": "p-17",
    "at": "2026-03-01T09:30:00",
    "question": {
        "situation": {"zone": "green"},
        "proposal": {"intent": "start", "product": {"kind": "topical", "vehicle": "cream"}},
    },
}
visit = converter.structure(record, Visit)
decision = assess(visit.question.situation, visit.question.proposal)
print(visit.patient, visit.at.date(), converter.unstructure(decision)["decision"])

try:
    converter.structure({"zone": "purple", "age": 34}, type(visit.question.situation))
except InvalidInputError as error:
    for fault in error.faults:
        print(fault)
