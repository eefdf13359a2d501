"""Tables about dosage forms: which products may be divided, into what, and how a person divides them."""

from typing import Final, NamedTuple, final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.vocabulary import DosageForm, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import (
    CONVENTION,
    FDA_2009_SPLITTING,
    FDA_SPLITTING,
    MAGNASPARTATE_SMPC,
    MEDICINES_FOR_CHILDREN,
    NHS_CRUSHING,
    SPS_CRUSHING,
    SPS_SWALLOWING,
    USP_SCORED,
    WHO_OXIDE,
)
from alpims_mg.rules.tables import Rule, Table, when


class Pieces(Word):
    """The smallest piece of a unit that a plan needs: a half or a quarter. A part of ``DividingKey``."""

    HALVES = "halves"
    QUARTERS = "quarters"


@final
class DividingKey(NamedTuple):
    """The key of the table of dosage forms: what is swallowed, and into which pieces a plan divides it."""

    dosage_form: DosageForm
    pieces: Pieces


class Dividing(Word):
    """How a plan divides its product: the answer of the table of dosage forms, and the key of the table of findings."""

    NOTHING = "nothing"
    """The plan takes whole units only."""
    NOT_DIVIDED = "not-divided"
    """The product must be swallowed whole."""
    OPENED = "opened"
    """The product is opened and its content is divided."""
    SCORED = "scored"
    """The product has a score line for these pieces."""
    UNSCORED = "unscored"
    """The product has no score line for these pieces."""
    MEASURED = "measured"
    """A part of the powder is measured, with a scoop or a scale."""
    NOT_STATED = "not-stated"
    """It is not known whether the product can be divided."""


_CONVENTION_PLACE: Final = "reading of dosage forms"
_SOFTGELS: Final = Citation(
    source=CONVENTION,
    place=_CONVENTION_PLACE,
    claim="A softgel holds a liquid or paste. Nobody can divide that evenly, so it is taken whole.",
)
_FDA_NOT_SPLIT: Final = Citation(
    source=FDA_2009_SPLITTING,
    place="not all pills are safe to split",
    claim="Capsules, time-release products and products with a special coating are not safe to split.",
    certainty=Certainty.QUOTED,
)
_SLOW_RELEASE: Final = Citation(
    source=SPS_SWALLOWING,
    place="the right choice for your patient, modified-release",
    claim="Most slow-release products must not be crushed or opened.",
)
_COATED: Final = Citation(
    source=NHS_CRUSHING,
    place="why some medicines need to be swallowed whole",
    claim="A special coating protects the medicine from the stomach, or the stomach from the medicine. Broken, it may "
    "not work or may harm.",
    certainty=Certainty.QUOTED,
)
_OPENED: Final = Citation(
    source=SPS_CRUSHING,
    place="opening paragraphs",
    claim="Some capsules can be opened and some not. Check that first: with the leaflet, or with a pharmacist.",
)
_NOT_CUT: Final = Citation(
    source=CONVENTION,
    place=_CONVENTION_PLACE,
    claim="The guide takes a quarter or a half of a capsule. We read that as a part of its content: a hard capsule is "
    "opened, never cut, and its powder is divided. No source here says how, so the amounts are approximate.",
)
_SCORE_LINE: Final = Citation(
    source=FDA_SPLITTING, place="first point", claim="The score line marks where to split the tablet."
)
_NO_SCORE_LINE: Final = Citation(
    source=FDA_SPLITTING,
    place="first and second point",
    claim="A tablet made to be split has a score line and says so on its label. Of any other tablet nobody has checked "
    "that both halves are alike. Ask first.",
)
_SCORES: Final = Citation(
    source=USP_SCORED,
    place="purpose",
    claim="How many portions a scored tablet gives depends on the number of its scores: halves, thirds or quarters.",
)
_ONE_SCORE: Final = Citation(
    source=CONVENTION,
    place=_CONVENTION_PLACE,
    claim="A single score line vouches for halves only.",
)
_POWDER: Final = Citation(
    source=CONVENTION, place=_CONVENTION_PLACE, claim="A part of a powder is measured with its scoop or a scale."
)
_HALF_SACHET: Final = Citation(
    source=MAGNASPARTATE_SMPC, place="4.2", claim="Small children get half of the powder of one sachet."
)
_UNKNOWN: Final = Citation(
    source=CONVENTION,
    place=_CONVENTION_PLACE,
    claim="If the kind of product is not known, we do not assume that it can be divided.",
)
_BOTH: Final = frozenset({Pieces.HALVES, Pieces.QUARTERS})

