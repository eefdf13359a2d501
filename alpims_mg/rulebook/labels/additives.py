"""Tables of additives, with a verdict for each and when to screen for it, and lists of how labels spell additives.

The spellings are those of English labels, with Latin plant names and E numbers. For the additives that the guide
avoids, names in German, French, Spanish, Italian, Polish and Dutch are listed too. All other additives are found on
English labels only.
"""

from typing import Final, NamedTuple, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Citation, Source, SourceKind
from alpims_mg.model.vocabulary import Additive, Intent, Tolerance, Word
from alpims_mg.rulebook.clauses import AVOID_CITRUS, AVOID_FLAVOURING, AVOID_STEVIA, CAPSULE_MCAS_RISK
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.tables import Rule, Table, every, when

# --- Sources
SCHOFIELD_AFRIN_2019: Final = Source(
    title="Schofield & Afrin 2019, Am J Med Sci 357:507-511",
    kind=SourceKind.AUTHORITY,
    url="https://doi.org/10.1016/j.amjms.2019.03.005",
)
EXCIPIENT_REACTIVITY: Final = Citation(
    source=SCHOFIELD_AFRIN_2019,
    place="abstract",
    claim="People with MCAS can react to the ingredients of a medicine or supplement other than its active one.",
)
CITRIC_ACID_IS_CITRUS: Final = Citation(
    source=CONVENTION,
    place="additives, citric acid",
    claim="Citric acid counts as citrus, which is the safer reading. It is shown as its own kind.",
)
TOLERATED_GOES_ON: Final = Citation(
    source=CONVENTION,
    place="additives, tolerated",
    claim="An additive to avoid does not stop a dose that has been tolerated, but it is pointed out each time.",
)
ON_REQUEST_AS_STRICT: Final = Citation(
    source=CONVENTION,
    place="additives, on request",
    claim="This is screened for only when the person asks, and then as strictly as what the guide itself avoids.",
)
UNREAD_IS_UNKNOWN: Final = Citation(
    source=CONVENTION,
    place="additives, label not read",
    claim="A label that was not read may list any additive. Not read never counts as free of additives.",
)

LESS_IS_NO_START: Final = Citation(
    source=CONVENTION,
    place="additives, lowering",
    claim="An additive never stops anybody from taking less. It is pointed out, whatever was tolerated before.",
)

GOING_ON: Final = frozenset({Intent.MAINTAIN, Intent.INCREASE})
_RULED_OUT: Final = "This product is ruled out. Choose another product without it"
_HELD: Final = (
    "You have taken this amount for a full hold ({dose_counts.hold_usual} days unless set otherwise) without trouble"
)
_NOT_HELD: Final = (
    "You have not yet taken this amount for a full hold ({dose_counts.hold_usual} days unless set otherwise) without "
    "trouble"
)
INGREDIENTS_NOT_READ: Final = "which additives the product contains: its ingredients were not read"


# --- What follows from an additive
@final
class AdditiveKey(NamedTuple):
    """The key of the table of additives: one additive, the intent, and the tolerance of the present dose."""

    additive: Additive
    intent: Intent
    tolerance: Tolerance


