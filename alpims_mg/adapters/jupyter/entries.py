"""``Entries``: what the controls of the explorer hold, as a situation and a proposal."""

import re
from collections.abc import Mapping
from datetime import time
from itertools import chain
from types import MappingProxyType
from typing import Any, Final, final

import attrs

from alpims_mg._internal.clock import clock_text
from alpims_mg._internal.rendering import describe
from alpims_mg._internal.validation import short_repr
from alpims_mg.adapters.jupyter import form
from alpims_mg.assessment.case_questions import fields_to_ask
from alpims_mg.errors import Fault, InvalidInputError, InvalidQuantityError
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Acknowledgement, Medicine, Situation
from alpims_mg.model.vocabulary import FactList, Form, Intent, KidneyFunction, Route, Tolerance, Vehicle, Zone
from alpims_mg.rulebook.current import Rulebook

_TIMES: Final = re.compile(r"((?:(?:^|[\s,]+)(?:at\s+)?\d{1,2}:\d{2})+)\s*$")
_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})")
_FIELDS: Final = {"age_years": form.AGE, "elemental": form.STRENGTH, "divides_into": form.PARTS}
"""The control of a field that may be invalid. An amount of a day is typed in ``form.CURRENT``."""
_VEHICLES: Final = frozenset(map(str, Vehicle))
_AN_AMOUNT: Final = "This must be an amount in milligrams, such as 100 or 62.5."


def as_medicine(text: str) -> Medicine:
    """A medicine from its name and the times at which it is taken.

    Raises: ``InvalidInputError`` if there is no name, or no such time.

    >>> str(as_medicine("levothyroxine 07:00")), as_medicine("iron, 8:00, 20:00").taken_at
    ('levothyroxine', (datetime.time(8, 0), datetime.time(20, 0)))
    """
    times = _TIMES.search(text)
    name = text[: times.start()] if times else text
    found = _TIME.findall(times[1]) if times else ()
    if any(int(hour) > 23 or int(minute) > 59 for hour, minute in found):
        expected, fix = "a name and times from 00:00 to 23:59", "write for example levothyroxine 07:00"
        raise InvalidInputError(Fault(path="medicine", expected=expected, actual=short_repr(text), fix=fix))
    return Medicine(name=name.strip(" ,"), taken_at=tuple(time(int(hour), int(minute)) for hour, minute in found))


def medicine_words(medicine: Medicine) -> str:
    """The name of a medicine and the times at which it is taken."""
    return ", ".join((str(medicine), *map(clock_text, medicine.taken_at)))