DOSAGE_FORMS: Final[Table[DividingKey, Dividing]] = Table(
    name="dose",
    title="How each dosage form is divided",
    key=DividingKey,
    rules=(
        Rule(
            id="dose.dividing.hard-capsule",
            when=when(dosage_form=DosageForm.HARD_CAPSULE, pieces=_BOTH),
            then=Dividing.OPENED,
            because="a hard capsule can be opened, and the powder inside can be divided",
            cites=(guide.START_PORTIONS, _OPENED, _NOT_CUT),
        ),
        Rule(
            id="dose.dividing.softgel",
            when=when(dosage_form=DosageForm.SOFTGEL, pieces=_BOTH),
            then=Dividing.NOT_DIVIDED,
            because="a softgel holds a liquid or paste, which nobody can divide evenly",
            cites=(_SOFTGELS, _FDA_NOT_SPLIT),
        ),
        Rule(
            id="dose.dividing.modified-release",
            when=when(dosage_form=DosageForm.MODIFIED_RELEASE, pieces=_BOTH),
            then=Dividing.NOT_DIVIDED,
            because="a slow-release product that is split, crushed or opened can release everything at once",
            cites=(_SLOW_RELEASE, _FDA_NOT_SPLIT),
        ),
        Rule(
            id="dose.dividing.enteric-coated",
            when=when(dosage_form=DosageForm.ENTERIC_COATED, pieces=_BOTH),
            then=Dividing.NOT_DIVIDED,
            because="a coating that protects against the stomach no longer works once it is broken",
            cites=(_COATED, _FDA_NOT_SPLIT),
        ),
        Rule(
            id="dose.dividing.scored-tablet.halves",
            when=when(dosage_form=DosageForm.SCORED_TABLET, pieces=Pieces.HALVES),
            then=Dividing.SCORED,
            because="the score line of a tablet marks where it splits into halves",
            cites=(_SCORE_LINE,),
        ),
        Rule(
            id="dose.dividing.scored-tablet.quarters",
            when=when(dosage_form=DosageForm.SCORED_TABLET, pieces=Pieces.QUARTERS),
            then=Dividing.UNSCORED,
            because="a single score line says nothing about quarters",
            cites=(_SCORES, _ONE_SCORE),
        ),
        Rule(
            id="dose.dividing.tablet",
            when=when(dosage_form=DosageForm.TABLET, pieces=_BOTH),
            then=Dividing.UNSCORED,
            because="a tablet without a score line may break into unequal pieces",
            cites=(_NO_SCORE_LINE,),
        ),
        Rule(
            id="dose.dividing.powder",
            when=when(dosage_form=DosageForm.POWDER, pieces=_BOTH),
            then=Dividing.MEASURED,
            because="any part of a powder can be measured",
            cites=(_POWDER, _HALF_SACHET),
        ),
        Rule(
            id="dose.dividing.other",
            when=when(dosage_form=DosageForm.OTHER, pieces=_BOTH),
            then=Dividing.NOT_STATED,
            because="some chewable tablets, effervescent tablets, liquids and gummies can be divided, and some cannot",
            cites=(_UNKNOWN,),
        ),
    ),
)

DIVIDING_FINDINGS: Final[Table[Dividing, Verdict]] = Table(
    name="dose",
    title="Findings about dividing a product",
    key=Dividing,
    rules=(
        Rule(
            id="dose.form.whole",
            when=when(Dividing.NOTHING),
            then=Verdict.PERMIT,
            because="the plan takes whole ones only, so nothing has to be divided",
            cites=(
                Citation(
                    source=CONVENTION,
                    place=_CONVENTION_PLACE,
                    claim="Only a plan that needs less than a whole one asks whether the product can be divided. If it "
                    "may not be divided without asking, a day of whole ones is taken in whole ones.",
                ),
            ),
        ),
        Rule(
            id="dose.form.not-divided",
            when=when(Dividing.NOT_DIVIDED),
            then=Verdict.WITHHOLD,
            because="this product must be swallowed whole, and the plan needs a part of one[. One intake is "
            "{portion}, and its kind is stated as {dosage_form}]. Do not split, crush or open it",
            cites=(_SLOW_RELEASE, _COATED, _SOFTGELS, _FDA_NOT_SPLIT),
        ),
        Rule(
            id="dose.form.open-not-cut",
            when=when(Dividing.OPENED),
            then=Verdict.CAUTION,
            because="a hard capsule is opened, never cut, and the powder inside is divided. Have a pharmacist show you "
            "how. The amounts are approximate",
            cites=(_OPENED, _NOT_CUT, _FDA_NOT_SPLIT),
        ),
        Rule(
            id="dose.form.scored",
            when=when(Dividing.SCORED),
            then=Verdict.PERMIT,
            because="the score line marks where to split this tablet into halves, if its leaflet says that it may be "
            "halved",
            cites=(_SCORE_LINE,),
        ),
        Rule(
            id="dose.form.unscored",
            when=when(Dividing.UNSCORED),
            then=Verdict.CONSULT,
            because="the plan splits this tablet where it has no score line, so the pieces may be unequal[. One "
            "intake is {portion} of a {dosage_form}]. Ask a pharmacist or clinician before you split it",
            cites=(_NO_SCORE_LINE, _SCORES, _ONE_SCORE),
        ),
        Rule(
            id="dose.form.measured",
            when=when(Dividing.MEASURED),
            then=Verdict.PERMIT,
            because="a part of a powder is measured with its scoop or a scale",
            cites=(_POWDER, _HALF_SACHET),
        ),
        Rule(
            id="dose.form.not-stated",
            when=when(Dividing.NOT_STATED),
            then=Verdict.CONSULT,
            because="we do not know whether this product can be divided, and the plan needs a part of one[. One "
            "intake is {portion}]. Ask a pharmacist or clinician first. Some products must be swallowed whole",
            cites=(_UNKNOWN, _SLOW_RELEASE, _FDA_NOT_SPLIT),
        ),
    ),
)


