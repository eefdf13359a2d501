"""The page of a ``Reading``: what a record states, what does not count and why, and what still has to be asked.

References stand in the details only.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from alpims_mg._internal.rendering import (
    Block,
    Details,
    Foot,
    Headline,
    Listing,
    Page,
    Question,
    QuestionList,
    Tone,
    sentence,
    spell_dates,
)
from alpims_mg.adapters.fhir.record_parts import MagnesiumOrder, NotRead, RecordFact
from alpims_mg.assessment.case_questions import questions_about
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import FactList
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.questions import CaseField

_GROUPS: Final = {
    "age_years": "Age",
    "kidney": "Kidney function",
    "egfr": "Kidney function",
    "kidney_date": "Kidney function",
    "conditions": "Conditions",
    "other_conditions": "Conditions",
    "medicines": "Medicines",
    "other_magnesium": "Other magnesium",
    "proposal": "The proposed product",
}
"""The heading of a fact, by the field of the situation in which it stands."""

_AFTER_FIELD: Final = re.compile(r"[\[, ]")
"""What follows the first field in the path of a fact, such as ``medicines[0]`` or ``conditions, other_conditions``."""

_KINDS: Final = {
    "Patient": "The person",
    "Condition": "Conditions",
    "Medication": "Medicines",
    "MedicationAdministration": "Medicines",
    "MedicationDispense": "Medicines",
    "MedicationOrder": "Medicines",
    "MedicationRequest": "Medicines",
    "MedicationStatement": "Medicines",
    "MedicationUsage": "Medicines",
    "Observation": "Results",
    "AllergyIntolerance": "Allergies",
    "List": "Lists",
    "Composition": "Lists",
}
"""The heading of an entry that does not count, by the type of its resource."""
_OTHER_KIND: Final = "Other entries"
_RESULT: Final = "Observation/"

_LONG_DECIMAL: Final = re.compile(r"\b(?!0+\.000)(\d+\.\d{3})\d{4,}")
"""A result that a computer wrote, such as 26.186265168833234. The details show all of its digits."""

_SHOWN: Final = 5
"""How many names a reason shows. All of them stand in the details."""

# A caller may state that a list is whole, as a record may.
_WHOLE: Final = {
    FactList.CONDITIONS: "It is stated that these are all conditions.",
    FactList.MEDICINES: "It is stated that these are all medicines.",
}
_PARTIAL: Final = {
    FactList.CONDITIONS: "The record does not say that these are all. Ask for the others.",
    FactList.MEDICINES: "The record does not say that these are all. Ask for the others.",
}
_NONE: Final = {
    FactList.CONDITIONS: "It is stated that there are none.",
    FactList.MEDICINES: "It is stated that there are none.",
}
_DIED: Final = "The record says that this person has died"
_ASK: Final = "The record does not say: please ask"
_DETAILS: Final = "All entries with their references"


def reading_page(
    situation: Situation | None,
    facts: tuple[RecordFact, ...],
    not_read: tuple[NotRead, ...],
    orders: tuple[MagnesiumOrder, ...],
    *,
    died: date | None,
) -> Page:
    """The page of a reading, with its parts. ``situation`` is None for a person who has died."""
    asked = () if situation is None else (_questions(situation),)
    blocks = (
        *_fact_blocks(situation, facts),
        *_magnesium_blocks(situation, orders),
        *_not_read_blocks(not_read),
        *asked,
        Foot(CURRENT.notices[Notice.DISCLAIMER].then),
        *_details(facts, not_read),
    )
    title = " ".join((reading_title(facts, not_read), *(_open(block) for block in asked)))
    return Page(title, blocks, _death(died) if situation is None else None)


def below_answer_page(
    facts: tuple[RecordFact, ...], not_read: tuple[NotRead, ...], orders: tuple[MagnesiumOrder, ...]
) -> Page:
    """What stands below an answer that rests on a record: product, doubts, magnesium, what does not count."""
    proposed = tuple(fact for fact in facts if fact.path == "proposal")
    others = (fact for fact in facts if fact.path != "proposal")
    doubts = (_line(fact.words, fact.date, fact.doubts, fact.reference) for fact in others if fact.doubts)
    blocks = (
        *_fact_blocks(None, proposed),
        *_listing("Check these", doubts),
        *_magnesium_blocks(None, orders),
        *_not_read_blocks(not_read),
        *_details(facts, not_read),
    )
    return Page(reading_title(facts, not_read), blocks)


def reading_title(facts: tuple[RecordFact, ...], not_read: tuple[NotRead, ...]) -> str:
    """How many entries of the record count, and how many do not, in a sentence.

    >>> reading_title((), (NotRead(reference="Condition/1", words="Gout", why="The condition is over."),))
    'No entry of this record counts, and 1 does not.'
    """
    used = len({fact.reference for fact in facts})
    counting = {0: "No entry of this record counts", 1: "1 entry of this record counts"}
    begin = counting.get(used, f"{used} entries of this record count")
    if not not_read:
        return f"{begin}."
    return f"{begin}, and {len(not_read)} {'does' if len(not_read) == 1 else 'do'} not."


def _open(asked: QuestionList) -> str:
    """How many questions are open. There are always some, such as that about the zone."""
    return f"{len(asked.questions)} questions are open."


def _death(died: date | None) -> Headline:
    day = "" if died is None else f"The day of death is {spell_dates(str(died))}."
    return Headline(Tone.WITHHOLD, _DIED, day, "No question about magnesium is answered from it.")


def _fact_blocks(situation: Situation | None, facts: tuple[RecordFact, ...]) -> Iterator[Block]:
    """Yield a list for each group of facts, and for each list of the situation that states that there are none."""
    groups: dict[str, dict[tuple[str, str], list[RecordFact]]] = {title: {} for title in _GROUPS.values()}
    for fact in facts:
        field = _AFTER_FIELD.split(fact.path)[0]
        groups[_GROUPS[field]].setdefault((fact.path, fact.words), []).append(fact)
    for title, alike in groups.items():
        lines = [_merged(same) for same in alike.values()]
        if situation is not None:
            lines += _about_group(title, situation)
        yield from _listing(title, lines)


def _about_group(title: str, situation: Situation) -> Iterator[str]:
    """Yield what the situation says about a group as a whole."""
    if title == "Age" and situation.age_years is not None:
        yield f"The age today is {situation.age_years} years."
    if title == "Kidney function" and situation.egfr is not None:
        yield f"The eGFR is {situation.egfr}."
    if title == "Conditions":
        choices = CURRENT.questions[CaseField.CONDITIONS].then.choices
        values = set(map(str, situation.conditions or ()))
        known = (str(choice).replace("-", " ") for choice in choices if choice.value in values)
        if words := "; ".join(known):
            yield f"Known to the rules: {words}."
        stated = None if situation.conditions is None else (*situation.conditions, *situation.other_conditions)
        yield from _wholeness(FactList.CONDITIONS, stated, situation)
    if title == "Medicines":
        yield from _wholeness(FactList.MEDICINES, situation.medicines, situation)


def _wholeness(name: FactList, stated: tuple[object, ...] | None, situation: Situation) -> Iterator[str]:
    if stated is not None:
        yield (_PARTIAL if name in situation.partial else _WHOLE if stated else _NONE)[name]


def _merged(facts: list[RecordFact]) -> str:
    """One line for resources that state the same in the same words, with the newest date."""
    newest = max((fact.date for fact in facts if fact.date is not None), default=None)
    doubts = tuple(dict.fromkeys(doubt for fact in facts for doubt in fact.doubts))
    times = "" if len(facts) == 1 else f" ({len(facts)} entries)"
    first = facts[0]
    words = _cut(first.words) if first.reference.startswith(_RESULT) else first.words
    return _line(f"{words or first.reference}{times}", newest, doubts, first.reference)


def _cut(words: str) -> str:
    """The words of a result. Of a number with seven decimals or more, three are shown: it is cut, not rounded."""
    return _LONG_DECIMAL.sub(r"\1", words)


def _line(words: str, day: date | None, doubts: Iterable[str], reference: str) -> str:
    dated = f"{words or reference}{'' if day is None else f', {day}'}"
    return spell_dates(" ".join((_stopped(dated), *doubts)))


def _stopped(words: str) -> str:
    """The words of a record with a full stop. They begin with a capital letter, unless that would change a name."""
    return sentence(words) if words.partition(" ")[0].islower() else f"{words.removesuffix('.')}."


def _magnesium_blocks(situation: Situation | None, orders: tuple[MagnesiumOrder, ...]) -> Iterator[Block]:
    lines = [_magnesium_line(order) for order in orders]
    if orders and situation is not None:
        total = situation.other_magnesium
        begin = "It counts" if len(orders) == 1 else "Together they count"
        known = None if total is None else f"{begin} as {total.format_mg()} mg a day of other magnesium."
        lines.append(known or "So the other magnesium is not known. Ask how much it is.")
    yield from _listing("Magnesium in the record", lines)


def _magnesium_line(order: MagnesiumOrder) -> str:
    amount = "its amount is not known" if order.daily is None else f"{order.daily.format_mg()} mg of magnesium a day"
    missing = f" The record does not say {'; '.join(order.missing)}." if order.missing else ""
    return f"{_stopped(f'{order.words or order.reference}: {amount}')}{missing}"


def _not_read_blocks(not_read: tuple[NotRead, ...]) -> Iterator[Block]:
    """Yield a list for each kind of entry that does not count, with a line for each reason."""
    kinds: dict[str, dict[str, list[NotRead]]] = {title: {} for title in (*_KINDS.values(), _OTHER_KIND)}
    for entry in not_read:
        kind = _KINDS.get(entry.reference.partition("/")[0], _OTHER_KIND)
        kinds[kind].setdefault(entry.why, []).append(entry)
    for title, reasons in kinds.items():
        yield from _listing(f"Does not count: {title.lower()}", (_reason(*reason) for reason in reasons.items()))


def _reason(why: str, entries: list[NotRead]) -> str:
    """A reason with the names of its entries. Long lists are cut, since the details hold all."""
    times: dict[str, int] = {}
    for entry in entries:
        words = _cut(entry.words) if entry.reference.startswith(_RESULT) else entry.words
        words = words or entry.reference
        times[words] = times.get(words, 0) + 1
    names = [words if count == 1 else f"{words} ({count} entries)" for words, count in times.items()]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return spell_dates(f"{sentence(why)[:-1]}: {'; '.join(names[:_SHOWN])}{more}.")


def _listing(title: str, lines: Iterable[str]) -> Iterator[Listing]:
    """Yield the list, if it holds something."""
    if items := tuple(lines):
        yield Listing(title, items)


def _questions(situation: Situation) -> QuestionList:
    """What a capsule needs and the record does not state. No record states a zone, an intent or a product."""
    stated = {
        CaseField.AGE: situation.age_years,
        CaseField.KIDNEY: situation.kidney or situation.egfr,
        CaseField.CONDITIONS: situation.whole_conditions,
        CaseField.MEDICINES: situation.whole_medicines,
        CaseField.OTHER_MAGNESIUM: situation.other_magnesium,
    }
    never = (CaseField.ZONE, CaseField.INTENT, CaseField.PRODUCT)
    fields = (*never, *(field for field, value in stated.items() if value is None))
    asked = questions_about(map(str, fields), rulebook=CURRENT, partial=situation.partial)
    return QuestionList(_ASK, tuple(Question(one.question, one.how) for one in asked))


def _details(facts: tuple[RecordFact, ...], not_read: tuple[NotRead, ...]) -> Iterator[Details]:
    """Yield every entry with its reference, if there is one."""
    used = (f"{fact.path}: {_line(fact.words, fact.date, (), 'no words')[:-1]} ({fact.reference})" for fact in facts)
    unused = (
        spell_dates(f"{_stopped(entry.words or 'No name')} {sentence(entry.why)} ({entry.reference})")
        for entry in not_read
    )
    listings = (*_listing("Counts", used), *_listing("Does not count", unused))
    if listings:
        yield Details(_DETAILS, listings)
