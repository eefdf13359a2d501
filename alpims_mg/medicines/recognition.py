"""Finds the classes of a medicine from its codes and its name.

If a code or a name can mean several classes, all of them count. So an unclear entry never gets a milder answer.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from alpims_mg._internal.words import any_of, plain
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import MedicineClass
from alpims_mg.rulebook.medicines.names import RECOGNITIONS, Recognition
from alpims_mg.rulebook.medicines.wording import ADDS_A_DIURETIC, BESIDE_A_NAME, JOINS

_PART_ENDS = re.compile(r"[()\[\]:]")
_BRAND = re.compile(r"\[[^\[\]]*\]\s*$")
_ATC = re.compile(r"[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?")
_AMOUNT = re.compile(r"\b\d[\d |]*(?:mg|mcg|ug|g|iu|ml|units?|%)?\b")
_ATC_LENGTH = len("H03AA01")
_DIURETICS = frozenset({MedicineClass.LOOP_OR_THIAZIDE_DIURETIC, MedicineClass.POTASSIUM_SPARING_DIURETIC})
_COMBINED_WITH_A_DIURETIC = frozenset(
    {MedicineClass.BLOOD_PRESSURE, MedicineClass.ACE_INHIBITOR, MedicineClass.BETA_BLOCKER, MedicineClass.SOTALOL}
)


def medicine_classes(medicine: Medicine) -> frozenset[MedicineClass]:
    """The set of all classes that the ATC code, the RxNorm ingredient and the name of the medicine can mean.

    A group is a class for a general name, such as "water pill". A shortened ATC code means all codes that start with
    it, unless it is the code of a group. A name is recognised with or without its final vowel, which differs between
    languages. The set also has ``UNRECOGNISED`` if nothing is recognised, or if only the name is recognised and it
    has an unknown part or a question mark.

    >>> [str(kind) for kind in medicine_classes(Medicine(name="Levothyroxine 50 mcg"))]
    ['levothyroxine']
    >>> [str(kind) for kind in medicine_classes(Medicine(name="Furosemid"))]
    ['loop-or-thiazide-diuretic']
    """
    return _recognised(medicine.name or "", medicine.atc or "", medicine.rxnorm or "")[0]


def unknown_part(medicine: Medicine) -> str:
    """The unknown words of a name that is known in part, joined by spaces.

    Empty if no word is known, if all words are known, or if a code of the medicine is known. A brand in square brackets
    at the end counts as another name for the words before the brackets.

    >>> unknown_part(Medicine(name="moxifloxacn 400 mg and vitamin D tablets"))
    'moxifloxacn'
    """
    return _recognised(medicine.name or "", medicine.atc or "", medicine.rxnorm or "")[1]


@lru_cache(maxsize=4096)
def _recognised(name: str, atc: str, rxnorm: str) -> tuple[frozenset[MedicineClass], str]:
    """A pair: the classes of a medicine, and the unknown part of its name. An empty argument means not stated."""
    by_code = _classes_by_rxnorm().get(rxnorm.strip(), frozenset[MedicineClass]()) | _classes_by_atc(atc)
    classes = by_code | _classes_by_name(name)
    unknown: tuple[str, ...] | None = ()
    if not by_code:
        unknown = _unknown_words(plain(_BRAND.sub("", name)))
        unknown = _unknown_words(plain(name)) if unknown is None else unknown
    doubtful = not by_code and "?" in name
    if not classes or doubtful or unknown:
        classes |= {MedicineClass.UNRECOGNISED}
    return classes, " ".join(unknown or ())


def member_names(medicine: Medicine) -> tuple[str, ...]:
    """One name for each member of the group, such as "water pill", that the medicine names. Empty if it names none.

    >>> member_names(Medicine(name="water pill"))[0]
    'loop diuretic'
    """
    return _member_names(medicine.name or "", medicine.atc)


@lru_cache(maxsize=1024)
def _member_names(name: str, atc: str | None) -> tuple[str, ...]:
    stems = {hit["stem"].replace("| ", "") for hit in _classes_by_stem()[1].finditer(plain(name))}
    groups = (row for row in RECOGNITIONS if row.members and (atc in row.atc or stems & _stems(row)))
    return tuple(_first_name(kind) for kind in dict.fromkeys(kind for row in groups for kind in row.members))


def _stems(row: Recognition) -> frozenset[str]:
    return frozenset(plain(name).removesuffix("e") for name in row.names)


def _first_name(kind: MedicineClass) -> str:
    return next(row.names[0] for row in RECOGNITIONS if row.medicine is kind and row.names)


def _classes_by_atc(code: str) -> frozenset[MedicineClass]:
    """The classes of the longest known prefix of an ATC code. Empty if ``code`` is not an ATC code.

    A shortened code also has the classes of all codes that start with it, unless it is the code of a group.
    """
    code = code.replace(" ", "").upper()
    if not _ATC.fullmatch(code):
        return frozenset()
    prefixes = _classes_by_atc_prefix()
    longest = max((length for length in range(1, len(code) + 1) if code[:length] in prefixes), default=0)
    classes = prefixes.get(code[:longest], frozenset())
    if len(code) == _ATC_LENGTH or classes & _group_classes():
        return classes
    return classes.union(*(kinds for prefix, kinds in prefixes.items() if prefix.startswith(code)))


@cache
def _group_classes() -> frozenset[MedicineClass]:
    return frozenset(row.medicine for row in RECOGNITIONS if row.members)


@cache
def _classes_by_atc_prefix() -> dict[str, frozenset[MedicineClass]]:
    return _classes_by_key((prefix, row.medicine) for row in RECOGNITIONS for prefix in row.atc)


@cache
def _classes_by_rxnorm() -> dict[str, frozenset[MedicineClass]]:
    return _classes_by_key((code, row.medicine) for row in RECOGNITIONS for code in row.rxnorm)


def _classes_by_name(name: str) -> frozenset[MedicineClass]:
    """Every class that the name means. In "water pill (furosemide)", the medicine counts and its group does not."""
    if classes := _classes_of_whole_names().get(plain(name)):
        return classes
    parts = tuple(map(plain, _PART_ENDS.split(name)))
    groups = [_members_by_group()[part] for part in parts if part in _members_by_group()]
    rest = " | ".join(part for part in parts if part not in _members_by_group())
    members = _classes_in(rest)
    if groups and "?" not in name and _unknown_words(rest) == () and all(members <= kinds for kinds in groups):
        return members
    classes = _classes_in(plain(name)) | _classes_between_joins(name)
    return classes if classes & _DIURETICS else classes | _added_diuretic(plain(name))


def _classes_between_joins(name: str) -> frozenset[MedicineClass]:
    """The classes of words such as "calcium" that count only if they are a whole part of the name.

    Words such as "and", and signs such as "+", separate the parts: "sertraline and calcium".
    """
    parts = (_AMOUNT.sub("", plain(part)).strip() for part in _joins().split(name))
    return frozenset(kind for part in parts for kind in _classes_of_whole_names().get(part, ()))


def _added_diuretic(text: str) -> frozenset[MedicineClass]:
    """A set with ``DIURETIC_UNNAMED`` if a word such as "plus" follows a blood-pressure medicine; else an empty set.

    Such a word means that the product also contains a diuretic.
    """
    ending = _diuretic_ending().search(text)
    is_combined = ending and _classes_in(text[: ending.start()]) & _COMBINED_WITH_A_DIURETIC
    return frozenset({MedicineClass.DIURETIC_UNNAMED}) if is_combined else frozenset()


def _classes_in(text: str) -> frozenset[MedicineClass]:
    """The classes of all medicine names in a text that ``plain`` returned."""
    names, pattern = _classes_by_stem()
    return frozenset(kind for hit in pattern.finditer(text) for kind in names[hit["stem"].replace("| ", "")])


def _unknown_words(text: str) -> tuple[str, ...] | None:
    """The words that the library does not know. Names of medicines and words such as "tablet" are known.

    None if the text names no known medicine.
    """
    rest, names = _classes_by_stem()[1].subn(" | ", text)
    if not names:
        return None
    return tuple(word for word in rest.split() if word != "|" and not _companion_word().fullmatch(word))


@cache
def _companion_word() -> re.Pattern[str]:
    return re.compile(rf"\d*(?:{any_of(BESIDE_A_NAME)})|[a-z]{{0,3}}\d{{3,}}|\d+")


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(rf"[,;/+&]|\b(?:{any_of(JOINS)})\b", re.IGNORECASE)


@cache
def _diuretic_ending() -> re.Pattern[str]:
    companions = rf"(?: (?:\| )?(?:\d*(?:{any_of(BESIDE_A_NAME)})|\d+))*"
    return re.compile(rf"\b(?:{any_of(ADDS_A_DIURETIC)})\b{companions} ?(?:\||$)")


@cache
def _members_by_group() -> dict[str, frozenset[MedicineClass]]:
    """A mapping from each name of a group to the set of classes in that group."""
    return {plain(name): frozenset(row.members) for row in RECOGNITIONS if row.members for name in row.names}


@cache
def _classes_by_stem() -> tuple[dict[str, frozenset[MedicineClass]], re.Pattern[str]]:
    """A pair: a table from each name without its final "e" to its classes, and a pattern that finds these names.

    The pattern allows a final a, e or o.
    """
    names = _classes_by_key((plain(name).removesuffix("e"), row.medicine) for row in RECOGNITIONS for name in row.names)
    return names, re.compile(rf"\b(?P<stem>{any_of(names, broken=True)})[aeo]?(?![a-z])")


@cache
def _classes_of_whole_names() -> dict[str, frozenset[MedicineClass]]:
    return _classes_by_key((plain(name), row.medicine) for row in RECOGNITIONS for name in row.alone)


def _classes_by_key(pairs: Iterable[tuple[str, MedicineClass]]) -> dict[str, frozenset[MedicineClass]]:
    """A mapping from each key in ``pairs`` to its classes. A key may be in several pairs, each with another class."""
    classes: dict[str, frozenset[MedicineClass]] = {}
    for key, kind in pairs:
        classes[key] = classes.get(key, frozenset()) | {kind}
    return classes
