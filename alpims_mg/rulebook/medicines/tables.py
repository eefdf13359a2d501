"""The table of medicines, and the table that tells on which routes their separation intervals apply."""

from typing import Final, NamedTuple, final

from alpims_mg.model.vocabulary import KidneyFunction, MedicineClass, MedicineRoute, Route, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.medicines import sources
from alpims_mg.rulebook.medicines.absorption import ABSORPTION
from alpims_mg.rulebook.medicines.effects import EFFECTS
from alpims_mg.rulebook.medicines.infections import INFECTIONS
from alpims_mg.rulebook.medicines.interactions import Interaction
from alpims_mg.rulebook.medicines.on_skin import ON_SKIN
from alpims_mg.rules.tables import Rule, Table, when

__all__ = ["MEDICINES", "WINDOWS", "Interaction", "MedicineKey", "Window", "WindowKey"]


@final
class MedicineKey(NamedTuple):
    """The key of the table of medicines: a class of medicines, the route of the magnesium, and the kidney function."""

    medicine: MedicineClass
    route: Route
    kidney: KidneyFunction


MEDICINES: Final[Table[MedicineKey, Interaction]] = Table(
    name="medicine", title="Medicines", key=MedicineKey, rules=(*INFECTIONS, *ABSORPTION, *EFFECTS, *ON_SKIN)
)


class Window(Word):
    """The answer of a row in the table of windows: whether the separation interval of a medicine applies."""

    APPLIES = "applies"
    NONE = "none"


@final
class WindowKey(NamedTuple):
    """The key of the table of windows: the route of the magnesium, and the route of the medicine."""

    route: Route
    given: MedicineRoute


WINDOWS: Final[Table[WindowKey, Window]] = Table(
    name="medicine",
    title="When a medicine and magnesium must be kept apart",
    key=WindowKey,
    rules=(
        Rule(
            id="medicine.window.applies",
            when=when(route=Route.CAPSULE, given={MedicineRoute.ORAL, MedicineRoute.UNKNOWN}),
            then=Window.APPLIES,
            because=(
                "the medicine and the capsule can meet in the gut. Until we know how a medicine is given, we "
                "treat it as swallowed"
            ),
            cites=(sources.FRENCH_ANY_MEDICINE, sources.ORAL_UNTIL_KNOWN),
        ),
        Rule(
            id="medicine.window.none",
            when=when(route=Route.CAPSULE, given=MedicineRoute.OTHER),
            then=Window.NONE,
            because="a medicine that does not go through the gut never meets a capsule there",
            cites=(sources.NO_GUT_CONTACT,),
        ),
        Rule(
            id="medicine.window.none.topical",
            when=when(route=Route.TOPICAL),
            then=Window.NONE,
            because="magnesium on the skin does not go through the gut, where the two would meet",
            cites=(guide.TOPICAL_GUT_TOLERANCE, sources.TOPICAL_NO_GAP),
        ),
    ),
)
