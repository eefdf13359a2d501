"""Registers with odd cells, drawn together with what each cell means. A second reading of the rules for cells.

Nothing here reads a cell: each cell is drawn as a spelling of a meaning that is drawn first. So this module shares no
code with the readers of ``alpims_mg.adapters.frames``, and ``answer_of`` says by ``assess`` what a row must answer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from random import Random
from struct import pack, unpack
from typing import Any, Final

import attrs
import polars as pl

from alpims_mg import (
    Acknowledgement,
    Additive,
    Capsule,
    Condition,
    Consult,
    Decision,
    DosageForm,
    DosePlan,
    Egfr,
    EgfrUnit,
    Elemental,
    FactList,
    Form,
    Intent,
    KidneyFunction,
    Medicine,
    NeedsInformation,
    Offer,
    Proposal,
    Situation,
    Tolerance,
    Topical,
    Vehicle,
    Verdict,
    Withhold,
    Zone,
    assess,
)
from alpims_mg.adapters.frames import SCHEMA

UNREAD: Final = object()
"""The meaning of a cell that nobody can read."""
CAPSULE: Final = "capsule"
NOTHING: Final = (
    None,
    "",
    "  ",
    "NA",
    "n/a",
    "-",
    "?",
    "unknown",
    "Not known",
    " Unknown ",
    "null",
    "NULL",
    "nan",
    "--",
)
"""Cells that state nothing."""


@attrs.frozen
class Cell:
    """One cell: what stands in the register, what it means, and its words that nobody understands.

    ``means`` is None if nothing is stated, and ``UNREAD`` if nobody can read the cell. A list is ``open`` if one of its
    words says nothing that can be used: what the others say counts, but the list is not whole.
    """

    stored: Any
    means: Any = None
    odd: tuple[str, ...] = ()
    open: bool = False


@attrs.frozen
class Mood:
    """How often a cell of a row states nothing, and how often it cannot be read."""

    silent: float
    unread: float


MOODS: Final = (Mood(0.0, 0.0), Mood(0.0, 0.0), Mood(0.02, 0.01), Mood(0.02, 0.01), Mood(0.15, 0.02), Mood(0.05, 0.15))

Draw = Callable[[Random, Mood], Cell]


def spaced(chance: Random, text: str) -> str:
    """The text with other spaces around it."""
    return chance.choice(("", "", "", " ", "  ", "\t")) + text + chance.choice(("", "", "", " ", "\u00a0"))


def in_any_case(chance: Random, text: str) -> str:
    return chance.choice((str, str, str.upper, str.title, str.capitalize, str.swapcase))(text)


def unread(text: str) -> Cell:
    """A cell that nobody can read. It is shown without the spaces around it."""
    return Cell(text, UNREAD, (text.strip(),))


def drawn(
    read: Callable[[Random], Cell], bad: Sequence[Any], nothing: Sequence[Any] = NOTHING, silent: float = 0.0
) -> Draw:
    """A drawing of cells: some state nothing, some are ``bad``, and ``read`` draws all others.

    ``silent`` is how often people leave the column empty, whatever the row.
    """

    def draw(chance: Random, mood: Mood) -> Cell:
        if chance.random() < max(mood.silent, silent):
            return Cell(chance.choice(nothing))
        if bad and chance.random() < mood.unread:
            cell = chance.choice(bad)
            return cell if isinstance(cell, Cell) else unread(spaced(chance, cell))
        return read(chance)

    return draw


def words(meanings: Mapping[str, Any], weights: Sequence[int] | None = None, silent: float = 0.0) -> Draw:
    """Words of a closed list, in any case and with spaces around them."""
    texts = list(meanings)

    def read(chance: Random) -> Cell:
        word = chance.choices(texts, weights)[0]
        return Cell(spaced(chance, in_any_case(chance, word)), meanings[word])

    return drawn(read, ("purple", "green?", Cell("\x01", UNREAD, (r"\x01",)), "normal/moderate", "yes"), silent=silent)


def coded(meanings: Mapping[Any, Any], weights: Sequence[int] | None = None) -> Draw:
    """Codes that ``codes`` maps to words. None means that the code states nothing."""
    codes = list(meanings)

    def draw(chance: Random, mood: Mood) -> Cell:
        code = chance.choices(codes, weights)[0]
        return Cell(code, meanings[code])

    return draw


# Numbers ---------------------------------------------------------------------------------------------------------


def with_comma(text: str) -> str:
    return text.replace(".", ",")


def age_texts(chance: Random) -> Cell:
    years = age(chance)
    band = chance.random()
    if years >= 65 and band < 0.2:
        text = chance.choice((">89", "90+", "65-74", "≥65", ">= 70", "75 \u2013 84", "80 to 89", "65+"))
        return Cell(spaced(chance, text), 80)
    if 19 <= years <= 64 and band < 0.1:
        return Cell(spaced(chance, chance.choice(("19-64", "30-39", "40 to 49", "25\u201329", "50 - 59"))), 40)
    text = chance.choice(
        (
            *(f"{years}", f"{years}", f"{years}.0", f"{years}.7", f"{years},5", f"{years}.99", f"0{years}"),
            *(f"{years} years", f"{years} yrs", f"{years}y", f"{years},5 Years"),
        )
    )
    return Cell(spaced(chance, text), years)


def age(chance: Random) -> int:
    years: int = chance.choice((*range(20, 64), *range(20, 64), *range(1, 19), *range(65, 96)))
    return years


BAD_AGES: Final = (
    *("-3", "131", "forty", "34 months", "34,000", "30-70", "<70", "17-19", "74-65", "34 or 35", "34..5", "3 4", "inf"),
    *("1,000", "34 mg", "34-", "+", "years", "born 1990"),
)


def amount_texts(amounts: Sequence[str]) -> Callable[[Random], Cell]:
    """Amounts in milligrams as texts. Each is given with a decimal point."""

    def read(chance: Random) -> Cell:
        digits = chance.choice(amounts)
        spelled = [digits, digits, f"{digits} mg", f"{digits}mg", f"{digits} MG"]
        spelled += [with_comma(digits), f"{with_comma(digits)} mg", f"{digits}0"] if "." in digits else [f"{digits}.0"]
        spelled += [f"{digits}.000"] if "." not in digits else []
        return Cell(spaced(chance, chance.choice(spelled)), milligrams(digits))

    return read


def milligrams(digits: str) -> Elemental:
    return Elemental(nanograms=int(Decimal(digits) * 10**6))


BAD_AMOUNTS: Final = (
    *("1,000", "62,500", "0.1 g", "100 g", "100 ug", "100 µg", "100 mcg", "5 mmol", "100-200", "~100", "1 000"),
    *("1'000", "-5", "lots", "62.5000001", "100 mg/kg", ">100", "100+", "1.000,5", "1,000.5", "one", "mg", "inf"),
)

PLAIN_AMOUNTS: Final = ("100", "100", "100", "120", "62.5", "200", "75", "150", "250", "400")
PRESENT_AMOUNTS: Final = ("50", "100", "100", "150", "200", "300", "400", "31.25", "62.5")


def number_texts(meanings: Mapping[int, Any], units: Sequence[str]) -> Callable[[Random], Cell]:
    """Whole numbers as texts, with their unit or without."""

    def read(chance: Random) -> Cell:
        number = chance.choice(list(meanings))
        text = chance.choice((f"{number}", f"{number}", f"{number}.0", *(f"{number}{unit}" for unit in units)))
        return Cell(spaced(chance, text), meanings[number])

    return read


def rate(text: str) -> Egfr:
    return Egfr(value=Decimal(text), unit=EgfrUnit.ML_MIN_SCALED)


RANGES: Final = {
    "<15": "0",
    "< 30": "0",
    "<60": "0",
    "<=29": "0",
    "≤ 44": "0",
    ">90": "90",
    "> 60": "60",
    ">=60": "60",
    "≥60": "60",
    ">= 90": "90",
    ">59": "59",
    "90+": "90",
    "60+": "60",
    "60-89": "60",
    "60 \u2013 89": "60",
    "15 to 29": "15",
    "30-44": "30",
    "45\u201459": "45",
    "29-61": "29",
    "59.9-75": "59.9",
}
"""Ranges of an eGFR, and the end that counts: the lower one."""


def egfr_texts(chance: Random) -> Cell:
    if chance.random() < 0.3:
        text = chance.choice(list(RANGES))
        return Cell(spaced(chance, text), rate(RANGES[text]))
    digits = chance.choice(EGFR_DIGITS)
    spelled = [digits, digits, f"{digits} ml/min", f"{digits} mL/min/1.73 m2", f"{digits} ml/min/1.73m²"]
    spelled += [with_comma(digits), f"{digits}0"] if "." in digits else [f"{digits}.0"]
    return Cell(spaced(chance, chance.choice(spelled)), rate(digits))


EGFR_DIGITS: Final = (
    *("96", "72.4", "59.9", "59.999", "29.9", "29.9996", "30", "60", "60.5", "104.2", "88", "82.59172743192929"),
    *("29.99999999999999999999999", "59.9999999999999999999", "15", "120", "0", "300"),
)
BAD_EGFRS: Final = (
    *("high", "60 mmol/l", "89-60", "-5", "301", "~60", "1.2.3", "<", "60-", ">", "60 or 70", "inf", "400+", "60/90"),
    *("60 mg", "normal", "1e400"),
)


def single(number: float) -> float:
    """The number as single precision holds it."""
    return float(unpack("f", pack("f", number))[0])


def floats(
    numbers: Sequence[float], means: Callable[[float], Any], bad: Sequence[float] = (), silent: float = 0
) -> Draw:
    def read(chance: Random) -> Cell:
        number = chance.choice(numbers)
        return Cell(number, means(number))

    return drawn(read, [Cell(number, UNREAD, (str(number),)) for number in bad], (None,), silent)


def exact_milligrams(number: float) -> Elemental:
    return milligrams(repr(number))


def decimals(texts: Sequence[str], means: Callable[[str], Any], bad: Sequence[str] = (), silent: float = 0.0) -> Draw:
    def read(chance: Random) -> Cell:
        text = chance.choice(texts)
        return Cell(Decimal(text), means(text))

    return drawn(read, [Cell(Decimal(text), UNREAD, (text,)) for text in bad], (None,), silent)


# Dates -----------------------------------------------------------------------------------------------------------

TODAY: Final = date(2026, 1, 15)
RESULTS: Final = (*(TODAY - timedelta(days) for days in (0, 3, 40, 200, 364, 366, 700, 4000)), TODAY + timedelta(9))
"""Days of a kidney result. The last one is after the day of the register."""


def date_texts(days: Sequence[date]) -> Callable[[Random], Cell]:
    def read(chance: Random) -> Cell:
        day = chance.choice(days)
        text = chance.choice(
            (
                *(f"{day}", f"{day}", f"{day}T00:00:00", f"{day} 00:00:00", f"{day}T00:00", f"{day:%d.%m.%Y}"),
                f"{day.day}.{day.month}.{day.year}",
            )
        )
        return Cell(spaced(chance, text), day)

    return read


BAD_DATES: Final = (
    *(
        "2025-02-30",
        "12/31/2025",
        "31/12/2025",
        "2025-12-31T10:30",
        "2025-12-31T00:00:00Z",
        "2025-12-31T00:00:00+00:00",
    ),
    *("31.13.2025", "12.31.2025", "yesterday", "2025", "2025-13-01", "31-12-2025", "31.12.25", "20251231", "46022"),
)


def days_and_times(days: Sequence[date], silent: float) -> Draw:
    """Timestamps. A midnight is a day."""
    bad = datetime(2025, 12, 31, 10, 30)

    def read(chance: Random) -> Cell:
        day = chance.choice(days)
        return Cell(datetime(day.year, day.month, day.day), day)

    return drawn(read, (Cell(bad, UNREAD, (str(bad),)),), (None,), silent)


def dates(days: Sequence[date], silent: float) -> Draw:
    def read(chance: Random) -> Cell:
        day = chance.choice(days)
        return Cell(day, day)

    return drawn(read, (), (None,), silent)


# Lists -----------------------------------------------------------------------------------------------------------


@attrs.frozen
class Entry:
    """One word of a list: how it is written, what it means, and whether people understand it.

    ``means`` is ``UNREAD`` if the word names nothing that a list can hold, and None if it states nothing.
    """

    text: str
    means: Any
    is_odd: bool = False


def condition_entry(chance: Random) -> Entry:
    condition = chance.choices((chance.choice(MILD), chance.choice(tuple(Condition))), (3, 1))[0]
    text = str(condition).replace("-", chance.choice(("-", "-", " ")))
    return Entry(in_any_case(chance, text), condition)


def other_condition_entry(chance: Random) -> Entry:
    text = chance.choice(OTHER_CONDITIONS)
    return Entry(text, text)


MILD: Final = (Condition.MCAS, Condition.POTS, Condition.EDS, Condition.ME_CFS, Condition.CHRONIC_PAIN, Condition.IBS)
OTHER_CONDITIONS: Final = ("gout", "Prediabetes", "sarcoidosis", "long covid", "Hashimoto's")
UNKNOWN_CONDITIONS: Final = tuple(Entry(text, text, is_odd=True) for text in OTHER_CONDITIONS)
NO_CONDITIONS: Final = (Entry("7", UNREAD, is_odd=True), Entry("keine", UNREAD, is_odd=True))

CLASS_WORDS: Final = (
    *("levothyroxine", "ssri", "proton-pump-inhibitor", "beta-blocker", "antibiotic", "bisphosphonate", "digoxin"),
    *("raltegravir", "iron", "quinolone", "potassium-sparing-diuretic", "lithium", "gabapentin", "ace-inhibitor"),
)
NAMES: Final = (
    *("sertraline", "Sertraline 50 mg", "omeprazole 20 mg", "Levothyroxine 50 MCG Oral Tablet", "LISINOPRIL 10MG"),
    *("Ciprofloxacin 500 mg tablets", "alendronic acid", "Metformin", "spironolactone 25 mg", "bisoprolol"),
)
"""Names of medicines that people recognise. They are not words of classes."""
CODES: Final = {
    "H03AA01": "H03AA01",
    "h03aa01": "H03AA01",
    "ATC H03AA01": "H03AA01",
    "N06AB06": "N06AB06",
    "atc: a02bc01": "A02BC01",
    "C07AB07": "C07AB07",
    "J01MA02": "J01MA02",
}
UNKNOWN_MEDICINES: Final = ("blue pill", "paracetemol xyz", "X99ZZ99", "heart tablets", "Zzyzx 5 mg")
NO_MEDICINES: Final = (Entry("keine", UNREAD, is_odd=True),)


def medicine_entry(chance: Random) -> Entry:
    kind = chance.random()
    if kind < 0.5:
        word = chance.choice(CLASS_WORDS)
        return Entry(in_any_case(chance, word), Medicine(name=word))
    if kind < 0.8:
        name = chance.choice(NAMES)
        return Entry(name, Medicine(name=name))
    code = chance.choice(list(CODES))
    return Entry(code, Medicine(atc=CODES[code]))


UNKNOWN: Final = tuple(Entry(text, Medicine(name=text), is_odd=True) for text in UNKNOWN_MEDICINES)


def entries_of(meanings: Mapping[str, Any]) -> Callable[[Random], Entry]:
    def entry(chance: Random) -> Entry:
        text = chance.choice(list(meanings))
        return Entry(in_any_case(chance, text), meanings[text])

    return entry


def ingredient_entry(chance: Random) -> Entry:
    text = chance.choice(
        (
            *(
                "hypromellose",
                "rice flour",
                "Gelatin",
                "magnesium stearate",
                "hypromellose",
                "silica",
                "E 330",
                "Stevia",
            ),
            *("natural orange flavour", "citric acid"),
        )
    )
    return Entry(text, text)


def acknowledgement(rule: str, about: str | None = None) -> Acknowledgement:
    return Acknowledgement(rule=rule, reason="as stated in the register", about=about)


ACKNOWLEDGEMENTS: Final = {
    "consult.start": acknowledgement("consult.start"),
    "consult.adjust": acknowledgement("consult.adjust"),
    "medicine.levothyroxine [levothyroxine]": acknowledgement("medicine.levothyroxine", "levothyroxine"),
    "kidney.moderate": acknowledgement("kidney.moderate"),
    "condition.other [gout]": acknowledgement("condition.other", "gout"),
}


def acknowledgement_entry(chance: Random) -> Entry:
    text = chance.choices(list(ACKNOWLEDGEMENTS), (6, 6, 2, 1, 1))[0]
    return Entry(text, ACKNOWLEDGEMENTS[text])


@attrs.frozen(kw_only=True)
class Listing:
    """How the cells of a list are drawn. ``unknown`` words have a meaning of their own; ``refused`` ones have none."""

    entry: Callable[[Random], Entry]
    unknown: Sequence[Entry] = ()
    refused: Sequence[Entry] = ()
    most: int = 3
    silent: float = 0.0
    none: float = 0.3
    hides: bool = False
    """Whether a word such as "unknown" may hide something, although a blank states nothing."""

    def draw(self, chance: Random, mood: Mood) -> tuple[list[str], Cell]:
        """The words of a cell, and the cell as a list of them."""
        if chance.random() < max(self.silent, mood.silent):
            blank = chance.choice(("", " ") if self.hides else [word for word in NOTHING if word is not None])
            return [blank], Cell([blank])
        if chance.random() < self.none:
            return [chance.choice(("none", "None", " NONE "))], Cell([], ())
        entries = [self.entry(chance) for _ in range(chance.randint(1, self.most))]
        if chance.random() < 0.1 and self.unknown:
            entries.append(chance.choice(self.unknown))
        if chance.random() < mood.unread:
            nothing = (Entry("", None), Entry("unknown", None), Entry("NA", None), Entry("None", None, is_odd=True))
            entries.append(chance.choice((*self.refused, *nothing)))
        chance.shuffle(entries)
        means = tuple(dict.fromkeys(entry.means for entry in entries if entry.means not in (None, UNREAD)))
        is_open = any(entry.means is None or entry.means is UNREAD for entry in entries)
        odd = tuple(entry.text.strip() for entry in entries if entry.is_odd)
        texts = [spaced(chance, entry.text) for entry in entries]
        return texts, Cell(texts, means or None, odd, is_open)

    def texts(self, chance: Random, mood: Mood) -> Cell:
        """A cell that holds the words as one text, or a null."""
        texts, cell = self.draw(chance, mood)
        if cell.means is None and not cell.open and chance.random() < 0.5:
            return Cell(None)
        return attrs.evolve(cell, stored=";".join(texts))

    def lists(self, chance: Random, mood: Mood) -> Cell:
        """A cell that holds a list of the words, or a null."""
        texts, cell = self.draw(chance, mood)
        if cell.means is None and not cell.open:
            return Cell(chance.choice((None, texts)))
        stated = chance.choice((texts, [])) if cell.means == () else texts
        return attrs.evolve(cell, stored=stated)


CONDITIONS: Final = Listing(entry=condition_entry, unknown=UNKNOWN_CONDITIONS, refused=NO_CONDITIONS)
MEDICINES: Final = Listing(entry=medicine_entry, unknown=UNKNOWN, refused=NO_MEDICINES, none=0.4, most=2)
LISTS: Final[Mapping[str, Listing]] = {
    "conditions": CONDITIONS,
    "medicines": MEDICINES,
    "other_conditions": Listing(
        entry=other_condition_entry,
        refused=NO_CONDITIONS,
        silent=0.9,
        none=0.5,
        most=2,
        hides=True,
    ),
    "partial": Listing(
        entry=entries_of({str(name): name for name in FactList}),
        refused=(Entry("zone", UNREAD, is_odd=True),),
        silent=0.95,
        none=0.3,
        most=2,
        hides=True,
    ),
    "avoids": Listing(
        entry=entries_of({str(additive): additive for additive in Additive}),
        refused=(Entry("purple", UNREAD, is_odd=True),),
        silent=0.9,
        most=2,
    ),
    "acknowledged": Listing(
        entry=acknowledgement_entry,
        refused=(
            Entry("consult.nothing", UNREAD, is_odd=True),
            Entry("zone.red.capsule.change", UNREAD, is_odd=True),
            Entry("consult.start [", UNREAD, is_odd=True),
        )[:2],
        silent=0.3,
        none=0.1,
    ),
    "ingredients": Listing(entry=ingredient_entry, refused=(), silent=0.1, none=0.1),
}


# Layouts of registers --------------------------------------------------------------------------------------------

ZONES: Final = {str(zone): zone for zone in Zone}
KIDNEYS: Final = {str(kidney): kidney for kidney in KidneyFunction}
PRODUCTS: Final[Mapping[str, Any]] = {CAPSULE: CAPSULE, **{str(vehicle): vehicle for vehicle in Vehicle}}
WORDS: Final[Mapping[str, Draw]] = {
    "zone": words(ZONES, (6, 2, 1)),
    "kidney": words(KIDNEYS, (8, 2, 1, 2), silent=0.2),
    "tolerance": words({str(word): word for word in Tolerance}, silent=0.2),
    "intent": words({str(word): word for word in Intent}, (5, 4, 2, 2)),
    "product": words(PRODUCTS, (9, *[1] * len(Vehicle))),
    "form": words({str(word): word for word in Form}),
    "dosage_form": words({str(word): word for word in DosageForm}, silent=0.1),
}
NUMBER_TEXTS: Final[Mapping[str, Draw]] = {
    "age_years": drawn(age_texts, BAD_AGES),
    "egfr": drawn(egfr_texts, BAD_EGFRS, silent=0.5),
    "elemental_mg": drawn(amount_texts(PLAIN_AMOUNTS), (*BAD_AMOUNTS, "0")),
    "divides_into": drawn(
        number_texts({1: 1, 2: 2, 4: 4}, (" parts",)), ("3", "0.5", "4 halves", "4,000", "-1", "half")
    ),
    "current_daily_mg": drawn(amount_texts(PRESENT_AMOUNTS), BAD_AMOUNTS, silent=0.2),
    "other_magnesium_mg": drawn(amount_texts(("0", "0", "0", "60", "100", "0.5", "250")), BAD_AMOUNTS),
    "target_mg": drawn(amount_texts(("200", "300", "350", "400")), (*BAD_AMOUNTS, "150", "500"), silent=0.8),
    "lower_to_mg": drawn(amount_texts(("0", "50", "100")), BAD_AMOUNTS, silent=0.9),
    "hold_days": drawn(
        number_texts({7: 7, 14: 14, 3: 3, 28: 28}, (" days", " d", "d")),
        ("2", "29", "7.5", "a week", "7 weeks", "7,000", "-7"),
        silent=0.8,
    ),
}
DATE_TEXTS: Final[Mapping[str, Draw]] = {
    "kidney_date": drawn(date_texts(RESULTS), BAD_DATES, silent=0.5),
    "as_of": drawn(date_texts((TODAY,)), BAD_DATES, silent=0.05),
}
TEXTS: Final[Mapping[str, Draw]] = {
    **WORDS,
    **NUMBER_TEXTS,
    **DATE_TEXTS,
    **{name: listing.texts for name, listing in LISTS.items()},
}
"""All columns as texts, as in a CSV file."""

FRACTIONS: Final = (0.5, 4.9, 17.99, 18.0, 34.7, 34.0, 64.999, 65.0, 89.2)
FLOATS: Final[Mapping[str, Draw]] = {
    "age_years": floats([*map(float, range(20, 60)), *FRACTIONS], int, (-1.0, 131.5, -0.5)),
    "egfr": floats(
        [96.0, 72.4, 59.9, 29.9996, 82.59172743192929, 30.0, 59.99999999999],
        lambda cell: rate(repr(cell)),
        (-1.0, 301.5),
        0.4,
    ),
    "elemental_mg": floats([*map(float, PLAIN_AMOUNTS)], exact_milligrams, (-1.0, 0.1 + 0.2, 100.0005)),
    "divides_into": floats((1.0, 2.0, 4.0), int, (3.0, 0.5)),
    "current_daily_mg": floats([*map(float, PRESENT_AMOUNTS)], exact_milligrams, (-1.0, 0.1 + 0.2), 0.2),
    "other_magnesium_mg": floats((0.0, 0.0, 0.0, 60.0, 0.5), exact_milligrams, (-1.0, 0.1 + 0.2)),
    "target_mg": floats((200.0, 300.0, 400.0), exact_milligrams, (150.0, 500.5), 0.8),
    "lower_to_mg": floats((0.0, 50.0, 100.0), exact_milligrams, (-1.0,), 0.9),
    "hold_days": floats((7.0, 14.0), int, (2.0, 7.5), 0.8),
    "kidney_date": dates(RESULTS, 0.5),
    "as_of": dates((TODAY,), 0.05),
}
SINGLES: Final = tuple(single(number) for number in (29.9, 59.9, 60.1, 72.4, 30.0, 12.34567, 96.0))
NARROW: Final[Mapping[str, Draw]] = {
    "age_years": floats(tuple(range(20, 60)), int),
    "egfr": floats(SINGLES, lambda cell: rate(format(Decimal(repr(cell)), "f")), (), 0.4),
    "elemental_mg": decimals(PLAIN_AMOUNTS, milligrams, ("62.500000100",)),
    "other_magnesium_mg": decimals(("0", "0", "60", "31.25"), milligrams, ("-1.000000000",)),
    "kidney_date": days_and_times(RESULTS, 0.5),
    "as_of": days_and_times((TODAY,), 0.05),
}


@attrs.frozen(kw_only=True)
class Layout:
    """A kind of register: how each column is drawn and stored, and what ``assess_frame`` needs to know of it.

    ``names`` gives the names that differ from the usual ones. ``columns`` names those that must be given. A register of
    ``flags`` has one column of truth values for each condition.
    """

    draws: Mapping[str, Draw]
    dtypes: Mapping[str, Any] = {}
    names: Mapping[str, str] = {}
    columns: Mapping[str, str] = {}
    codes: Mapping[str, Mapping[Any, str]] = {}
    flags: bool = False

    def name_of(self, column: str) -> str:
        return self.names.get(column, column)


CODE_MAPS: Final[Mapping[str, Mapping[Any, str]]] = {
    "kidney": {1: "normal", 2: "moderate", 3: "severe", 4: "Not-Assessed", 9: "unknown"},
    "product": {1: "capsule", 2: "oil", 3: "bath"},
    "zone": {"g": "green", "y": "yellow", "1": "green", "R": "red"},
    "conditions": {"0": "none", "M1": "mcas", 2: "heart-block", "unbekannt": "unknown"},
    "medicines": {"T4": "Levothyroxine 50 mcg", "5": "ssri"},
    "egfr": {999: "unknown"},
    "other_magnesium_mg": {"nein": "0"},
}
CODE_ENTRIES: Final = {
    "conditions": (Entry("M1", Condition.MCAS), Entry("m1", Condition.MCAS), Entry("2", Condition.HEART_BLOCK)),
    "medicines": (
        Entry("T4", Medicine(name="Levothyroxine 50 mcg")),
        Entry("5.0", Medicine(name="ssri")),
        Entry("5", Medicine(name="ssri")),
    ),
}


def coded_list(name: str) -> Listing:
    def entry(chance: Random) -> Entry:
        plain = LISTS[name].entry(chance)
        return chance.choice((plain, plain, plain, *CODE_ENTRIES[name]))

    return attrs.evolve(LISTS[name], entry=entry)


ZONE_CODES: Final = {
    "g": Zone.GREEN,
    " G ": Zone.GREEN,
    "1": Zone.GREEN,
    "1.0": Zone.GREEN,
    "y": Zone.YELLOW,
    "r": Zone.RED,
    "green": Zone.GREEN,
    "unknown": None,
}
KIDNEY_CODES: Final = {
    1: KidneyFunction.NORMAL,
    2: KidneyFunction.MODERATE,
    3: KidneyFunction.SEVERE,
    4: KidneyFunction.NOT_ASSESSED,
    9: None,
    None: None,
}
PRODUCT_CODES: Final = {1: CAPSULE, 2: Vehicle.OIL, 3: Vehicle.BATH}


def egfr_or_code(chance: Random, mood: Mood) -> Cell:
    return Cell(999.0) if chance.random() < 0.1 else FLOATS["egfr"](chance, mood)


def other_or_code(chance: Random, mood: Mood) -> Cell:
    return Cell(" NEIN", milligrams("0")) if chance.random() < 0.3 else TEXTS["other_magnesium_mg"](chance, mood)


def flag_lists(chance: Random, mood: Mood) -> Cell:
    """The conditions as a set of those that are true. None if one of them is not stated."""
    if chance.random() < mood.silent:
        return Cell(None)
    conditions = tuple(chance.sample(MILD, chance.randint(0, 3)))
    return Cell(conditions, conditions)


_ENUM: Final = pl.Enum([*ZONES, "Green ", "RED", "purple", "unknown", "NA"])


def enumerated(chance: Random, mood: Mood) -> Cell:
    words_and_meanings = {**ZONES, "Green ": Zone.GREEN, "RED": Zone.RED, "unknown": None, "NA": None}
    if chance.random() < mood.unread:
        return unread("purple")
    text = chance.choices(list(words_and_meanings), (9, 3, 2, 3, 1, 1, 1))[0]
    return Cell(text, words_and_meanings[text])


LAYOUTS: Final[Mapping[str, Layout]] = {
    "texts": Layout(draws=TEXTS),
    "lists": Layout(
        draws={**WORDS, **FLOATS, **{name: listing.lists for name, listing in LISTS.items()}},
        dtypes={name: pl.List(pl.String) for name in LISTS}
        | dict.fromkeys(FLOATS, pl.Float64)
        | {"kidney_date": pl.Date, "as_of": pl.Date},
    ),
    "narrow": Layout(
        draws={**TEXTS, **NARROW, "zone": enumerated, "conditions": flag_lists},
        dtypes={
            "zone": _ENUM,
            "form": pl.Categorical,
            "medicines": pl.Categorical,
            "age_years": pl.Int16,
            "egfr": pl.Float32,
            "elemental_mg": pl.Decimal(20, 9),
            "other_magnesium_mg": pl.Decimal(20, 9),
            "kidney_date": pl.Datetime("us"),
            "as_of": pl.Datetime("us"),
        },
        flags=True,
    ),
    "codes": Layout(
        draws={
            **TEXTS,
            "zone": coded(ZONE_CODES, (4, 1, 2, 2, 2, 1, 4, 1)),
            "kidney": coded(KIDNEY_CODES, (6, 2, 1, 1, 1, 1)),
            "product": coded(PRODUCT_CODES, (8, 1, 1)),
            "conditions": coded_list("conditions").texts,
            "medicines": coded_list("medicines").texts,
            "egfr": egfr_or_code,
            "other_magnesium_mg": other_or_code,
        },
        dtypes={"kidney": pl.Float64, "product": pl.Int8, "egfr": pl.Float64},
        codes=CODE_MAPS,
    ),
    "renamed": Layout(
        draws={
            name: draw
            for name, draw in TEXTS.items()
            if name not in {"kidney", "tolerance", "avoids", "partial", "lower_to_mg", "dosage_form"}
        }
        | {"hold_days": lambda chance, mood: Cell(None)},
        names={
            "egfr": " EGFR ",
            "zone": "Zone",
            "kidney_date": "eGFR day",
            "medicines": "MEDICINES",
            "age_years": "Alter",
        },
        columns={"kidney_date": "eGFR day", "age_years": "Alter"},
        dtypes={"hold_days": pl.Boolean},
    ),
}
"""Kinds of registers: all columns as texts; lists and floats; flags, enumerations and narrow types; codes; other
names, with columns left out.
"""

ORDER: Final = [column.name for column in SCHEMA]
PATHS: Final = {column.name: column.path for column in SCHEMA}
Row = Mapping[str, Cell]


def draw_rows(layout: Layout, count: int, seed: int) -> list[Row]:
    """This many rows of a register, as its cells with their meanings."""
    chance = Random(seed)
    rows: list[Row] = []
    for _ in range(count):
        mood = chance.choice(MOODS)
        rows.append({name: draw(chance, mood) for name, draw in layout.draws.items()})
    return rows


def register_of(layout: Layout, rows: Sequence[Row]) -> pl.DataFrame:
    """The register in polars. A column that no type is given for is text."""
    columns: list[pl.Series] = []
    for name in layout.draws:
        cells = [row[name].stored for row in rows]
        if layout.flags and name == "conditions":
            columns += (
                pl.Series(
                    f"conditions.{condition}",
                    [None if cell is None else condition in cell for cell in cells],
                    dtype=pl.Boolean,
                )
                for condition in Condition
            )
        else:
            dtype = layout.dtypes.get(name, pl.String)
            text = dtype == pl.Categorical
            column = pl.Series(layout.name_of(name), cells, dtype=pl.String if text else dtype)
            columns.append(column.cast(dtype) if text else column)
    return pl.DataFrame(columns)


# What a row must answer ------------------------------------------------------------------------------------------

Answered = tuple[str, str | None, str, str, str, float | None, float | None, int | None, str]
"""The decision, the verdict, the binding rules, the missing facts, what is not understood, the first and the last daily
amount, the number of rungs, and the hours to keep.
"""


def answer_of(row: Row, layout: Layout) -> Answered:
    """What the added columns must hold for a row, by ``assess``."""
    cells = {name: row.get(name, Cell(None)) for name in ORDER}
    odd = ";".join(f"{layout.name_of(name)}: {word}" for name in ORDER for word in cells[name].odd)
    unread_names = {name for name, cell in cells.items() if cell.means is UNREAD or cell.open}
    facts = {name: None if cell.means is UNREAD else cell.means for name, cell in cells.items()}
    has_kidney = facts["kidney"] is not None or facts["egfr"] is not None
    day, today = facts["kidney_date"], facts["as_of"]
    if day is not None and not (has_kidney and today is not None and day <= today):
        unread_names.add("kidney_date")
        facts["kidney_date"] = None
    intent, lower_to, current = facts["intent"], facts["lower_to_mg"], facts["current_daily_mg"]
    product = product_of(facts)
    situation = situation_of(facts)
    if intent is Intent.LOWER and facts["target_mg"] is not None:
        unread_names.add("target_mg")
        facts["target_mg"] = None
    if (
        lower_to is not None
        and intent is not None
        and (
            intent is not Intent.LOWER
            or (lower_to.nanograms and current is not None and lower_to.nanograms >= current.nanograms)
        )
    ):
        unread_names.add("lower_to_mg")
        facts["lower_to_mg"] = None
    if isinstance(facts["product"], Vehicle):
        unread_names.discard("dosage_form")  # a topical product has none
    if intent is Intent.LOWER:
        unread_names &= {"target_mg", "lower_to_mg"}
    # the facts of a capsule alone do not matter to a topical product
    unread_names -= {"form", "elemental_mg", "divides_into"}
    unread_paths = {PATHS[name] for name in unread_names}
    if intent is None or product is None:
        lacking = unread_paths | lacking_facts(facts, situation)
        return ("needs-information", None, "", in_order(lacking), odd, None, None, None, "")
    proposal = Proposal(
        intent=intent,
        product=product,
        target=facts["target_mg"],
        current_daily=current,
        lower_to=facts["lower_to_mg"],
        hold_days=facts["hold_days"] or 7,
    )
    return answered(assessed(situation, proposal), unread_paths, odd)


@lru_cache(maxsize=100_000)
def assessed(situation: Situation, proposal: Proposal) -> Decision:
    """What ``assess`` answers. Many rows mean the same."""
    return assess(situation, proposal)


def answered(decision: Decision, unread_paths: set[str], odd: str) -> Answered:
    """The answer of ``assess``, but never a permission where a cell cannot be read."""
    missing: set[str] = set()
    if not isinstance(decision, Withhold):
        missing = unread_paths | (set(decision.missing) if isinstance(decision, NeedsInformation) else set())
    rules: Iterable[str] = ()
    if isinstance(decision, Withhold):
        rules = (finding.rule for finding in decision.findings if finding.verdict is Verdict.WITHHOLD)
    elif isinstance(decision, Consult) and not missing:
        rules = (finding.rule for finding in decision.asks())
    plan = decision.plan if isinstance(decision, Offer) else decision.draft if isinstance(decision, Consult) else None
    steps = plan.steps if isinstance(plan, DosePlan) and not missing else ()
    hours = ";".join(f"{name}: {kept}" for name, kept in decision.separation_by_medicine().items())
    return (
        "needs-information" if missing else str(decision.answer),
        str(decision.verdict) if decision.findings else None,
        ";".join(sorted(set(rules))),
        in_order(missing),
        odd,
        steps[0].daily.nanograms / 10**6 if steps else None,
        steps[-1].daily.nanograms / 10**6 if steps else None,
        len(steps) or None,
        hours,
    )


def in_order(paths: Iterable[str]) -> str:
    return ";".join(path for path in PATHS.values() if path in set(paths))


def product_of(facts: Mapping[str, Any]) -> Capsule | Topical | None:
    """The product; None if what it needs is not stated."""
    kind, ingredients = facts["product"], facts["ingredients"]
    if isinstance(kind, Vehicle):
        return Topical(vehicle=kind, ingredients=ingredients)
    if kind is None or None in (facts["form"], facts["elemental_mg"], facts["divides_into"]):
        return None
    return Capsule(
        form=facts["form"],
        elemental=facts["elemental_mg"],
        divides_into=facts["divides_into"],
        ingredients=ingredients,
        dosage_form=facts["dosage_form"],
    )


def situation_of(facts: Mapping[str, Any]) -> Situation:
    stated = facts["conditions"]
    lists = {FactList.CONDITIONS: stated, FactList.MEDICINES: facts["medicines"]}
    return Situation(
        zone=facts["zone"],
        tolerance=facts["tolerance"] or Tolerance.UNPROVEN,
        age_years=facts["age_years"],
        kidney=facts["kidney"],
        egfr=facts["egfr"],
        kidney_date=facts["kidney_date"],
        as_of=facts["as_of"],
        conditions=None if stated is None else [word for word in stated if isinstance(word, Condition)],
        other_conditions=(
            *(facts["other_conditions"] or ()),
            *(word for word in stated or () if not isinstance(word, Condition)),
        ),
        medicines=facts["medicines"],
        partial={name for name in facts["partial"] or () if lists[name] is not None},
        other_magnesium=facts["other_magnesium_mg"],
        avoids=facts["avoids"] or (),
        acknowledged=facts["acknowledged"] or (),
    )


def lacking_facts(facts: Mapping[str, Any], situation: Situation) -> set[str]:
    """The paths of the facts that a row without a whole proposal lacks: of the proposal, and of what it would need."""
    kind, intent = facts["product"], facts["intent"]
    lacking = {name for name in ("intent", "product") if facts[name] is None}
    is_capsule = not isinstance(kind, Vehicle)
    if is_capsule:
        lacking |= {name for name in ("form", "elemental_mg", "divides_into") if facts[name] is None}
    needed: dict[str, object] = {"zone": situation.zone} if intent is not Intent.LOWER else {}
    if is_capsule and intent is not Intent.LOWER:
        needed |= {
            "age_years": situation.age_years,
            "kidney": situation.kidney or situation.egfr,
            "conditions": situation.whole_conditions,
            "medicines": situation.whole_medicines,
            "other_magnesium_mg": situation.other_magnesium,
        }
    lowers_to_nothing = intent is Intent.LOWER and facts["lower_to_mg"] == milligrams("0")
    if is_capsule and intent not in (None, Intent.START) and not lowers_to_nothing:
        needed["current_daily_mg"] = facts["current_daily_mg"]
    lacking |= {name for name, fact in needed.items() if fact is None}
    return {PATHS[name] for name in lacking}
