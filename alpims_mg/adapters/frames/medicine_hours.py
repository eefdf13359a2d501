"""Computes the hours to keep between each medicine of a row and magnesium, as one text."""

from typing import Any

from alpims_mg.adapters.frames.effects import DoseResult, hours_text
from alpims_mg.adapters.frames.encoding import DictionaryColumn
from alpims_mg.adapters.frames.fact_findings import RegisterQuery
from alpims_mg.adapters.frames.lookups import Combined, Mapped
from alpims_mg.adapters.frames.lowering import is_nothing
from alpims_mg.adapters.frames.readings import NoValue
from alpims_mg.adapters.frames.row_flags import RowFlag
from alpims_mg.adapters.frames.word_lists import Context, ListItems


def hours_column(query: RegisterQuery, flags: DictionaryColumn[int]) -> DictionaryColumn[str]:
    """A column with the ``hours_text`` of each row. ``flags`` has the flag number of each row (``OutcomeFlags``)."""
    facts = query.facts
    nothing_left = Combined(
        _is_left_out,
        Mapped(lambda flags: flags & _JUDGED, flags),
        Mapped(is_nothing, facts.lower_to),
        Mapped(_has_no_plan, facts.dose),
        Mapped(lambda current: isinstance(current, NoValue), facts.current),
    )
    return Combined(_hours, facts.medicines, query.medicine_contexts, nothing_left)


_JUDGED = RowFlag.NO_PROPOSAL | RowFlag.LOWERING | RowFlag.WITHHOLD


def _is_left_out(flags: int, to_nothing: bool, has_no_plan: bool, is_open: bool) -> bool:  # noqa: FBT001  # by column
    """Whether the answer judges no medicines: there is no proposal, or it is to take less and leaves nothing to take.

    It still does so if a rule withholds the amount that is left, or if the present amount (``is_open``) is not stated.
    """
    nothing_left = to_nothing or (has_no_plan and not is_open and not flags & RowFlag.WITHHOLD)
    return bool(flags & RowFlag.NO_PROPOSAL) or (bool(flags & RowFlag.LOWERING) and nothing_left)


def _has_no_plan(dose: DoseResult | NoValue) -> bool:
    return isinstance(dose, DoseResult) and dose.rungs is None


def _hours(medicines: ListItems | NoValue, context: Context | NoValue, nothing_left: Any) -> str:
    if nothing_left or isinstance(medicines, NoValue) or isinstance(context, NoValue):
        return ""
    separations = ((item.value.name, item.effect_in(context).separation) for item in medicines)
    return hours_text(dict(sorted((name, separation) for name, separation in separations if separation)))
