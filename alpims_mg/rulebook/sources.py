"""The documents that rows of the rulebook cite, except rows on medicines."""

from typing import Final

from alpims_mg.model.provenance import Source, SourceKind

GUIDE: Final = Source(title="ALPIMS guide", kind=SourceKind.GUIDE)
CONVENTION: Final = Source(title="alpims_mg", kind=SourceKind.CONVENTION)

ALPIMS_TOPICAL: Final = Source(
    title="alpims.com, topical magnesium",
    kind=SourceKind.AUTHORITY,
    url="https://alpims.com/2025/05/10/%f0%9f%94%b4-topical-magnesium",
)
GERMAN_SMPC: Final = Source(
    title="German product information, Magnesium Hermes 243 mg",
    kind=SourceKind.AUTHORITY,
    url="https://imedikament.de/magnesium-hermes-243-mg-brausetabletten/fachinformation",
)
CITRAMAG_SMPC: Final = Source(title="Citramag product information", kind=SourceKind.AUTHORITY)
GLYCEROPHOSPHATE_MONOGRAPH: Final = Source(
    title="Magnesium glycerophosphate monograph and product information", kind=SourceKind.AUTHORITY
)
UK_SMPC_4841: Final = Source(
    title="UK product information emc 4841",
    kind=SourceKind.AUTHORITY,
    url="https://medicines.org.uk/emc/product/4841/smpc",
)
UK_SMPC_11577: Final = Source(title="UK product information emc 11577", kind=SourceKind.AUTHORITY)
MSKCC: Final = Source(title="Memorial Sloan Kettering, magnesium", kind=SourceKind.AUTHORITY)
WAKAI_2019: Final = Source(title="Wakai 2019, PMC6373027", kind=SourceKind.AUTHORITY)
MORI_2019: Final = Source(title="Mori 2019, magnesium oxide", kind=SourceKind.AUTHORITY)
AGA_ACG: Final = Source(title="AGA-ACG guideline on constipation", kind=SourceKind.AUTHORITY)
CKJ_2012: Final = Source(title="Clinical Kidney Journal 2012, PMC4455825", kind=SourceKind.AUTHORITY)
MGFA: Final = Source(title="Myasthenia Gravis Foundation of America", kind=SourceKind.AUTHORITY)
PMDA: Final = Source(title="PMDA alerts, magnesium oxide", kind=SourceKind.AUTHORITY)
CITRATE_TABLET_SMPC: Final = Source(title="Magnesium citrate tablet product information", kind=SourceKind.AUTHORITY)
EFSA_2015: Final = Source(
    title="EFSA 2015, dietary reference values for magnesium",
    kind=SourceKind.AUTHORITY,
    url="https://doi.org/10.2903/j.efsa.2015.4186",
)
UK_RNI: Final = Source(
    title="UK reference nutrient intakes",
    kind=SourceKind.AUTHORITY,
    url="https://www.hsis.org/a-z-food-supplements/magnesium/",
)
MHLW_RDA: Final = Source(
    title="MHLW recommended dietary allowances",
    kind=SourceKind.AUTHORITY,
    url="http://magnesium-navi.com/article-3/2",
)
US_DAILY_VALUE: Final = Source(title="21 CFR 101.9, daily values", kind=SourceKind.AUTHORITY)
EU_1169_2011: Final = Source(title="Regulation (EU) 1169/2011, nutrient reference values", kind=SourceKind.AUTHORITY)
IOM_1997: Final = Source(
    title="IOM dietary reference intakes 1997",
    kind=SourceKind.AUTHORITY,
    url="https://www.nap.edu/read/5776/chapter/8",
)
EFSA_2006: Final = Source(title="SCF 2001, EFSA 2006 upper levels", kind=SourceKind.AUTHORITY)
BFR_2017: Final = Source(
    title="BfR 2017",
    kind=SourceKind.AUTHORITY,
    url="https://www.eurekalert.org/pub_releases/2017-12/bfif-bam121817.php",
)
EVM_2003: Final = Source(
    title="UK Expert Group on Vitamins and Minerals 2003",
    kind=SourceKind.AUTHORITY,
    url="https://cot.food.gov.uk/committee/committee-on-toxicity/cotreports/cotjointreps/evmreport",
)
NHS: Final = Source(title="NHS, vitamins and minerals", kind=SourceKind.AUTHORITY)
NHMRC_2006: Final = Source(title="NHMRC nutrient reference values 2006", kind=SourceKind.AUTHORITY)
MHLW_2025: Final = Source(title="MHLW dietary reference intakes 2025", kind=SourceKind.AUTHORITY)
VKM_2016: Final = Source(
    title="VKM 2016",
    kind=SourceKind.AUTHORITY,
    url="https://www.vkm.no/english/riskassessments/allpublications/riskassessmentofmagnesiuminfoodsupplements.4.2375207615dac0245aee5130.html",
)
FAO_WHO_2001: Final = Source(title="FAO/WHO 2001", kind=SourceKind.AUTHORITY)
EU_2024_2694: Final = Source(
    title="Regulation (EU) 2024/2694, magnesium L-threonate",
    kind=SourceKind.AUTHORITY,
    url="https://supplaffairs.com/en/magnesium-l-threonate-is-approved-as-a-new-source-of-magnesium-in-food-supplements",
)
GROEBER_2017: Final = Source(title="Gröber 2017, PMC5579607", kind=SourceKind.AUTHORITY)
