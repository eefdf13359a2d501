"""What follows from each kind of medicine: a verdict, and the hours to keep between it and magnesium."""

from typing import Final, final

import attrs

from alpims_mg.model.vocabulary import KidneyFunction, MedicineClass, MedicineRoute, Route, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.medicines import sources as says
from alpims_mg.rulebook.medicines.absorption import ABSORPTION
from alpims_mg.rulebook.medicines.effects import EFFECTS
from alpims_mg.rulebook.medicines.infections import INFECTIONS
from alpims_mg.rulebook.medicines.interactions import Interaction
from alpims_mg.rules.tables import Rule, Table, when

__all__ = ["MEDICINES", "WINDOWS", "Interaction", "MedicineKey", "Window", "WindowKey"]


@final
@attrs.frozen(kw_only=True, repr=False)
class MedicineKey:
    """A kind of medicine, how the magnesium is taken, and the kidney function."""

    medicine: MedicineClass
    route: Route
    kidney: KidneyFunction


MEDICINES: Final[Table[MedicineKey, Interaction]] = Table(
    name="medicine", title="Medicines", key=MedicineKey, rules=(*INFECTIONS, *ABSORPTION, *EFFECTS)
)


class Window(Word):
    """Whether hours are kept between a medicine and magnesium."""

    APPLIES = "applies"
    NONE = "none"


@final
@attrs.frozen(kw_only=True, repr=False)
class WindowKey:
    """How the magnesium is taken, and how the medicine is given."""

    route: Route
    given: MedicineRoute


WINDOWS: Final[Table[WindowKey, Window]] = Table(
    name="medicine",
    title="When hours are kept",
    key=WindowKey,
    rules=(
        Rule(
            id="medicine.window.applies",
            when=when(route=Route.CAPSULE, given={MedicineRoute.ORAL, MedicineRoute.UNKNOWN}),
            then=Window.APPLIES,
            because="both can meet in the gut; a medicine is taken for an oral one until it is known how it is given",
            cites=(says.FRENCH_ANY_MEDICINE, says.ORAL_UNTIL_KNOWN),
        ),
        Rule(
            id="medicine.window.none",
            when=when(route=Route.CAPSULE, given=MedicineRoute.OTHER),
            then=Window.NONE,
            because="a medicine that does not pass the gut never meets a capsule there",
            cites=(says.NO_GUT_CONTACT,),
        ),
        Rule(
            id="medicine.window.none.topical",
            when=when(route=Route.TOPICAL),
            then=Window.NONE,
            because="topical magnesium does not pass the gut, where the two would meet",
            cites=(guide.TOPICAL_GUT_TOLERANCE, says.TOPICAL_NO_GAP),
        ),
    ),
)
