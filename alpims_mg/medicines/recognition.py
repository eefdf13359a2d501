"""Which kinds a medicine is, by its codes and its name."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from alpims_mg._internal.words import any_of, plain
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import MedicineClass
from alpims_mg.rulebook.medicines.names import RECOGNITIONS, Recognition
from alpims_mg.rulebook.medicines.wording import ADDS_A_DIURETIC, BESIDE_A_NAME, JOINS

_PARTS = re.compile(r"[()\[\]:]")
_BRAND = re.compile(r"\[[^\[\]]*\]\s*$")
_ATC = re.compile(r"[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?")
_AMOUNT = re.compile(r"\b\d[\d |]*(?:mg|mcg|ug|g|iu|ml|units?|%)?\b")
_WHOLE_CODE = len("H03AA01")
_DIURETICS = frozenset({MedicineClass.LOOP_OR_THIAZIDE_DIURETIC, MedicineClass.POTASSIUM_SPARING_DIURETIC})
_HELD_WITH_A_DIURETIC = frozenset(
    {MedicineClass.BLOOD_PRESSURE, MedicineClass.ACE_INHIBITOR, MedicineClass.BETA_BLOCKER, MedicineClass.SOTALOL}
)


@lru_cache(maxsize=4096)
def medicine_classes(medicine: Medicine) -> frozenset[MedicineClass]:
    """Every kind that the medicine is by its ATC code, its RxNorm ingredient or its name; ``UNRECOGNISED`` if none.

    A code that is cut short takes in every kind that it can be cut from, where no row speaks for it as it stands.
    A name is known with or without the vowel that ends it in one language and not in another. A part of a name that
    nothing knows, and a name with a question mark, are ``UNRECOGNISED`` beside what is known.

    >>> [str(kind) for kind in medicine_classes(Medicine(name="Levothyroxine 50 mcg"))]
    ['levothyroxine']
    >>> [str(kind) for kind in medicine_classes(Medicine(name="Furosemid"))]
    ['loop-or-thiazide-diuretic']
    """
    by_code = {*_by_atc(medicine.atc or ""), *_by_rxnorm(medicine.rxnorm or "")}
    hits = by_code | _by_name(medicine.name or "")
    doubted = not by_code and "?" in (medicine.name or "")
    return frozenset(hits | {MedicineClass.UNRECOGNISED} if not hits or doubted or unknown_part(medicine) else hits)


@lru_cache(maxsize=4096)
def unknown_part(medicine: Medicine) -> str:
    """What is not known of a name a part of which is, and for which no code speaks; a brand that closes it in square
    brackets is one more name for what stands before it.

    >>> unknown_part(Medicine(name="moxifloxacn 400 mg and vitamin D tablets"))
    'moxifloxacn'
    """
    if {*_by_atc(medicine.atc or ""), *_by_rxnorm(medicine.rxnorm or "")}:
        return ""
    name = medicine.name or ""
    unknown = _unknown_in(plain(_BRAND.sub("", name)))
    return " ".join((_unknown_in(plain(name)) if unknown is None else unknown) or ())


@lru_cache(maxsize=1024)
def members_named(medicine: Medicine) -> tuple[str, ...]:
    """One name for each kind that the groups, by whose word or code the medicine is called, take in.

    >>> members_named(Medicine(name="water pill"))[0]
    'loop diuretic'
    """
    stems = {hit["stem"].replace("| ", "") for hit in _medicine_names()[1].finditer(plain(medicine.name or ""))}
    groups = (row for row in RECOGNITIONS if row.members and (medicine.atc in row.atc or stems & _stems(row)))
    return tuple(_own_name(kind) for kind in dict.fromkeys(kind for row in groups for kind in row.members))


def _stems(row: Recognition) -> frozenset[str]:
    return frozenset(plain(name).removesuffix("e") for name in row.names)


def _own_name(kind: MedicineClass) -> str:
    return next(row.names[0] for row in RECOGNITIONS if row.medicine is kind and row.names)


def _by_atc(code: str) -> Iterable[MedicineClass]:
    code = code.replace(" ", "").upper()
    if not _ATC.fullmatch(code):
        return ()
    prefixes = _atc_prefixes()
    longest = max((length for length in range(1, len(code) + 1) if code[:length] in prefixes), default=0)
    hits = prefixes.get(code[:longest], frozenset())
    if len(code) == _WHOLE_CODE or hits & _groups():
        return hits
    return hits.union(*(kinds for prefix, kinds in prefixes.items() if prefix.startswith(code)))


@cache
def _groups() -> frozenset[MedicineClass]:
    return frozenset(row.medicine for row in RECOGNITIONS if row.members)


@cache
def _atc_prefixes() -> dict[str, frozenset[MedicineClass]]:
    return _gathered((prefix, row.medicine) for row in RECOGNITIONS for prefix in row.atc)


def _by_rxnorm(code: str) -> frozenset[MedicineClass]:
    return _rxnorm_codes().get(code.strip(), frozenset())


@cache
def _rxnorm_codes() -> dict[str, frozenset[MedicineClass]]:
    return _gathered((code, row.medicine) for row in RECOGNITIONS for code in row.rxnorm)


def _by_name(name: str) -> frozenset[MedicineClass]:
    """Every kind that the name holds; a group that is said beside members of it, and nothing else, is left out."""
    if alone := _names_alone().get(plain(name)):
        return alone
    parts = tuple(map(plain, _PARTS.split(name)))
    groups = [_members()[part] for part in parts if part in _members()]
    rest = " | ".join(part for part in parts if part not in _members())
    if groups and "?" not in name and _unknown_in(rest) == () and all(_named_in(rest) <= kinds for kinds in groups):
        return _named_in(rest)
    named = _named_in(plain(name)) | _joined(name)
    return named if named & _DIURETICS else named | _diuretic(plain(name))


def _joined(name: str) -> frozenset[MedicineClass]:
    """What a word means that counts alone, where it stands alone between two joins: "sertraline and calcium"."""
    parts = (_AMOUNT.sub("", plain(part)).strip() for part in _joins().split(name))
    return frozenset(kind for part in parts for kind in _names_alone().get(part, ()))


def _diuretic(text: str) -> frozenset[MedicineClass]:
    """A diuretic that is not named, where the word for one closes the name of a blood-pressure medicine."""
    closed = _closes_with_a_diuretic().search(text)
    held = closed and _named_in(text[: closed.start()]) & _HELD_WITH_A_DIURETIC
    return frozenset({MedicineClass.DIURETIC_UNNAMED}) if held else frozenset()


def _named_in(text: str) -> frozenset[MedicineClass]:
    names, pattern = _medicine_names()
    return frozenset(kind for hit in pattern.finditer(text) for kind in names[hit["stem"].replace("| ", "")])


def _unknown_in(text: str) -> tuple[str, ...] | None:
    """The words that are part of no name and do not stand beside one either; None where there is no name."""
    left, names = _medicine_names()[1].subn(" | ", text)
    if not names:
        return None
    return tuple(word for word in left.split() if word != "|" and not _beside_a_name().fullmatch(word))


@cache
def _beside_a_name() -> re.Pattern[str]:
    return re.compile(rf"\d*(?:{any_of(BESIDE_A_NAME)})|[a-z]{{0,3}}\d{{3,}}|\d+")


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(rf"[,;/+&]|\b(?:{any_of(JOINS)})\b", re.IGNORECASE)


@cache
def _closes_with_a_diuretic() -> re.Pattern[str]:
    beside = rf"(?: (?:\| )?(?:\d*(?:{any_of(BESIDE_A_NAME)})|\d+))*"
    return re.compile(rf"\b(?:{any_of(ADDS_A_DIURETIC)})\b{beside} ?(?:\||$)")


@cache
def _members() -> dict[str, frozenset[MedicineClass]]:
    """The kinds that each word for a group takes in."""
    return {plain(name): frozenset(row.members) for row in RECOGNITIONS if row.members for name in row.names}


@cache
def _medicine_names() -> tuple[dict[str, frozenset[MedicineClass]], re.Pattern[str]]:
    """What stands under each name, without its last vowel, which changes with the language."""
    names = _gathered((plain(name).removesuffix("e"), row.medicine) for row in RECOGNITIONS for name in row.names)
    return names, re.compile(rf"\b(?P<stem>{any_of(names, broken=True)})[aeo]?(?![a-z])")


@cache
def _names_alone() -> dict[str, frozenset[MedicineClass]]:
    return _gathered((plain(name), row.medicine) for row in RECOGNITIONS for name in row.alone)


def _gathered(pairs: Iterable[tuple[str, MedicineClass]]) -> dict[str, frozenset[MedicineClass]]:
    """Every kind that stands under one writing."""
    kinds: dict[str, frozenset[MedicineClass]] = {}
    for writing, kind in pairs:
        kinds[writing] = kinds.get(writing, frozenset()) | {kind}
    return kinds
