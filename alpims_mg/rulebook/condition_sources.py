"""The documents that only the rows on conditions cite."""

from typing import Final

from alpims_mg.model.provenance import Source, SourceKind

MAGNESIUM_SULFATE_LABEL: Final = Source(
    title="Magnesium sulfate in 5% dextrose, US label (NDC 0409-6727)",
    kind=SourceKind.AUTHORITY,
    url="https://pfizermedicalinformation.com/patient/magnesium-sulfate/overdose",
)
MILK_OF_MAGNESIA_LABEL: Final = Source(
    title="Milk of magnesia, US label",
    kind=SourceKind.AUTHORITY,
    url="https://dailymed.nlm.nih.gov/dailymed/fda/fdaDrugXsl.cfm?setid=12361478-d178-4950-9458-4e2e56565599&type=display",
)
VAN_LAECKE_2023: Final = Source(
    title="Van Laecke 2023, Kidney and Dialysis 4:1",
    kind=SourceKind.AUTHORITY,
    url="https://doi.org/10.3390/kidneydial4010001",
)
NIGHTINGALE_2022: Final = Source(
    title="Nightingale 2022, Frontline Gastroenterology 13:140",
    kind=SourceKind.AUTHORITY,
    url="https://fg.bmj.com/content/13/2/140.full",
)
NICE_NG69: Final = Source(
    title="NICE guideline NG69, eating disorders",
    kind=SourceKind.AUTHORITY,
    url="https://www.nice.org.uk/guidance/ng69/chapter/Recommendations",
)
SPS_BARIATRIC: Final = Source(
    title="NHS Specialist Pharmacy Service, medicines after bariatric surgery",
    kind=SourceKind.AUTHORITY,
    url="https://www.sps.nhs.uk/articles/what-should-be-considered-when-prescribing-medicines-for-patients-who-have-undergone-bariatric-surgery/",
)
