"""Finds the classes of a medicine from its codes and its name.

If a code or a name can mean several classes, all of them count. So an unclear entry never gets a milder answer.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import filterfalse
from typing import Final, final

import attrs

from alpims_mg._internal.field_types import check_field_types
from alpims_mg._internal.rendering import Listing, Page, Renderable
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import an_instance
from alpims_mg._internal.words import any_of, plain
from alpims_mg.errors import raise_if_any
from alpims_mg.medicines.companions import companion_phrases, is_companion, joins, other_words, without_number_signs
from alpims_mg.medicines.misspellings import likely_name
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import MedicineClass
from alpims_mg.rulebook.medicines.names import RECOGNITIONS, Recognition
from alpims_mg.rulebook.medicines.wording import (
    ADDS_A_DIURETIC,
    COUNTER_IONS,
    DOSE_FORMS,
    HYDRATES,
    JOINS,
    MAGNESIUM,
    MAKERS,
    SOLD_AS_MAGNESIUM_SALT,
)

_PART_ENDS = re.compile(r"[()\[\]:]")
_BRAND = re.compile(r"\[[^\[\]]*\]\s*$")
_ATC = re.compile(r"[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?")
_AMOUNT = re.compile(r"\b\d[\d |]*(?:mg|mcg|ug|g|iu|ml|units?|%)?\b")
_BETWEEN_MEDICINES = re.compile(r"[+&;/]")
_PACK_CODE = re.compile(r"[a-z]{0,3}\d{3,}")
_LONG_NAME = 300
_WORDS_CHECKED = 12
"""For how many unknown words of a name a likely name is looked for. A longer list is no misspelling."""
_UNKNOWN_PART: Final = "A part is unknown, so these rules keep the longest hours. Ask a pharmacist what it is."
_ATC_LENGTH = len("H03AA01")
_DIURETICS = frozenset({MedicineClass.LOOP_OR_THIAZIDE_DIURETIC, MedicineClass.POTASSIUM_SPARING_DIURETIC})
_COMBINED_WITH_A_DIURETIC = frozenset(
    {MedicineClass.BLOOD_PRESSURE, MedicineClass.ACE_INHIBITOR, MedicineClass.BETA_BLOCKER, MedicineClass.SOTALOL}
)


@final
@attrs.frozen(kw_only=True)
class MedicineClasses(Renderable):
    """What a medicine was recognised as.

    ``classes`` holds every class that its codes and its name can mean. ``recognised`` holds the codes and the words of
    the name that were recognised. ``not_recognised`` holds the other words of the name, unless a code is recognised.
    ``likely`` holds names that are spelled like these words. They count for nothing until a person confirms one.
    """

    classes: frozenset[MedicineClass]
    recognised: tuple[str, ...] = ()
    not_recognised: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()

    __repr__ = one_line_repr
    __attrs_post_init__ = check_field_types

    def page(self) -> Page:
        """A page with the classes, the words that were recognised and those that were not, and names to confirm."""
        named = sorted(str(one) for one in self.classes if one is not MedicineClass.UNRECOGNISED)
        parts = (
            Listing("Recognised by", self.recognised),
            Listing("Not recognised", self.not_recognised),
            Listing("Did you mean one of these? Say so, and it will count", self.likely),
        )
        found = f"Recognised as {', '.join(named).replace('-', ' ')}." if named else "Nothing was recognised."
        unknown = (_UNKNOWN_PART,) if MedicineClass.UNRECOGNISED in self.classes else ()
        return Page(found, (*unknown, *(part for part in parts if part.items)))


def medicine_classes(medicine: Medicine) -> MedicineClasses:
    """The classes that the ATC code, the RxNorm ingredient and the name of a medicine can mean.

    A group is a class for a general name, such as "water pill". A shortened ATC code means all codes that start with
    it, unless it is the code of a group. A name is recognised with or without its final vowel, which differs between
    languages. The classes include ``UNRECOGNISED`` if nothing is recognised, or if only the name is recognised and it
    has an unknown part or a question mark.

    Raises: ``InvalidInputError`` if ``medicine`` is not a ``Medicine``.

    >>> found = medicine_classes(Medicine(name="Levothyroxine 75 microgram tablets, moxifloxacn"))
    >>> sorted(map(str, found.classes)), found.recognised, found.not_recognised
    (['levothyroxine', 'unrecognised'], ('levothyroxine',), ('moxifloxacn',))
    >>> found.likely
    ('moxifloxacin',)
    """
    raise_if_any((an_instance("medicine", medicine, Medicine, example="Medicine(name='levothyroxine')"),))
    return recognised(medicine)


def recognised(medicine: Medicine) -> MedicineClasses:
    """What ``medicine_classes`` returns, for a medicine that was checked before."""
    codes_and_name = (medicine.name or "", medicine.atc or "", medicine.rxnorm or "")
    return (_long if len(str(medicine)) > _LONG_NAME else _short)(*codes_and_name)


def _recognised(name: str, atc: str, rxnorm: str) -> MedicineClasses:
    """What a medicine is recognised as. An empty argument means not stated."""
    by_rxnorm = _classes_by_rxnorm().get(rxnorm, frozenset[MedicineClass]())
    by_atc = _classes_by_atc(atc)
    codes = (*((f"ATC {atc}",) if by_atc else ()), *((f"RxNorm {rxnorm}",) if by_rxnorm else ()))
    name = _without_counter_ion(without_number_signs(name))
    by_name = _classes_by_name(name)
    known, unknown = _words_of(_BRAND.sub("", name))
    if not known:
        known, unknown = _words_of(name)
    if codes:
        unknown = ()
    classes = by_rxnorm | by_atc | by_name
    if not classes or unknown or (not codes and "?" in name):
        classes |= {MedicineClass.UNRECOGNISED}
    likely = tuple(dict.fromkeys(filter(None, map(likely_name, unknown[:_WORDS_CHECKED]))))
    return MedicineClasses(classes=classes, recognised=(*codes, *known), not_recognised=unknown, likely=likely)


_short = lru_cache(maxsize=4096)(_recognised)
_long = lru_cache(maxsize=256)(_recognised)
"""A smaller cache for long names, so that they cannot fill the memory."""


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
    if groups and "?" not in name and not _words_of(rest)[1] and members and all(members <= kinds for kinds in groups):
        return members
    text = plain(name)
    classes = _classes_in(text).union(*(_classes_of_whole_names()[part] for part in _separate_parts(name)))
    return classes if classes & _DIURETICS else classes | _added_diuretic(text)


def _separate_parts(name: str) -> tuple[str, ...]:
    """The parts of a name that are words such as "calcium", which count only if they are a whole part.

    Words such as "and", and signs such as "+", separate the parts: "sertraline and calcium 500 mg".
    """
    parts = (plain(name), *map(_without_companions, map(plain, joins(",;/+&").split(_BRAND.sub("", name)))))
    return tuple(part for part in dict.fromkeys(parts) if part in _classes_of_whole_names())


def _without_companions(part: str) -> str:
    """A part of a name without amounts and words such as "tablet". A word that is a whole name by itself stays."""
    words = companion_phrases().sub(" ", _AMOUNT.sub("", part)).split()
    return " ".join(word for word in words if word in _classes_of_whole_names() or not _names_nothing(word))


def _without_counter_ion(name: str) -> str:
    """The name without words such as "as magnesium" after another medicine, of which magnesium is only the salt.

    >>> _without_counter_ion("Omeprazole (as magnesium) 20 mg"), _without_counter_ion("omeprazole + magnesium")
    ('omeprazole ,  , 20 mg', 'omeprazole + magnesium')
    """
    brand = _BRAND.search(name)
    own, rest = (name[: brand.start()], brand[0]) if brand else (name, "")
    text, count = _counter_ion().subn(r"\g<medicine>", plain(_BETWEEN_MEDICINES.sub(",", own)))
    if not count or not _classes_in(text) - {MedicineClass.MAGNESIUM_MEDICINE}:
        return name
    return text.replace("|", ",") + ("?" if "?" in own else "") + rest


def _added_diuretic(text: str) -> frozenset[MedicineClass]:
    """A set with ``DIURETIC_UNNAMED`` if a word such as "plus" follows a blood-pressure medicine; else an empty set.

    Such a word means that the product also contains a diuretic, unless it stands before the name of another medicine.
    """
    for ending in _diuretic_word().finditer(text):
        is_combined = _classes_in(text[: ending.start()]) & _COMBINED_WITH_A_DIURETIC
        if is_combined and not _classes_by_stem()[1].search(text, ending.end()):
            return frozenset({MedicineClass.DIURETIC_UNNAMED})
    return frozenset()


def _classes_in(text: str) -> frozenset[MedicineClass]:
    """The classes of all medicine names in a text that ``plain`` returned.

    A maker's name that is also a word for medicines counts only if its part of the text names nothing else.
    """
    names, pattern = _classes_by_stem()
    found: set[MedicineClass] = set()
    for part in _text_parts().split(text) if _homonyms().search(text) else (text,):
        stems = [hit["stem"].replace("| ", "") for hit in pattern.finditer(part)]
        medicines = [stem for stem in stems if stem not in MAKERS] or stems
        found.update(kind for stem in medicines for kind in names[stem])
    return frozenset(found)


def _words_of(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A pair: the medicines that a name names, and its unknown words. Words such as "tablet" are in neither."""
    text = plain(name)
    pattern = _classes_by_stem()[1]
    separate = _separate_parts(name)
    known = (*(hit[0].replace("| ", "") for hit in pattern.finditer(text)), *separate)
    words = {word for part in separate for word in part.split()}
    unknown = filterfalse(_PACK_CODE.fullmatch, other_words(pattern.sub(" | ", text)))
    return tuple(dict.fromkeys(known)), tuple(word for word in unknown if word not in words)


