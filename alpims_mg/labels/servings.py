"""Puts the lines of a label together: the servings, what they hold, and what could not be read."""

from collections.abc import Iterable
from typing import Any, final

import attrs

from alpims_mg._internal.messages import Message, as_it_is, joined, say
from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_text, a_whole_number, an_instance
from alpims_mg.errors import raise_if_any
from alpims_mg.labels.checks import contradiction, heavy_unit_findings
from alpims_mg.labels.dosage_forms import counts_units, dosage_form_in
from alpims_mg.labels.ingredients import additives_in
from alpims_mg.labels.lines import NOT_STATED, UNKNOWN_SERVING, Line, NamedSalt
from alpims_mg.labels.shares import share_finding
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Finding
from alpims_mg.model.products import MOST_INGREDIENTS
from alpims_mg.model.quantities import Compound, Elemental
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.labels.amounts import Contradiction
from alpims_mg.rulebook.labels.salts import WHOLE


@final
@attrs.frozen(kw_only=True)
class Serving(Displayed):
    """One serving of a label: its size, the mass of magnesium in it, and the mass of the magnesium salt (``compound``).

    A mass is None if the label does not state it. ``capsules`` counts capsules or tablets, or the scoops, level
    teaspoons or sachets of a powder. It is None if the serving is not stated, or counted in nothing of these. If only
    the salt is stated, ``elemental_least`` and ``elemental_most`` are the least and the most magnesium that this mass
    of salt can hold. This range is never a dose.
    """

    words: str
    capsules: int | None
    elemental: Elemental | None
    compound: Compound | None
    elemental_least: Elemental | None = None
    elemental_most: Elemental | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        masses = ("elemental", "elemental_least", "elemental_most")
        raise_if_any(
            (
                a_text("words", self.words, example="2 capsules"),
                a_whole_number("capsules", self.capsules, least=1, most=999, of="capsules", optional=True),
                an_instance("compound", self.compound, Compound, example="Compound.mg(500)", optional=True),
                *(
                    an_instance(name, getattr(self, name), Elemental, example="Elemental.mg(100)", optional=True)
                    for name in masses
                ),
            )
        )

    def __str__(self) -> str:
        return str(self.plainly())

    def plainly(self) -> Message:
        """One line with the serving and its masses."""
        masses: list[Message] = []
        if self.elemental is not None:
            masses.append(say("view.label", "{mg} mg elemental", mg=self.elemental.format_mg()))
        if self.compound is not None:
            masses.append(say("view.label", "{mg} mg compound", mg=self.compound.format_mg()))
        if self.elemental_least and self.elemental_most:
            least, most = self.elemental_least.format_mg(), self.elemental_most.format_mg()
            if least == most:
                masses.append(say("view.label", "which can be {most} mg elemental, not stated", most=most))
            else:
                masses.append(
                    say("view.label", "which can be {least} to {most} mg elemental, not stated", least=least, most=most)
                )
        amounts = joined(", ", masses or (say("view.label", "no amount read"),))
        return say("view.label", "{words}: {amounts}", words=serving_words(self.words), amounts=amounts)


def serving_words(words: str) -> Message:
    """The words of a label for a serving. They stay as they are, unless there are none."""
    return say("view.label", "serving not stated") if words == UNKNOWN_SERVING else as_it_is(words)


def _shortened(ingredients: tuple[str, ...]) -> tuple[str, ...]:
    """As many of these ingredients as a capsule may have. Those that name an additive are kept first.

    The last item is "not stated", as in every list that is stated in part.
    """
    ranked = sorted(enumerate(ingredients), key=lambda item: not additives_in((item[1],)))
    return (*(ingredient for _, ingredient in sorted(ranked[: MOST_INGREDIENTS - 1])), NOT_STATED)