class DividingAdvice(Word):
    """The key of the table of advice on dividing: one piece of advice that goes with a plan that divides a product."""

    WHO_SHOWS = "who-shows"
    OPEN = "open"
    TAKE = "take"
    NO_WATER = "no-water"
    KEEP = "keep"
    ONE_TABLET = "one-tablet"


DIVIDING_ADVICE: Final[Table[DividingAdvice, tuple[Dividing, ...]]] = Table(
    name="dose",
    title="Advice on dividing a product, and the products that it is for",
    key=DividingAdvice,
    rules=(
        Rule(
            id="dose.open.who-shows",
            when=when(DividingAdvice.WHO_SHOWS),
            then=(Dividing.OPENED,),
            because="open a capsule only if a pharmacist or clinician has said that you may. Ask them to show you how",
            cites=(
                Citation(
                    source=NHS_CRUSHING,
                    place="opening capsules",
                    claim="Open a capsule only if a pharmacist or clinician has said so. They show you how.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="dose.open.heaps",
            when=when(DividingAdvice.OPEN),
            then=(Dividing.OPENED,),
            because="tip the powder on a clean, dry plate and push it into heaps of equal size",
            cites=(
                Citation(
                    source=CONVENTION,
                    place=_CONVENTION_PLACE,
                    claim="Powder is divided into equal heaps by eye, so the amounts are approximate.",
                ),
            ),
        ),
        Rule(
            id="dose.open.take",
            when=when(DividingAdvice.TAKE),
            then=(Dividing.OPENED,),
            because="stir your part into a spoonful of soft food or a little water, and swallow it at once without "
            "chewing",
            cites=(
                Citation(
                    source=MEDICINES_FOR_CHILDREN,
                    place="capsules, written for parents",
                    claim="Stir the content into a spoonful of soft food or a little water, and take it at once, "
                    "without chewing.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="dose.open.no-water",
            when=when(DividingAdvice.NO_WATER),
            then=(Dividing.OPENED,),
            because="divide the dry powder before you stir it. Not every form of magnesium dissolves, so a part of the "
            "liquid may not be a part of the dose",
            cites=(
                Citation(
                    source=WHO_OXIDE,
                    place="magnesium oxide, solubility",
                    claim="Magnesium oxide hardly dissolves in water.",
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=CONVENTION,
                    place=_CONVENTION_PLACE,
                    claim="A part of a liquid in which the powder does not dissolve is not a part of the dose.",
                ),
            ),
        ),
        Rule(
            id="dose.open.keep",
            when=when(DividingAdvice.KEEP),
            then=(Dividing.OPENED,),
            because="keep the rest of the powder dry and closed, and take it at the next intake",
            cites=(
                Citation(
                    source=CONVENTION,
                    place=_CONVENTION_PLACE,
                    claim="What is left of an opened capsule is kept dry and closed, and is used at the next intake.",
                ),
            ),
        ),
        Rule(
            id="dose.split.one-tablet",
            when=when(DividingAdvice.ONE_TABLET),
            then=(Dividing.SCORED, Dividing.UNSCORED),
            because="split one tablet at a time, and take all its pieces before you split the next. Heat and damp harm "
            "the pieces",
            cites=(
                Citation(
                    source=FDA_SPLITTING,
                    place="third point",
                    claim="Split one tablet at a time, and take both halves before the next is split. Heat and damp "
                    "harm the halves.",
                ),
            ),
        ),
    ),
)
