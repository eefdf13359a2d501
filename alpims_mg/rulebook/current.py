"""``Rulebook``, the type that holds all tables, and ``CURRENT``, the rulebook of this ``EDITION``.

The tables of a rulebook hold every clinical fact that the library uses. Each row has citations.

The words by which labels and medicines are recognised are not tables: see ``SPELLINGS`` and ``RECOGNITIONS``. Nor are
the codes by which the conditions of a record are recognised: see ``CONDITION_CODES``.

To change a rule, edit its row, read the regenerated table, raise ``EDITION`` and write the reason next
to ``EDITION``.
"""

from typing import ClassVar, Final, final

import attrs

from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.case_questions import QuestionWords
from alpims_mg.model.findings import Verdict
from alpims_mg.model.quantities import Elemental, Portion
from alpims_mg.model.vocabulary import (
    Additive,
    Aim,
    Answer,
    Condition,
    Domain,
    DosageForm,
    EgfrUnit,
    FactList,
    Form,
    KidneyFunction,
    MagnesiumSalt,
    Reaction,
    Route,
    TimeOfDay,
    Wish,
    Zone,
)
from alpims_mg.rulebook.ages import AGE_BANDS, AGE_POINTS, AGES, AgeBand, AgeKey, AgePoint
from alpims_mg.rulebook.alternatives import (
    ALTERNATIVE_ANSWERS,
    ALTERNATIVES,
    PRODUCT_DIFFERENCES,
    AlternativeKind,
    ProductDifference,
    Suggestion,
)
from alpims_mg.rulebook.answer_words import ANSWER_WORDS, AnswerWordsKey
from alpims_mg.rulebook.ceilings import (
    CEILINGS,
    GATHERED,
    OCCASIONS,
    OTHERS,
    CeilingKey,
    Gathered,
    Limit,
    Occasion,
    Other,
)
from alpims_mg.rulebook.changes import CHANGES, PERSISTENCE, Changeable, Persistence, Remedy
from alpims_mg.rulebook.clock import (
    CLOCK_CONSTRAINTS,
    CLOCK_FINDINGS,
    CLOCK_NUMBERS,
    USUAL_MEALS,
    ClockConstraint,
    ClockFinding,
    ClockNumber,
    UsualHours,
)
from alpims_mg.rulebook.conditions import CONDITIONS, OTHER_CONDITIONS, ConditionKey
from alpims_mg.rulebook.consults import (
    CONSULTS,
    FACT_WORDS,
    FACTS,
    GAPS,
    NOTICES,
    REST_WORDS,
    SUPPOSITIONS,
    ConsultKey,
    Fact,
    FactKey,
    Gap,
    Mildest,
    Need,
    Notice,
    Supposition,
)
from alpims_mg.rulebook.courses import (
    CHECK_IN_REMARKS,
    COURSE_AMOUNTS,
    COURSE_EVENTS,
    COURSE_NUMBERS,
    MOVES,
    REQUIREMENTS,
    WISHES,
    CheckInRemark,
    Consequence,
    CourseAmount,
    CourseEvent,
    CourseNumber,
    Move,
    WaitingFor,
)
from alpims_mg.rulebook.domains import DOMAIN_AIMS, DOMAINS
from alpims_mg.rulebook.dosage_forms import (
    DIVIDING_ADVICE,
    DIVIDING_FINDINGS,
    DOSAGE_FORMS,
    Dividing,
    DividingAdvice,
    DividingKey,
)
from alpims_mg.rulebook.dosing import (
    AMOUNTS,
    COUNTS,
    DOSE_FINDINGS,
    HABITS,
    LEFTOVER_ORDER,
    LOWERINGS,
    PLAN_LIMITS,
    START_PORTIONS,
    Amount,
    Count,
    Division,
    DoseFinding,
    HabitKey,
    Lowering,
    PlanLimit,
)
from alpims_mg.rulebook.forms import FORMS, TIMES, FormProfile, TimesKey
from alpims_mg.rulebook.kidney import (
    COUNTS_AS,
    EGFR_UNITS,
    KIDNEY,
    KIDNEY_AGREEMENT,
    KIDNEY_NUMBERS,
    Agreement,
    KidneyKey,
    KidneyNumber,
    ResultKey,
)
from alpims_mg.rulebook.labels.additives import ADDITIVES, LABELS, SCREENED, AdditiveKey, LabelKey, Screened
from alpims_mg.rulebook.labels.amounts import (
    AMOUNT_NUMBERS,
    CONTRADICTIONS,
    HEAVY_UNITS,
    UNIT_MASSES,
    AmountNumber,
    Contradiction,
    HeavyUnit,
    UnitKind,
)
from alpims_mg.rulebook.labels.salts import SALTS, SHARE_NUMBERS, SHARES, Share, ShareNumber, Stoichiometry
from alpims_mg.rulebook.labels.words import DOSAGE_FORM_WORDS, SALT_NAMES
from alpims_mg.rulebook.medicines.tables import MEDICINES, WINDOWS, Interaction, MedicineKey, Window, WindowKey
from alpims_mg.rulebook.move_words import AMOUNT_WORDS, MOVE_WORDS, DayAmount
from alpims_mg.rulebook.options import (
    AIM_REASONS,
    CONDITION_REASONS,
    FEATURE_CONCERNS,
    FORM_CLAIMS,
    RANKING,
    RATINGS,
    ZONE_REASONS,
    Concern,
    Criterion,
    FormClaim,
)
from alpims_mg.rulebook.questions import QUESTIONS, REST_QUESTIONS, CaseField
from alpims_mg.rulebook.reactions import REACTIONS, SIGNS, TOGETHER, JointResponse, Response, Sign, Together, Urgency
from alpims_mg.rulebook.references import LABEL_INTAKES, TOTAL_INTAKES, LabelBasis, TotalIntake, TotalIntakeKey
from alpims_mg.rulebook.routes import (
    FEATURES,
    PRACTICES,
    ROUTE_REASONS,
    TOPICAL_HABITS,
    Feature,
    FeatureKey,
    PracticeKey,
    Rating,
    RouteReason,
    TopicalHabit,
)
from alpims_mg.rulebook.serum import SERUM_NUMBERS, SERUM_SIGNS, SerumBand, SerumNumber, SerumSigns
from alpims_mg.rulebook.topical import BATHS, SKIN_ADDITIVES, UNREAD_TOPICALS, HeatKey, SkinAdditiveKey
from alpims_mg.rulebook.zones import ASK_AGAIN, GREEN_REASONS, ZONES, AskAgain, GreenReason, ZoneKey
from alpims_mg.rules.index import TableSet, WordLists
from alpims_mg.rules.tables import Table

