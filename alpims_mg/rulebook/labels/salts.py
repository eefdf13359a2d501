"""Tables of magnesium salts: the share of magnesium in each, and the verdict if a label declares another share.

Shares are whole parts per 100,000 of the mass of the salt.
"""

from typing import Final, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Certainty, Citation, Source, SourceKind
from alpims_mg.model.vocabulary import Form, MagnesiumSalt, Word
from alpims_mg.rulebook.sources import CONVENTION, EU_2024_2694
from alpims_mg.rules.tables import Rule, Table, when

WHOLE: Final = 100_000
"""The whole mass of a salt: 100,000 parts. Shares are counted in these parts."""

# --- Sources
_COMPUTED: Final = Citation(
    source=Source(title="IUPAC standard atomic weights", kind=SourceKind.AUTHORITY),
    place="magnesium, 24.305",
    claim="The share is computed from the formula and the atomic weights.",
)
_PAPER: Final = Citation(
    source=Source(
        title="Molecules 2020, 25:3172, PMC7397051",
        kind=SourceKind.AUTHORITY,
        url="https://pmc.ncbi.nlm.nih.gov/articles/PMC7397051/table/molecules-25-03172-t003",
    ),
    place="table 3",
    claim="States the same share of magnesium, rounded to a tenth of a per cent.",
)
_OXIDE_TABLET: Final = Citation(
    source=Source(
        title="openFDA drug labels, magnesium oxide",
        kind=SourceKind.AUTHORITY,
        url="https://api.fda.gov/drug/label.json?search=openfda.generic_name%3A%22Magnesium+Oxide%22",
    ),
    place="tablets of 400 mg",
    claim="400 mg of magnesium oxide is declared as 241.3 mg of magnesium.",
)
_USP_CITRATE: Final = Citation(
    source=Source(title="USP monograph, magnesium citrate", kind=SourceKind.AUTHORITY),
    place="assay and loss on drying",
    claim="Once dried, it contains 14.5 to 16.4 % magnesium. The nonahydrate may lose 29 % of its mass when dried.",
    certainty=Certainty.QUOTED,
)
_MAKERS_CLAIM: Final = Citation(
    source=CONVENTION,
    place="after labels of dimagnesium malate (Albion)",
    claim="Labels declare about 18 to 20 % magnesium.",
    certainty=Certainty.RECALLED,
)
_THREONATE_SPECIFICATION: Final = Citation(
    source=EU_2024_2694,
    place="specification",
    claim="Magnesium makes up between 7.2 and 8.3 %.",
    certainty=Certainty.QUOTED,
)
_STEARATE_IS_A_FILLER: Final = Citation(
    source=CONVENTION,
    place="reading of labels",
    claim="Magnesium stearate is listed with the fillers and adds nothing to a dose.",
)
_BUFFERED: Final = Citation(
    source=CONVENTION,
    place="after a shop's page on buffered magnesium glycinate (Honour Health)",
    claim="Pure glycinate is sold with 12 to 14 % magnesium. Oxide mixed in raises the share.",
    certainty=Certainty.QUOTED,
)
_COMPARED: Final = Citation(
    source=CONVENTION,
    place="reading of labels",
    claim="A declared amount is compared with the share that the formula of the claimed form allows.",
)
_ROUNDED: Final = Citation(
    source=CONVENTION,
    place="reading of labels",
    claim="A margin of two per cent of the share allows for rounding on labels.",
)


# --- The salts
@final
@attrs.frozen(kw_only=True)
class Stoichiometry:
    """The answer of a row in the table of salts: the share of magnesium in one salt.

    The share is from ``least`` to ``most`` parts per 100,000 of the mass, both included. ``formula`` is None if the
    product as sold has no fixed formula. ``form`` is the guide's form that the salt belongs to, or None. ``counts`` is
    true if the magnesium of the salt counts as a dose.
    """

    formula: str | None
    form: Form | None
    least: int
    most: int
    counts: bool


