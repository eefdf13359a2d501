"""Defines ``acknowledge``, which turns what a clinician has agreed to into acknowledgements."""

from datetime import date

from alpims_mg._internal.validation import a_day, a_text, an_instance
from alpims_mg.errors import raise_if_any
from alpims_mg.model.decisions import Consult, Decision, NeedsInformation, Offer, Withhold
from alpims_mg.model.situations import Acknowledgement


def acknowledge(decision: Decision, *, reason: str, on: date | None = None) -> tuple[Acknowledgement, ...]:
    """The acknowledgements of all that a ``Consult`` asks for, ready to add to ``Situation.acknowledged``.

    Call this only after a clinician has gone through the list, which is ``Consult.to_acknowledge``. ``reason`` says how
    it was agreed, and ``on`` is the day. Each acknowledgement counts only for what it names: a medicine that is added
    later, or a larger daily total, is asked about again. Any other answer gives an empty tuple: an offer needs no
    acknowledgement, and no acknowledgement lifts a refusal or replaces a missing fact.

    Raises: ``InvalidInputError`` with every fault.

    >>> import attrs
    >>> from alpims_mg import Capsule, Elemental, Form, Intent, KidneyFunction, Proposal, Situation, Zone, assess
    >>> person = Situation(
    ...     zone=Zone.GREEN, age_years=34, kidney=KidneyFunction.NORMAL, conditions=[], medicines=[],
    ...     other_magnesium=Elemental.mg(0),
    ... )
    >>> capsule = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(50), divides_into=1, ingredients=[])
    >>> proposal = Proposal(intent=Intent.START, product=capsule, target=Elemental.mg(300))
    >>> agreed = acknowledge(assess(person, proposal), reason="discussed in clinic", on=date(2026, 3, 1))
    >>> print(*agreed, sep="; ")  # doctest: +ELLIPSIS
    ceiling.public [300 mg]: discussed in clinic, 2026-03-01; consult.start: discussed in clinic, 2026-03-01; ...
    >>> assess(attrs.evolve(person, acknowledged=agreed), proposal).answer.value
    'offer'
    """
    raise_if_any(
        (
            an_instance("decision", decision, Offer | Consult | Withhold | NeedsInformation, example="assess(...)"),
            a_text("reason", reason, example="discussed in clinic"),
            a_day("on", on, optional=True),
        )
    )
    asked = decision.to_acknowledge if isinstance(decision, Consult) else ()
    return tuple(Acknowledgement(rule=one.rule, about=one.about, reason=reason, on=on) for one in asked)
