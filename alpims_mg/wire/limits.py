"""The limits of single fields, as keywords of JSON Schema: ranges of numbers, sizes of lists, and forms of texts.

The classes check these limits themselves. A test compares each limit with what its class accepts and refuses.
"""

from collections.abc import Mapping
from typing import Any, Final

from alpims_mg._internal.validation import LONGEST_TEXT, MOST_ITEMS
from alpims_mg.courses.check_ins import CheckIn
from alpims_mg.courses.comparison import Difference, DifferenceRow
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.courses.diary import Course
from alpims_mg.courses.joint_reviews import JointDiary, JointReview
from alpims_mg.courses.looking_ahead import Preview, ZoneOutlook
from alpims_mg.courses.review_types import Requirement, Review, RungDate
from alpims_mg.dosing.days import DaySchedule, MedicineDose, SchedulingConflict, Unschedulable
from alpims_mg.dosing.supplies import MOST_CAPSULES, RungSupply, Supply
from alpims_mg.explanation.counterfactuals import Change
from alpims_mg.explanation.explanations import WhyNot
from alpims_mg.explanation.options import FormOption, FormOptions, RouteOption, RouteOptions
from alpims_mg.labels.label import Label
from alpims_mg.labels.lines import NamedSalt
from alpims_mg.labels.servings import Serving
from alpims_mg.model.agreements import ToAcknowledge
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.case_questions import FactQuestion
from alpims_mg.model.condition_texts import MOST_CONDITION_TEXTS
from alpims_mg.model.decisions import Alternative, Consult, NeedsInformation, NotChecked, Offer, Withhold
from alpims_mg.model.findings import Finding
from alpims_mg.model.limit_checks import DoseBand, LimitCheck
from alpims_mg.model.medicine_texts import LONGEST_ABOUT, LONGEST_NAME
from alpims_mg.model.plans import DosePlan, Step
from alpims_mg.model.products import LONGEST_INGREDIENT, MOST_INGREDIENTS, Capsule, Topical
from alpims_mg.model.separations import DoseSeparation
from alpims_mg.model.situations import MOST_ACKNOWLEDGEMENTS, MOST_MEDICINES, Acknowledgement, Medicine, Situation
from alpims_mg.model.vocabulary import Answer, Form
from alpims_mg.wire.classes import FlatCitation

Keywords = Mapping[str, Any]
"""Keywords of JSON Schema with their values."""

_BLANK: Final = r"\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""The characters that Python takes for blank space, for square brackets in a regular expression."""
_INVISIBLE: Final = r"\u00ad\u200b-\u200f\u2060\ufeff"
"""The characters that are removed from names and codes of medicines."""
_UNPRINTABLE: Final = (
    r"\u0000-\u001f\u007f-\u00a0\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u1680\u180e\u2000-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u3000\ue000-\uf8ff\ufeff\ufff9-\ufffb"
)
"""The control and format characters and odd spaces of Unicode's first plane."""
_UNPRINTABLE_IN_NAME: Final = (
    r"\u0000-\u0008\n-\u001e\u007f-\u009f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u2028-\u202e"
    r"\u2061-\u206f\ue000-\uf8ff\ufff9-\ufffb"
)
"""Those of them that are neither removed from a name nor changed to a space."""
_UNPRINTABLE_IN_CODE: Final = (
    r"\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    r"\u202a-\u202e\u2061-\u206f\ue000-\uf8ff\ufff9-\ufffb"
)
"""Those that are not removed from a code, from which line breaks are removed too."""


def _text(most: int, *, without: str = _UNPRINTABLE) -> Keywords:
    """Text of at most so many characters that is not blank, and has no character of the class ``without``."""
    return {"type": "string", "maxLength": most, "pattern": f"[^{_BLANK}]", "not": {"pattern": f"[{without}]"}}


def _name(most: int, *, without: str = _UNPRINTABLE_IN_NAME) -> Keywords:
    """Text that is cleaned before it is checked."""
    return {**_text(most, without=without), "pattern": f"[^{_BLANK}{_INVISIBLE}]"}


