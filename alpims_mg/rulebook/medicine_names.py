"""How each kind of medicine is written: ATC codes, RxNorm ingredients and names.

The longest prefix of an ATC code decides. Where one prefix stands under several kinds, as for a combination, all of
them hold. A short code or a general word names a group and goes to the kind with the strictest answer of that group.
"""

from typing import Final, final

import attrs

from alpims_mg.vocabulary import MedicineClass


@final
@attrs.frozen(kw_only=True)
class Recognition:
    """How a kind of medicine is written.

    ``atc`` are prefixes of ATC codes, ``rxnorm`` ingredient codes, and ``names`` ingredients, common brands and
    general words, in lower case ASCII. The word for a medicine that nothing recognises is never among them. A ``group``
    holds the strictest answer of its members already, so that its codes need no look at them.
    """

    medicine: MedicineClass
    atc: tuple[str, ...] = ()
    rxnorm: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    group: bool = False


# Set by hand: these lists are read by the line, not by the word.
# fmt: off
RECOGNITIONS: Final[tuple[Recognition, ...]] = (
    Recognition(
        medicine=MedicineClass.QUINIDINE,
        atc=("C01BA01", "C01BA13", "C01BA51", "C01BA71"),
        rxnorm=("9068",),
        names=("quinidine", "quinidine sulfate", "quinidine gluconate", "hydroquinidine"),
    ),
    Recognition(
        medicine=MedicineClass.NITROXOLINE,
        atc=("J01XX07",),
        names=("nitroxoline",),
    ),
    Recognition(
        medicine=MedicineClass.FLUORIDE,
        atc=("A01AA", "A12CD"),
        names=(
            "fluoride", "sodium fluoride", "sodium monofluorophosphate", "stannous fluoride", "fluoride tablet",
            "fluoride tablets",
        ),
    ),
    Recognition(
        medicine=MedicineClass.AZOLE_ANTIFUNGAL,
        atc=("J01RA07", "J02AB", "J02AC"),
        rxnorm=("6135", "28031", "282446", "4450", "121243"),
        names=(
            "azole", "azoles", "azole antifungal", "ketoconazole", "itraconazole", "posaconazole", "fluconazole",
            "voriconazole", "isavuconazole", "sporanox", "noxafil", "diflucan", "vfend",
        ),
    ),
    Recognition(
        medicine=MedicineClass.ULIPRISTAL,
        atc=("G03AD02", "G03XB02"),
        rxnorm=("1005921",),
        names=("ulipristal", "ulipristal acetate", "ellaone", "ella", "esmya"),
    ),
    Recognition(
        medicine=MedicineClass.ANTIBIOTIC,
        group=True,
        atc=("A01", "A01A", "A01AB", "A02", "A02B", "A02BD", "J01", "J04", "J04A", "J04AM"),
        names=("antibiotic", "antibiotics", "antibacterial", "antibacterials"),
    ),
    Recognition(
        medicine=MedicineClass.TETRACYCLINE,
        atc=(
            "A01AB13", "A01AB21", "A01AB22", "A01AB23", "A01AB25", "A02BD02", "A02BD08", "J01A", "J01AA", "J01RA08",
            "J01RA19",
        ),
        rxnorm=("3640", "6980", "10395", "6513"),
        names=(
            "tetracycline", "tetracyclines", "doxycycline", "minocycline", "lymecycline", "demeclocycline",
            "oxytetracycline", "chlortetracycline", "sarecycline", "omadacycline", "eravacycline", "tigecycline",
            "metacycline", "vibramycin", "doryx", "minocin", "tetralysal", "nuzyra", "seysara", "pylera",
        ),
    ),
    Recognition(
        medicine=MedicineClass.QUINOLONE,
        group=True,
        atc=("J01M", "J01MA", "J01MB", "J04AM09", "J04AM10"),
        rxnorm=("138099", "28872"),
        names=(
            "quinolone", "quinolones", "fluoroquinolone", "fluoroquinolones", "gemifloxacin", "lomefloxacin",
            "prulifloxacin", "gatifloxacin", "pefloxacin", "enoxacin", "sparfloxacin", "sitafloxacin", "tosufloxacin",
            "fleroxacin", "rufloxacin", "nalidixic acid", "pipemidic acid", "factive",
        ),
    ),
    Recognition(
        medicine=MedicineClass.CIPROFLOXACIN,
        atc=("J01MA02", "J01RA10", "J01RA11", "J01RA12"),
        rxnorm=("2551",),
        names=("ciprofloxacin", "cipro", "ciproxin"),
    ),
    Recognition(
        medicine=MedicineClass.LEVOFLOXACIN,
        atc=("A02BD10", "J01MA12", "J01RA05", "J04AM12"),
        rxnorm=("82122",),
        names=("levofloxacin", "levaquin", "tavanic"),
    ),
    Recognition(
        medicine=MedicineClass.MOXIFLOXACIN,
        atc=("J01MA14",),
        rxnorm=("139462",),
        names=("moxifloxacin", "avelox"),
    ),
    Recognition(
        medicine=MedicineClass.DELAFLOXACIN,
        atc=("J01MA23",),
        rxnorm=("1927663",),
        names=("delafloxacin", "baxdela", "quofenix"),
    ),
    Recognition(
        medicine=MedicineClass.OFLOXACIN,
        atc=("J01MA01", "J01RA09", "J01RA17", "J01RA18"),
        rxnorm=("7623",),
        names=("ofloxacin", "floxin", "tarivid"),
    ),
    Recognition(
        medicine=MedicineClass.NORFLOXACIN,
        atc=("J01MA06", "J01RA13", "J01RA14"),
        rxnorm=("7517",),
        names=("norfloxacin", "noroxin", "utinor"),
    ),
    Recognition(
        medicine=MedicineClass.NITROFURANTOIN,
        atc=("J01XE",),
        names=("nitrofurantoin", "macrobid", "macrodantin", "furadantin", "nifurtoinol", "furazidin"),
    ),
    Recognition(
        medicine=MedicineClass.AMINOGLYCOSIDE,
        atc=("J01G", "J01RA06"),
        rxnorm=("1596450", "10627", "641"),
        names=(
            "aminoglycoside", "aminoglycosides", "gentamicin", "tobramycin", "amikacin", "streptomycin", "neomycin",
            "kanamycin", "netilmicin", "plazomicin",
        ),
    ),
    Recognition(
        medicine=MedicineClass.CEPHALOSPORIN,
        atc=("J01DB", "J01DC", "J01DD", "J01DE", "J01DI", "J01RA03", "J01RA06", "J01RA15", "J01RA16"),
        names=(
            "cephalosporin", "cephalosporins", "cefaclor", "cefpodoxime", "cefdinir", "cefalexin", "cephalexin",
            "cefuroxime", "cefixime", "cefadroxil", "cefprozil", "cefditoren", "ceftibuten", "ceftriaxone", "cefazolin",
            "cefotaxime", "ceftazidime", "cefepime", "ceclor", "vantin", "omnicef", "keflex", "ceftin", "suprax",
            "rocephin",
        ),
    ),
    Recognition(
        medicine=MedicineClass.AZITHROMYCIN,
        atc=("J01FA10", "J01RA07", "J01RA16"),
        rxnorm=("18631",),
        names=("azithromycin", "zithromax", "z-pak", "zpak"),
    ),
    Recognition(
        medicine=MedicineClass.ISONIAZID,
        atc=(
            "J04AC", "J04AM01", "J04AM02", "J04AM03", "J04AM04", "J04AM05", "J04AM06", "J04AM07", "J04AM08", "J04AM09",
            "J04AM12",
        ),
        rxnorm=("6038",),
        names=("isoniazid", "rifinah", "rifater", "rifamate", "voractiv"),
    ),
    Recognition(
        medicine=MedicineClass.RIFAMPICIN,
        atc=("J04AB02", "J04AM02", "J04AM05", "J04AM06", "J04AM07", "J04AM12"),
        rxnorm=("9384",),
        names=("rifampicin", "rifampin", "rifadin", "rimactane", "rifinah", "rifater", "rifamate", "voractiv"),
    ),
    Recognition(
        medicine=MedicineClass.METHENAMINE,
        atc=("G04BX17", "J01XX05"),
        rxnorm=("6832",),
        names=("methenamine", "methenamine hippurate", "methenamine mandelate", "hexamine hippurate", "hiprex", "urex"),
    ),
    Recognition(
        medicine=MedicineClass.BETA_LACTAM,
        atc=(
            "A02BD01", "A02BD03", "A02BD04", "A02BD05", "A02BD06", "A02BD07", "A02BD10", "A02BD11", "A02BD12",
            "A02BD13", "A02BD14", "A02BD15", "A02BD16", "A02BD17", "J01C", "J01D", "J01DF", "J01DH",
        ),
        rxnorm=("723", "733", "7984"),
        names=(
            "penicillin", "penicillins", "beta-lactam", "beta-lactams", "penicillin v", "phenoxymethylpenicillin",
            "benzylpenicillin", "amoxicillin", "amoxicillin clavulanate", "co-amoxiclav", "augmentin", "amoxil",
            "ampicillin", "flucloxacillin", "dicloxacillin", "cloxacillin", "pivmecillinam", "piperacillin",
            "meropenem", "ertapenem", "imipenem", "aztreonam",
        ),
    ),
    Recognition(
        medicine=MedicineClass.TRIMETHOPRIM,
        atc=("J01E", "J04AM08"),
        rxnorm=("10829", "10180"),
        names=(
            "trimethoprim", "co-trimoxazole", "cotrimoxazole", "sulfamethoxazole", "sulfadiazine", "bactrim", "septra",
            "septrin",
        ),
    ),
    Recognition(
        medicine=MedicineClass.METRONIDAZOLE,
        atc=(
            "A01AB17", "A02BD01", "A02BD02", "A02BD03", "A02BD08", "A02BD11", "A02BD13", "A02BD15", "J01RA03",
            "J01RA04", "J01RA10", "J01RA14", "J01XD01", "P01AB01",
        ),
        rxnorm=("6922",),
        names=("metronidazole", "flagyl", "pylera"),
    ),
    Recognition(
        medicine=MedicineClass.BISPHOSPHONATE,
        atc=(
            "M05BA", "M05BB", "M05BB01", "M05BB02", "M05BB03", "M05BB04", "M05BB05", "M05BB06", "M05BB07", "M05BB08",
            "M05BB09",
        ),
        rxnorm=("46041", "42682", "115264", "73056", "3350", "57230"),
        names=(
            "bisphosphonate", "bisphosphonates", "alendronic acid", "alendronate", "alendronate sodium",
            "risedronic acid", "risedronate", "risedronate sodium", "ibandronic acid", "ibandronate", "etidronic acid",
            "etidronate", "clodronic acid", "clodronate", "tiludronic acid", "tiludronate", "fosamax", "fosavance",
            "binosto", "actonel", "atelvia", "boniva", "bonviva", "didronel", "bonefos", "skelid",
        ),
    ),
    Recognition(
        medicine=MedicineClass.INTRAVENOUS_BISPHOSPHONATE,
        atc=("M05BA03", "M05BA08"),
        rxnorm=("11473",),
        names=(
            "pamidronic acid", "pamidronate", "zoledronic acid", "zoledronate", "aredia", "zometa", "reclast",
            "aclasta",
        ),
    ),
    Recognition(
        medicine=MedicineClass.LEVOTHYROXINE,
        atc=("H03AA",),
        rxnorm=("10582",),
        names=(
            "levothyroxine", "levothyroxine sodium", "l-thyroxine", "thyroxine", "liothyronine", "thyroid hormone",
            "thyroid hormones", "thyroid tablet", "thyroid tablets", "synthroid", "levoxyl", "unithroid", "tirosint",
            "eltroxin", "euthyrox", "levothyrox", "cytomel", "armour thyroid",
        ),
    ),
    Recognition(
        medicine=MedicineClass.GABAPENTIN,
        atc=("N02BF01", "N03AX12"),
        rxnorm=("25480",),
        names=("gabapentin", "gabapentin enacarbil", "neurontin", "gralise", "horizant"),
    ),
    Recognition(
        medicine=MedicineClass.PREGABALIN,
        atc=("N02BF02", "N03AX16"),
        rxnorm=("187832",),
        names=("pregabalin", "lyrica"),
    ),
    Recognition(
        medicine=MedicineClass.GROUP_WITH_AVOID,
        group=True,
        atc=("J05", "J05A", "J05AJ", "J05AR", "J05AX", "L01", "L01E", "L01EA", "L01EX", "V03", "V03A", "V03AE"),
        names=(
            "antiviral", "antivirals", "antiretroviral", "antiretrovirals", "hiv medicine", "hiv medicines",
            "hiv medication", "integrase inhibitor", "integrase inhibitors", "flu antiviral", "kinase inhibitor",
            "kinase inhibitors", "tyrosine kinase inhibitor", "tyrosine kinase inhibitors", "cancer medicine",
            "cancer medicines", "chemotherapy", "potassium binder", "potassium binders",
        ),
    ),
    Recognition(
        medicine=MedicineClass.RALTEGRAVIR,
        atc=("J05AJ01", "J05AR16"),
        rxnorm=("719872",),
        names=("raltegravir", "isentress"),
    ),
    Recognition(
        medicine=MedicineClass.DOLUTEGRAVIR,
        atc=("J05AJ03", "J05AR13", "J05AR25", "J05AR27", "J05AR29"),
        rxnorm=("1433868",),
        names=("dolutegravir", "tivicay", "triumeq", "dovato"),
    ),
    Recognition(
        medicine=MedicineClass.DOLUTEGRAVIR_RILPIVIRINE,
        atc=("J05AR21",),
        names=("juluca", "dolutegravir and rilpivirine", "dolutegravir rilpivirine"),
    ),
    Recognition(
        medicine=MedicineClass.BICTEGRAVIR,
        atc=("J05AR20",),
        names=("bictegravir", "biktarvy"),
    ),
    Recognition(
        medicine=MedicineClass.ELVITEGRAVIR,
        atc=("J05AJ02", "J05AR09", "J05AR18"),
        rxnorm=("1306286",),
        names=("elvitegravir", "stribild", "genvoya"),
    ),
    Recognition(
        medicine=MedicineClass.CABOTEGRAVIR,
        atc=("J05AJ04",),
        names=("cabotegravir", "vocabria", "cabenuva", "apretude"),
    ),
    Recognition(
        medicine=MedicineClass.RILPIVIRINE,
        atc=("J05AG05", "J05AR08", "J05AR19"),
        rxnorm=("1102270",),
        names=("rilpivirine", "edurant", "complera", "eviplera", "odefsey", "cabenuva", "rekambys"),
    ),
    Recognition(
        medicine=MedicineClass.ATAZANAVIR,
        atc=("J05AE08", "J05AR15", "J05AR23"),
        rxnorm=("343047",),
        names=("atazanavir", "reyataz", "evotaz"),
    ),
    Recognition(
        medicine=MedicineClass.BALOXAVIR,
        atc=("J05AX25",),
        names=("baloxavir", "baloxavir marboxil", "xofluza"),
    ),
    Recognition(
        medicine=MedicineClass.ELTROMBOPAG,
        atc=("B02BX05",),
        rxnorm=("711942",),
        names=("eltrombopag", "promacta", "revolade", "alvaiz"),
    ),
    Recognition(
        medicine=MedicineClass.MYCOPHENOLATE,
        atc=("L04AA06",),
        rxnorm=("68149",),
        names=(
            "mycophenolate", "mycophenolate mofetil", "mycophenolic acid", "mycophenolate sodium", "cellcept",
            "myfortic",
        ),
    ),
    Recognition(
        medicine=MedicineClass.ROSUVASTATIN,
        atc=(
            "A10BH52", "C10AA07", "C10BA06", "C10BA07", "C10BA09", "C10BA15", "C10BX05", "C10BX07", "C10BX09",
            "C10BX10", "C10BX13", "C10BX14", "C10BX16", "C10BX17", "C10BX20", "C10BX21", "C10BX22", "C10BX23",
            "C10BX24",
        ),
        rxnorm=("301542",),
        names=("rosuvastatin", "crestor", "ezallor", "roszet"),
    ),
    Recognition(
        medicine=MedicineClass.PENICILLAMINE,
        atc=("M01CC01",),
        rxnorm=("7975",),
        names=("penicillamine", "d-penicillamine", "cuprimine", "depen"),
    ),
    Recognition(
        medicine=MedicineClass.IRON,
        atc=("B03A",),
        rxnorm=("90176",),
        names=(
            "iron", "iron supplement", "iron tablet", "iron tablets", "ferrous", "ferrous sulfate", "ferrous sulphate",
            "ferrous fumarate", "ferrous gluconate", "ferrous bisglycinate", "ferric maltol", "feosol", "slow fe",
            "ferrograd", "feraccru", "accrufer",
        ),
    ),
    Recognition(
        medicine=MedicineClass.AMINOQUINOLINE,
        atc=("P01BA",),
        rxnorm=("2393", "5521"),
        names=(
            "aminoquinoline", "aminoquinolines", "chloroquine", "hydroxychloroquine", "primaquine", "amodiaquine",
            "tafenoquine", "plaquenil", "aralen", "avloclor",
        ),
    ),
    Recognition(
        medicine=MedicineClass.DIGOXIN,
        atc=("C01AA05",),
        rxnorm=("3407",),
        names=("digoxin", "lanoxin"),
    ),
    Recognition(
        medicine=MedicineClass.SOTALOL,
        atc=("C07AA07", "C07BA07", "C07FX02"),
        rxnorm=("9947",),
        names=("sotalol", "betapace", "sotacor"),
    ),
    Recognition(
        medicine=MedicineClass.BETA_BLOCKER,
        group=True,
        atc=("C07A", "C07AA", "C07B", "C07BA", "C07F", "C07FX"),
        names=("beta blocker", "beta blockers", "beta-blocker", "beta-blockers", "betablocker"),
    ),
    Recognition(
        medicine=MedicineClass.FEXOFENADINE,
        atc=("R06AX26",),
        rxnorm=("87636",),
        names=("fexofenadine", "allegra", "telfast"),
    ),
    Recognition(
        medicine=MedicineClass.LEVODOPA,
        atc=("N04BA",),
        rxnorm=("6375",),
        names=(
            "levodopa", "carbidopa", "carbidopa levodopa", "co-careldopa", "co-beneldopa", "benserazide", "l-dopa",
            "sinemet", "madopar", "stalevo", "rytary",
        ),
    ),
    Recognition(
        medicine=MedicineClass.PHENYTOIN,
        atc=("N03AB02", "N03AB52"),
        rxnorm=("8183",),
        names=("phenytoin", "dilantin", "epanutin"),
    ),
    Recognition(
        medicine=MedicineClass.ERLOTINIB,
        atc=("L01EB02",),
        rxnorm=("337525",),
        names=("erlotinib", "tarceva"),
    ),
    Recognition(
        medicine=MedicineClass.NILOTINIB,
        atc=("L01EA03",),
        rxnorm=("662281",),
        names=("nilotinib", "tasigna", "danziten"),
    ),
    Recognition(
        medicine=MedicineClass.PAZOPANIB,
        atc=("L01EX03",),
        rxnorm=("714438",),
        names=("pazopanib", "votrient"),
    ),
    Recognition(
        medicine=MedicineClass.ACE_INHIBITOR,
        atc=(
            "C09A", "C09AA", "C09B", "C09BA", "C09BB", "C09BX", "C09BX01", "C09BX03", "C09BX06", "C10BX04", "C10BX06",
            "C10BX07", "C10BX11", "C10BX12", "C10BX13", "C10BX14", "C10BX15", "C10BX17", "C10BX18", "C10BX21",
            "C10BX23",
        ),
        rxnorm=("1998", "3827", "50166", "35296", "35208", "18867", "54552", "38454"),
        names=(
            "ace inhibitor", "ace inhibitors", "captopril", "enalapril", "fosinopril", "lisinopril", "ramipril",
            "perindopril", "quinapril", "benazepril", "trandolapril", "cilazapril", "moexipril", "imidapril",
            "zofenopril", "capoten", "vasotec", "monopril", "prinivil", "zestril", "altace", "tritace", "accupril",
            "lotensin", "coversyl", "mavik", "zestoretic", "prinzide", "vaseretic", "lotrel",
        ),
    ),
    Recognition(
        medicine=MedicineClass.DEFERIPRONE,
        atc=("V03AC02",),
        names=("deferiprone", "ferriprox"),
    ),
    Recognition(
        medicine=MedicineClass.POLYSTYRENE_SULFONATE,
        atc=("V03AE01",),
        names=(
            "polystyrene sulfonate", "sodium polystyrene sulfonate", "calcium polystyrene sulfonate",
            "sodium polystyrene sulphonate", "calcium polystyrene sulphonate", "kayexalate", "resonium",
            "calcium resonium", "kionex",
        ),
    ),
    Recognition(
        medicine=MedicineClass.ACTIVE_VITAMIN_D,
        atc=("A11CC", "A11CC03", "A11CC04", "M05BB06"),
        rxnorm=("1894",),
        names=("calcitriol", "alfacalcidol", "rocaltrol", "one-alpha", "etalpha"),
    ),
    Recognition(
        medicine=MedicineClass.DIURETIC_UNNAMED,
        group=True,
        atc=("C02L", "C03", "C07C", "C07D", "C08G"),
        names=("diuretic", "diuretics", "water tablet", "water tablets", "water pill", "water pills"),
    ),
    Recognition(
        medicine=MedicineClass.LOOP_OR_THIAZIDE_DIURETIC,
        atc=(
            "C03A", "C03B", "C03C", "C07B", "C07BA", "C07BA02", "C07BA05", "C07BA06", "C07BA07", "C07BA12", "C07BA68",
            "C07BB", "C07BG", "C09B", "C09BA", "C09BX", "C09BX01", "C09BX03", "C09BX06", "C09D", "C09DA", "C09DX",
            "C09DX01", "C09DX03", "C09DX06", "C09DX07", "C09DX08", "C09DX09", "C09X", "C09XA", "C09XA52", "C09XA54",
            "C10BX13",
        ),
        rxnorm=("4603", "1808", "38413", "5487", "2409", "5764"),
        names=(
            "loop diuretic", "loop diuretics", "thiazide", "thiazides", "thiazide diuretic", "thiazide diuretics",
            "furosemide", "frusemide", "bumetanide", "torasemide", "torsemide", "etacrynic acid", "ethacrynic acid",
            "hydrochlorothiazide", "hctz", "chlorothiazide", "bendroflumethiazide", "cyclopenthiazide", "chlortalidone",
            "chlorthalidone", "indapamide", "metolazone", "xipamide", "lasix", "bumex", "burinex", "demadex", "soaanz",
            "edecrin", "microzide", "diuril", "thalitone", "hygroton", "lozol", "natrilix", "zaroxolyn", "hyzaar",
            "tenoretic", "ziac", "zestoretic", "prinzide", "vaseretic",
        ),
    ),
    Recognition(
        medicine=MedicineClass.POTASSIUM_SPARING_DIURETIC,
        atc=("C03D", "C03E"),
        rxnorm=("9997", "298869", "644", "10763"),
        names=(
            "potassium-sparing diuretic", "potassium-sparing diuretics", "potassium sparing diuretic",
            "potassium sparing diuretics", "spironolactone", "eplerenone", "finerenone", "amiloride", "triamterene",
            "potassium canrenoate", "canrenone", "co-amilofruse", "co-amilozide", "co-triamterzide", "aldactone",
            "carospir", "inspra", "kerendia", "midamor", "dyrenium", "dyazide", "maxzide", "moduretic", "aldactazide",
        ),
    ),
    Recognition(
        medicine=MedicineClass.BLOOD_PRESSURE_UNNAMED,
        group=True,
        atc=("C02", "C07", "C08", "C09"),
        names=(
            "blood pressure medicine", "blood pressure medicines", "blood-pressure medicine",
            "blood-pressure medicines", "blood pressure medication", "blood pressure medications",
            "blood pressure meds", "blood pressure tablet", "blood pressure tablets", "blood pressure pill",
            "blood pressure pills", "bp meds", "antihypertensive", "antihypertensives",
        ),
    ),
    Recognition(
        medicine=MedicineClass.BLOOD_PRESSURE,
        atc=(
            "C02A", "C02B", "C02C", "C02D", "C02K", "C02L", "C02N", "C07A", "C07AA", "C07AA01", "C07AA02", "C07AA03",
            "C07AA05", "C07AA06", "C07AA12", "C07AA14", "C07AA15", "C07AA16", "C07AA17", "C07AA19", "C07AA23",
            "C07AA27", "C07AB", "C07AG", "C07B", "C07BA", "C07BA02", "C07BA05", "C07BA06", "C07BA07", "C07BA12",
            "C07BA68", "C07BB", "C07BG", "C07C", "C07D", "C07E", "C07F", "C07FB", "C07FX", "C07FX01", "C07FX03",
            "C07FX04", "C07FX05", "C07FX06", "C08C", "C08CA51", "C08D", "C08E", "C08G", "C09B", "C09BB", "C09BX",
            "C09BX01", "C09BX03", "C09BX06", "C09C", "C09D", "C09DA", "C09DB", "C09DX", "C09DX01", "C09DX03", "C09DX06",
            "C09DX07", "C09DX08", "C09DX09", "C09X", "C09XA", "C09XA52", "C09XA54", "C10BX03", "C10BX07", "C10BX09",
            "C10BX10", "C10BX11", "C10BX14", "C10BX16", "C10BX18", "C10BX19", "C10BX20", "C10BX22", "C10BX23",
            "C10BX24",
        ),
        rxnorm=(
            "11170", "17767", "7417", "3443", "4316", "6918", "1202", "8787", "19484", "20352", "31555", "6185",
            "52175", "69749", "83818", "321064", "73494", "2599", "49276", "8629", "325646",
        ),
        names=(
            "calcium channel blocker", "calcium channel blockers", "angiotensin receptor blocker",
            "angiotensin receptor blockers", "alpha blocker", "alpha blockers", "amlodipine", "nifedipine",
            "felodipine", "lercanidipine", "nicardipine", "isradipine", "lacidipine", "nitrendipine", "nimodipine",
            "verapamil", "diltiazem", "losartan", "valsartan", "candesartan", "irbesartan", "olmesartan", "telmisartan",
            "azilsartan", "eprosartan", "sacubitril", "sacubitril valsartan", "aliskiren", "metoprolol", "atenolol",
            "bisoprolol", "propranolol", "nebivolol", "carvedilol", "labetalol", "acebutolol", "betaxolol",
            "celiprolol", "nadolol", "pindolol", "timolol", "clonidine", "guanfacine", "methyldopa", "moxonidine",
            "rilmenidine", "hydralazine", "minoxidil", "doxazosin", "prazosin", "urapidil", "bosentan", "ambrisentan",
            "macitentan", "riociguat", "norvasc", "procardia", "adalat", "plendil", "calan", "isoptin", "cardizem",
            "tiazac", "cozaar", "diovan", "atacand", "avapro", "aprovel", "benicar", "micardis", "edarbi", "entresto",
            "lopressor", "toprol", "toprol-xl", "tenormin", "zebeta", "concor", "inderal", "bystolic", "coreg",
            "trandate", "corgard", "catapres", "kapvay", "intuniv", "tenex", "aldomet", "cardura", "minipress",
            "exforge", "caduet", "hyzaar", "tenoretic", "ziac", "lotrel",
        ),
    ),
    Recognition(
        medicine=MedicineClass.SSRI,
        atc=("N06AB", "N06CA03"),
        rxnorm=("36437", "4493", "2556", "321988", "32937", "42355"),
        names=(
            "ssri", "ssris", "selective serotonin reuptake inhibitor", "selective serotonin reuptake inhibitors",
            "sertraline", "fluoxetine", "citalopram", "escitalopram", "paroxetine", "fluvoxamine", "zoloft", "lustral",
            "prozac", "sarafem", "celexa", "cipramil", "lexapro", "cipralex", "paxil", "seroxat", "luvox", "faverin",
            "symbyax",
        ),
    ),
    Recognition(
        medicine=MedicineClass.PROTON_PUMP_INHIBITOR,
        atc=(
            "A02BC", "A02BD01", "A02BD02", "A02BD03", "A02BD04", "A02BD05", "A02BD06", "A02BD07", "A02BD09", "A02BD10",
            "A02BD11", "A02BD12", "A02BD13", "A02BD14", "A02BD15", "A02BD16", "A02BD17", "B01AC56", "M01AE52",
        ),
        rxnorm=("7646", "283742", "17128", "40790", "114979", "816346"),
        names=(
            "ppi", "ppis", "proton pump inhibitor", "proton pump inhibitors", "proton-pump inhibitor",
            "proton-pump inhibitors", "omeprazole", "esomeprazole", "esomeprazole magnesium", "omeprazole magnesium",
            "lansoprazole", "dexlansoprazole", "pantoprazole", "rabeprazole", "vonoprazan", "prilosec", "losec",
            "nexium", "prevacid", "zoton", "dexilant", "protonix", "pantoloc", "aciphex", "pariet", "vimovo",
        ),
    ),
    Recognition(
        medicine=MedicineClass.NEUROMUSCULAR_BLOCKER,
        atc=("M03A",),
        rxnorm=("68139", "71535", "7883", "10154", "30077"),
        names=(
            "neuromuscular blocker", "neuromuscular blockers", "suxamethonium", "succinylcholine", "rocuronium",
            "vecuronium", "pancuronium", "atracurium", "cisatracurium", "mivacurium", "botulinum toxin", "botox",
            "dysport", "xeomin",
        ),
    ),
    Recognition(
        medicine=MedicineClass.MUSCLE_RELAXANT,
        atc=("M03B",),
        rxnorm=("1292",),
        names=(
            "muscle relaxant", "muscle relaxants", "baclofen", "tizanidine", "cyclobenzaprine", "methocarbamol",
            "carisoprodol", "orphenadrine", "chlorzoxazone", "metaxalone", "tolperisone", "thiocolchicoside",
            "lioresal", "zanaflex", "flexeril", "robaxin", "soma", "skelaxin",
        ),
    ),
    Recognition(
        medicine=MedicineClass.MAGNESIUM_MEDICINE,
        atc=(
            "A02", "A02A", "A02AA", "A02AD", "A02AF", "A02AG", "A02AH", "A02AX", "A02BX13", "A06", "A06A", "A06AB58",
            "A06AD", "A06AD01", "A06AD02", "A06AD03", "A06AD04", "A06AD10", "A06AD19", "A12", "A12C", "A12CC", "A12CX",
            "B05XA05", "B05XA10", "B05XA11", "C10AX07", "G04BX01", "N02BA67", "V03AE04", "V04CC02",
        ),
        rxnorm=("6581", "6574", "52356", "29170", "29151"),
        names=(
            "magnesium", "magnesium supplement", "magnesium supplements", "magnesium hydroxide", "magnesium oxide",
            "magnesium carbonate", "magnesium trisilicate", "magnesium citrate", "magnesium sulfate",
            "magnesium sulphate", "magnesium chloride", "magnesium lactate", "magnesium gluconate",
            "magnesium aspartate", "magnesium orotate", "magnesium pidolate", "magnesium glycerophosphate",
            "magnesium glycinate", "magnesium bisglycinate", "magnesium taurate", "magnesium malate",
            "magnesium threonate", "magnesium salicylate", "magaldrate", "hydrotalcite", "almagate", "co-magaldrox",
            "epsom salts", "epsom salt", "milk of magnesia", "antacid", "antacids", "laxative", "laxatives", "maalox",
            "mylanta", "mucogel", "gaviscon", "rolaids", "rennie", "gelusil", "riopan", "talcid", "citramag", "picolax",
            "picoprep", "prepopik", "clenpiq", "citrafleet", "suprep", "sutab", "izinova", "eziclen", "mag-ox",
            "slow-mag", "osvaren",
        ),
    ),
    Recognition(
        medicine=MedicineClass.MAGNESIUM_WASTING_MEDICINE,
        atc=("J02AA01", "J05AD01", "L01FE", "L01XA01", "L04AD", "P01CX01"),
        rxnorm=("2555", "3008", "42316", "732", "33562", "7994", "318341", "263034"),
        names=(
            "cisplatin", "ciclosporin", "cyclosporine", "cyclosporin", "tacrolimus", "voclosporin", "amphotericin",
            "amphotericin b", "foscarnet", "pentamidine", "cetuximab", "panitumumab", "necitumumab", "neoral",
            "sandimmune", "prograf", "advagraf", "envarsus", "ambisome", "fungizone", "foscavir", "erbitux", "vectibix",
        ),
    ),
    Recognition(
        medicine=MedicineClass.LITHIUM,
        atc=("N05AN",),
        rxnorm=("6448",),
        names=("lithium", "lithium carbonate", "lithium citrate", "priadel", "eskalith", "lithobid", "camcolit"),
    ),
    Recognition(
        medicine=MedicineClass.OTHER_PRESCRIPTION,
        atc=(
            "A01AB02", "A01AB03", "A01AB04", "A01AB05", "A01AB06", "A01AB07", "A01AB08", "A01AB09", "A01AB10",
            "A01AB11", "A01AB12", "A01AB14", "A01AB15", "A01AB16", "A01AB18", "A01AB19", "A01AB24", "A01AB53", "A01AC",
            "A01AD", "A02A", "A02AB", "A02AC", "A02BA", "A02BB", "A02BD04", "A02BD05", "A02BD06", "A02BD07", "A02BD08",
            "A02BD09", "A02BD11", "A02BD12", "A02BD14", "A02BD16", "A02BX", "A02BX13", "A02X", "A03", "A04", "A05",
            "A06", "A06A", "A06AA", "A06AB", "A06AB58", "A06AC", "A06AD", "A06AD11", "A06AD12", "A06AD13", "A06AD14",
            "A06AD15", "A06AD16", "A06AD17", "A06AD18", "A06AD21", "A06AD61", "A06AD65", "A06AG", "A06AH", "A06AX",
            "A07", "A08", "A09", "A10", "A10BH52", "A11", "A11CC", "A12", "A12A", "A12B", "A12C", "A12CA", "A12CB",
            "A12CE", "A12CX", "A13", "A14", "A15", "A16", "B01", "B01AC56", "B02", "B03", "B05", "B06", "C01", "C03X",
            "C03XA", "C04", "C05", "C07F", "C07FX", "C07FX02", "C07FX03", "C07FX04", "C07FX05", "C07FX06", "C08CA51",
            "C10", "C10BA06", "C10BA07", "C10BA09", "C10BA15", "C10BX03", "C10BX04", "C10BX05", "C10BX06", "C10BX11",
            "C10BX12", "C10BX15", "C10BX18", "C10BX19", "D01", "D02", "D03", "D04", "D05", "D06", "D07", "D08", "D09",
            "D10", "D11", "G01", "G02", "G03", "G04", "G04BX17", "H01", "H02", "H03", "H04", "H05", "J01B", "J01F",
            "J01FA", "J01FF", "J01FG", "J01RA04", "J01RA05", "J01RA07", "J01RA08", "J01RA09", "J01RA11", "J01RA12",
            "J01RA13", "J01RA15", "J01RA17", "J01RA18", "J01RA19", "J01X", "J02", "J04AA", "J04AB", "J04AD", "J04AK",
            "J04AM11", "J04B", "J05AA", "J05AB", "J05AC", "J05AD", "J05AE", "J05AF", "J05AG", "J05AH", "J05AP",
            "J05AR01", "J05AR02", "J05AR03", "J05AR04", "J05AR05", "J05AR06", "J05AR07", "J05AR10", "J05AR11",
            "J05AR12", "J05AR14", "J05AR17", "J05AR22", "J05AR24", "J05AR26", "J05AR28", "J05AX01", "J05AX02",
            "J05AX05", "J05AX06", "J05AX07", "J05AX09", "J05AX10", "J05AX13", "J05AX17", "J05AX18", "J05AX19",
            "J05AX21", "J05AX23", "J05AX24", "J05AX26", "J05AX27", "J05AX28", "J05AX29", "J05AX31", "J05AX32",
            "J05AX33", "J06", "J07", "L01A", "L01B", "L01C", "L01D", "L01EA01", "L01EA02", "L01EA04", "L01EA05",
            "L01EA06", "L01EB", "L01EC", "L01ED", "L01EE", "L01EF", "L01EG", "L01EH", "L01EJ", "L01EK", "L01EL",
            "L01EM", "L01EN", "L01EP", "L01EX01", "L01EX02", "L01EX04", "L01EX05", "L01EX06", "L01EX07", "L01EX08",
            "L01EX09", "L01EX10", "L01EX11", "L01EX12", "L01EX13", "L01EX14", "L01EX15", "L01EX18", "L01EX19",
            "L01EX22", "L01EX23", "L01EX24", "L01EX25", "L01EX26", "L01EX27", "L01EX28", "L01EX29", "L01F", "L01X",
            "L02", "L03", "L04", "M01", "M01AE52", "M02", "M03", "M04", "M05", "M05BB01", "M05BB02", "M05BB03",
            "M05BB04", "M05BB05", "M05BB07", "M05BB08", "M05BB09", "M09", "N01", "N02", "N03", "N04", "N05", "N06",
            "N06CA03", "N07", "P01", "P02", "P03", "R01", "R02", "R03", "R05", "R06", "R07", "S01", "S02", "S03", "V01",
            "V03AB", "V03AC", "V03AE02", "V03AE03", "V03AE04", "V03AE05", "V03AE06", "V03AE07", "V03AE08", "V03AE09",
            "V03AE10", "V03AF", "V03AG", "V03AH", "V03AK", "V03AM", "V03AN", "V03AX", "V03AZ", "V04", "V06", "V07",
            "V08", "V09", "V10", "V20",
        ),
        rxnorm=(
            "161", "5640", "88249", "36567", "83367", "42463", "6809", "1191", "11289", "8640", "8638", "6902", "3264",
            "4278", "32968", "704", "72625", "39786", "15996", "42347", "10689", "7804", "7258", "3355", "1364430",
            "1114195", "519", "435", "2683", "21212", "4053", "2582", "281", "73645", "28439", "11118", "2002", "38404",
        ),
        names=(
            "paracetamol", "acetaminophen", "ibuprofen", "naproxen", "diclofenac", "celecoxib", "meloxicam",
            "etoricoxib", "indometacin", "indomethacin", "ketorolac", "aspirin", "acetylsalicylic acid", "codeine",
            "tramadol", "tapentadol", "morphine", "oxycodone", "hydrocodone", "hydromorphone", "fentanyl",
            "buprenorphine", "methadone", "naltrexone", "low dose naltrexone", "low-dose naltrexone", "ldn",
            "painkiller", "painkillers", "nsaid", "nsaids", "opioid", "opioids", "cetirizine", "levocetirizine",
            "loratadine", "desloratadine", "rupatadine", "bilastine", "ebastine", "chlorphenamine", "chlorpheniramine",
            "diphenhydramine", "hydroxyzine", "cyproheptadine", "promethazine", "ketotifen", "cromoglicate",
            "sodium cromoglicate", "cromolyn", "cromolyn sodium", "montelukast", "zafirlukast", "antihistamine",
            "antihistamines", "omalizumab", "zyrtec", "claritin", "benadryl", "singulair", "gastrocrom", "zaditor",
            "famotidine", "cimetidine", "ranitidine", "nizatidine", "h2 blocker", "h2 blockers", "pepcid", "sucralfate",
            "misoprostol", "ondansetron", "metoclopramide", "domperidone", "loperamide", "imodium", "mebeverine",
            "hyoscine", "dicycloverine", "dicyclomine", "lactulose", "macrogol", "polyethylene glycol", "miralax",
            "senna", "bisacodyl", "docusate", "psyllium", "ispaghula", "prucalopride", "linaclotide", "simethicone",
            "simeticone", "pancreatin", "bismuth subsalicylate", "ursodeoxycholic acid", "mesalazine", "mesalamine",
            "sulfasalazine", "budesonide", "colestyramine", "cholestyramine", "colesevelam", "metformin", "gliclazide",
            "glipizide", "glimepiride", "glibenclamide", "glyburide", "pioglitazone", "sitagliptin", "linagliptin",
            "dapagliflozin", "empagliflozin", "canagliflozin", "semaglutide", "liraglutide", "dulaglutide",
            "tirzepatide", "insulin", "ozempic", "wegovy", "mounjaro", "statin", "statins", "simvastatin",
            "atorvastatin", "pravastatin", "fluvastatin", "lovastatin", "pitavastatin", "ezetimibe", "fenofibrate",
            "bezafibrate", "gemfibrozil", "lipitor", "zocor", "caduet", "warfarin", "apixaban", "rivaroxaban",
            "dabigatran", "edoxaban", "heparin", "enoxaparin", "clopidogrel", "ticagrelor", "prasugrel", "dipyridamole",
            "blood thinner", "blood thinners", "anticoagulant", "anticoagulants", "eliquis", "xarelto", "coumadin",
            "plavix", "tranexamic acid", "amiodarone", "flecainide", "propafenone", "dronedarone", "disopyramide",
            "ivabradine", "ranolazine", "nicorandil", "glyceryl trinitrate", "nitroglycerin", "isosorbide mononitrate",
            "isosorbide dinitrate", "midodrine", "droxidopa", "digitoxin", "pentoxifylline", "tolvaptan", "prednisone",
            "prednisolone", "methylprednisolone", "dexamethasone", "hydrocortisone", "betamethasone", "fludrocortisone",
            "deflazacort", "corticosteroid", "corticosteroids", "steroid", "steroids", "fluticasone", "mometasone",
            "beclometasone", "salbutamol", "albuterol", "salmeterol", "formoterol", "tiotropium", "ipratropium",
            "theophylline", "inhaler", "amitriptyline", "nortriptyline", "imipramine", "clomipramine", "trazodone",
            "mirtazapine", "venlafaxine", "desvenlafaxine", "duloxetine", "milnacipran", "bupropion", "vortioxetine",
            "agomelatine", "buspirone", "moclobemide", "phenelzine", "antidepressant", "antidepressants", "snri",
            "snris", "cymbalta", "effexor", "wellbutrin", "remeron", "diazepam", "lorazepam", "alprazolam",
            "clonazepam", "temazepam", "zolpidem", "zopiclone", "eszopiclone", "melatonin", "sodium oxybate",
            "benzodiazepine", "benzodiazepines", "quetiapine", "olanzapine", "risperidone", "aripiprazole",
            "haloperidol", "clozapine", "ziprasidone", "lurasidone", "symbyax", "lamotrigine", "valproate",
            "valproic acid", "sodium valproate", "carbamazepine", "oxcarbazepine", "topiramate", "levetiracetam",
            "lacosamide", "zonisamide", "primidone", "phenobarbital", "antiepileptic", "antiepileptics",
            "methylphenidate", "lisdexamfetamine", "dexamfetamine", "dextroamphetamine", "amphetamine", "atomoxetine",
            "modafinil", "ritalin", "vyvanse", "adderall", "strattera", "sumatriptan", "rizatriptan", "zolmitriptan",
            "eletriptan", "triptan", "triptans", "flunarizine", "pizotifen", "erenumab", "galcanezumab", "donepezil",
            "memantine", "rivastigmine", "galantamine", "pramipexole", "ropinirole", "rotigotine", "rasagiline",
            "selegiline", "entacapone", "amantadine", "pyridostigmine", "allopurinol", "febuxostat", "colchicine",
            "probenecid", "methotrexate", "leflunomide", "teriflunomide", "azathioprine", "mercaptopurine", "sirolimus",
            "everolimus", "adalimumab", "etanercept", "infliximab", "rituximab", "tofacitinib", "baricitinib",
            "upadacitinib", "dupilumab", "denosumab", "prolia", "raloxifene", "teriparatide", "strontium ranelate",
            "estradiol", "estrogen", "oestrogen", "progesterone", "levonorgestrel", "norethisterone", "norethindrone",
            "drospirenone", "desogestrel", "medroxyprogesterone", "contraceptive", "contraceptives",
            "contraceptive pill", "birth control pill", "the pill", "hrt", "testosterone", "tamoxifen", "letrozole",
            "anastrozole", "exemestane", "finasteride", "dutasteride", "tamsulosin", "alfuzosin", "terazosin",
            "silodosin", "oxybutynin", "tolterodine", "solifenacin", "mirabegron", "sildenafil", "tadalafil",
            "vardenafil", "phenazopyridine", "desmopressin", "carbimazole", "methimazole", "propylthiouracil",
            "cabergoline", "bromocriptine", "acetazolamide", "latanoprost", "clarithromycin", "erythromycin",
            "roxithromycin", "clindamycin", "lincomycin", "vancomycin", "linezolid", "fosfomycin", "fusidic acid",
            "rifabutin", "rifaximin", "chloramphenicol", "colistin", "dapsone", "tinidazole", "ethambutol",
            "pyrazinamide", "ivermectin", "albendazole", "mebendazole", "praziquantel", "mefloquine", "atovaquone",
            "proguanil", "quinine", "terbinafine", "nystatin", "antifungal", "antifungals", "aciclovir", "acyclovir",
            "valaciclovir", "valacyclovir", "famciclovir", "oseltamivir", "tamiflu", "nirmatrelvir", "paxlovid",
            "remdesivir", "molnupiravir", "tenofovir", "emtricitabine", "lamivudine", "abacavir", "efavirenz",
            "nevirapine", "doravirine", "etravirine", "darunavir", "lopinavir", "entecavir", "sofosbuvir", "ledipasvir",
            "maraviroc", "lenacapavir", "imatinib", "dasatinib", "sunitinib", "sorafenib", "gefitinib", "osimertinib",
            "ibrutinib", "ruxolitinib", "palbociclib", "lenalidomide", "carboplatin", "oxaliplatin", "folic acid",
            "folate", "vitamin b12", "cyanocobalamin", "hydroxocobalamin", "vitamin d", "vitamin d3", "colecalciferol",
            "cholecalciferol", "ergocalciferol", "vitamin c", "ascorbic acid", "vitamin b6", "multivitamin",
            "multivitamins", "calcium carbonate", "calcium citrate", "calcium supplement", "calcium supplements",
            "calcium acetate", "potassium chloride", "potassium citrate", "zinc", "zinc sulfate", "sodium bicarbonate",
            "aluminium hydroxide", "aluminum hydroxide", "sevelamer", "lanthanum", "patiromer", "cinacalcet",
            "paricalcitol", "dantrolene", "acetylcysteine", "vaccine", "vimovo",
        ),
    ),
)
# fmt: on