SALTS: Final[Table[MagnesiumSalt, Stoichiometry]] = Table(
    name="form",
    title="Magnesium salts",
    key=MagnesiumSalt,
    rules=(
        Rule(
            id="form.salt.bisglycinate",
            when=when(MagnesiumSalt.BISGLYCINATE),
            then=Stoichiometry(formula="C4H8MgN2O4", form=Form.GLYCINATE, least=14_096, most=14_096, counts=True),
            because="two glycines for each magnesium, without water",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.bisglycinate-dihydrate",
            when=when(MagnesiumSalt.BISGLYCINATE_DIHYDRATE),
            then=Stoichiometry(formula="C4H12MgN2O6", form=Form.GLYCINATE, least=11_660, most=11_660, counts=True),
            because="two glycines for each magnesium, with two waters",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.lysinate-glycinate",
            when=when(MagnesiumSalt.LYSINATE_GLYCINATE),
            then=Stoichiometry(formula="C8H17MgN3O4", form=Form.GLYCINATE, least=9_980, most=9_980, counts=True),
            because="one lysine and one glycine for each magnesium",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.taurate",
            when=when(MagnesiumSalt.TAURATE),
            then=Stoichiometry(formula="C4H12MgN2O6S2", form=Form.TAURATE, least=8_917, most=8_917, counts=True),
            because="two taurines for each magnesium, without water",
            cites=(
                _COMPUTED,
                _PAPER,
            ),
        ),
        Rule(
            id="form.salt.taurate-dihydrate",
            when=when(MagnesiumSalt.TAURATE_DIHYDRATE),
            then=Stoichiometry(formula="C4H16MgN2O8S2", form=Form.TAURATE, least=7_876, most=7_876, counts=True),
            because="two taurines for each magnesium, with two waters",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.malate",
            when=when(MagnesiumSalt.MALATE),
            then=Stoichiometry(formula="C4H4MgO5", form=Form.MALATE, least=15_543, most=15_543, counts=True),
            because="one malic acid for each magnesium, without water",
            cites=(
                _COMPUTED,
                _PAPER,
            ),
        ),
        Rule(
            id="form.salt.malate-monohydrate",
            when=when(MagnesiumSalt.MALATE_MONOHYDRATE),
            then=Stoichiometry(formula="C4H6MgO6", form=Form.MALATE, least=13_937, most=13_937, counts=True),
            because="one malic acid for each magnesium, with one water",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.malate-dihydrate",
            when=when(MagnesiumSalt.MALATE_DIHYDRATE),
            then=Stoichiometry(formula="C4H8MgO7", form=Form.MALATE, least=12_632, most=12_632, counts=True),
            because="one malic acid for each magnesium, with two waters",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.malate-trihydrate",
            when=when(MagnesiumSalt.MALATE_TRIHYDRATE),
            then=Stoichiometry(formula="C4H10MgO8", form=Form.MALATE, least=11_551, most=11_551, counts=True),
            because="one malic acid for each magnesium, with three waters",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.bis-hydrogen-malate",
            when=when(MagnesiumSalt.BIS_HYDROGEN_MALATE),
            then=Stoichiometry(formula="C8H10MgO10", form=Form.MALATE, least=8_368, most=8_368, counts=True),
            because="two malic acids for each magnesium",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.dimagnesium-malate",
            when=when(MagnesiumSalt.DIMAGNESIUM_MALATE),
            then=Stoichiometry(formula="C4H6Mg2O7", form=Form.MALATE, least=22_641, most=22_641, counts=True),
            because="one malic acid for two magnesium, by the formula",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.dimagnesium-malate-as-sold",
            when=when(MagnesiumSalt.DIMAGNESIUM_MALATE_AS_SOLD),
            then=Stoichiometry(formula=None, form=Form.MALATE, least=18_000, most=22_641, counts=True),
            because=(
                "sold under this name without a formula. The range runs from what makers claim to what "
                "the formula gives"
            ),
            cites=(
                _MAKERS_CLAIM,
                _COMPUTED,
            ),
        ),
        Rule(
            id="form.salt.threonate",
            when=when(MagnesiumSalt.THREONATE),
            then=Stoichiometry(formula="C8H14MgO10", form=Form.THREONATE, least=8_253, most=8_253, counts=True),
            because="two threonic acids for each magnesium, without water",
            cites=(
                _COMPUTED,
                _PAPER,
            ),
        ),
        Rule(
            id="form.salt.threonate-monohydrate",
            when=when(MagnesiumSalt.THREONATE_MONOHYDRATE),
            then=Stoichiometry(formula="C8H16MgO11", form=Form.THREONATE, least=7_777, most=7_777, counts=True),
            because="two threonic acids for each magnesium, with one water",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.threonate-as-sold",
            when=when(MagnesiumSalt.THREONATE_AS_SOLD),
            then=Stoichiometry(formula=None, form=Form.THREONATE, least=7_200, most=8_300, counts=True),
            because="the range that the European specification allows",
            cites=(_THREONATE_SPECIFICATION,),
        ),
        Rule(
            id="form.salt.trimagnesium-dicitrate",
            when=when(MagnesiumSalt.TRIMAGNESIUM_DICITRATE),
            then=Stoichiometry(formula="C12H10Mg3O14", form=Form.CITRATE, least=16_163, most=16_163, counts=True),
            because="two citric acids for three magnesium, without water",
            cites=(
                _COMPUTED,
                _USP_CITRATE,
            ),
        ),
        Rule(
            id="form.salt.trimagnesium-dicitrate-nonahydrate",
            when=when(MagnesiumSalt.TRIMAGNESIUM_DICITRATE_NONAHYDRATE),
            then=Stoichiometry(formula="C12H28Mg3O23", form=Form.CITRATE, least=11_890, most=11_890, counts=True),
            because="two citric acids for three magnesium, with nine waters",
            cites=(
                _COMPUTED,
                _USP_CITRATE,
            ),
        ),
        Rule(
            id="form.salt.trimagnesium-dicitrate-tetradecahydrate",
            when=when(MagnesiumSalt.TRIMAGNESIUM_DICITRATE_TETRADECAHYDRATE),
            then=Stoichiometry(formula="C12H38Mg3O28", form=Form.CITRATE, least=10_367, most=10_367, counts=True),
            because="two citric acids for three magnesium, with fourteen waters",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.hydrogen-citrate",
            when=when(MagnesiumSalt.HYDROGEN_CITRATE),
            then=Stoichiometry(formula="C6H6MgO7", form=Form.CITRATE, least=11_336, most=11_336, counts=True),
            because="one citric acid for each magnesium. It is also sold as citrate",
            cites=(
                _COMPUTED,
                _PAPER,
            ),
        ),
        Rule(
            id="form.salt.oxide",
            when=when(MagnesiumSalt.OXIDE),
            then=Stoichiometry(formula="MgO", form=Form.OXIDE, least=60_304, most=60_304, counts=True),
            because="one oxygen for each magnesium",
            cites=(
                _COMPUTED,
                _PAPER,
                _OXIDE_TABLET,
            ),
        ),
        Rule(
            id="form.salt.hydroxide",
            when=when(MagnesiumSalt.HYDROXIDE),
            then=Stoichiometry(formula="H2MgO2", form=None, least=41_676, most=41_676, counts=True),
            because="not a form of the guide. It is the salt in milk of magnesia",
            cites=(
                _COMPUTED,
                _PAPER,
            ),
        ),
        Rule(
            id="form.salt.carbonate",
            when=when(MagnesiumSalt.CARBONATE),
            then=Stoichiometry(formula="CMgO3", form=None, least=28_827, most=28_827, counts=True),
            because="not a form of the guide. One carbonate for each magnesium",
            cites=(
                _COMPUTED,
                _PAPER,
            ),
        ),
        Rule(
            id="form.salt.chloride-hexahydrate",
            when=when(MagnesiumSalt.CHLORIDE_HEXAHYDRATE),
            then=Stoichiometry(formula="Cl2H12MgO6", form=None, least=11_955, most=11_955, counts=True),
            because="not a form of the guide. Two chlorides for each magnesium, with six waters",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.sulfate-heptahydrate",
            when=when(MagnesiumSalt.SULFATE_HEPTAHYDRATE),
            then=Stoichiometry(formula="H14MgO11S", form=None, least=9_861, most=9_861, counts=True),
            because="not a form of the guide. It is Epsom salt, with seven waters",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.lactate-dihydrate",
            when=when(MagnesiumSalt.LACTATE_DIHYDRATE),
            then=Stoichiometry(formula="C6H14MgO8", form=None, least=10_192, most=10_192, counts=True),
            because="not a form of the guide. Two lactic acids for each magnesium, with two waters",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.gluconate",
            when=when(MagnesiumSalt.GLUCONATE),
            then=Stoichiometry(formula="C12H22MgO14", form=None, least=5_862, most=5_862, counts=True),
            because="not a form of the guide. Two gluconic acids for each magnesium, without water",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.gluconate-dihydrate",
            when=when(MagnesiumSalt.GLUCONATE_DIHYDRATE),
            then=Stoichiometry(formula="C12H26MgO16", form=None, least=5_394, most=5_394, counts=True),
            because="not a form of the guide. Two gluconic acids for each magnesium, with two waters",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.aspartate-dihydrate",
            when=when(MagnesiumSalt.ASPARTATE_DIHYDRATE),
            then=Stoichiometry(formula="C8H16MgN2O10", form=None, least=7_489, most=7_489, counts=True),
            because="not a form of the guide. Two aspartic acids for each magnesium, with two waters",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.orotate-dihydrate",
            when=when(MagnesiumSalt.OROTATE_DIHYDRATE),
            then=Stoichiometry(formula="C10H10MgN4O10", form=None, least=6_560, most=6_560, counts=True),
            because="not a form of the guide. Two orotic acids for each magnesium, with two waters",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.glycerophosphate",
            when=when(MagnesiumSalt.GLYCEROPHOSPHATE),
            then=Stoichiometry(formula="C3H7MgO6P", form=None, least=12_505, most=12_505, counts=True),
            because="not a form of the guide. One glycerophosphate for each magnesium",
            cites=(_COMPUTED,),
        ),
        Rule(
            id="form.salt.stearate",
            when=when(MagnesiumSalt.STEARATE),
            then=Stoichiometry(formula="C36H70MgO4", form=None, least=4_111, most=4_111, counts=False),
            because="a filler. The little magnesium in it never counts as a dose",
            cites=(
                _COMPUTED,
                _STEARATE_IS_A_FILLER,
            ),
        ),
    ),
)