TEXTS: Final[Mapping[str, Keywords]] = {
    "Text": {"description": "Printable text that is not blank.", **_text(LONGEST_TEXT)},
    "AboutText": {"description": "What a finding or a gap is about, such as a medicine.", **_text(LONGEST_ABOUT)},
    "AcknowledgedText": {
        "description": "What an acknowledgement is about, such as a medicine or a total of '300 mg'.",
        **_name(LONGEST_ABOUT),
    },
    "ChangedText": {"description": "The new value of a fact, in words.", **_text(5000)},
    "ConditionText": {
        "description": "One condition that has no word of its own, in a person's words.",
        **_text(LONGEST_TEXT, without=f"{_UNPRINTABLE};"),
    },
    "IngredientText": {"description": "One ingredient, as a label names it.", **_text(LONGEST_INGREDIENT)},
    "MedicineCode": {
        "description": "An ATC code, or an RxNorm code of an ingredient.",
        **_name(LONGEST_TEXT, without=_UNPRINTABLE_IN_CODE),
    },
    "MedicineName": {"description": "The name of a medicine.", **_name(LONGEST_NAME)},
    "NotBlank": {"description": "Text that is not blank.", "type": "string", "pattern": f"[^{_BLANK}]"},
}
"""The kinds of text, by their names in the schema. ``maxLength`` counts the characters before a name is cleaned."""

MASS: Final = r"^0{0,3}[0-9]{1,6}(\.[0-9]{1,6})?$"
"""The text of a mass in milligrams, below 1 kg."""

MASSES: Final[Mapping[str, Keywords]] = {
    "Strength": {
        "description": "Elemental magnesium in one capsule, in milligrams: exact decimal text in steps of 0.001 mg.",
        "type": "string",
        "pattern": r"^0{0,3}[0-9]{1,6}(\.[0-9]{1,3}0{0,3})?$",
        "not": {"pattern": r"\n|^[0.]*$"},
    },
    "SaltMass": {
        "description": "The mass of a magnesium salt in one capsule, in milligrams: exact decimal text, above zero.",
        "type": "string",
        "pattern": MASS,
        "not": {"pattern": r"\n|^[0.]*$"},
    },
}
"""The masses that a class limits further than their type does."""


def _ref(name: str) -> Keywords:
    return {"$ref": f"#/$defs/{name}"}


def _whole(least: int, most: int) -> Keywords:
    return {"type": "integer", "minimum": least, "maximum": most}


TEXT: Final = _ref("Text")
ABOUT: Final = _ref("AboutText")
_UP: Final = _whole(1, 10**6)
"""A number of days, or the place of a rung."""
_COUNT: Final = _whole(0, 10**6)
_HOURS: Final = _whole(0, 24)
_TEXT_LIST: Final[Keywords] = {"items": TEXT}
_INGREDIENTS: Final[Keywords] = {"maxItems": MOST_INGREDIENTS, "items": _ref("IngredientText")}
_NOT_EMPTY: Final[Keywords] = {"minItems": 1}
_EDITION: Final[Keywords] = {"edition": TEXT}
_OPTION: Final[Mapping[str, Keywords]] = {"rank": _whole(1, len(Form)), "missing": _TEXT_LIST}
_RANKING: Final[Mapping[str, Keywords]] = {**_EDITION, "unserved": _TEXT_LIST}

