"""The documents that rows of the rulebook cite, except rows on medicines.

An authority is cited by its own document, with the link of its own page or with no link. Where only a page that
repeats a document was at hand, the citation says ``Certainty.QUOTED``. What no document of an authority says is cited
to ``CONVENTION``.
"""

from typing import Final

from alpims_mg.model.provenance import Citation, Source, SourceKind

GUIDE: Final = Source(title="ALPIMS guide", kind=SourceKind.GUIDE)
CONVENTION: Final = Source(title="alpims_mg", kind=SourceKind.CONVENTION)

# --- Another page of the guide
ALPIMS_TOPICAL: Final = Source(
    title="ALPIMS guide, page on topical magnesium",
    kind=SourceKind.GUIDE,
    url="https://alpims.com/2025/05/10/%f0%9f%94%b4-topical-magnesium",
)
FIRST_USE_OUTSIDE_RED: Final = Citation(
    source=ALPIMS_TOPICAL,
    place="first-time use",
    claim="Wait for a Green or a stable Yellow day before the first use.",
)
STINGS_ON_BROKEN_SKIN: Final = Citation(source=ALPIMS_TOPICAL, place="use", claim="The oil stings on broken skin.")

# --- Product information
GERMAN_SMPC: Final = Source(
    title="Magnesium beta 10, 243 mg effervescent tablets (betapharm), German product information",
    kind=SourceKind.AUTHORITY,
)
MAGNASPARTATE_SMPC: Final = Source(
    title="Magnaspartate 243 mg powder, UK product information (PL 39972/0002)",
    kind=SourceKind.AUTHORITY,
    url="http://www.medicines.org.uk/emc/medicine/30238",
)
MAGNESIUM_SULFATE_SMPC: Final = Source(
    title="Magnesium sulfate injection (Martindale), UK product information emc 3579",
    kind=SourceKind.AUTHORITY,
    url="https://www.medicines.org.uk/emc/product/3579/smpc/print",
)
CITRAMAG_SMPC: Final = Source(title="Citramag bowel cleanser, UK product information", kind=SourceKind.AUTHORITY)
UK_SMPC_4841: Final = Source(
    title="Epsom Salts BP, UK product information emc 4841",
    kind=SourceKind.AUTHORITY,
    url="https://medicines.org.uk/emc/product/4841/smpc",
)
UK_SMPC_11577: Final = Source(
    title="Magnesium 4 mmol chewable tablets (glycerophosphate), UK product information emc 11577",
    kind=SourceKind.AUTHORITY,
    url="https://medicines.org.uk/emc/product/11577/smpc/print",
)

# --- Papers
WAKAI_2019: Final = Source(
    title="Wakai 2019, PMC6373027",
    kind=SourceKind.AUTHORITY,
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC6373027",
)
MORI_2019: Final = Source(title="Mori 2019, J Clin Biochem Nutr 65:76", kind=SourceKind.AUTHORITY)
AGA_ACG: Final = Source(
    title="AGA-ACG guideline on constipation 2023",
    kind=SourceKind.AUTHORITY,
    url="https://doi.org/10.14309/ajg.0000000000002227",
)
CKJ_2012: Final = Source(title="Clinical Kidney Journal 2012, PMC4455825", kind=SourceKind.AUTHORITY)
HIGH_MAGNESIUM_2023: Final = Source(
    title="Review of hypermagnesaemia 2023, PMC10693313",
    kind=SourceKind.AUTHORITY,
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC10693313/table/TAB6",
)
DOI_2021: Final = Source(
    title="Doi 2021, Applied Therapeutics 16:77",
    kind=SourceKind.AUTHORITY,
    url="https://www.jstage.jst.go.jp/article/appliedtherapeutics/16/0/16_77/_article/-char/en",
)
GROEBER_2017: Final = Source(title="Gröber 2017, PMC5579607", kind=SourceKind.AUTHORITY)