# --- Comparing a label's two amounts
class Share(Word):
    """The key of the table of shares: the declared magnesium is within, above or below what its salt can hold."""

    WITHIN = "within"
    ABOVE = "above"
    BELOW = "below"


_AS_A_SHARE: Final = (
    "[: {elemental_mg} mg in {compound_mg} mg is {percent} %. This form holds {least_percent} to {most_percent} %]"
)

SHARES: Final[Table[Share, Verdict]] = Table(
    name="form",
    title="Declared magnesium compared with its compound",
    key=Share,
    rules=(
        Rule(
            id="form.share-within",
            when=when(Share.WITHIN),
            then=Verdict.PERMIT,
            because="the declared magnesium fits the mass of its salt" + _AS_A_SHARE,
            cites=(_COMPUTED, _COMPARED, _ROUNDED),
        ),
        Rule(
            id="form.share-above",
            when=when(Share.ABOVE),
            then=Verdict.CONSULT,
            because="the label declares more magnesium than this form can hold"
            + _AS_A_SHARE
            + ". It may be mixed with "
            "another salt, or the label may be wrong. The amount may be the mass of the salt, not of the magnesium",
            cites=(_COMPUTED, _BUFFERED, _COMPARED, _ROUNDED),
            not_covered="how much magnesium the capsule holds: its label contradicts the form that it claims",
        ),
        Rule(
            id="form.share-below",
            when=when(Share.BELOW),
            then=Verdict.CAUTION,
            because="the label declares less magnesium than this form holds" + _AS_A_SHARE + ". It may hold water or "
            "a filler. Or the amount per serving was taken for that of one capsule",
            cites=(_COMPUTED, _COMPARED, _ROUNDED),
            not_covered="why so little magnesium is declared for the mass of the compound",
        ),
    ),
)


class ShareNumber(Word):
    """The key of the table of share numbers: by how much a label's share of magnesium may differ from the salt's."""

    TOLERANCE_PER_CENT = "tolerance-per-cent"


SHARE_NUMBERS: Final[Table[ShareNumber, int]] = Table(
    name="form",
    title="Numbers for comparing shares",
    key=ShareNumber,
    rules=(
        Rule(
            id="form.share-tolerance",
            when=when(ShareNumber.TOLERANCE_PER_CENT),
            then=2,
            because="labels round their amounts, so we let a share differ by up to "
            "{share_numbers.tolerance_per_cent} per cent of its own value",
            cites=(_ROUNDED,),
        ),
    ),
)
