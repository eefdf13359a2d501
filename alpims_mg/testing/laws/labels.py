"""Laws of labels: an amount is read only if the text states it, and a denial removes no additive stated elsewhere."""

import unicodedata
from decimal import Decimal

from alpims_mg.errors import InvalidInputError
from alpims_mg.labels.label import Label
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Form
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "a_day_without_units_gives_no_amount_per_unit",
    "a_denial_removes_no_additive",
    "a_label_never_invents_an_amount",
    "adding_a_column_never_changes_the_amount_per_unit",
]


def a_denial_removes_no_additive(text: str, denial: str, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a sentence that denies something removes no additive that the text of a label states.

    ``denial`` is a whole sentence with its full stop, such as "Contains no stevia.".
    """
    stated = Label.from_text(text, rulebook=rulebook).additives
    for together in (f"{text}\n{denial}", f"{denial}\n{text}"):
        found = Label.from_text(together, rulebook=rulebook).additives
        verify(stated <= found, "a denial removes an additive that is stated elsewhere", together, stated - found)


def a_label_never_invents_an_amount(text: str, rulebook: Rulebook = CURRENT) -> None:
    """Verify that every amount that is read from a label is written in its text, in micrograms, milligrams or grams."""
    written = {
        Decimal(number) * nanograms
        for digits in _written_numbers(unicodedata.normalize("NFKC", text))
        for number in (digits.replace(",", ""), digits.replace(",", "."))
        if number.count(".") < 2
        for nanograms in (10**3, 10**6, 10**9)
    }
    for serving in Label.from_text(text, rulebook=rulebook).servings:
        for amount in (serving.elemental, serving.compound):
            stated = amount is None or amount.nanograms in written
            verify(stated, "the label states an amount that its text does not", text, amount)


def adding_a_column_never_changes_the_amount_per_unit(text: str, wider: str, rulebook: Rulebook = CURRENT) -> None:
    """Verify that the amount in one unit is the same on both labels, or not read on the second.

    ``wider`` is the text of a label that was read, with one more column.
    """
    read, after = (_per_unit(Label.from_text(one, rulebook=rulebook)) for one in (text, wider))
    kept = read is None or after is None or after == read
    verify(kept, "one more column changes the amount in one unit", text, wider, read, after)


def a_day_without_units_gives_no_amount_per_unit(text: str, rulebook: Rulebook = CURRENT) -> None:
    """Verify that nothing is read for one unit of a label that states amounts of a day, but not of how many units."""
    amount = _per_unit(Label.from_text(text, rulebook=rulebook))
    verify(amount is None, "an amount of a day is read as that of its units", text, amount)


def _per_unit(label: Label) -> Elemental | None:
    """The magnesium in one unit of a product. None if the label does not give it."""
    form = None if label.sources else Form.CITRATE
    try:
        return label.capsule(divides_into=1, form=form).elemental
    except InvalidInputError:
        return None


def _written_numbers(text: str) -> list[str]:
    """The numbers in a text, each as it is written: a run of digits with the points and commas between these digits."""
    digits_only = "".join(sign if sign in "0123456789.," else " " for sign in text)
    return [number for number in (run.strip(".,") for run in digits_only.split()) if number]
