"""``Contacts``: whom a patient calls."""

from typing import final

import attrs

from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_text
from alpims_mg.errors import raise_if_any


@final
@attrs.frozen(kw_only=True)
class Contacts(Displayed):
    """The numbers to call, as texts such as "112". A hand-out leaves a line to fill in for each that is None.

    Emergency numbers differ between countries, so there is no default.

    Raises: ``InvalidInputError`` with every fault.
    """

    clinician: str | None = None
    poison_centre: str | None = None
    emergency: str | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            a_text(field.name, getattr(self, field.name), example="112", most=200, optional=True)
            for field in attrs.fields(Contacts)
        )
