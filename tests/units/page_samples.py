"""Pages to render in tests: one for each state of an answer, and strategies for pages with any words."""

from datetime import date, timedelta

from hypothesis import strategies as st

from alpims_mg._internal.rendering import (
    Band,
    Block,
    Calendar,
    CalendarDay,
    Details,
    Draft,
    Foot,
    Grid,
    Headline,
    Listing,
    Marked,
    Page,
    Question,
    QuestionList,
    Section,
    Stair,
    Staircase,
    Tone,
    Watch,
    WatchFor,
)

STEPS = Grid(
    caption="Your steps, in magnesium a day",
    header=("step", "from day", "a day", "how"),
    rows=(
        ("1", "1", "50 mg", "1/2 capsule at dinner"),
        ("2", "8", "100 mg", "1 capsule at dinner"),
        ("3", "15", "150 mg", "3/4 capsule at 13:00, 3/4 at dinner"),
        ("4", "22", "200 mg", "1 capsule at 13:00, 1 at dinner"),
    ),
    numbers=(0, 1, 2),
)
STAIRS = tuple(Stair(day, amount, f"{amount} mg") for day, amount in ((1, 50), (8, 100), (15, 150), (22, 200)))
STAIRCASE = Staircase(
    title="Magnesium a day, step by step",
    stairs=STAIRS,
    table=STEPS,
    bands=(Band(50, 100, "start: 50 to 100 mg"), Band(200, 400, "target: 200 to 400 mg")),
    limit=Band(250, 250, "lowest daily limit: 250 mg"),
)
WATCH_FOR = WatchFor(
    title="Watch for",
    signs=(
        Watch("Loose stools or cramps", "Go back to the last amount that was fine."),
        Watch("A slow pulse, or trouble breathing", "Stop. Get urgent care.", urgent=True),
    ),
)
REASONS = Details(
    "Reasons and sources",
    (Grid("Reasons", ("answer", "because"), ((Marked(Tone.CAUTION, "take care"), "EDS: start low and go slow."),)),),
)
FOOT = Foot("For learning. Not a diagnosis.")
ZONES = {"G": Tone.GREEN, "Y": Tone.YELLOW, "R": Tone.RED}
FORTNIGHT = Calendar(
    caption="Your days: zone and magnesium taken",
    days=tuple(
        CalendarDay(
            day=date(2026, 3, 1) + timedelta(days=place),
            zone=ZONES.get(zone),
            amount=amount,
            up="step 2" if place == 7 else "",
            back="step 1" if place == 8 else "",
        )
        for place, (zone, amount) in enumerate(
            zip("GGGGGGGGYRRR-", (*["50"] * 7, "100", "50", "50", "0", "?", ""), strict=True)
        )
    ),
)
ANSWERS = Grid(
    caption="First capsule: the answer by kidney function and zone",
    header=("kidney function", Marked(Tone.GREEN, "Green"), Marked(Tone.RED, "Red")),
    rows=(
        ("normal", Marked(Tone.OFFER, "You can start"), Marked(Tone.WITHHOLD, "Not today")),
        ("reduced", Marked(Tone.CONSULT, "Ask first"), Marked(Tone.WITHHOLD, "Not today")),
        ("not stated", Marked(Tone.NEEDS_INFORMATION, "We need to know more"), Marked(Tone.WITHHOLD, "Not today")),
    ),
)

