"""The picture at the top of the README: an answer with its plan, and a map of answers beside it."""

from textwrap import wrap

from pictures import PLOT, label, mark_of, picture_file, style

from alpims_mg import (
    Acknowledgement,
    Capsule,
    DosageForm,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Offer,
    Proposal,
    Situation,
    Zone,
    assess,
    decision_grid,
)
from alpims_mg._internal.rendering import Tone
from alpims_mg._internal.rendering.styles import CLASSES

WIDE, MARGIN = 800, 16
PERSON = Situation(
    zone=Zone.GREEN,
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    conditions=[],
    medicines=[],
    other_magnesium=Elemental.mg(0),
    acknowledged=[Acknowledgement(rule="consult.start", reason="discussed in clinic")],
)
START = Proposal(
    intent=Intent.START,
    product=Capsule(
        form=Form.GLYCINATE,
        elemental=Elemental.mg(100),
        divides_into=4,
        dosage_form=DosageForm.HARD_CAPSULE,
        ingredients=[],
    ),
)


def readme_picture() -> str:
    """The picture at the top of the README: the answer to one case with its plan, and a map of answers beside it."""
    offer = assess(PERSON, START)
    assert isinstance(offer, Offer)
    headline = offer.page().headline
    assert headline is not None
    plot = PLOT.search(offer.page().html())
    assert plot is not None
    parts = [
        f'<rect class="offer" width="{WIDE}" height="52" rx="6"/>',
        f'<rect class="offer" y="30" width="{WIDE}" height="22"/>',
        mark_of(Tone.OFFER, MARGIN, 13, 26),
        f'<g class="offer-text">{label(MARGIN + 36, 33, headline.words, "big strong offer-text")}</g>',
    ]
    y = 78
    for line in wrap(headline.action, 42):
        parts.append(label(MARGIN, y, line, "strong"))
        y += 20
    parts.append(plot[0].replace("<svg ", f'<svg x="{MARGIN - 4}" y="{y - 8}" width="330" height="222" ', 1))
    map_parts, bottom = _map(368, 78)
    return picture_file(WIDE, max(bottom, y + 214) + MARGIN, style() + "".join((*parts, *map_parts)))


def _map(left: int, top: int) -> tuple[list[str], int]:
    """The map of answers by zone and kidney function, with a mark and a word in each cell, and its lower edge."""
    grid = decision_grid(PERSON, START, rows="kidney", columns="zone")
    zones = [zone for zone in Zone if any(cell.column == str(zone) for cell in grid.cells)]
    first, wide = 98, 106
    edges = [left + first + place * wide for place in range(len(zones))]
    parts = [label(left, top, "On other days, and with other kidneys", "strong")]
    y = top + 14
    for x, zone in zip(edges, zones, strict=True):
        kind = CLASSES[Tone(zone.value)]
        parts.append(f'<rect class="{kind}" x="{x}" y="{y}" width="{wide - 2}" height="26"/>')
        parts.append(label(x + 8, y + 18, str(zone).capitalize(), f"strong small {kind}-text"))
    y += 28
    for row in dict.fromkeys(cell.row_name for cell in grid.cells):
        cells = {cell.column: cell.decision for cell in grid.cells if cell.row_name == row}
        lines = [wrap(cells[str(zone)].words.cell, 14) for zone in zones]
        high = 28 + 14 * max(map(len, lines))
        parts += (label(left, y + 18 + 16 * place, line, "strong small") for place, line in enumerate(wrap(row, 12)))
        for x, zone, words in zip(edges, zones, lines, strict=True):
            tone = Tone(cells[str(zone)].answer.value)
            kind = "cell" if tone is Tone.WITHHOLD else CLASSES[tone]
            weight = "" if tone is Tone.WITHHOLD else " strong"
            parts.append(f'<rect class="{kind}" x="{x}" y="{y}" width="{wide - 2}" height="{high - 2}"/>')
            parts.append(mark_of(tone, x + 6, y + 5, 14))
            parts += (label(x + 6, y + 34 + 14 * n, line, f"tiny{weight} {kind}-text") for n, line in enumerate(words))
        y += high
    return parts, y