def _names_nothing(word: str) -> bool:
    """Whether a word stands beside names, or is the code of a pack: ``tablet``, ``50mg`` or ``ab1234``."""
    return is_companion(word) or _PACK_CODE.fullmatch(word) is not None


@cache
def _text_parts() -> re.Pattern[str]:
    return re.compile(rf"\||\b(?:{any_of(JOINS)})\b")


@cache
def _homonyms() -> re.Pattern[str]:
    """A pattern for the makers' names that are also words for medicines."""
    stems = _classes_by_stem()[0]
    return re.compile(rf"\b(?:{any_of(maker for maker in MAKERS if maker in stems)})\b")


@cache
def _counter_ion() -> re.Pattern[str]:
    """A pattern for magnesium as a salt. What follows must not be another salt, as in "magnesium citrate"."""
    direct = rf"(?P<medicine>\b(?:{any_of(SOLD_AS_MAGNESIUM_SALT)})) (?:{any_of(MAGNESIUM)})"
    phrase = rf"\b(?:{any_of(COUNTER_IONS)})"
    end = rf"(?= ?(?:\||\d|$)| (?:{any_of(DOSE_FORMS)})\b)"
    return re.compile(rf"(?:{direct}|{phrase})\b(?: (?:{any_of(HYDRATES)}))?{end}")


@cache
def _diuretic_word() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(ADDS_A_DIURETIC)})\b")


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
