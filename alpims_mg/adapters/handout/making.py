"""``make_handout``: the sheets of an answer, or of a day of a course."""

from datetime import date
from typing import Final

from alpims_mg._internal.messages import LANGUAGES, Language
from alpims_mg._internal.validation import a_day, an_instance, short_repr
from alpims_mg.adapters.handout.clinician import decision_clinician_sheet, review_clinician_sheet
from alpims_mg.adapters.handout.contacts import Contacts
from alpims_mg.adapters.handout.local import LOCAL_FORMATS
from alpims_mg.adapters.handout.patient import decision_sheet, review_sheet
from alpims_mg.adapters.handout.writing import PAPERS, Handout, Paper
from alpims_mg.courses.review_types import Review
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.decisions import Consult, Decision, NeedsInformation, Offer, Withhold

NO_CONTACTS: Final = Contacts()
"""Lines to fill in for every number to call."""


def make_handout(
    answer: Decision | Review,
    *,
    starts: date | None = None,
    language: Language = "en",
    contacts: Contacts = NO_CONTACTS,
    paper: Paper | None = None,
) -> Handout:
    """Make the hand-out of an answer, or of a day of a course: a sheet for the patient, and one for the clinician.

    Only an offer shows a plan. If ``starts`` gives its first day, the steps have dates. A ``Consult`` shows its draft,
    with day numbers and marks that say so. The other answers show no steps. ``language`` is that of the patient's
    sheet. ``paper`` is the size for a PDF. Without it, the sheets fit both sizes, and a PDF has A4.

    Raises: ``InvalidInputError`` for an argument of another type, for ``starts`` with a review, and if the plan would
    run past the last possible date.

    >>> from alpims_mg import Intent, Proposal, Situation, Topical, Vehicle, assess
    >>> proposal = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL))
    >>> page = make_handout(assess(Situation(), proposal), contacts=Contacts(emergency="112")).html()
    >>> "We need to know more" in page, "112" in page
    (True, True)
    """
    answers = Offer | Consult | Withhold | NeedsInformation | Review
    raise_if_any(
        (
            an_instance("answer", answer, answers, example="assess(situation, proposal)"),
            a_day("starts", starts, optional=True),
            _choice_fault("language", language, LANGUAGES),
            an_instance("contacts", contacts, Contacts, example='Contacts(emergency="112")'),
            _choice_fault("paper", paper, (*PAPERS, None)),
        )
    )
    local = LOCAL_FORMATS[language]
    if not isinstance(answer, Review):
        sheets = decision_sheet(answer, local, contacts, starts), decision_clinician_sheet(answer)
    elif starts is None:
        sheets = review_sheet(answer, local, contacts), review_clinician_sheet(answer)
    else:
        expected, fix = "left out, since a course has its own days", "leave it out"
        raise InvalidInputError(Fault(path="starts", expected=expected, actual=str(starts), fix=fix))
    return Handout(patient=sheets[0], clinician=sheets[1], language=language, paper=paper)


def _choice_fault(path: str, value: object, choices: tuple[str | None, ...]) -> Fault | None:
    if value in choices:
        return None
    expected = f"one of {', '.join(map(str, choices))}"
    return Fault(path=path, expected=expected, actual=short_repr(value), fix=f"write {choices[0]!r}")
