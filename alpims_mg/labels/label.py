"""Reads labels from their text, or from a record of the NIH label database.

Only amounts that the label itself states are read. A part that is not clear is left out, and ``not_read`` lists it.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Self, cast, final

import attrs

from alpims_mg._internal.messages import say, word
from alpims_mg._internal.rendering import Page, Renderable
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_member, an_instance, check_instances
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.labels.dosage_forms import kind_of_product
from alpims_mg.labels.ingredients import additives_in
from alpims_mg.labels.label_blocks import label_parts, label_title
from alpims_mg.labels.lines import NO_MAGNESIUM, NamedSalt
from alpims_mg.labels.lists import text_ingredients
from alpims_mg.labels.readings import text_lines
from alpims_mg.labels.records import LabelRecord
from alpims_mg.labels.servings import Serving, label_fields
from alpims_mg.labels.tokens import is_daily, label_text, spaced_text
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Finding, Findings, as_findings
from alpims_mg.model.products import Capsule, ingredient_faults
from alpims_mg.model.quantities import Compound, Elemental
from alpims_mg.model.vocabulary import Additive, DosageForm, Form
from alpims_mg.rulebook.current import CURRENT, Rulebook

_SMALLEST_STEP = 1000
"""Nanograms, 0.001 mg in all. The amount in one capsule must be a multiple of this number."""

_MOST_CHARACTERS = 20_000
_MOST_SHOWN = 160


@final
@attrs.frozen(kw_only=True)
class Label(Renderable):
    """What a label states about its magnesium in each serving, and about its other ingredients.

    ``sources`` are the sources of magnesium that the label names. ``ingredients`` are the other ingredients. They are
    None if the label does not state them, and empty if the label states that there are none. A list that is known only
    in part ends with "not stated". ``not_read`` lists what could not be read, and why. ``findings`` tell whether the
    declared magnesium fits the mass of its salt. ``dosage_form`` is the kind of product that the label shows, such as a
    softgel. None means that it shows none, or more than one.

    >>> label = Label.from_text("Serving size: 2 capsules. Magnesium (as magnesium glycinate) 200 mg")
    >>> str(label.capsule(divides_into=1).elemental)
    '100 mg elemental'
    """

    sources: tuple[NamedSalt, ...]
    servings: tuple[Serving, ...]
    ingredients: tuple[str, ...] | None
    not_read: tuple[NotChecked, ...]
    findings: Findings = attrs.field(converter=as_findings)
    dosage_form: DosageForm | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                *check_instances("sources", self.sources, NamedSalt),
                *check_instances("servings", self.servings, Serving),
                *ingredient_faults(self.ingredients),
                *check_instances("not_read", self.not_read, NotChecked),
                *check_instances("findings", self.findings, Finding),
                a_member("dosage_form", self.dosage_form, DosageForm, optional=True),
            )
        )

    @classmethod
    def from_text(cls, text: str, *, rulebook: Rulebook = CURRENT) -> Self:
        """Read the English text of a label. Parts that are not clear are left out and listed in ``not_read``.

        Raises: ``InvalidInputError`` for a value that is not text, or a text of more than 20,000 characters.

        >>> label = Label.from_text("Magnesium glycinate 1000 mg")
        >>> print(label.servings[0])
        serving not stated: 1000 mg compound, which can be 99.8 to 140.96 mg elemental, not stated
        """
        raise_if_any(
            (
                an_instance("text", text, str, example="'Magnesium (as magnesium glycinate) 100 mg'"),
                an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
            )
        )
        raise_if_any((_length_fault(text),))
        clean = label_text(text)
        lines = text_lines(spaced_text(text), rulebook)
        return cls(**label_fields(lines, text_ingredients(clean, rulebook), clean, rulebook))

    @classmethod
    def from_dsld(cls, record: Mapping[str, Any], *, rulebook: Rulebook = CURRENT) -> Self:
        """Read a record of the NIH Dietary Supplement Label Database, as parsed from its JSON.

        Raises: ``InvalidInputError`` for a value that is not a mapping.

        >>> quantity = {"quantity": 100, "unit": "mg", "servingSizeQuantity": 1, "servingSizeUnit": "Capsule(s)"}
        >>> row = {"name": "Magnesium", "forms": [{"name": "Magnesium Oxide"}], "quantity": [quantity]}
        >>> print(Label.from_dsld({"ingredientRows": [row]}).servings[0])
        1 Capsule(s): 100 mg elemental
        """
        raise_if_any(
            (
                an_instance("record", record, Mapping, example="json.loads(...)"),
                an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
            )
        )
        label = LabelRecord(record=record)
        return cls(**label_fields(label.lines(rulebook), label.ingredients(), kind_of_product(record), rulebook))

    def capsule(self, *, divides_into: int, form: Form | None = None) -> Capsule:
        """One capsule of the product. ``divides_into`` is the number of equal parts that it can be divided into.

        ``form`` is for a label that names no source of magnesium. It cannot change the source that a label names.

        The mass of the compound is rounded down to a whole nanogram. This mass is never a dose.

        Raises: ``InvalidInputError`` with every reason why the label does not describe one capsule.

        >>> label = Label.from_text("One tablet contains 250 mg elemental magnesium from magnesium citrate")
        >>> print(label.capsule(divides_into=2))
        citrate tablet, 250 mg elemental each, divides into 2
        >>> unnamed = Label.from_text("One tablet contains 100 mg elemental magnesium")
        >>> print(unnamed.capsule(divides_into=2, form=Form.OXIDE))
        oxide tablet, 100 mg elemental each, divides into 2
        """
        raise_if_any((a_member("form", form, Form, optional=True),))
        forms = {source.form for source in self.sources}
        own = next(iter(forms)) if len(forms) == 1 else None
        form_faults = (_form_fault(self, own, form), _other_form_fault(self.sources, own, form))
        form = own or form
        raise_if_any((*form_faults, *_amount_faults(self)))
        serving = next(serving for serving in self.servings if serving.elemental is not None and serving.capsules)
        compounds = (_per_capsule(serving.compound, serving.capsules) for serving in self.servings)
        mass = next((int(compound) for compound in compounds if compound), 0)
        return Capsule(
            form=cast("Form", form),
            elemental=Elemental(nanograms=int(cast("Fraction", _per_capsule(serving.elemental, serving.capsules)))),
            divides_into=divides_into,
            ingredients=self.ingredients,
            compound=Compound(nanograms=mass) if mass else None,
            dosage_form=self.dosage_form,
        )

    @property
    def additives(self) -> frozenset[Additive]:
        """The set of additives that the label names. An unread ingredient list may name more of them."""
        return additives_in(self.ingredients or ())

    def page(self) -> Page:
        """A page with what one capsule holds, what the guide says to avoid, and what could not be read.

        Rule ids and the names of fields are details.
        """
        noun = None if self.dosage_form is None else word("noun", self.dosage_form.noun)
        kind = (say("view.label", "Kind of product: {noun}.", noun=noun),) if noun else ()
        parts = label_parts(self.sources, self.servings, self.ingredients, self.findings, self.not_read)
        return Page(label_title(self.sources, self.servings, self.dosage_form), (*kind, *parts))


def _length_fault(text: str) -> Fault | None:
    if len(text) <= _MOST_CHARACTERS:
        return None
    expected, fix = f"a label of at most {_MOST_CHARACTERS} characters", "give the text of one product"
    return Fault(path="text", expected=expected, actual=f"{len(text)} characters", fix=fix)


def _per_capsule(mass: Elemental | Compound | None, capsules: int | None) -> Fraction | None:
    return None if mass is None or capsules is None else Fraction(mass.nanograms, capsules)


def _form_fault(label: Label, own: Form | None, form: Form | None) -> Fault | None:
    """A fault if the label names no single form, and nobody may say which it is."""
    if own is not None or (form is not None and not label.sources):
        return None
    actual = ", ".join(map(str, label.sources))[:_MOST_SHOWN] or _no_magnesium(label) or "none"
    fix = "build the Capsule yourself if you know its form" if label.sources else "give form=... if you know its form"
    return Fault(path="sources", expected=f"exactly one of the {len(Form)} forms", actual=actual, fix=fix)


def _other_form_fault(named: tuple[NamedSalt, ...], own: Form | None, form: Form | None) -> Fault | None:
    """A fault if the form that is given is not the one that the label names."""
    if form is None or not named or form is own:
        return None
    expected = f"{own}, as the label says" if own else "no form, since the label names its sources of magnesium"
    return Fault(path="form", expected=expected, actual=str(form), fix="leave form out")


def _no_magnesium(label: Label) -> str | None:
    """Why a label has no magnesium at all, such as "the text is empty". None if it has."""
    return next((gap.because for gap in label.not_read if gap.path == NO_MAGNESIUM), None)


def _amount_faults(label: Label) -> Iterator[Fault]:
    servings = label.servings
    stated = tuple(serving for serving in servings if serving.elemental is not None)
    if not stated:
        expected = "an amount of elemental magnesium, stated on the label"
        actual = _no_magnesium(label) or "; ".join(map(str, servings))[:_MOST_SHOWN] or "none"
        yield Fault(path="servings.elemental", expected=expected, actual=actual, fix="ask the maker for it")
    if any(serving.capsules for serving in stated):
        stated = tuple(serving for serving in stated if serving.capsules or not is_daily(serving.words))
    for serving in stated:
        if serving.capsules is None:
            expected, fix = (
                "a number of capsules, tablets or scoops",
                "use a label that states how many are in a serving",
            )
            yield Fault(path="servings.capsules", expected=expected, actual=str(serving), fix=fix)
        elif serving.elemental and serving.elemental.nanograms % (serving.capsules * _SMALLEST_STEP):
            expected = "an amount that is exact for one capsule, to 0.001 mg"
            fix = "ask the maker for the amount in one capsule"
            yield Fault(path="servings.elemental", expected=expected, actual=str(serving), fix=fix)
    for kind in ("elemental", "compound"):
        if len({_per_capsule(getattr(serving, kind), serving.capsules) for serving in servings} - {None}) > 1:
            expected, fix = "the same amount for one capsule in every serving", "ask the maker which amount is right"
            actual = "; ".join(map(str, servings))[:_MOST_SHOWN]
            yield Fault(path=f"servings.{kind}", expected=expected, actual=actual, fix=fix)
