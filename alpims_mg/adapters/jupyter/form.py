"""The controls of the explorer. Their words are those of the questions in the rulebook."""

from typing import Any, Final, NamedTuple, final

from alpims_mg.model.case_questions import Choice
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.questions import CaseField

ZONE: Final = "zone"
INTENT: Final = "intent"
PRODUCT: Final = "product"
STRENGTH: Final = "strength"
PARTS: Final = "parts"
CURRENT: Final = "current"
TOLERANCE: Final = "tolerance"
AGE: Final = "age"
KIDNEY: Final = "kidney"
MEDICINES: Final = "medicines"
AGREED: Final = "agreed"
REMOVE, NONE, NOTHING_ELSE = "remove-medicine", "no-medicines", "no-other-medicines"
"""What else a person can do with the list of medicines."""
YES, NO = "yes", "no"
NOT_STATED: Final = ""

FIELDS: Final = {
    ZONE: CaseField.ZONE,
    INTENT: CaseField.INTENT,
    STRENGTH: CaseField.STRENGTH,
    PARTS: CaseField.DIVISION,
    CURRENT: CaseField.PRESENT_AMOUNT,
    TOLERANCE: CaseField.TOLERANCE,
    AGE: CaseField.AGE,
    KIDNEY: CaseField.KIDNEY,
    MEDICINES: CaseField.MEDICINES,
}
"""The field of a case that a control holds. The product is two fields, and what was agreed is none."""
TYPED: Final = frozenset({STRENGTH, CURRENT, AGE})
"""The controls that hold a number."""


@final
class Control(NamedTuple):
    """One control: the name of its field, its kind, its label, what may be chosen, and a hint.

    ``kind`` is "choice" (a few choices, all shown), "menu", "number", or "list". Each choice is a word, the text to
    show, and the class of its colour.
    """

    name: str
    kind: str
    label: str
    choices: tuple[tuple[str, str, str], ...] = ()
    hint: str = ""

    def plain(self) -> dict[str, Any]:
        """The control as lists and texts, for the browser."""
        return self._asdict() | {"choices": [list(choice) for choice in self.choices]}


def controls_of(rulebook: Rulebook) -> tuple[Control, ...]:
    """Every control, in the order in which they are shown. The intent and the product decide which of them matter."""
    words = {field: rule.then for field, rule in rulebook.questions}

    def asked(name: str, kind: str, *choices: tuple[str, str, str], hint: str = "") -> Control:
        return Control(name, kind, words[FIELDS[name]].question, choices, hint)

    def short(name: str) -> tuple[tuple[str, str, str], ...]:
        return tuple((choice.value, _capital(choice.word), "") for choice in words[FIELDS[name]].choices)

    products = (
        *((choice.value, f"{_capital(choice.word)}, to swallow", "") for choice in words[CaseField.FORM].choices),
        *((choice.value, f"{_capital(choice.word)}, for the skin", "") for choice in words[CaseField.VEHICLE].choices),
    )
    parts = ((choice.value, _capital(choice.meaning), "") for choice in words[CaseField.DIVISION].choices)
    kidneys = ((choice.value, _in_full(choice), "") for choice in words[CaseField.KIDNEY].choices)
    return (
        asked(ZONE, "choice", *((word, shown, word) for word, shown, _ in short(ZONE))),
        asked(INTENT, "choice", *short(INTENT)),
        Control(PRODUCT, "menu", words[CaseField.FORM].question, products),
        asked(STRENGTH, "number", hint=words[CaseField.STRENGTH].more),
        asked(PARTS, "menu", (NOT_STATED, "Please choose", ""), *parts),
        asked(CURRENT, "number", hint=words[CaseField.PRESENT_AMOUNT].how_to_reply),
        asked(TOLERANCE, "choice", *short(TOLERANCE)),
        asked(AGE, "number", hint=words[CaseField.AGE].how_to_reply),
        asked(KIDNEY, "menu", *kidneys, (NOT_STATED, "Not stated", "")),
        asked(
            MEDICINES,
            "list",
            (NONE, "I take none", ""),
            (NOTHING_ELSE, "I take nothing else", ""),
            hint="Type a name and the times, such as levothyroxine 07:00. Then press Enter.",
        ),
        Control(AGREED, "choice", "Did you talk to a clinician about this?", ((YES, "Yes", ""), (NO, "No", ""))),
    )


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}".replace("-", " ")


def _in_full(choice: Choice) -> str:
    return f"{_capital(choice.word)}: {choice.meaning}" if choice.meaning else _capital(choice.word)
