"""The parts of a ``Reading``: facts, entries that were not read, and orders of magnesium."""

from datetime import date
from typing import TypeAlias, final

import attrs

from alpims_mg._internal.field_types import check_field_types
from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Elemental

_Day: TypeAlias = date
"""A date. A fact has a field of that name, which would hide it."""


@final
@named_arguments
@attrs.frozen(kw_only=True)
class RecordFact(Displayed):
    """One fact of the situation, and the resource of the record that it comes from.

    ``path`` is the place of the fact in the situation, such as ``medicines[0]`` or ``age_years``. ``words`` says what
    the resource states, in the words of the record. ``reference`` names the resource, such as ``Condition/12``. If
    several resources state the same fact, each has a fact of its own with the same path. ``date`` is the day of the
    fact in the record. ``doubts`` are short sentences about what speaks against the fact, such as "This order is six
    years old.".
    """

    path: str
    words: str
    reference: str
    date: _Day | None = None
    doubts: tuple[str, ...] = ()

    __repr__ = one_line_repr
    __attrs_post_init__ = check_field_types


@final
@named_arguments
@attrs.frozen(kw_only=True)
class NotRead(Displayed):
    """One resource of the record that is no fact of the situation, and why not, in a short sentence.

    ``reference`` names the resource. ``words`` says what it states, in the words of the record.
    """

    reference: str
    words: str
    why: str

    __repr__ = one_line_repr
    __attrs_post_init__ = check_field_types


@final
@named_arguments
@attrs.frozen(kw_only=True)
class MagnesiumOrder(Displayed):
    """A medicine or supplement of the record that gives magnesium.

    ``product`` is the capsule, if the record says enough for one. ``daily`` is the elemental magnesium that it gives in
    a day, if it can be computed. ``missing`` says in words what else the record would have to state.
    """

    reference: str
    words: str
    product: Capsule | None = None
    daily: Elemental | None = None
    missing: tuple[str, ...] = ()

    __repr__ = one_line_repr
    __attrs_post_init__ = check_field_types
