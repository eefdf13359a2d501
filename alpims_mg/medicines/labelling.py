"""Names each medicine of a list, so that two different medicines under one name are told apart by their codes."""

from alpims_mg.medicines.recognition import recognised
from alpims_mg.model.situations import Medicine


def told_apart(medicines: tuple[Medicine, ...]) -> tuple[str, ...]:
    """What findings and acknowledgements call each of these medicines: its name, or a code if it has no name.

    Two entries under one name are one medicine if they mean the same classes, whatever their codes. If they do not, the
    codes are added to the name, so a yes to one of them never covers the other.

    >>> told_apart((Medicine(name="my pill", atc="H03AA01"), Medicine(name="my pill", atc="N06AB06")))
    ('my pill (ATC H03AA01)', 'my pill (ATC N06AB06)')
    >>> told_apart((Medicine(name="levothyroxine", atc="H03AA01"), Medicine(name="levothyroxine", rxnorm="10582")))
    ('levothyroxine', 'levothyroxine')
    """
    names = tuple(map(str, medicines))
    if len(set(names)) == len(names):
        return names
    meanings = {(name, recognised(medicine).classes) for name, medicine in zip(names, medicines, strict=True)}
    meant = [name for name, _ in meanings]
    return tuple(
        f"{name} ({_codes(medicine)})" if meant.count(name) > 1 else name
        for name, medicine in zip(names, medicines, strict=True)
    )


def _codes(medicine: Medicine) -> str:
    codes = (("ATC", medicine.atc), ("RxNorm", medicine.rxnorm))
    return ", ".join(f"{system} {code}" for system, code in codes if code) or "no code"