LIMITS: Final[Mapping[type, Mapping[str, Keywords]]] = {
    Acknowledgement: {"rule": TEXT, "reason": TEXT, "about": _ref("AcknowledgedText")},
    Alternative: {
        "answer": {"enum": [answer.value for answer in (Answer.NEEDS_INFORMATION, Answer.CONSULT, Answer.OFFER)]},
        "missing": _TEXT_LIST,
    },
    AnswerWords: {"headline": TEXT, "cell": TEXT, "action": TEXT, "then": TEXT},
    Capsule: {
        "elemental": _ref("Strength"),
        "compound": _ref("SaltMass"),
        "divides_into": {"enum": [1, 2, 4]},
        "ingredients": _INGREDIENTS,
    },
    Change: {"how": TEXT, "to": _ref("ChangedText")},
    CheckIn: {"id": TEXT, "replaces": TEXT},
    Consult: _EDITION,
    Course: _EDITION,
    DaySchedule: {**_EDITION, "room_minutes": _whole(0, 24 * 60)},
    Difference: {"between": TEXT},
    DifferenceRow: {"what": TEXT},
    DoseBand: {"what": TEXT},
    DosePlan: {"steps": _NOT_EMPTY},
    DoseSeparation: {"medicine_to_magnesium": _HOURS, "magnesium_to_medicine": _HOURS},
    FactQuestion: {"path": TEXT, "question": TEXT, "how": TEXT},
    Finding: {"rule": TEXT, "about": ABOUT},
    FlatCitation: {name: _ref("NotBlank") for name in ("source", "place", "claim")},
    FormOption: _OPTION,
    FormOptions: _RANKING,
    JointDiary: {"courses": _NOT_EMPTY},
    JointReview: {"reviews": _NOT_EMPTY},
    Label: {"ingredients": _INGREDIENTS},
    LedgerDay: {"quarters": _COUNT, "rung": _UP, "quarters_total": _whole(0, 10**9)},
    LimitCheck: {"rule": TEXT},
    Medicine: {
        "name": _ref("MedicineName"),
        "atc": _ref("MedicineCode"),
        "rxnorm": _ref("MedicineCode"),
        "taken_at": {"maxItems": 100},
    },
    MedicineDose: {"medicine": ABOUT},
    NamedSalt: {"words": TEXT},
    NeedsInformation: {**_EDITION, "missing": _TEXT_LIST},
    NotChecked: {"path": TEXT, "about": ABOUT},
    Offer: _EDITION,
    Preview: _EDITION,
    Requirement: {"rule": TEXT, "left": _UP, "about": TEXT},
    Review: {**_EDITION, "rung": _UP},
    RouteOption: _OPTION,
    RouteOptions: _RANKING,
    RungDate: {"rung": _UP},
    RungSupply: dict.fromkeys(("rung", "days", "opened", "taken_quarters", "thrown_quarters"), _COUNT),
    SchedulingConflict: {"about": ABOUT},
    Serving: {"words": TEXT, "capsules": _whole(1, 999)},
    Situation: {
        "age_years": _whole(0, 130),
        "other_conditions": {"maxItems": MOST_CONDITION_TEXTS, "items": _ref("ConditionText")},
        "medicines": {"maxItems": MOST_MEDICINES},
        "acknowledged": {"maxItems": MOST_ACKNOWLEDGEMENTS},
    },
    Step: {"first_day": _UP, "days": _UP, "hold": _UP, "intakes": _NOT_EMPTY},
    Supply: {
        "first_day": _UP,
        "bottle": _whole(0, MOST_CAPSULES),
        "rest_quarters": _whole(0, 4 * MOST_CAPSULES),
        "used_quarters": _whole(0, 8 * MOST_CAPSULES),
        "needed": _COUNT,
        "kept_quarters": _whole(0, 3),
        "days_left": _COUNT,
    },
    ToAcknowledge: {"rule": TEXT, "about": ABOUT},
    Topical: {"ingredients": _INGREDIENTS},
    Unschedulable: _EDITION,
    Withhold: _EDITION,
    ZoneOutlook: {"rule": TEXT, "rung": _UP},
}
"""For each class, the keywords of its fields, by their Python names. A field that is not listed has no other limit."""

WITHOUT_LIST_LIMIT: Final = frozenset({LedgerDay, Unschedulable, WhyNot})
"""The classes whose lists may have any number of items. Lists of other classes have at most ``MOST_ITEMS``."""


LONGEST_BEFORE_CLEANING: Final[Mapping[type, Mapping[str, int]]] = {
    Acknowledgement: {"about": LONGEST_ABOUT},
    Medicine: {"name": LONGEST_NAME, "atc": LONGEST_TEXT, "rxnorm": LONGEST_TEXT},
}
"""For each field whose text is cleaned, the most characters that it may have in JSON, also odd spaces.

A schema can count only these. A reader therefore counts them too.
"""


def limits_of(kind: type, name: str, *, is_list: bool) -> Keywords:
    """The keywords that limit a field of a class, given by its Python name. They may hold a ``$ref`` alone."""
    sizes = {"maxItems": MOST_ITEMS} if is_list and kind not in WITHOUT_LIST_LIMIT else {}
    return {**sizes, **LIMITS.get(kind, {}).get(name, {})}
