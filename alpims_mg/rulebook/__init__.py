"""The rulebook: every clinical fact that the library uses, as cited rows of total tables. No function decides here.

Beside the tables stand the words by which labels and medicines are recognised: ``SPELLINGS`` and ``RECOGNITIONS``.

To change a rule, edit its row, read the regenerated table, raise ``EDITION`` and say why beside it.
"""

from typing import Final, final

import attrs

from alpims_mg._kit.tables import Table
from alpims_mg.findings import Verdict
from alpims_mg.quantities import Elemental, Portion
from alpims_mg.rulebook.additives import (
    ADDITIVES,
    LABELS,
    SCREENED,
    AdditiveKey,
    LabelKey,
    Screened,
)
from alpims_mg.rulebook.ages import AGE_BANDS, AGES, AgeBand, AgeKey
from alpims_mg.rulebook.ceilings import CEILINGS, OTHERS, CeilingKey, Limit, OtherKey
from alpims_mg.rulebook.conditions import CONDITIONS, ConditionKey
from alpims_mg.rulebook.consults import (
    CONSULTS,
    FACT_WORDS,
    FACTS,
    NOTICES,
    SUPPOSITIONS,
    ConsultKey,
    Fact,
    FactKey,
    Mildest,
    Need,
    Notice,
    Supposition,
)
from alpims_mg.rulebook.domains import DOMAINS
from alpims_mg.rulebook.doses import (
    AMOUNTS,
    COUNTS,
    HABITS,
    MATTERS,
    START_PORTIONS,
    TURNS,
    Amount,
    Count,
    Division,
    Habit,
    Matter,
)
from alpims_mg.rulebook.forms import FORMS, TIMES, FormProfile, TimesKey
from alpims_mg.rulebook.kidney import (
    COUNTS_AS,
    KIDNEY,
    KIDNEY_NUMBERS,
    KidneyKey,
    KidneyNumber,
    ResultKey,
)
from alpims_mg.rulebook.medicines import MEDICINES, WINDOWS, Interaction, MedicineKey, Window, WindowKey
from alpims_mg.rulebook.reactions import REACTIONS, SIGNS, Response, Sign
from alpims_mg.rulebook.routes import (
    FEATURES,
    INSTEAD,
    PRACTICES,
    ROUTE_REASONS,
    TOPICAL_HABITS,
    FeatureKey,
    Instead,
    Merit,
    PracticeKey,
    RouteReason,
    TopicalHabit,
)
from alpims_mg.rulebook.zones import ASK_AGAIN, GREEN_REASONS, ZONES, AskAgain, GreenReason, ZoneKey
from alpims_mg.vocabulary import Additive, Domain, Form, KidneyFunction, Reaction, Route, TimeOfDay, Zone

EDITION: Final = "2026-11-22"
"""The first edition."""


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Rulebook:
    """All tables that answers come from. A clinic's own stricter rulebook is another value of this class."""

    edition: str
    zones: Table[ZoneKey, Verdict] = ZONES
    green_reasons: Table[GreenReason, Zone] = GREEN_REASONS
    ask_again: Table[AskAgain, Zone] = ASK_AGAIN
    consults: Table[ConsultKey, Verdict] = CONSULTS
    facts: Table[FactKey, Need] = FACTS
    fact_words: Table[Fact, str] = FACT_WORDS
    suppositions: Table[Supposition, Mildest] = SUPPOSITIONS
    notices: Table[Notice, str] = NOTICES
    conditions: Table[ConditionKey, Verdict] = CONDITIONS
    kidney: Table[KidneyKey, Verdict] = KIDNEY
    kidney_counts_as: Table[ResultKey, KidneyFunction] = COUNTS_AS
    kidney_numbers: Table[KidneyNumber, int] = KIDNEY_NUMBERS
    age_bands: Table[AgeBand, int] = AGE_BANDS
    ages: Table[AgeKey, Verdict] = AGES
    medicines: Table[MedicineKey, Interaction] = MEDICINES
    windows: Table[WindowKey, Window] = WINDOWS
    additives: Table[AdditiveKey, Verdict] = ADDITIVES
    labels: Table[LabelKey, Verdict] = LABELS
    screened: Table[Additive, Screened] = SCREENED
    dose_amounts: Table[Amount, Elemental] = AMOUNTS
    dose_counts: Table[Count, int] = COUNTS
    start_portions: Table[Division, tuple[Portion, ...]] = START_PORTIONS
    dose_matters: Table[Matter, Verdict] = MATTERS
    turns: Table[TimeOfDay, int] = TURNS
    habits: Table[Habit, Verdict] = HABITS
    ceilings: Table[CeilingKey, Limit] = CEILINGS
    others: Table[OtherKey, Verdict] = OTHERS
    forms: Table[Form, FormProfile] = FORMS
    times: Table[TimesKey, tuple[TimeOfDay, ...]] = TIMES
    domains: Table[Domain, str] = DOMAINS
    features: Table[FeatureKey, Merit] = FEATURES
    route_reasons: Table[RouteReason, Route] = ROUTE_REASONS
    practices: Table[PracticeKey, str] = PRACTICES
    instead: Table[Instead, tuple[str, ...]] = INSTEAD
    topical_habits: Table[TopicalHabit, Verdict] = TOPICAL_HABITS
    reactions: Table[Reaction, Response] = REACTIONS
    signs: Table[Sign, Verdict] = SIGNS


CURRENT: Final = Rulebook(edition=EDITION)
