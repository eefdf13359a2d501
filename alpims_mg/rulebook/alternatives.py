"""Tables of what may be done instead of a proposal that is withheld, and of the words with which it is suggested."""

from typing import Final

from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Answer, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.tables import Rule, Table, when


class AlternativeKind(Word):
    """The key of the table of alternatives: a kind of proposal to suggest instead of a withheld one."""

    STAY = "stay"
    LOWER = "lower"
    TOPICAL = "topical"
    ANOTHER_TARGET = "another-target"
    UNDIVIDED = "undivided"
    ANOTHER_PRODUCT = "another-product"


ALTERNATIVES: Final[Table[AlternativeKind, tuple[str, ...]]] = Table(
    name="route",
    title="What may be done instead, and the rules that each alternative may address",
    key=AlternativeKind,
    rules=(
        Rule(
            id="route.instead.stay",
            when=when(AlternativeKind.STAY),
            then=("zone", "condition", "additive", "dose", "ceiling"),
            because="your present amount, unchanged",
            cites=(guide.YELLOW_MAINTAIN_IF_TOLERATED, guide.AS_TOLERATED),
        ),
        Rule(
            id="route.instead.lower",
            when=when(AlternativeKind.LOWER),
            then=(
                *("zone", "consult", "condition", "kidney", "age", "medicine"),
                *("form", "label", "additive", "dose", "ceiling"),
            ),
            because="to take less[: {lower_mg} mg a day], or none",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of lowering",
                    claim="To take less, or none, is refused to nobody.",
                ),
            ),
        ),
        Rule(
            id="route.instead.topical",
            when=when(AlternativeKind.TOPICAL),
            then=("zone", "condition", "kidney", "age", "medicine", "additive", "dose", "ceiling"),
            because="magnesium on the skin, after a patch test",
            cites=(guide.RED_TOPICAL_ONLY, guide.YELLOW_TOPICAL_TO_CALM, guide.GREEN_TOPICAL_AS_NEEDED),
        ),
        Rule(
            id="route.instead.target",
            when=when(AlternativeKind.ANOTHER_TARGET),
            then=("dose", "ceiling"),
            because="a plan that ends at another daily amount[: {target_mg} mg]",
            cites=(guide.TARGET_BAND,),
        ),
        Rule(
            id="route.instead.undivided",
            when=when(AlternativeKind.UNDIVIDED),
            then=("dose.form",),
            because="this product in whole ones only, never divided",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of dosage forms",
                    claim="A product that must be swallowed whole is taken in whole ones, or not at all.",
                ),
            ),
        ),
        Rule(
            id="route.instead.product",
            when=when(AlternativeKind.ANOTHER_PRODUCT),
            then=(
                "condition",
                "additive",
                "ceiling",
                "dose.start",
                "dose.form",
                "dose.rise",
                "dose.last",
                "dose.capsules",
                "dose.present",
                "dose.intake",
            ),
            because="a new start[ with another product: {differences}]",
            cites=(guide.START_PORTIONS, guide.AVOID_CITRUS, guide.AVOID_STEVIA, guide.AVOID_FLAVOURING),
        ),
    ),
)


class Suggestion(Word):
    """The answer of a row in the table of alternatives by their answer: whether such an alternative is suggested."""

    SUGGESTED = "suggested"
    NOT_SUGGESTED = "not-suggested"


_OWN_ANSWER: Final = Citation(
    source=CONVENTION,
    place="reading of alternatives",
    claim="An alternative is judged like any proposal, and its own answer is said with it.",
)

ALTERNATIVE_ANSWERS: Final[Table[Answer, Suggestion]] = Table(
    name="route",
    title="What is said with an alternative, by its own answer",
    key=Answer,
    rules=(
        Rule(
            id="route.instead-answer.offer",
            when=when(Answer.OFFER),
            then=Suggestion.SUGGESTED,
            because="this is possible today",
            cites=(_OWN_ANSWER,),
        ),
        Rule(
            id="route.instead-answer.consult",
            when=when(Answer.CONSULT),
            then=Suggestion.SUGGESTED,
            because="this may be an option: ask a clinician about it first",
            cites=(_OWN_ANSWER, guide.WORK_WITH_PRACTITIONER),
        ),
        Rule(
            id="route.instead-answer.needs-information",
            when=when(Answer.NEEDS_INFORMATION),
            then=Suggestion.SUGGESTED,
            because="this may be an option, but facts are missing[. State first: {facts}]",
            cites=(_OWN_ANSWER,),
        ),
        Rule(
            id="route.instead-answer.withhold",
            when=when(Answer.WITHHOLD),
            then=Suggestion.NOT_SUGGESTED,
            because="this is ruled out too, so it is no alternative",
            cites=(_OWN_ANSWER,),
        ),
    ),
)


class ProductDifference(Word):
    """The key of the table of product differences: how a suggested product differs from the refused one."""

    FORM = "form"
    STRENGTH = "strength"
    DIVISION = "division"
    WHOLE = "whole"
    """The suggested product is taken in whole units only."""
    DOSAGE_FORM = "dosage-form"
    ADDITIVES = "additives"


_DIFFERENCES_NAMED: Final = Citation(
    source=CONVENTION,
    place="reading of alternatives",
    claim="The text names what is different from the product that was refused.",
)

PRODUCT_DIFFERENCES: Final[Table[ProductDifference, str]] = Table(
    name="route",
    title="Words for what is different about a suggested product",
    key=ProductDifference,
    rules=tuple(
        Rule(
            id=f"route.instead-product.{difference}",
            when=when(difference),
            then=words,
            because="a suggested product is described by what is different about it",
            cites=(_DIFFERENCES_NAMED,),
        )
        for difference, words in (
            (ProductDifference.FORM, "magnesium {form}"),
            (ProductDifference.STRENGTH, "{strength_mg} mg of magnesium in each unit"),
            (ProductDifference.DIVISION, "divides into {parts}"),
            (ProductDifference.WHOLE, "whole units only"),
            (ProductDifference.DOSAGE_FORM, "a {dosage_form}"),
            (ProductDifference.ADDITIVES, "without {additives}"),
        )
    ),
)