@final
@attrs.frozen(kw_only=True)
class Entries:
    """What the controls hold. ``situation`` and ``proposal`` are as set from Python, and ``texts`` is typed since then.

    ``medicines`` and ``acknowledged`` replace those of the situation, unless they are None. ``nothing_else`` is true if
    a person said so of medicines of which only a part was stated. ``unread`` is the text of a medicine that cannot be
    read, or empty.
    """

    situation: Situation
    proposal: Proposal
    rulebook: Rulebook
    texts: Mapping[str, str] = MappingProxyType({})
    medicines: tuple[Medicine, ...] | None = None
    acknowledged: tuple[Acknowledgement, ...] | None = None
    nothing_else: bool = False
    unread: str = ""

    def changed(self, name: str, value: str) -> "Entries":
        """These entries with another text in one control.

        A text in the list of medicines adds a medicine. ``form.REMOVE`` removes the medicine with these words, and
        ``form.NONE`` states that there are none, and ``form.NOTHING_ELSE`` that there are no others.

        Raises: ``InvalidInputError`` if there is no such control or choice.
        """
        held = self._medicines() or ()
        if name == form.MEDICINES:
            return self._with_medicine(value.strip(), held)
        if name == form.NONE:
            return attrs.evolve(self, medicines=())
        if name == form.NOTHING_ELSE:
            return attrs.evolve(self, nothing_else=True)
        if name == form.REMOVE:
            place = next((place for place, kept in enumerate(held) if medicine_words(kept) == value), len(held))
            return attrs.evolve(self, medicines=held[:place] + held[place + 1 :])
        if name not in form.TYPED and value not in self._words_of(name):
            expected, fix = "a text or a choice of one control", "change a control of the explorer"
            actual = f"{short_repr(value)} for {short_repr(name)}"
            raise InvalidInputError(Fault(path="entry", expected=expected, actual=actual, fix=fix))
        return attrs.evolve(self, texts=MappingProxyType({**self.texts, name: value}))

    def _words_of(self, name: str) -> frozenset[str]:
        """What can be chosen in a control. Empty if there is no such control."""
        choices = (control.choices for control in form.controls_of(self.rulebook) if control.name == name)
        return frozenset(choice[0] for choice in chain.from_iterable(choices))

    def _with_medicine(self, text: str, held: tuple[Medicine, ...]) -> "Entries":
        if not text:
            return attrs.evolve(self, unread="")
        try:
            return attrs.evolve(self, medicines=(*held, as_medicine(text)), unread="")
        except InvalidInputError:
            return attrs.evolve(self, unread=text)

    def read(self) -> tuple[Situation, Proposal, dict[str, str]]:
        """The situation and the proposal that the controls state, and what is wrong with each control.

        Where something is wrong, the situation or the proposal is the one that was set from Python.
        """
        faults = self._mass_faults()
        situation, proposal = self.situation, self.proposal
        try:
            situation = self._situation()
        except InvalidInputError as error:
            faults |= _by_field(error, form.MEDICINES)
        try:
            if self.unread:
                as_medicine(self.unread)
        except InvalidInputError as error:
            faults |= _by_field(error, form.MEDICINES)
        if not faults.keys() & {form.STRENGTH, form.CURRENT}:
            try:
                proposal = self._proposal()
            except InvalidInputError as error:
                faults |= _by_field(error, form.CURRENT)
        return situation, proposal, faults

    def values(self) -> dict[str, Any]:
        """The text of each control, and the words of each medicine; None if no medicines are stated.

        ``partial`` says whether only a part of the medicines is stated.
        """
        situation, proposal = self.situation, self.proposal
        product = proposal.product
        capsule = product if isinstance(product, Capsule) else None
        now = proposal.current_daily
        stated = {
            form.ZONE: _word(situation.zone),
            form.INTENT: str(proposal.intent),
            form.PRODUCT: str(product.form if isinstance(product, Capsule) else product.vehicle),
            form.STRENGTH: capsule.elemental.format_mg() if capsule else "",
            form.PARTS: str(capsule.divides_into) if capsule else "",
            form.CURRENT: now.format_mg() if now else "",
            form.TOLERANCE: str(situation.tolerance),
            form.AGE: "" if situation.age_years is None else str(situation.age_years),
            form.KIDNEY: _word(situation.kidney),
        }
        held = self._medicines()
        return {
            **stated,
            **self.texts,
            form.MEDICINES: None if held is None else [medicine_words(medicine) for medicine in held],
            "partial": FactList.MEDICINES in self._partial(),
            "unread": self.unread,
        }

    def hidden(self) -> list[str]:
        """The names of the controls that do not matter for the product and the intent."""
        values = self.values()
        route = Route.TOPICAL if values[form.PRODUCT] in _VEHICLES else Route.CAPSULE
        asked = fields_to_ask(route, Intent(values[form.INTENT]), rulebook=self.rulebook)
        return [name for name, field in form.FIELDS.items() if field not in asked]

    def _medicines(self) -> tuple[Medicine, ...] | None:
        return self.situation.medicines if self.medicines is None else self.medicines

    def _partial(self) -> frozenset[FactList]:
        return self.situation.partial - ({FactList.MEDICINES} if self.nothing_else else frozenset())

    def _situation(self) -> Situation:
        """The situation, with each fact that was typed or chosen.

        A kidney function that is no longer stated has no date either.
        """
        facts: dict[str, Any] = {"partial": self._partial()}
        texts = self.texts
        if form.ZONE in texts:
            facts["zone"] = Zone(texts[form.ZONE])
        if form.TOLERANCE in texts:
            facts["tolerance"] = Tolerance(texts[form.TOLERANCE])
        if form.AGE in texts:
            facts["age_years"] = _whole(texts[form.AGE])
        if form.KIDNEY in texts:
            facts["kidney"] = KidneyFunction(texts[form.KIDNEY]) if texts[form.KIDNEY] else None
            if facts["kidney"] is None and self.situation.egfr is None:
                facts["kidney_date"] = None
        if self.medicines is not None:
            facts["medicines"] = self.medicines
        if self.acknowledged is not None:
            facts["acknowledged"] = self.acknowledged
        return attrs.evolve(self.situation, **facts)

    def _mass_faults(self) -> dict[str, str]:
        """What is wrong with each amount that is typed."""
        hidden = self.hidden()
        typed = (name for name in (form.STRENGTH, form.CURRENT) if name not in hidden and name in self.texts)
        empty = {form.CURRENT}
        wrong = (
            name for name in typed if not (_is_mass(text := self.texts[name]) or (name in empty and not text.strip()))
        )
        return dict.fromkeys(wrong, _AN_AMOUNT)

    def _proposal(self) -> Proposal:
        """The proposal, with what was typed or chosen. A target belongs to no proposal to take less."""
        values, before = self.values(), self.proposal
        intent = Intent(values[form.INTENT])
        lowers = intent is Intent.LOWER
        current = before.current_daily
        if intent is Intent.START and before.intent is not Intent.START:
            current = None
        elif intent is not Intent.START and form.CURRENT in self.texts:
            text = self.texts[form.CURRENT]
            current = _mass(text) if text.strip() else None
        return attrs.evolve(
            before,
            intent=intent,
            product=self._product(values),
            target=None if lowers else before.target,
            current_daily=current,
            lower_to=before.lower_to if lowers else None,
        )

    def _product(self, values: Mapping[str, Any]) -> Product:
        """The product. Its ingredients and dosage form stay, as long as its kind does."""
        before, name = self.proposal.product, values[form.PRODUCT]
        if name in _VEHICLES:
            ingredients = before.ingredients if isinstance(before, Topical) else None
            return Topical(vehicle=Vehicle(name), ingredients=ingredients)
        changes: dict[str, Any] = {
            "form": Form(name),
            "elemental": _mass(values[form.STRENGTH]),
            "divides_into": int(values[form.PARTS]) if values[form.PARTS] else values[form.PARTS],
        }
        if not isinstance(before, Capsule):
            return Capsule(**changes)
        same = all(getattr(before, field) == value for field, value in changes.items())
        return before if same else attrs.evolve(before, **changes, compound=None)


