"""Laws of labels: an amount is read only if the text states it, and a denial removes no additive stated elsewhere."""

import unicodedata
from decimal import Decimal

from alpims_mg.labels.label import Label
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.testing.laws.failures import verify

__all__ = ["a_denial_removes_no_additive", "a_label_never_invents_an_amount"]


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


def _written_numbers(text: str) -> list[str]:
    """The numbers in a text, each as it is written: a run of digits with the points and commas between these digits."""
    digits_only = "".join(sign if sign in "0123456789.," else " " for sign in text)
    return [number for number in (run.strip(".,") for run in digits_only.split()) if number]
