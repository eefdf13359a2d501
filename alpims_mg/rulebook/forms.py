"""Tables about the forms of magnesium: what the guide says about each, and at which times of day to take it."""

from typing import Final, NamedTuple, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.vocabulary import Additive, Aim, Form, TimeOfDay, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import CONVENTION, EU_2024_2694
from alpims_mg.rules.strictness import Stricter, stricter
from alpims_mg.rules.tables import Rule, Table, when


class Salt(Word):
    """Whether a rule of law or a warning is about the magnesium salt of a product. This is a part of several keys."""

    THREONATE = "threonate"
    """A novel food in the European Union, with conditions of use."""
    OXIDE = "oxide"
    """Regulators warn of it in older people."""
    ORDINARY = "ordinary"
    """Any other form, and topical magnesium."""


@final
@attrs.frozen(kw_only=True)
class FormProfile:
    """The answer of a row in the table of forms: what the guide and the rules say about one form.

    ``verdict`` and ``best_for`` restate the guide. ``with_food`` is true if the form is taken with food. ``salt`` tells
    whether a rule of law or a warning is about the form. A product of this form counts as having the additives in
    ``counts_as_additive``, even if its label does not list them.
    """

    verdict: Verdict = attrs.field(metadata=stricter(Stricter.HIGHER))
    best_for: tuple[Aim, ...]
    with_food: bool
    salt: Salt
    counts_as_additive: tuple[Additive, ...] = ()