def other_facts(situation: Situation, proposal: Proposal) -> str:
    """The facts that count and that no control shows, in words."""
    product = proposal.product
    facts: dict[str, object] = {
        "conditions": _listed(situation.conditions) + _IN_PART * (FactList.CONDITIONS in situation.partial),
        "other conditions": ", ".join(situation.other_conditions),
        "magnesium from elsewhere": _stated(situation.other_magnesium),
        "eGFR": situation.egfr,
        "also avoids": _listed(situation.avoids) if situation.avoids else "",
        "routine": situation.routine,
        "kind of product": product.dosage_form if isinstance(product, Capsule) else None,
        "ingredients": "not stated" if product.ingredients is None else describe(product.ingredients),
        "target": proposal.target,
        "down to": proposal.lower_to,
        "days on each step": describe(proposal.hold_days),
    }
    return "; ".join(f"{name}: {value}" for name, value in facts.items() if value)


_IN_PART: Final = " (only a part is stated)"


def _listed(words: frozenset[Any] | None) -> str:
    return "not stated" if words is None else ", ".join(sorted(map(str, words))) or "none"


def _stated(mass: Elemental | None) -> str:
    return "not stated" if mass is None else f"{mass.format_mg()} mg a day"


def _word(member: object) -> str:
    return "" if member is None else str(member)


def _whole(text: str) -> Any:
    """The whole number that a text says, None if the text is empty, and the text itself if it is no number."""
    digits = text.strip()
    return int(digits) if re.fullmatch(r"[0-9]{1,9}", digits) else digits or None


def _mass(text: str) -> Elemental:
    return Elemental.mg(text.strip())


def _is_mass(text: str) -> bool:
    try:
        _mass(text)
    except InvalidQuantityError:
        return False
    return True


def _by_field(error: InvalidInputError, other: str) -> dict[str, str]:
    """What is wrong, by control. A field without a control of its own belongs to ``other``."""
    return {_FIELDS.get(fault.path, other): _fault_words(fault) for fault in error.faults}


def _fault_words(fault: Fault) -> str:
    return f"This must be {fault.expected}. You wrote {fault.actual}. To correct it, {fault.fix}."