# --- Public bodies
MHLW_OXIDE_2015: Final = Source(
    title="MHLW order of 20 October 2015 on magnesium oxide (PMDA, revision of precautions 0299)",
    kind=SourceKind.AUTHORITY,
)
NHS_HEAT_IN_PREGNANCY: Final = Source(
    title="NHS, saunas and jacuzzis in pregnancy",
    kind=SourceKind.AUTHORITY,
    url="https://www.nhs.uk/common-health-questions/pregnancy/is-it-safe-to-use-a-sauna-or-jacuzzi-if-i-am-pregnant/",
)
NHS_POTS: Final = Source(title="NHS, postural tachycardia syndrome (PoTS)", kind=SourceKind.AUTHORITY)
LEEDS_HYPOTENSION: Final = Source(
    title="Leeds Teaching Hospitals NHS Trust, postural hypotension",
    kind=SourceKind.AUTHORITY,
    url="https://www.leedsth.nhs.uk/patients/resources/postural-hypotension-2/",
)
GARD_MASTOCYTOSIS: Final = Source(title="NIH GARD 2011, heat and systemic mastocytosis", kind=SourceKind.AUTHORITY)
EFSA_2015: Final = Source(
    title="EFSA 2015, dietary reference values for magnesium",
    kind=SourceKind.AUTHORITY,
    url="https://doi.org/10.2903/j.efsa.2015.4186",
)
UK_RNI: Final = Source(
    title="UK Department of Health 1991, dietary reference values (report 41)", kind=SourceKind.AUTHORITY
)
MHLW_2015: Final = Source(title="MHLW dietary reference intakes 2015", kind=SourceKind.AUTHORITY)
US_DAILY_VALUE: Final = Source(title="21 CFR 101.9, daily values", kind=SourceKind.AUTHORITY)
EU_1169_2011: Final = Source(title="Regulation (EU) 1169/2011, nutrient reference values", kind=SourceKind.AUTHORITY)
IOM_1997: Final = Source(
    title="IOM dietary reference intakes 1997",
    kind=SourceKind.AUTHORITY,
    url="https://www.nap.edu/read/5776/chapter/8",
)
EFSA_2006: Final = Source(title="SCF 2001, EFSA 2006 upper levels", kind=SourceKind.AUTHORITY)
BFR_2017: Final = Source(
    title="BfR press release 50/2017",
    kind=SourceKind.AUTHORITY,
    url=(
        "https://www.bfr.bund.de/en/press_information/2017/50/"
        "bfr_assesses_maximum_daily_level_for_magnesium_in_food_supplements-202892.html"
    ),
)
EVM_2003: Final = Source(
    title="UK Expert Group on Vitamins and Minerals 2003",
    kind=SourceKind.AUTHORITY,
    url="https://cot.food.gov.uk/committee/committee-on-toxicity/cotreports/cotjointreps/evmreport",
)
NHS: Final = Source(title="NHS, vitamins and minerals", kind=SourceKind.AUTHORITY)
NHMRC_2006: Final = Source(
    title="NHMRC nutrient reference values 2006",
    kind=SourceKind.AUTHORITY,
    url="https://www.eatforhealth.gov.au/nutrient-reference-values/nutrients/magnesium",
)
MHLW_2025: Final = Source(title="MHLW dietary reference intakes 2025", kind=SourceKind.AUTHORITY)
VKM_2016: Final = Source(
    title="VKM 2016",
    kind=SourceKind.AUTHORITY,
    url="https://www.vkm.no/english/riskassessments/allpublications/riskassessmentofmagnesiuminfoodsupplements.4.2375207615dac0245aee5130.html",
)
FAO_WHO_2001: Final = Source(
    title="FAO/WHO 2001, human vitamin and mineral requirements",
    kind=SourceKind.AUTHORITY,
    url="https://www.fao.org/4/Y2809E/y2809e00.htm",
)
EU_2024_2694: Final = Source(
    title="Regulation (EU) 2024/2694, magnesium L-threonate",
    kind=SourceKind.AUTHORITY,
    url="https://eur-lex.europa.eu/eli/reg_impl/2024/2694/oj/eng",
)

# --- Allergic emergencies
MHRA_AUTO_INJECTORS: Final = Source(
    title="MHRA Drug Safety Update, adrenaline auto-injectors, June 2023",
    kind=SourceKind.AUTHORITY,
    url="https://gov.uk/drug-safety-update/adrenaline-auto-injectors-aais-new-guidance-and-resources-for-safe-use",
)
NHS_ANAPHYLAXIS_SIGNS: Final = Source(
    title="NHS, symptoms of anaphylaxis",
    kind=SourceKind.AUTHORITY,
    url="http://www.nhs.uk/Conditions/Anaphylaxis/Pages/Symptoms.aspx",
)
NHS_ANAPHYLAXIS_2023: Final = Source(title="NHS, anaphylaxis, edition of 2023", kind=SourceKind.AUTHORITY)
# Dividing tablets and capsules
FDA_SPLITTING: Final = Source(
    title="FDA, tablet splitting",
    kind=SourceKind.AUTHORITY,
    url="https://www.fda.gov/drugs/buying-using-medicine-safely/tablet-splitting",
)
FDA_2009_SPLITTING: Final = Source(title="FDA 2009, tablet splitting: a risky practice", kind=SourceKind.AUTHORITY)
USP_SCORED: Final = Source(
    title="USP, tablets labeled as functionally scored",
    kind=SourceKind.AUTHORITY,
    url="https://doi.usp.org/USPNF/USPNF_M7826_02_01.html",
)
SPS_SWALLOWING: Final = Source(
    title="NHS Specialist Pharmacy Service, medicines in swallowing difficulties",
    kind=SourceKind.AUTHORITY,
    url="https://sps.nhs.uk/articles/choosing-medicines-formulations-in-swallowing-difficulties",
)
SPS_CRUSHING: Final = Source(
    title="NHS Specialist Pharmacy Service, crushing tablets and opening capsules",
    kind=SourceKind.AUTHORITY,
    url="https://sps.nhs.uk/articles/checking-if-tablets-can-be-crushed-or-capsules-opened",
)
NHS_CRUSHING: Final = Source(title="NHS, can I crush medicines before taking them?", kind=SourceKind.AUTHORITY)
MEDICINES_FOR_CHILDREN: Final = Source(
    title="Medicines for Children (RCPCH, NPPG and WellChild), how to give medicines: capsules",
    kind=SourceKind.AUTHORITY,
)
WHO_OXIDE: Final = Source(title="WHO International Pharmacopoeia, magnesium oxide", kind=SourceKind.AUTHORITY)