ADDITIVES: Final[Table[AdditiveKey, Verdict]] = Table(
    name="additive",
    title="Additives",
    key=AdditiveKey,
    rules=(
        Rule(
            id="additive.citrus.start",
            when=when(additive=Additive.CITRUS, intent=Intent.START),
            then=Verdict.WITHHOLD,
            because="the label lists citrus, which the guide avoids. " + _RULED_OUT,
            cites=(AVOID_CITRUS,),
        ),
        Rule(
            id="additive.citrus.proven",
            when=when(additive=Additive.CITRUS, intent=GOING_ON, tolerance=Tolerance.PROVEN),
            then=Verdict.CAUTION,
            because="the label lists citrus, which the guide avoids. " + _HELD,
            cites=(AVOID_CITRUS, TOLERATED_GOES_ON),
        ),
        Rule(
            id="additive.citrus.unproven",
            when=when(additive=Additive.CITRUS, intent=GOING_ON, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="the label lists citrus, which the guide avoids. " + _NOT_HELD,
            cites=(AVOID_CITRUS,),
        ),
        Rule(
            id="additive.citric-acid.start",
            when=when(additive=Additive.CITRIC_ACID, intent=Intent.START),
            then=Verdict.WITHHOLD,
            because="the label lists citric acid, which we treat as citrus. " + _RULED_OUT,
            cites=(AVOID_CITRUS, CITRIC_ACID_IS_CITRUS),
        ),
        Rule(
            id="additive.citric-acid.proven",
            when=when(additive=Additive.CITRIC_ACID, intent=GOING_ON, tolerance=Tolerance.PROVEN),
            then=Verdict.CAUTION,
            because="the label lists citric acid, which we treat as citrus. " + _HELD,
            cites=(AVOID_CITRUS, CITRIC_ACID_IS_CITRUS, TOLERATED_GOES_ON),
        ),
        Rule(
            id="additive.citric-acid.unproven",
            when=when(additive=Additive.CITRIC_ACID, intent=GOING_ON, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="the label lists citric acid, which we treat as citrus. " + _NOT_HELD,
            cites=(AVOID_CITRUS, CITRIC_ACID_IS_CITRUS),
        ),
        Rule(
            id="additive.stevia.start",
            when=when(additive=Additive.STEVIA, intent=Intent.START),
            then=Verdict.WITHHOLD,
            because="the label lists stevia, which the guide avoids. " + _RULED_OUT,
            cites=(AVOID_STEVIA,),
        ),
        Rule(
            id="additive.stevia.proven",
            when=when(additive=Additive.STEVIA, intent=GOING_ON, tolerance=Tolerance.PROVEN),
            then=Verdict.CAUTION,
            because="the label lists stevia, which the guide avoids. " + _HELD,
            cites=(AVOID_STEVIA, TOLERATED_GOES_ON),
        ),
        Rule(
            id="additive.stevia.unproven",
            when=when(additive=Additive.STEVIA, intent=GOING_ON, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="the label lists stevia, which the guide avoids. " + _NOT_HELD,
            cites=(AVOID_STEVIA,),
        ),
        Rule(
            id="additive.flavouring.start",
            when=when(additive=Additive.FLAVOURING, intent=Intent.START),
            then=Verdict.WITHHOLD,
            because="the label lists a flavouring, which the guide avoids. " + _RULED_OUT,
            cites=(AVOID_FLAVOURING, CAPSULE_MCAS_RISK, EXCIPIENT_REACTIVITY),
        ),
        Rule(
            id="additive.flavouring.proven",
            when=when(additive=Additive.FLAVOURING, intent=GOING_ON, tolerance=Tolerance.PROVEN),
            then=Verdict.CAUTION,
            because="the label lists a flavouring, which the guide avoids. " + _HELD,
            cites=(AVOID_FLAVOURING, CAPSULE_MCAS_RISK, EXCIPIENT_REACTIVITY, TOLERATED_GOES_ON),
        ),
        Rule(
            id="additive.flavouring.unproven",
            when=when(additive=Additive.FLAVOURING, intent=GOING_ON, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="the label lists a flavouring, which the guide avoids. " + _NOT_HELD,
            cites=(AVOID_FLAVOURING, CAPSULE_MCAS_RISK, EXCIPIENT_REACTIVITY),
        ),
        Rule(
            id="additive.citrate-salt.start",
            when=when(additive=Additive.CITRATE_SALT, intent=Intent.START),
            then=Verdict.WITHHOLD,
            because="the label lists a citrate, which you avoid. " + _RULED_OUT,
            cites=(ON_REQUEST_AS_STRICT,),
        ),
        Rule(
            id="additive.citrate-salt.proven",
            when=when(additive=Additive.CITRATE_SALT, intent=GOING_ON, tolerance=Tolerance.PROVEN),
            then=Verdict.CAUTION,
            because="the label lists a citrate, which you avoid. " + _HELD,
            cites=(ON_REQUEST_AS_STRICT, TOLERATED_GOES_ON),
        ),
        Rule(
            id="additive.citrate-salt.unproven",
            when=when(additive=Additive.CITRATE_SALT, intent=GOING_ON, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="the label lists a citrate, which you avoid. " + _NOT_HELD,
            cites=(ON_REQUEST_AS_STRICT,),
        ),
        Rule(
            id="additive.dye.start",
            when=when(additive=Additive.DYE, intent=Intent.START),
            then=Verdict.WITHHOLD,
            because="the label lists a dye, which you avoid. " + _RULED_OUT,
            cites=(ON_REQUEST_AS_STRICT, EXCIPIENT_REACTIVITY),
        ),
        Rule(
            id="additive.dye.proven",
            when=when(additive=Additive.DYE, intent=GOING_ON, tolerance=Tolerance.PROVEN),
            then=Verdict.CAUTION,
            because="the label lists a dye, which you avoid. " + _HELD,
            cites=(ON_REQUEST_AS_STRICT, EXCIPIENT_REACTIVITY, TOLERATED_GOES_ON),
        ),
        Rule(
            id="additive.dye.unproven",
            when=when(additive=Additive.DYE, intent=GOING_ON, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="the label lists a dye, which you avoid. " + _NOT_HELD,
            cites=(ON_REQUEST_AS_STRICT, EXCIPIENT_REACTIVITY),
        ),
        Rule(
            id="additive.preservative.start",
            when=when(additive=Additive.PRESERVATIVE, intent=Intent.START),
            then=Verdict.WITHHOLD,
            because="the label lists a preservative, which you avoid. " + _RULED_OUT,
            cites=(ON_REQUEST_AS_STRICT, EXCIPIENT_REACTIVITY),
        ),
        Rule(
            id="additive.preservative.proven",
            when=when(additive=Additive.PRESERVATIVE, intent=GOING_ON, tolerance=Tolerance.PROVEN),
            then=Verdict.CAUTION,
            because="the label lists a preservative, which you avoid. " + _HELD,
            cites=(ON_REQUEST_AS_STRICT, EXCIPIENT_REACTIVITY, TOLERATED_GOES_ON),
        ),
        Rule(
            id="additive.preservative.unproven",
            when=when(additive=Additive.PRESERVATIVE, intent=GOING_ON, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="the label lists a preservative, which you avoid. " + _NOT_HELD,
            cites=(ON_REQUEST_AS_STRICT, EXCIPIENT_REACTIVITY),
        ),
        Rule(
            id="additive.sweetener.start",
            when=when(additive=Additive.SWEETENER, intent=Intent.START),
            then=Verdict.WITHHOLD,
            because="the label lists a sweetener, which you avoid. " + _RULED_OUT,
            cites=(ON_REQUEST_AS_STRICT, EXCIPIENT_REACTIVITY),
        ),
        Rule(
            id="additive.sweetener.proven",
            when=when(additive=Additive.SWEETENER, intent=GOING_ON, tolerance=Tolerance.PROVEN),
            then=Verdict.CAUTION,
            because="the label lists a sweetener, which you avoid. " + _HELD,
            cites=(ON_REQUEST_AS_STRICT, EXCIPIENT_REACTIVITY, TOLERATED_GOES_ON),
        ),
        Rule(
            id="additive.sweetener.unproven",
            when=when(additive=Additive.SWEETENER, intent=GOING_ON, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="the label lists a sweetener, which you avoid. " + _NOT_HELD,
            cites=(ON_REQUEST_AS_STRICT, EXCIPIENT_REACTIVITY),
        ),
        Rule(
            id="additive.filler.start",
            when=when(additive=Additive.FILLER, intent=Intent.START),
            then=Verdict.WITHHOLD,
            because="the label lists a filler, which you avoid. " + _RULED_OUT,
            cites=(ON_REQUEST_AS_STRICT, CAPSULE_MCAS_RISK, EXCIPIENT_REACTIVITY),
        ),
        Rule(
            id="additive.filler.proven",
            when=when(additive=Additive.FILLER, intent=GOING_ON, tolerance=Tolerance.PROVEN),
            then=Verdict.CAUTION,
            because="the label lists a filler, which you avoid. " + _HELD,
            cites=(ON_REQUEST_AS_STRICT, CAPSULE_MCAS_RISK, EXCIPIENT_REACTIVITY, TOLERATED_GOES_ON),
        ),
        Rule(
            id="additive.filler.unproven",
            when=when(additive=Additive.FILLER, intent=GOING_ON, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="the label lists a filler, which you avoid. " + _NOT_HELD,
            cites=(ON_REQUEST_AS_STRICT, CAPSULE_MCAS_RISK, EXCIPIENT_REACTIVITY),
        ),
        Rule(
            id="additive.fragrance.start",
            when=when(additive=Additive.FRAGRANCE, intent=Intent.START),
            then=Verdict.WITHHOLD,
            because="the label lists a fragrance, which you avoid. " + _RULED_OUT,
            cites=(ON_REQUEST_AS_STRICT, EXCIPIENT_REACTIVITY),
        ),
        Rule(
            id="additive.fragrance.proven",
            when=when(additive=Additive.FRAGRANCE, intent=GOING_ON, tolerance=Tolerance.PROVEN),
            then=Verdict.CAUTION,
            because="the label lists a fragrance, which you avoid. " + _HELD,
            cites=(ON_REQUEST_AS_STRICT, EXCIPIENT_REACTIVITY, TOLERATED_GOES_ON),
        ),
        Rule(
            id="additive.fragrance.unproven",
            when=when(additive=Additive.FRAGRANCE, intent=GOING_ON, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="the label lists a fragrance, which you avoid. " + _NOT_HELD,
            cites=(ON_REQUEST_AS_STRICT, EXCIPIENT_REACTIVITY),
        ),
        Rule(
            id="additive.lower",
            when=when(intent=Intent.LOWER),
            then=Verdict.CAUTION,
            because="the label lists something that the guide says to avoid, or that you avoid. "
            "Taking less also gives you less of it. It is no reason to wait",
            cites=(LESS_IS_NO_START,),
        ),
    ),
)


# --- A label that was not read
@final
class LabelKey(NamedTuple):
    """The key of the table of unread labels: the intent, and the tolerance of the present dose."""

    intent: Intent
    tolerance: Tolerance


LABELS: Final[Table[LabelKey, Verdict]] = Table(
    name="additive",
    title="Label not read",
    key=LabelKey,
    rules=(
        Rule(
            id="additive.not-read",
            when=when(intent=every(Intent, but={Intent.LOWER}), tolerance=Tolerance.UNPROVEN),
            then=Verdict.CONSULT,
            because=(
                "we have not seen the label. It may list things to avoid, and you have not yet taken any "
                "amount for a full hold without trouble"
            ),
            cites=(UNREAD_IS_UNKNOWN,),
            not_covered=INGREDIENTS_NOT_READ,
        ),
        Rule(
            id="additive.not-read.start",
            when=when(intent=Intent.START, tolerance=Tolerance.PROVEN),
            then=Verdict.CONSULT,
            because="we have not seen the label. It may list things to avoid, and this is a new start",
            cites=(UNREAD_IS_UNKNOWN,),
            not_covered=INGREDIENTS_NOT_READ,
        ),
        Rule(
            id="additive.not-read.proven",
            when=when(intent=GOING_ON, tolerance=Tolerance.PROVEN),
            then=Verdict.CAUTION,
            because=(
                "we have not seen the label. It may list things to avoid. You have taken this amount for "
                "a full hold without trouble"
            ),
            cites=(UNREAD_IS_UNKNOWN, TOLERATED_GOES_ON),
            not_covered=INGREDIENTS_NOT_READ,
        ),
        Rule(
            id="additive.not-read.lower",
            when=when(intent=Intent.LOWER),
            then=Verdict.CAUTION,
            because="we have not seen the label. It may list things to avoid. You need not wait for it to take less",
            cites=(UNREAD_IS_UNKNOWN, LESS_IS_NO_START),
            not_covered=INGREDIENTS_NOT_READ,
        ),
    ),
)


# --- Which additives are screened for
class Screened(Word):
    """The answer of a row in the table of screening: screen for an additive always, or only if the person avoids it."""

    ALWAYS = "always"
    ON_REQUEST = "on-request"


SCREENED: Final[Table[Additive, Screened]] = Table(
    name="additive",
    title="Additives that are screened for in capsules",
    key=Additive,
    rules=(
        Rule(
            id="additive.screened.always",
            when=when({Additive.CITRUS, Additive.CITRIC_ACID, Additive.STEVIA, Additive.FLAVOURING}),
            then=Screened.ALWAYS,
            because="the guide says to avoid citrus, stevia and flavouring. We treat citric acid as citrus",
            cites=(AVOID_CITRUS, AVOID_STEVIA, AVOID_FLAVOURING, CITRIC_ACID_IS_CITRUS),
        ),
        Rule(
            id="additive.screened.on-request",
            when=when(
                {
                    Additive.CITRATE_SALT,
                    Additive.DYE,
                    Additive.PRESERVATIVE,
                    Additive.SWEETENER,
                    Additive.FILLER,
                    Additive.FRAGRANCE,
                }
            ),
            then=Screened.ON_REQUEST,
            because="the guide does not say to avoid these, and people react to different things",
            cites=(ON_REQUEST_AS_STRICT,),
        ),
    ),
)


# --- How labels spell them
@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Spelling:
    """The words by which labels name one additive.

    The words are in the form that ``plain`` returns: lower case, without accents. A bar stands for signs that separate
    items, such as a comma. One space stands for each run of other signs. A phrase matches whole words. If it ends with
    ``*``, its last word may be longer.
    ``false_friends`` are phrases that look like this additive but mean something else. They are removed from the text
    before the search for this additive. The end of one item and the start of the next, such as "orange, carrot", must
    not look like a false friend.
    ``endings`` are endings of longer words, as German and Dutch build them: "Himbeeraroma".
    ``e_numbers`` are written without the E, and without the words in ``LEADS`` that may precede them.
    """

    additive: Additive
    words: tuple[str, ...]
    endings: tuple[str, ...] = ()
    false_friends: tuple[str, ...] = ()
    e_numbers: tuple[str, ...] = ()


# fmt: off
SPELLINGS: Final[tuple[Spelling, ...]] = (
    Spelling(
        additive=Additive.CITRUS,
        words=(
            "citrus", "citri", "orange", "oranges", "orangeade", "lemon", "lemons", "lemonade", "lime", "limes",
            "limeade", "grapefruit", "grapefruits", "tangerine", "tangerines", "mandarin", "mandarins", "mandarine",
            "mandarines", "bergamot", "bergamots", "bergamia", "yuzu", "yuzus", "clementine", "clementines", "satsuma",
            "satsumas", "pomelo", "pomelos", "pummelo", "pummelos", "kumquat", "kumquats", "calamansi", "tangelo",
            "tangelos", "citron", "citrons", "neroli", "petitgrain", "citrus sinensis", "citrus reticulata",
            "citrus limon", "citrus aurantium", "citrus paradisi", "c reticulata", "limon", "limonum", "aurantium",
            "aurantii", "paradisi", "citrus bioflavonoid*", "hesperidin", "naringin", "limonene", "calamondin",
            "citrus*", "zitrus*", "citrone*", "zitrone*", "orangen*", "orangeol", "limette*", "mandarine*",
            "pampelmuse*", "bergamotte*", "pomeranze*",
            "agrume*", "citron*", "pamplemousse*", "orange amere", "lime", "bigarade*",
            "limones", "limonada", "naranja*", "mandarina*", "toronja*", "lima limon", "zumo de lima", "aroma de lima",
            "citrico", "citricos", "citrica", "citricas", "cidra", "bergamota*",
            "agrumi", "agrumato", "arancia", "arance", "arancio", "limone", "limoni", "limonata", "pompelmo",
            "pompelmi",
            "mandarino", "mandarini", "bergamotto", "lime", "chinotto", "clementina*", "citrico",
            "cytryna", "cytryny", "cytryne", "cytryn", "cytrynowy", "cytrynowa", "cytrynowe", "cytrynowego",
            "cytrynowej", "cytrynowym", "cytrynowych", "cytrus*", "pomarancz*", "grejpfrut*", "grapefruit*", "limonk*",
            "mandarynk*", "bergamotk*", "pomelo",
            "citroen*", "limoen*", "sinaasappel*", "sinas", "mandarijn*", "pompelmoes*", "pomelo*",
        ),
        endings=("zitrone", "zitronen", "limoen"),
        false_friends=(
            "lemon balm", "lemongrass", "lemon grass", "lemon verbena", "lemon thyme", "lemon myrtle",
            "lemon eucalyptus", "lime flower*", "lime blossom*", "lime tree", "slaked lime", "hydrated lime",
            "soda lime", "orange pekoe", "fd c orange", "fd and c orange", "citrus red 2", "citrus red no 2",
            "wild bergamot", "citrimax", "citrulline", "isoquercitrin", "myricitrin",
            "citronensaure*", "zitronensaure*", "citronensaeure*", "zitronensaeure*", "zitronenmelisse*",
            "zitronengras*", "zitronenverbene*", "zitronenthymian*", "zitronenmyrte*", "zitroneneukalyptus*",
            "citronnelle*", "citronell*", "acide citrique", "melisse citron*", "verveine citron*",
            "acido citrico", "citricol*", "hierba limon", "hierba luisa", "cedron",
            "kwas cytrynowy", "kwasu cytrynowego", "kwasek cytrynowy", "kwasku cytrynowego", "kwasem cytrynowym",
            "melisa cytrynowa", "trawa cytrynowa", "trawy cytrynowej", "melisy cytrynowej", "citroenzuur*",
            "citroenmelisse*", "citroengras*", "citroenverbena*", "citroentijm*", "citrusfrei", "citrusvrij",
            "zitrusfrei*",
        ),
    ),
    Spelling(
        additive=Additive.CITRIC_ACID,
        words=(
            "citric", "citric acid", "sour salt", "lemon salt", "citricacid", "acide citrique", "acido citrico",
            "acidum citricum", "citroenzuur", "citromsav", "citronensaure", "citronsyra", "citronsyre",
            "kwas cytrynowy", "kwasek cytrynowy", "kyselina citronova", "sitruunahappo", "zitronensaeure",
            "zitronensaure", "citronensaure*", "zitronensaure*", "citronensaeure*", "zitronensaeure*",
            "acidos citricos",
            "acide citrique", "kwasu cytrynowego", "kwasku cytrynowego", "kwasem cytrynowym", "citroenzuur*",
        ),
        false_friends=(
            "hydroxycitric", "hydroxy citric", "citric acid cycle", "magnesium salts of citric acid",
            "magnesium salt of citric acid", "magnesiumsalze der citronensaure", "magnesiumsalze der zitronensaure",
            "magnesiumsalz der citronensaure", "magnesiumsalz der zitronensaure",
            "sels de magnesium de l acide citrique", "sel de magnesium de l acide citrique",
            "sales de magnesio del acido citrico", "sales magnesicas del acido citrico",
            "sales magnesicas de acido citrico", "sali di magnesio dell acido citrico",
            "sale di magnesio dell acido citrico", "sole magnezowe kwasu cytrynowego",
            "sol magnezowa kwasu cytrynowego",
            "magnesiumzouten van citroenzuur",
        ),
        e_numbers=("330",),
    ),
    Spelling(
        additive=Additive.STEVIA,
        words=(
            "stevia*", "steviol*", "stevioside*", "rebaudioside*", "rebaudiana", "rebiana*", "reb a", "reb b", "reb c",
            "reb d", "reb m", "reba", "rebd", "rebm", "truvia", "purevia", "pure via", "sweetleaf", "sweet leaf",
            "estevia*", "esteviol*", "stewi*", "rebaudiosid*", "rebaudiozyd*", "steviosid*", "stewiozyd*",
            "esteviosido*", "ekstraktu ze stewii", "wyciagu ze stewii", "ekstraktu z lisci stewii", "honigkraut*",
            "sussblatt*", "honingkruid",
        ),
        endings=("stevia",),
        e_numbers=("960", "960a", "960b", "960c", "960d"),
    ),
    Spelling(
        additive=Additive.FLAVOURING,
        words=(
            "flavour*", "flavor*", "masking agent*", "vanillin*", "ethylvanillin", "vanilla*", "essence*", "aroma",
            "aromas", "spice extract*", "maltol", "arome", "aromes", "aromen", "aromi", "aromaty", "aromastoff*",
            "aromatizante*", "aromatisant*", "saborizante*", "smaakstof*", "vainilla", "vaniglia", "vanille*",
            "arom", "aromastoff*", "aromaextrakt*", "aromazubereitung*", "aromakomposition*", "aromatisiert*",
            "geschmacksstoff*", "geschmacksverstarker*", "raucharom*",
            "aromatise*", "saveur", "saveurs", "exhausteur de gout", "exhausteurs de gout", "vanilline",
            "aromatizado*", "aromatizada*", "sabor", "sabores", "saborizado*", "saborizada*", "potenciador del sabor",
            "potenciadores del sabor", "esencia*", "vainillina",
            "aromatizzant*", "aromatizzat*", "al gusto", "gusto di", "gusto limone", "gusto arancia", "gusto agrumi",
            "gusto fragola", "gusto lampone", "esaltator* di sapidita", "essenza", "essenze", "vanillina",
            "aromat", "aromatu", "aromatow", "aromatem", "aromatami", "aromatyzowan*", "aromatyzujac*", "smak",
            "o smaku", "smaku", "smakow*", "wanili*", "wanilin*", "esencja", "esencji",
            "gearomatiseerd*", "aromatisch extract", "smaakversterker*", "vanilline*",
        ),
        endings=(
            "aroma", "arom", "aromen", "aromas", "essenz", "essenzen", "essentie", "geschmack", "smaak", "smaakstof",
            "smaakstoffen", "vanille",
        ),
        false_friends=(
            "nachgeschmack", "beigeschmack", "eigengeschmack", "geschmack", "nasmaak", "bijsmaak", "smaak",
            "eigen smaak",
            "sin sabor", "poprawia smak", "unflavoured", "unflavored", "un flavoured", "un flavored", "not flavoured",
            "not flavored", "flavourless",
            "flavorless", "flavonoid*", "bioflavonoid*", "isoflavone*", "riboflavin*",
        ),
        e_numbers=("636", "637"),
    ),
    Spelling(
        additive=Additive.CITRATE_SALT,
        words=(
            "citrate", "citrates", "citrated", "magnesium citrate", "calcium citrate", "potassium citrate",
            "zinc citrate", "sodium citrate", "dicitrate*", "tricitrate*", "citrat", "zitrat", "citrato*", "citrati",
            "cytrynian*", "citraat", "citraten",
        ),
        endings=("citrat", "zitrat", "citraat"),
        e_numbers=(
            "331", "331i", "331ii", "331iii", "332", "332i", "332ii", "333", "333i", "333ii", "333iii", "345", "380",
            "381", "1505",
        ),
    ),
    Spelling(
        additive=Additive.DYE,
        words=(
            "dye", "dyes", "colour", "colours", "coloured", "colouring*", "colourant*", "color", "colors", "colored",
            "coloring*", "colorant*", "lake", "lakes", "fd c", "fd and c", "fdc", "blue no", "green no", "orange no",
            "red no", "yellow no", "blue 1", "blue 2", "blue 4", "green 3", "green 5", "green 6", "orange 4",
            "orange 5", "red 2", "red 3", "red 6", "red 7", "red 21", "red 22", "red 27", "red 28", "red 30", "red 33",
            "red 36", "red 40", "yellow 5", "yellow 6", "yellow 8", "yellow 10", "brilliant blue", "patent blue",
            "indigotin*", "erythrosin*", "allura red", "ponceau*", "carmoisine", "azorubin*", "tartrazine",
            "sunset yellow", "orange yellow s", "quinoline yellow", "fast green", "brilliant black", "brown ht",
            "titanium dioxide", "titanium white", "tio2", "carmine*", "carminic acid", "cochineal*", "annatto*",
            "bixin", "norbixin", "iron oxide*", "ferric oxide*", "chlorophyllin*", "ci 77891", "ci 77491", "ci 77492",
            "ci 77499", "ci 16035", "ci 19140", "ci 15985", "ci 45430", "ci 42090", "ci 73015",
        ),
        false_friends=(
            "colourless", "colorless", "colour may vary", "color may vary", "colours may vary", "colors may vary",
            "salt lake*", "great lakes", "lake city", "lake forest",
        ),
        e_numbers=(
            "100", "101", "102", "104", "110", "120", "122", "123", "124", "127", "129", "131", "132", "133", "140",
            "141", "142", "150", "150a", "150b", "150c", "150d", "151", "153", "154", "155", "160a", "160b", "160c",
            "160d", "160e", "160f", "161b", "161g", "162", "163", "170", "171", "172", "173", "174", "175", "180",
        ),
    ),
    Spelling(
        additive=Additive.PRESERVATIVE,
        words=(
            "preservative*", "benzoate", "benzoates", "benzoic acid", "sorbate", "sorbates", "sorbic acid", "sulfit*",
            "sulphit*", "bisulfit*", "bisulphit*", "metabisulfit*", "metabisulphit*", "sulfur dioxide",
            "sulphur dioxide", "paraben*", "methylparaben*", "ethylparaben*", "propylparaben*", "butylparaben*",
            "hydroxybenzoate*", "parahydroxybenzoate*", "bha", "bht", "tbhq", "butylated hydroxyanisole",
            "butylated hydroxytoluene", "butylhydroquinone", "propyl gallate", "edta", "edetate*",
            "ethylenediaminetetraacetate", "sodium nitrite", "sodium nitrate", "potassium nitrite", "potassium nitrate",
            "propionate", "propionic acid", "natamycin", "nisin", "benzyl alcohol", "phenoxyethanol", "dehydroacetate",
            "dehydroacetic acid",
        ),
        e_numbers=(
            "200", "201", "202", "203", "210", "211", "212", "213", "214", "215", "216", "217", "218", "219", "220",
            "221", "222", "223", "224", "225", "226", "227", "228", "230", "231", "232", "234", "235", "239", "242",
            "243", "249", "250", "251", "252", "280", "281", "282", "283", "284", "285", "310", "319", "320", "321",
            "385",
        ),
    ),
    Spelling(
        additive=Additive.SWEETENER,
        words=(
            "sweetener*", "sweetening*", "sweetened", "sugar alcohol*", "polyol", "polyols", "sucralose", "splenda",
            "aspartame", "nutrasweet", "canderel", "acesulfam*", "ace k", "saccharin*", "neotame", "advantame",
            "cyclamate*", "cyclamic acid", "thaumatin", "xylitol", "sorbitol", "mannitol", "erythritol", "maltitol",
            "isomalt", "lactitol", "polyglycitol", "monk fruit*", "monkfruit*", "luohan guo", "lohan guo", "lo han",
            "luo han", "siraitia*", "momordica grosvenorii", "mogroside*", "maltodextrin*", "allulose", "psicose",
            "tagatose", "sucrose", "fructose", "levulose", "dextrose", "glucose", "cane sugar", "cane juice",
            "brown sugar", "raw sugar", "beet sugar", "coconut sugar", "date sugar", "icing sugar", "powdered sugar",
            "confectioner s sugar", "confectioners sugar", "invert sugar", "organic sugar", "fruit sugar", "corn sugar",
            "compressible sugar", "syrup", "syrups", "honey", "agave", "molasses",
        ),
        false_friends=("glucose tolerance", "glucose oxidase", "blood glucose"),
        e_numbers=(
            "420", "421", "950", "951", "952", "953", "954", "955", "957", "959", "961", "962", "964", "965", "966",
            "967", "968", "969",
        ),
    ),
    Spelling(
        additive=Additive.FILLER,
        words=(
            "filler", "fillers", "bulking agent*", "binder", "binders", "flow agent*", "anti caking*", "anticaking*",
            "lubricant*", "disintegrant*", "emulsifier*", "coating*", "glaze*", "glazing agent*", "magnesium stearate",
            "vegetable magnesium stearate", "stearate", "stearates", "stearic acid", "stearyl fumarate",
            "fatty acid salt*", "salts of fatty acids", "silicon dioxide", "silica", "silicate*", "trisilicate",
            "aluminosilicate*", "carrageenan*", "irish moss extract", "polysorbate*", "tween 20", "tween 60",
            "tween 80", "peg*", "polyethylene glycol*", "macrogol*", "propylene glycol", "povidone", "polyvidone",
            "crospovidone", "copovidone", "polyvinylpyrrolidone", "pvp", "pvpp", "polyvinyl alcohol", "talc", "talcum",
            "shellac", "gelatin*", "cellulose*", "mcc", "croscarmellose*", "carmellose*", "hpmc", "hypromellose*",
            "methylcellulose*", "hydroxypropylmethylcellulose", "hydroxypropylcellulose", "carboxymethylcellulose*",
            "ethylcellulose", "pullulan", "vegetable capsule*", "vegetarian capsule*", "veggie capsule*",
            "vegan capsule*", "capsule shell*", "maltodextrin*", "dextrin*", "cyclodextrin*", "starch*", "lactose",
            "calcium phosphate*", "dicalcium phosphate*", "tricalcium phosphate*", "rice flour", "rice bran",
            "rice powder", "rice hull*", "rice extract*", "rice concentrate*", "nu flow", "glycerin*", "glycerol",
            "triacetin", "lecithin*", "guar gum", "xanthan*", "acacia", "gum arabic", "arabic gum", "gellan*",
            "carnauba*", "beeswax", "bees wax", "lauryl sulfate*", "lauryl sulphate*", "mineral oil", "paraffin*",
        ),
        false_friends=("silica gel", "peganum*"),
        e_numbers=(
            "322", "341", "407", "407a", "412", "414", "415", "418", "422", "432", "433", "434", "435", "436", "460",
            "460i", "460ii", "461", "462", "463", "464", "465", "466", "468", "469", "470a", "470b", "551", "552",
            "553", "553a", "553b", "570", "572", "901", "902", "903", "904", "905", "1200", "1201", "1202", "1203",
            "1204", "1404", "1420", "1422", "1440", "1442", "1450", "1451", "1518", "1520", "1521",
        ),
    ),
    Spelling(
        additive=Additive.FRAGRANCE,
        words=(
            "fragrance*", "parfum*", "perfume*", "scent", "scented", "scents", "essential oil*", "aroma oil*",
            "lavender*", "lavandula*", "peppermint oil", "mentha piperita oil", "eucalyptus oil",
            "eucalyptus globulus*",
            "tea tree*", "melaleuca*", "rosemary oil", "rosmarinus officinalis*", "ylang ylang*", "cananga odorata*",
            "geranium oil", "pelargonium graveolens*", "patchouli*", "sandalwood*", "cedarwood*", "frankincense*",
            "clary sage*", "jasmine*", "jasminum*", "rose oil", "rosa damascena*", "chamomile oil",
            "menthol", "camphor", "linalool", "limonene", "geraniol", "citronellol", "citral", "eugenol", "coumarin",
            "farnesol", "benzyl salicylate", "benzyl benzoate", "hexyl cinnamal", "cinnamal", "hydroxycitronellal",
            "profumo", "profumi", "fragancia*", "duftstoff*", "parfumol", "atherische ole", "atherisches ol",
            "huile essentielle", "huiles essentielles", "aceite esencial", "aceites esenciales", "olio essenziale",
            "oli essenziali", "olejek eteryczny", "olejki eteryczne", "etherische olie",
        ),
        false_friends=("unscented", "un scented", "not scented", "unperfumed", "fragranceless", "ohne parfum"),
    ),
)
# fmt: on
"""One spelling for each additive. A word may name two additives: maltodextrin is a sweetener and a filler."""

# fmt: off
LEADS: Final[tuple[str, ...]] = (
    "ins", "ins no", "e no", "e nos", "e number", "e numbers", "e nr", "additive", "additives", "acidity regulator",
    "acidity regulators", "acidifier", "acidulant", "acidulants", "food acid", "food acids", "antioxidant",
    "antioxidants", "colour", "colours", "color", "colors", "flavour enhancer", "flavour enhancers", "flavor enhancer",
    "flavor enhancers", "preservative", "preservatives", "sweetener", "sweeteners", "emulsifier", "emulsifiers",
    "stabiliser", "stabilisers", "stabilizer", "stabilizers", "thickener", "thickeners", "humectant", "humectants",
    "glazing agent", "glazing agents", "anti caking agent", "anti caking agents", "anticaking agent",
    "anticaking agents", "bulking agent", "bulking agents", "filler", "fillers", "tablet coating",
    "sauerungsmittel", "saureregulator*", "sussungsmittel", "sussstoff*", "geschmacksverstarker",
    "acidifiant*", "correcteur* d acidite", "regulateur* d acidite", "edulcorant*", "exhausteur* de gout",
    "corrector* de acidez", "regulador* de la acidez", "regulador* de acidez", "acidulante*",
    "correttor* di acidita", "regolator* di acidita", "acidificant*", "dolcificant*", "edulcolorant*",
    "regulator* kwasowosci", "substancja slodzaca", "substancje slodzace", "zuurteregelaar*", "voedingszuur*",
    "zoetstof*",
)
# fmt: on
"""Words that may replace the E before the number of an additive: another numbering system, or the additive's purpose.

Several numbers may follow, as in "acidity regulators (330, 331)".
"""

UNITS_OF_AMOUNTS: Final[tuple[str, ...]] = ("mg", "mcg", "ug", "g", "iu", "ml", "kcal", "kj", "percent")
"""Units of measure. A number before one of them is an amount, not the number of an additive."""

NOT_A_LABEL: Final[tuple[str, ...]] = (
    "unknown",
    "not stated",
    "not known",
    "not listed",
    "not read",
    "see label",
    "see package",
    "see pack",
    "see bottle",
    "see box",
    "not provided",
    "not available",
    "none listed",
    "no information",
    "n a",
    "tbd",
    "proprietary blend",
)
"""Entries in place of an ingredient which show that nobody read the label. An entry without a letter shows the same."""
