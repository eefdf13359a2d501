"""The parts of the page of a label: what one capsule holds, what to avoid, and what was not read."""

from collections.abc import Iterable, Iterator
from typing import Final

from alpims_mg._internal.rendering import Block, Details, Foot, Grid, Listing, Marked, Section, Tone, sentence
from alpims_mg.labels.ingredients import additives_in, label_was_read
from alpims_mg.labels.lines import NamedSalt
from alpims_mg.labels.servings import Serving
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Finding, Verdict
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Additive, DosageForm, Intent, Tolerance
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.labels.additives import AdditiveKey, Screened

_NOT_PROVEN_ABSENT: Final = '"Not named" does not prove that it is absent.'
_NO_GAP: Final = "We found no part that we could not read."
_FOOT: Final = "For learning only. Check it against the bottle in your hand."


def label_title(sources: tuple[NamedSalt, ...], servings: Iterable[Serving], kind: DosageForm | None) -> str:
    """A sentence that says how much magnesium each capsule holds, and as what; or that the label does not show it."""
    unit = "one" if kind is None else kind.noun.removeprefix("hard ")
    amounts = {_in_one(serving) for serving in servings} - {None}
    named = " and ".join(f"{source.form or 'another form'} ({source.words})" for source in sources)
    held = f", as {named}" if named else ""
    if len(amounts) != 1:
        return f"The label does not show how much magnesium is in each {unit}.{f' It names {named}.' if named else ''}"
    (amount,) = amounts
    return f"{amount} mg of magnesium in each {unit}{held}."


def _in_one(serving: Serving) -> str | None:
    """The milligrams in one capsule of a serving. None if the label does not state them, or not exactly."""
    if serving.elemental is None or not serving.capsules or serving.elemental.nanograms % serving.capsules:
        return None
    return Elemental(nanograms=serving.elemental.nanograms // serving.capsules).format_mg()


def label_parts(
    sources: tuple[NamedSalt, ...],
    servings: tuple[Serving, ...],
    ingredients: tuple[str, ...] | None,
    findings: tuple[Finding, ...],
    not_read: tuple[NotChecked, ...],
) -> Iterator[Block]:
    """Yield what the label says, the ingredients to avoid and the others, and what was not read.

    Rule ids and the fields of gaps are details.
    """
    if servings:
        yield Section("The label says", tuple(sentence(str(serving)) for serving in servings))
    yield from _ingredient_blocks(ingredients)
    if findings:
        fits = tuple(sentence(found.plainly()) for found in findings)
        yield Section("Does the magnesium fit its compound?", fits)
    yield Section("Not read", tuple(sentence(gap.words()) for gap in not_read) or (_NO_GAP,))
    yield Foot(_FOOT)
    listings = (
        Listing("Sources of magnesium", tuple(map(str, sources))),
        Listing("Findings", tuple(f"{found.headline()}. {found.places()}" for found in findings)),
        Listing("Not read, by field", tuple(map(str, not_read))),
    )
    if shown := tuple(listing for listing in listings if listing.items):
        yield Details("All fields and sources", shown)


def _ingredient_blocks(ingredients: tuple[str, ...] | None) -> Iterator[Block]:
    """Yield the ingredients: first those that the guide says to avoid, then the others, then what is not named."""
    if ingredients is None:
        yield Section("Other ingredients", ("The label does not state them.",))
    named = ingredients or ()
    avoided = [words for words in named if _avoided(additives_in((words,)))]
    if avoided:
        rows = tuple((words, Marked(Tone.WITHHOLD, _kinds(additives_in((words,))))) for words in avoided)
        yield Grid("The guide says to avoid", ("on the label", "counts as"), rows)
        yield "These rules do not let a product with these be started. Look for one without them."
    others = tuple((words, _kinds(additives_in((words,)))) for words in named if words not in avoided)
    if others:
        yield Grid("Also on the label" if avoided else "On the label", ("on the label", "counts as"), others)
    if ingredients is not None and not named:
        yield Section("Other ingredients", ("The label says that there are none.",))
    unnamed = ", ".join(_words(one) for one in Additive if one not in additives_in(named))
    if label_was_read(ingredients):
        yield Section("Not named on the label", (sentence(unnamed), _NOT_PROVEN_ABSENT))
    else:
        yield Section("It may contain, since the list was not read", (sentence(unnamed),))


def _avoided(additives: frozenset[Additive]) -> bool:
    """Whether the rules always look for one of these additives, and then withhold a start."""
    return any(
        CURRENT.screened[additive].then is Screened.ALWAYS
        and CURRENT.additives[AdditiveKey(additive, Intent.START, Tolerance.UNPROVEN)].then is Verdict.WITHHOLD
        for additive in additives
    )


def _kinds(additives: frozenset[Additive]) -> str:
    """What an ingredient counts as. If the rules look for it only on request, that is said too."""
    words = ", ".join(_words(additive) for additive in Additive if additive in additives)
    if not words:
        return "nothing that these rules look for"
    return words if _avoided(additives) else f"{words}; avoided only if you say so"


def _words(additive: Additive) -> str:
    return str(additive).replace("-", " ")
