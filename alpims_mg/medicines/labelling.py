"""Names each medicine of a list, so that two different medicines under one name are told apart by their codes."""

from collections import Counter

from alpims_mg.medicines.recognition import recognised
from alpims_mg.model.situations import Medicine


def told_apart(medicines: tuple[Medicine, ...]) -> tuple[tuple[str, Medicine], ...]:
    """A pair for each medicine: what findings and acknowledgements call it, and the medicine.

    A medicine is called by its name, or by a code if it has no name.
    Two entries under one name are one medicine if they mean the same classes, whatever their codes. If they do not, the
    codes are added to the name, so a yes to one of them never covers the other.

    >>> pills = (Medicine(name="my pill", atc="H03AA01"), Medicine(name="my pill", atc="N06AB06"))
    >>> [name for name, _ in told_apart(pills)]
    ['my pill (ATC H03AA01)', 'my pill (ATC N06AB06)']
    >>> same = (Medicine(name="levothyroxine", atc="H03AA01"), Medicine(name="levothyroxine", rxnorm="10582"))
    >>> [name for name, _ in told_apart(same)]
    ['levothyroxine', 'levothyroxine']
    """
    named = tuple((str(medicine), medicine) for medicine in medicines)
    if len({name for name, _ in named}) == len(named):
        return named
    meant = Counter(name for name, _ in {(name, recognised(medicine).classes) for name, medicine in named})
    return tuple((f"{name} ({_codes(medicine)})" if meant[name] > 1 else name, medicine) for name, medicine in named)


def _codes(medicine: Medicine) -> str:
    codes = (("ATC", medicine.atc), ("RxNorm", medicine.rxnorm))
    return ", ".join(f"{system} {code}" for system, code in codes if code) or "no code"