FORMS: Final[Table[Form, FormProfile]] = Table(
    name="form",
    title="Forms",
    key=Form,
    rules=(
        Rule(
            id="form.glycinate",
            when=when(Form.GLYCINATE),
            then=FormProfile(
                verdict=Verdict.PERMIT,
                best_for=(Aim.SLEEP, Aim.ANXIETY, Aim.MOOD),
                with_food=True,
                salt=Salt.ORDINARY,
            ),
            because="the guide says that glycinate is calming and does not loosen the bowels",
            cites=(guide.GLYCINATE_BEST_FOR, guide.GLYCINATE_NOTES, guide.WITH_FOOD),
        ),
        Rule(
            id="form.taurate",
            when=when(Form.TAURATE),
            then=FormProfile(
                verdict=Verdict.PERMIT,
                best_for=(Aim.MOOD, Aim.HEART_REGULATION),
                with_food=True,
                salt=Salt.ORDINARY,
            ),
            because="the guide says that taurate supports calm and the heart",
            cites=(guide.TAURATE_BEST_FOR, guide.TAURATE_NOTES, guide.WITH_FOOD),
        ),
        Rule(
            id="form.malate",
            when=when(Form.MALATE),
            then=FormProfile(
                verdict=Verdict.PERMIT,
                best_for=(Aim.FATIGUE, Aim.FIBROMYALGIA),
                with_food=True,
                salt=Salt.ORDINARY,
            ),
            because="the guide says that malate gives energy, so take it in the morning",
            cites=(guide.MALATE_BEST_FOR, guide.MALATE_NOTES, guide.WITH_FOOD),
        ),
        Rule(
            id="form.threonate",
            when=when(Form.THREONATE),
            then=FormProfile(
                verdict=Verdict.PERMIT,
                best_for=(Aim.FOCUS, Aim.BRAIN_FOG),
                with_food=False,
                salt=Salt.THREONATE,
            ),
            because="the guide says that threonate reaches the brain and need not be taken with food",
            cites=(
                guide.THREONATE_BEST_FOR,
                guide.THREONATE_NOTES,
                guide.THREONATE_WITHOUT_FOOD,
                Citation(
                    source=EU_2024_2694,
                    place="conditions of use",
                    claim="A novel food for adults, up to 250 mg of magnesium a day.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="form.citrate",
            when=when(Form.CITRATE),
            then=FormProfile(
                verdict=Verdict.CAUTION,
                best_for=(Aim.CONSTIPATION,),
                with_food=True,
                salt=Salt.ORDINARY,
                counts_as_additive=(Additive.CITRATE_SALT,),
            ),
            because="the guide says that citrate may set off gut symptoms",
            cites=(guide.CITRATE_BEST_FOR, guide.CITRATE_NOTES, guide.WITH_FOOD),
        ),
        Rule(
            id="form.oxide",
            when=when(Form.OXIDE),
            then=FormProfile(
                verdict=Verdict.CAUTION,
                best_for=(),
                with_food=True,
                salt=Salt.OXIDE,
            ),
            because="the guide says that oxide is poorly absorbed and mostly loosens the bowels. It is often not a "
            "good choice in ALPIMS",
            cites=(guide.OXIDE_BEST_FOR, guide.OXIDE_NOTES, guide.WITH_FOOD),
        ),
    ),
)


class Intakes(Word):
    """The number of intakes a day, a part of ``TimesKey``. The daily amount is divided into them."""

    ONE = "one"
    TWO = "two"
    THREE = "three"


@final
class TimesKey(NamedTuple):
    """The key of the table of times: a form and the number of intakes a day.

    With one intake a day, a row gives the form's usual time of day.
    """

    form: Form
    intakes: Intakes


_EVENING: Final = Citation(
    source=CONVENTION,
    place="reading of times of day",
    claim="Forms without a time in the guide are taken at dinner, or, in two intakes, at breakfast and dinner.",
)
_MORNING_FIRST: Final = Citation(
    source=CONVENTION,
    place="reading of times of day",
    claim="Threonate is taken at breakfast, or, in two intakes, at breakfast and dinner.",
)
_THREE_MEALS: Final = Citation(
    source=CONVENTION, place="reading of times of day", claim="Three intakes are taken with the three meals."
)
_OTHERS: Final = {Form.GLYCINATE, Form.TAURATE, Form.CITRATE, Form.OXIDE}

TIMES: Final[Table[TimesKey, tuple[TimeOfDay, ...]]] = Table(
    name="form",
    title="Times of day",
    key=TimesKey,
    rules=(
        Rule(
            id="form.times.malate.one",
            when=when(form=Form.MALATE, intakes=Intakes.ONE),
            then=(TimeOfDay.BREAKFAST,),
            because="the guide says to take malate in the morning",
            cites=(guide.MALATE_NOTES,),
        ),
        Rule(
            id="form.times.malate.two",
            when=when(form=Form.MALATE, intakes=Intakes.TWO),
            then=(TimeOfDay.BREAKFAST, TimeOfDay.LUNCH),
            because="take the second intake of malate at lunch, still in the first half of the day",
            cites=(guide.MALATE_NOTES,),
        ),
        Rule(
            id="form.times.threonate.one",
            when=when(form=Form.THREONATE, intakes=Intakes.ONE),
            then=(TimeOfDay.BREAKFAST,),
            because="a single intake of threonate is taken at breakfast",
            cites=(_MORNING_FIRST,),
        ),
        Rule(
            id="form.times.threonate.two",
            when=when(form=Form.THREONATE, intakes=Intakes.TWO),
            then=(TimeOfDay.BREAKFAST, TimeOfDay.DINNER),
            because="two intakes are half a day apart",
            cites=(_MORNING_FIRST,),
        ),
        Rule(
            id="form.times.one",
            when=when(form=_OTHERS, intakes=Intakes.ONE),
            then=(TimeOfDay.DINNER,),
            because="a single intake is taken with dinner",
            cites=(_EVENING,),
        ),
        Rule(
            id="form.times.two",
            when=when(form=_OTHERS, intakes=Intakes.TWO),
            then=(TimeOfDay.BREAKFAST, TimeOfDay.DINNER),
            because="two intakes are half a day apart",
            cites=(_EVENING,),
        ),
        Rule(
            id="form.times.three",
            when=when(form=_OTHERS | {Form.MALATE, Form.THREONATE}, intakes=Intakes.THREE),
            then=(TimeOfDay.BREAKFAST, TimeOfDay.LUNCH, TimeOfDay.DINNER),
            because="three intakes are taken with the three meals",
            cites=(_THREE_MEALS,),
        ),
    ),
)