PAGES = {
    "offer": Page(
        "Answer: you can start",
        (STAIRCASE, Section("Hours to keep", ("Levothyroxine: keep 4 h away.",)), WATCH_FOR, REASONS, FOOT),
        Headline(Tone.OFFER, "You can start", "Take half a capsule (50 mg) at dinner.", "Then ask again."),
    ),
    "consult": Page(
        "Answer: ask a clinician first",
        (Draft("DRAFT. Do not start yet.", "DRAFT. A clinician decides.", (STAIRCASE,)), FOOT),
        Headline(Tone.CONSULT, "Ask a clinician first", "Show them this draft."),
    ),
    "needs information": Page(
        "Answer: we need to know more",
        (QuestionList("Please tell us", (Question("Which medicines do you take?", "Name each."), Question("Age?"))),),
        Headline(Tone.NEEDS_INFORMATION, "We need to know more", then="Until then, do not start."),
    ),
    "withhold": Page(
        "Answer: not today",
        (Listing("What you can do instead", ("Ask about magnesium oil.", "Rest.")), FOOT),
        Headline(Tone.WITHHOLD, "Not today", "Do not start in the Red zone.", "Ask again on a Green day."),
    ),
    "course": Page("Course", (FORTNIGHT,), Headline(Tone.COURSE, "Thursday 12 March: stay on step 1")),
    "grid": Page("Answers", (ANSWERS, "All other facts as in this case.")),
}

HOSTILE = (
    "<script>alert(1)</script>",
    "a | b",
    "*bold* _slant_ `code` ~~gone~~",
    "[text](javascript:x) ![i](y)",
    "Q&amp;A & co",
    "back\\slash",
    "\\(x\\) $y$",
    "# a heading",
    "- an item",
    "+ an item",
    "> a quotation",
    "1. first",
    "1) first",
    "---",
    "===",
    "a \"quoted\" 'word'",
    "</style></div>",
    "\x1b[31mred\x07",
    "\u202egnp.exe",
    "亜鉛とマグネシウムを毎日飲む",
    "e\u0301" * 30,
    "m" * 100,
    "50\u00a0mg",
    "one\ntwo\r\nthree\u2028four",
)
words = st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE), st.lists(st.sampled_from(HOSTILE)).map(" ".join))
tones = st.sampled_from(Tone)
cells = st.one_of(words, st.builds(Marked, tones, words))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    count = draw(st.integers(1, 9))
    row = st.tuples(*[cells] * count)
    numbers = draw(st.sets(st.integers(0, count - 1), max_size=2))
    return Grid(draw(words), draw(row), tuple(draw(st.lists(row, max_size=4))), tuple(numbers))


@st.composite
def staircases(draw: st.DrawFn) -> Staircase:
    amounts = st.integers(0, 10**12)
    stairs = draw(st.lists(st.builds(Stair, st.integers(1, 10**6), amounts, words), min_size=1, max_size=14))
    pairs = st.tuples(amounts, amounts).map(sorted)
    bands = st.builds(lambda pair, label: Band(pair[0], pair[1], label), pairs, words)
    limit = draw(st.none() | bands)
    return Staircase(draw(words), tuple(stairs), draw(grids()), tuple(draw(st.lists(bands, max_size=3))), limit)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    first = draw(st.dates(max_value=date(9999, 11, 1)))
    days = draw(st.lists(st.tuples(st.none() | tones, words, words, words), max_size=20))
    shown = (CalendarDay(first + timedelta(days=place), *said) for place, said in enumerate(days))
    return Calendar(draw(words), tuple(shown))


texts = st.lists(words, max_size=4).map(tuple)
plain_blocks = st.one_of(
    words,
    st.builds(Headline, tones, words, words, words),
    st.builds(Listing, words, texts),
    st.builds(Section, words, texts),
    st.builds(WatchFor, words, st.lists(st.builds(Watch, words, words, st.booleans()), max_size=3).map(tuple)),
    st.builds(QuestionList, words, st.lists(st.builds(Question, words, words), max_size=12).map(tuple)),
    grids(),
    staircases(),
    calendars(),
    st.builds(Foot, words),
)
groups = st.lists(plain_blocks, max_size=2).map(tuple)
blocks: st.SearchStrategy[Block] = st.one_of(
    plain_blocks, st.builds(Details, words, groups), st.builds(Draft, words, words, groups)
)
pages = st.builds(
    Page, words, st.lists(blocks, max_size=4).map(tuple), st.none() | st.builds(Headline, tones, words, words, words)
)