def label_fields(
    lines: Iterable[Line], ingredients: tuple[str, ...] | None, head: str, rulebook: Rulebook
) -> dict[str, Any]:
    """A mapping from each field of ``Label`` to its value, for a label with these lines and ingredients.

    ``head`` is the text that may name the dosage form.
    """
    dosage_form = dosage_form_in(head)
    lines = tuple(line if counts_units(line.words, dosage_form) else line._replace(capsules=None) for line in lines)
    if any(line.contradicts for line in lines):
        lines = tuple(line._replace(elemental=None) for line in lines)
    sources = tuple(dict.fromkeys(source for line in lines for source in line.named))
    not_read = [*(line.not_read for line in lines if line.not_read)]
    by_serving: dict[tuple[str, int | None], list[Line]] = {}
    for line in lines:
        if line.serves or line.elemental is not None or line.compound is not None:
            by_serving.setdefault((line.words if line.capsules is None else "", line.capsules), []).append(line)
    per_capsules = {_masses(line) for (_, capsules), own in by_serving.items() if capsules for line in own}
    servings: list[Serving] = []
    findings: list[Finding] = []
    for (_, capsules), serving_lines in by_serving.items():
        words = serving_lines[0].words
        # Leave out a line with an unknown serving if a line for a number of capsules states the same amounts.
        own = [line for line in serving_lines if words != UNKNOWN_SERVING or _masses(line) not in per_capsules]
        masses: dict[str, int | None] = {}
        for kind in ("elemental", "compound"):
            stated = {mass for line in own if (mass := getattr(line, kind)) is not None}
            masses[kind] = next(iter(stated)) if len(stated) == 1 else None
            if len(stated) > 1:
                why = _several_amounts(kind, serving_words(words), len(stated))
                not_read.append(NotChecked(path=f"label.servings.{kind}_mg", because=why))
        if not own:
            continue
        serving, found, unchecked = _checked_serving(words, capsules, masses, sources, rulebook)
        servings.append(serving)
        findings += found
        not_read += unchecked
    if not sources:
        not_read.append(
            NotChecked(path="label.sources", because=say("view.label", "no known form of magnesium is named"))
        )
    if not any(serving.elemental is not None for serving in servings):
        why = say("view.label", "no amount is clearly stated to be elemental magnesium")
        not_read.append(NotChecked(path="label.servings.elemental_mg", because=why))
    if ingredients is None or NOT_STATED in ingredients:
        why = say("view.label", "the other ingredients: not stated, or not all")
        not_read.append(NotChecked(path="label.ingredients", because=why))
    if ingredients is not None and len(ingredients) > MOST_INGREDIENTS:
        count = len(ingredients)
        why = say(
            "view.label",
            "{left} of {count} other ingredients, because there are so many",
            left=count - MOST_INGREDIENTS + 1,
            count=count,
        )
        not_read.append(NotChecked(path="label.ingredients", because=why))
        ingredients = _shortened(ingredients)
    if not any(serving.capsules for serving in servings):
        why = say(
            "view.label", "the number of capsules, tablets or scoops in a serving: not stated, or not counted in these"
        )
        not_read.append(NotChecked(path="label.servings.capsules", because=why))
    if dosage_form is None:
        why = say("view.label", "the kind of product, such as a capsule or a tablet: not stated, or stated in two ways")
        not_read.append(NotChecked(path="label.dosage_form", because=why))
    return {
        "dosage_form": dosage_form,
        "sources": sources,
        "servings": tuple(servings),
        "ingredients": ingredients,
        "not_read": tuple(dict.fromkeys(not_read)),
        "findings": tuple(dict.fromkeys(findings)),
    }


def _several_amounts(kind: str, words: Message, count: int) -> Message:
    """Why no amount of this kind is taken for a serving."""
    if kind == "elemental":
        return say(
            "view.label",
            "{words}: {count} different amounts of elemental magnesium are stated, so none is used",
            words=words,
            count=count,
        )
    return say(
        "view.label",
        "{words}: {count} different amounts of compound magnesium are stated, so none is used",
        words=words,
        count=count,
    )


def _masses(line: Line) -> tuple[int | None, int | None]:
    return line.elemental, line.compound


def _checked_serving(
    words: str,
    capsules: int | None,
    masses: dict[str, int | None],
    sources: tuple[NamedSalt, ...],
    rulebook: Rulebook,
) -> tuple[Serving, list[Finding], list[NotChecked]]:
    """Three values: the serving, a list of findings on its masses, and a list of what was not checked."""
    elemental = None if masses["elemental"] is None else Elemental(nanograms=masses["elemental"])
    compound = None if masses["compound"] is None else Compound(nanograms=masses["compound"])
    share_range = _named_share_range(sources, rulebook)
    if elemental and compound is not None and elemental.nanograms > compound.nanograms:
        masses_mg = (("elemental_mg", elemental.format_mg()), ("compound_mg", compound.format_mg()))
        gap = contradiction(Contradiction.MORE_THAN_SALT, (("words", words), *masses_mg), rulebook)
        return Serving(words=words, capsules=capsules, elemental=None, compound=None), [], [gap]
    serving = Serving(words=words, capsules=capsules, elemental=elemental, compound=compound)
    heavy = [*heavy_unit_findings(words, capsules, elemental, compound, share_range, rulebook)]
    if not compound or not compound.nanograms:
        return serving, heavy, []
    if share_range is None:
        why = say(
            "view.label",
            "{words}: the name of the compound does not show how much of it is magnesium",
            words=serving_words(words),
        )
        return serving, heavy, [NotChecked(path="label.servings.compound_mg", because=why)]
    if elemental:
        found, unchecked = share_finding(elemental, compound, share_range, rulebook)
        path = "label.servings.compound_mg"
        return serving, [found, *heavy], [attrs.evolve(unchecked, path=path)] if unchecked else []
    least = Elemental(nanograms=compound.nanograms * share_range[0] // WHOLE)
    most = Elemental(nanograms=-(-compound.nanograms * share_range[1] // WHOLE))
    return attrs.evolve(serving, elemental_least=least, elemental_most=most), heavy, []


def _named_share_range(named: tuple[NamedSalt, ...], rulebook: Rulebook) -> tuple[int, int] | None:
    """A pair: the least and the largest share of magnesium in the named salts, in parts per 100,000.

    None if no source is named, or if a name does not show which salts it means.
    """
    salts = tuple(rulebook.salts[salt].then for source in named for salt in source.salts)
    if not salts or not all(source.salts for source in named):
        return None
    return min(salt.least for salt in salts), max(salt.most for salt in salts)