EDITION: Final = "2026-11-30"
"""What changed since 2026-11-25: ids and words were renamed, and texts were rewritten in plain English. New are the
limits of what a clinic may change (``hold-set-least`` and ``calm-most``), and ``dose.hold.policy`` and
``dose.intakes.too-many``, which only a clinic's stricter numbers can cause. New too are the codes and words by which
the conditions, medicines, results and lists of a FHIR record are read, and more spellings of the units of an eGFR.

Answers changed:
- reading 8, denials: a denial covers only what it denies. "Contains no flavours or stevia" denies both, and "no sugar,
  only stevia" denies no stevia.
- reading 8, lists: an ingredient list that goes on in the next line is read to its end, or is marked as not read.
- reading 8, languages: citrus, citric acid, stevia and flavouring are found in seven languages, and amounts are read in
  them.
- reading 8, units: gummies and lozenges are units. Packets and sticks are units of a powder, if the label shows one.
- reading 8, sources: a nutrient beside an amount of magnesium ("magnesium 50 mg, chloride 469 mg") is no source of it.
- reading 11, topical: a hot bath is a caution with POTS, low blood pressure, pregnancy, MCAS, and (facts 4.1) with
  weak nerve and muscle. The ingredients of a topical product are judged. Medicines have rows of their own on the skin.
- reading 11, texts: advice on starting is given with plans that start or raise only. "Drink enough" gives way to a
  clinician's limit, and blood tests say "ask whether". A claim of the guide is printed as one.
- reading 11, dosage form: a product that must be swallowed whole is never divided. To split a tablet that has no score
  line, or a product of an unknown kind, asks a clinician. A hard capsule is opened, never cut.
- reading 11, dosage form: where dividing needs a question, a day of whole ones is taken in whole ones.
- reading 11, words of labels: more words show a product that is swallowed whole, and of two kinds the stricter counts.
  A scoop, level teaspoon or sachet is one unit of a powder.
- reading 11, sources: an authority is cited by its own document. What only a secondary page says is a convention.
- reading 11, alternatives: each carries its own answer and says what is different.
- reading 11, allergic reactions: hives stop a course. Swelling, or itching, hives or flushing with trouble breathing,
  fainting or repeated vomiting, is an emergency of its own. Vomiting, repeated vomiting and drowsiness can be reported.
- reading 6, the same day: nobody is blamed for an amount that was permitted when the day began.
- reading 6, holds: each rung can have a hold of its own. The text about a clinic's longer hold fits one rung too.
- reading 11, going back: "ask again on a Green day" names the answer of that day, and the words for the gut say what to
  do at the first amount.
- reading 10, meals: no plan names a meal within the stated window of a medicine, unless no other meal is left.
- reading 10, clock: nearness to the time of an intake's own meal comes before room around it.
- reading 11, other magnesium: a capsule needs it stated, 0 if none
- reading 11, ceilings: the public levels are one question, which names the total; at 18 the lower of both columns
- reading 11, age 65 and over: oxide asks for a clinician
- reading 11, a rise above 50 mg because a portion is larger is a caution
- reading 11, conditions: new words have rows; any other condition is stated in its own words and asks for a clinician.
- reading 11, flare, nausea, oral hypersensitivity: a gut flare stops a start or rise; the others ask a clinician.
- reading 11, medicines on the skin: the rows also name effects in the body (digoxin, sotalol and other beta blockers,
  aminoglycosides, muscle relaxants). If a medicine rules out capsules, its text says not to stop the medicine.
- reading 11, lowering: a new intent, to take less or none. It is refused to nobody.
- reading 11, lowering: one step down counts other magnesium too. If no piece is small enough, the text says so.
- reading 11, gut conditions on the skin: six conditions have rows of their own there, with ids that end in ``topical``.
- reading 11, texts: texts that a pharmacist found unclear or unsafe say what to do, and a missed intake is left out.
- reading 4, hours: the longest that a source names for azithromycin, isoniazid, rifampicin, cephalosporins,
  fexofenadine, rosuvastatin, mycophenolate, digoxin, gabapentin, atazanavir, penicillins, trimethoprim, metronidazole,
  levofloxacin, ofloxacin, norfloxacin and gefitinib. Sotorasib has rows. What nothing recognises keeps 6 and 10 hours.
- reading 4, sources that disagree: dolutegravir and bictegravir rule out capsules. Cabotegravir and levodopa keep
  longer gaps.
- reading 4, effects: misoprostol, glipizide, glibenclamide, patiromer, trientine, vitamin D by name, sirolimus,
  erlotinib, bevacizumab and nivolumab have the effects that sources name.
- reading 4, unknown part: a part of a name that is unknown counts as unknown beside a known word such as "calcium".
- reading 4, salts: magnesium directly after a proton-pump inhibitor or valproate is its salt. With a sign such as "+"
  between, it is a medicine of its own.
- reading 4, words around a name: strengths, dose forms, packs, salts and makers in seven languages are no unknown part.
  A dose form that is not swallowed sets the route, if none is stated. Magnesium as the salt of a medicine is none.
- reading 4, names and codes: diuretics and magnesium by more names. A code and the name it stands for have one answer.
- reading 8, labels: columns are matched with their heading. An amount of a day, of 100 g or of two serving sizes is
  never that of a unit. An amount that contradicts its percentage of the daily value is not taken.
- reading 8, labels: more salt than a capsule or tablet usually holds is a caution.
- reading 6, too much taken: more than permitted is a caution and lets nothing rise. Above what any plan may give, the
  course stops. Above 1,000 mg, or with kidneys that are not known to be normal, it is a case for urgent care. The
  review says so too where another reason stops the course, and compares it with what the day would have allowed.
- reading 6, doses: they add up. Two check-ins that give the same clock time and amount report one dose. Two equal
  totals count once, and the review says so. Two different totals are a contradiction.
- reading 6, corrections: a check-in can replace or withdraw an earlier one.
- reading 6, wishes: hold, lower, pause, stop and go on. A wish for less is granted the same day. A wish to go lower is
  a pause where there is no lower rung, also before a start.
- reading 6, begin: after a day that was not calm, a start waits for the third calm day in a row. A calm day needs an
  offer, no wish for less, and no more taken than permitted.
- reading 6, start and resume: they are made by the first intake. Without it, the course stays as it was.
- reading 6, held days: a day whose check-in brings a step back is none. Too much taken sets them to zero.
- reading 6, reactions: a reaction ends the proof of the rungs that give at least what was taken. Before anything was
  taken, a gut reaction is no sign of an amount that is not tolerated.
- reading 6, not permitted: a day without an offer has a move of its own, and counts as a day without intake.
- reading 6, days without intake: missed, paused, silent and not permitted days count alike. They cost one rung in a
  gap, and after more than 14 days on less than the rung, the course goes back to what was taken.
- reading 6, after a stop: a start asks ``course.after-stop``, which names the day of the stop, and waits for calm days.
- reading 6, days without a check-in: the next check-in's review asks whether anything happened on them.
- reading 6, facts that age: from 30 days before a kidney result is too old, the review says from which day on.
- reading 6, joining: a course can begin at an amount that is taken already. If its product has no start, a course that
  needs a new one has ended.
- reading 6, what a course waits for: a check-in that states no reactions is asked for them.
- reading 6, contradictions: facts of one day that differ in the zone or the tolerance alone are the same facts.
- reading 6, joining: a plan to rise is refused, because it would skip what the rise asks.
- reading 6, a rung that is ruled out: the course goes back to the highest lower rung that is not, proven or not.
- reading 6, a long pause: it costs one rung, also if that rung is not proven.
- reading 6, a day on which too much keeps a start from being made: the text names the amount that was offered.
- reading 6, several products: they are reviewed as one day. Each counts the others as other magnesium. A reaction
  counts for all. At most one starts, resumes or rises, and none within three days of another's start.
  If reports differ on whether a start was made, the others wait for it all the same.
- reading 6, what a course waits for: a pause also names what keeps it from ending, and its calm days even
  if all were calm. A wish to hold is not waited for on the last rung.
- reading 6, too much taken: under one year, where no public level is set, the level of the next older age counts.
- reading 6, two corrections of one entry: if one of them withdraws the entry, moves it or leaves a fact out, what only
  the other one states is not sure. It permits nothing, is no intake and no held day, and ends no earlier facts.
- reading 6, after a stop: a review suggests nothing on the skin while the course is stopped.
- words of answers: the words in which each answer is said are rows. So are the questions to a person, and the words of
  each day of a course.
- reading 6, days without a check-in: until today's check-in, calm days and dates count as if it may still be in Green.
  With several products, what Green would permit is that of a check-in in Green for each of them.
- reading 6, texts: why there is no raise today, what a wished pause waits for, and the days in full after too much was
  taken. A gut reaction before anything was taken is not called "this much".
- lists stated in part: what such a list holds counts, and the rest is not stated. The question asks for the rest, and
  an answer that goes on without it lists it as not checked.
"""


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Rulebook(TableSet):
    """A rulebook: an edition, and all tables, one in each field.

    A clinic's own stricter rulebook is another instance of this class.
    """

    word_lists: ClassVar[WordLists] = {
        "salts": (Form, frozenset(rule.then.form for rule in SALTS.rules)),
        "label words": (Form, frozenset(name.form for name in SALT_NAMES)),
        "dosage form words": (DosageForm, frozenset(row.dosage_form for row in DOSAGE_FORM_WORDS)),
    }

    zones: Table[ZoneKey, Verdict] = ZONES
    green_reasons: Table[GreenReason, str] = GREEN_REASONS
    ask_again: Table[AskAgain, Zone] = ASK_AGAIN
    consults: Table[ConsultKey, Verdict] = CONSULTS
    facts: Table[FactKey, Need] = FACTS
    fact_words: Table[Fact, str] = FACT_WORDS
    rest_words: Table[FactList, str] = REST_WORDS
    suppositions: Table[Supposition, Mildest] = SUPPOSITIONS
    notices: Table[Notice, str] = NOTICES
    gaps: Table[Gap, str] = GAPS
    conditions: Table[ConditionKey, Verdict] = CONDITIONS
    other_conditions: Table[Route, Verdict] = OTHER_CONDITIONS
    kidney: Table[KidneyKey, Verdict] = KIDNEY
    kidney_counts_as: Table[ResultKey, KidneyFunction] = COUNTS_AS
    kidney_numbers: Table[KidneyNumber, int] = KIDNEY_NUMBERS
    kidney_agreement: Table[Agreement, Verdict] = KIDNEY_AGREEMENT
    egfr_units: Table[EgfrUnit, tuple[str, ...]] = EGFR_UNITS
    age_bands: Table[AgeBand, int] = AGE_BANDS
    ages: Table[AgeKey, Verdict] = AGES
    age_points: Table[AgePoint, str] = AGE_POINTS
    medicines: Table[MedicineKey, Interaction] = MEDICINES
    windows: Table[WindowKey, Window] = WINDOWS
    clock_numbers: Table[ClockNumber, int] = CLOCK_NUMBERS
    clock_constraints: Table[ClockConstraint, str] = CLOCK_CONSTRAINTS
    clock_findings: Table[ClockFinding, Verdict] = CLOCK_FINDINGS
    usual_meals: Table[TimeOfDay, UsualHours] = USUAL_MEALS
    additives: Table[AdditiveKey, Verdict] = ADDITIVES
    labels: Table[LabelKey, Verdict] = LABELS
    screened: Table[Additive, Screened] = SCREENED
    dose_amounts: Table[Amount, Elemental] = AMOUNTS
    dose_counts: Table[Count, int] = COUNTS
    plan_limits: Table[PlanLimit, str] = PLAN_LIMITS
    start_portions: Table[Division, tuple[Portion, ...]] = START_PORTIONS
    dose_findings: Table[DoseFinding, Verdict] = DOSE_FINDINGS
    dosage_forms: Table[DividingKey, Dividing] = DOSAGE_FORMS
    dividing_findings: Table[Dividing, Verdict] = DIVIDING_FINDINGS
    dividing_advice: Table[DividingAdvice, tuple[Dividing, ...]] = DIVIDING_ADVICE
    leftover_order: Table[TimeOfDay, int] = LEFTOVER_ORDER
    lowerings: Table[Lowering, Verdict] = LOWERINGS
    habits: Table[HabitKey, Verdict] = HABITS
    ceilings: Table[CeilingKey, Limit] = CEILINGS
    gathered_ceilings: Table[Gathered, Verdict] = GATHERED
    occasions: Table[Occasion, Elemental] = OCCASIONS
    others: Table[Other, Verdict] = OTHERS
    total_intakes: Table[TotalIntakeKey, TotalIntake] = TOTAL_INTAKES
    label_intakes: Table[LabelBasis, TotalIntake] = LABEL_INTAKES
    serum_numbers: Table[SerumNumber, str] = SERUM_NUMBERS
    serum_signs: Table[SerumBand, SerumSigns] = SERUM_SIGNS
    forms: Table[Form, FormProfile] = FORMS
    times: Table[TimesKey, tuple[TimeOfDay, ...]] = TIMES
    salts: Table[MagnesiumSalt, Stoichiometry] = SALTS
    shares: Table[Share, Verdict] = SHARES
    share_numbers: Table[ShareNumber, int] = SHARE_NUMBERS
    contradictions: Table[Contradiction, str] = CONTRADICTIONS
    amount_numbers: Table[AmountNumber, int] = AMOUNT_NUMBERS
    unit_masses: Table[UnitKind, int] = UNIT_MASSES
    heavy_units: Table[HeavyUnit, Verdict] = HEAVY_UNITS
    domains: Table[Domain, str] = DOMAINS
    domain_aims: Table[Domain, tuple[Aim, ...]] = DOMAIN_AIMS
    features: Table[FeatureKey, Rating] = FEATURES
    route_reasons: Table[RouteReason, Route] = ROUTE_REASONS
    aim_reasons: Table[Aim, tuple[RouteReason, ...]] = AIM_REASONS
    condition_reasons: Table[Condition, tuple[RouteReason, ...]] = CONDITION_REASONS
    zone_reasons: Table[Zone, tuple[RouteReason, ...]] = ZONE_REASONS
    feature_concerns: Table[Feature, Concern] = FEATURE_CONCERNS
    ratings: Table[Rating, Verdict] = RATINGS
    ranking: Table[Criterion, int] = RANKING
    form_claims: Table[FormClaim, str] = FORM_CLAIMS
    practices: Table[PracticeKey, str] = PRACTICES
    alternatives: Table[AlternativeKind, tuple[str, ...]] = ALTERNATIVES
    alternative_answers: Table[Answer, Suggestion] = ALTERNATIVE_ANSWERS
    product_differences: Table[ProductDifference, str] = PRODUCT_DIFFERENCES
    topical_habits: Table[TopicalHabit, Urgency] = TOPICAL_HABITS
    baths: Table[HeatKey, Verdict] = BATHS
    unread_topicals: Table[Condition, Verdict] = UNREAD_TOPICALS
    skin_additives: Table[SkinAdditiveKey, Verdict] = SKIN_ADDITIVES
    reactions: Table[Reaction, Response] = REACTIONS
    together: Table[Together, JointResponse] = TOGETHER
    signs: Table[Sign, Urgency] = SIGNS
    changes: Table[Changeable, Remedy] = CHANGES
    persistence: Table[Condition, Persistence] = PERSISTENCE
    moves: Table[Move, int] = MOVES
    course_events: Table[CourseEvent, Consequence] = COURSE_EVENTS
    course_numbers: Table[CourseNumber, int] = COURSE_NUMBERS
    course_amounts: Table[CourseAmount, Elemental] = COURSE_AMOUNTS
    wishes: Table[Wish, int] = WISHES
    requirements: Table[WaitingFor, str] = REQUIREMENTS
    check_in_remarks: Table[CheckInRemark, Verdict] = CHECK_IN_REMARKS
    move_words: Table[Move, AnswerWords] = MOVE_WORDS
    amount_words: Table[DayAmount, AnswerWords] = AMOUNT_WORDS
    answer_words: Table[AnswerWordsKey, AnswerWords] = ANSWER_WORDS
    questions: Table[CaseField, QuestionWords] = QUESTIONS
    rest_questions: Table[FactList, QuestionWords] = REST_QUESTIONS


CURRENT: Final = Rulebook(edition=EDITION)
Rulebook.constants["CURRENT"] = CURRENT
