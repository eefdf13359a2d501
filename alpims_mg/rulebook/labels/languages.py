"""The words of labels in German, French, Spanish, Italian, Polish and Dutch. The module ``words`` adds them to its own.

All words are without accents, in which form they are compared. Case does not matter.
"""

from typing import Final

# fmt: off
# --- Servings
COUNTED: Final[tuple[str, ...]] = (
    "kapsel", "kapseln", "hartkapsel", "hartkapseln", "weichkapsel", "weichkapseln", "tablette", "tabletten",
    "filmtablette", "filmtabletten", "kautablette", "kautabletten", "brausetablette", "brausetabletten", "pressling",
    "presslinge", "dragee", "dragees", "kapsel(n)", "tablette(n)",
    "gelule", "gelules", "comprime", "comprimes", "tablettes", "gelule(s)", "comprime(s)", "gomme", "gommes",
    "capsula", "capsulas", "comprimido", "comprimidos", "tableta", "tabletas", "perla", "perlas", "capsula(s)",
    "comprimido(s)", "gominola", "gominolas",
    "capsule", "compressa", "compresse", "perle",
    "kapsulka", "kapsulki", "kapsulke", "kapsulek", "kapsulce", "kapsulkach", "tabletka", "tabletki", "tabletke",
    "tabletek", "tabletce", "tabletkach",
    "softgel", "kauwtablet", "kauwtabletten", "bruistablet", "bruistabletten",
)
POWDER_UNITS: Final[tuple[str, ...]] = (
    "messloffel", "messloffeln", "me\u00dfloffel", "dosierloffel", "gestrichener messloffel", "beutel", "beuteln",
    "portionsbeutel", "stick", "sticks",
    "dosette", "dosettes", "cuillere mesure", "cuilleres mesures", "cuillere doseuse", "cuilleres doseuses",
    "mesurette",
    "mesurettes",
    "sobre", "sobres", "cacito", "cacitos", "cazo", "cazos", "cuchara dosificadora", "medidor", "medidores",
    "bustina", "bustine", "misurino", "misurini", "stick pack",
    "saszetka", "saszetki", "saszetke", "saszetek", "saszetce", "miarka", "miarki", "miarke", "miarek",
    "zakje", "zakjes", "maatschep", "maatscheppen", "maatschepje", "maatschepjes", "schepje", "schepjes", "maatlepel",
    "maatlepels",
)
MEASURED: Final[tuple[str, ...]] = (
    "teeloffel", "essloffel", "tropfen", "gramm", "ampulle", "ampullen", "flaschchen",
    "cuillere a cafe", "cuilleres a cafe", "cuillere a soupe", "goutte", "gouttes", "gramme", "grammes",
    "cucharadita", "cucharaditas", "cucharada", "gota", "gotas", "gramo", "gramos", "ampolla", "ampollas",
    "cucchiaino", "cucchiaini", "cucchiaio", "goccia", "gocce", "grammo", "grammi", "fiala", "fiale", "flaconcino",
    "lyzeczka", "lyzeczki", "lyzeczke", "lyzka", "krople", "kropli", "gramow", "ampulka", "ampulki",
    "theelepel", "theelepels", "eetlepel", "druppel", "druppels",
)
NUMBERS: Final[tuple[tuple[str, int], ...]] = (
    *((word, 1) for word in ("ein", "eine", "einer", "einem", "einen", "un", "une", "uno", "una", "jedna", "jeden",
                             "jednej", "jedno", "een")),
    *((word, 2) for word in ("zwei", "deux", "dos", "due", "dwie", "dwa", "dwoch", "twee")),
    *((word, 3) for word in ("drei", "trois", "tres", "tre", "trzy", "trzech", "drie")),
    *((word, 4) for word in ("vier", "quatre", "cuatro", "quattro", "cztery", "czterech")),
    *((word, 5) for word in ("funf", "cinq", "cinco", "cinque", "piec", "vijf")),
    *((word, 6) for word in ("sechs", "seis", "sei", "szesc", "zes")),
)
"""Pairs: a number word, and the number."""
DESCRIBING: Final[tuple[str, ...]] = (
    "vegane", "vegetarische", "pflanzliche", "magensaftresistente", "teilbare", "gestrichene", "vegetale", "vegetales",
    "vegetal", "vegetali", "vegana", "veganas", "plantaardige", "veganistische", "roslinna", "roslinne", "kleine",
    "grote",
)
SERVING: Final[tuple[str, ...]] = (
    "portion", "portionen", "einzelportion", "verzehreinheit", "dosis", "dose", "prise", "porcion", "racion", "toma",
    "porzione", "porcja", "porcje", "porcji", "dawka", "dawke", "dawki", "portie", "dosering",
)
DAILY_AMOUNTS: Final[tuple[str, ...]] = (
    "tagesdosis", "tagesportion", "tagesration", "tagesverzehr", "tagesverzehrempfehlung", "tagesverzehrmenge",
    "verzehrempfehlung", "empfohlene tagesdosis", "empfohlene tagliche verzehrmenge", "tagliche verzehrmenge",
    "empfohlene tagliche dosis", "tagliche dosis",
    "dose journaliere", "dose journaliere recommandee", "portion journaliere", "apport journalier",
    "dosis diaria", "dosis diaria recomendada", "racion diaria", "porcion diaria", "cantidad diaria",
    "dose giornaliera", "dose giornaliera consigliata", "dose massima giornaliera", "porzione giornaliera",
    "apporto giornaliero",
    "dzienna dawka", "dawka dzienna", "dawke dzienna", "porcja dzienna", "porcje dzienna", "dzienna porcja",
    "porcji dziennej", "dziennej porcji", "zalecana dzienna porcja", "zalecana porcja dzienna",
    "zalecane dzienne spozycie",
    "dagdosering", "dagelijkse dosering", "dagelijkse dosis", "dagelijkse portie", "dagportie",
    "aanbevolen dagdosering",
    "aanbevolen dagelijkse dosering",
)
"""Words for a daily amount. Such an amount is a serving only if the label says how many capsules a day that is."""
DAY: Final[tuple[str, ...]] = ("tag", "jour", "dia", "giorno", "dzien", "dag")
A_DAY: Final[tuple[str, ...]] = (
    "taglich", "am tag", "pro tag", "par jour", "al dia", "por dia", "diarios", "diarias", "al giorno", "per giorno",
    "dziennie", "na dzien", "per dag", "dagelijks",
)
FOR_WHOM: Final[tuple[str, ...]] = (
    "fur", "erwachsene", "kinder", "adultes", "enfants", "adultos", "ninos", "adulti", "bambini", "dla", "doroslych",
    "dzieci", "volwassenen", "kinderen",
)
SERVING_SIZE: Final[tuple[str, ...]] = (
    "portionsgrosse", "portionsgro\u00dfe", "grosse einer portion", "gro\u00dfe einer portion",
    "taille de la portion", "taille de portion", "tamano de la porcion", "tamano de porcion", "tamano de la racion",
    "tamano por porcion", "dimensione della porzione", "dimensione porzione", "dimensioni della porzione",
    "wielkosc porcji", "rozmiar porcji", "portiegrootte", "grootte van de portie",
)
PER: Final[tuple[str, ...]] = (
    "pro", "je", "in", "pour", "par", "dans", "chaque", "por", "cada", "en", "para", "ogni", "na", "w", "kazda", "elke",
    "iedere", "jede", "voor",
)
"""Words that, before a serving, say what an amount is stated for: "per"."""
GIVES: Final[tuple[str, ...]] = (
    "enthalt", "enthalten", "liefert", "liefern", "entspricht", "entsprechen", "contient", "contiennent", "apporte",
    "apportent", "fournit", "fournissent", "contiene", "contienen", "aporta", "aportan", "proporciona", "proporcionan",
    "contengono", "apporta", "apportano", "fornisce", "forniscono", "zawiera", "zawieraja", "dostarcza", "dostarczaja",
    "bevat", "bevatten", "levert", "leveren",
)
ONE_OF_THEM: Final[tuple[str, ...]] = (
    "jede", "jeweils", "einzelne", "chaque", "cada", "ogni", "ciascuna", "ciascun", "kazda", "elke", "iedere",
)

# --- What an amount belongs to
MAGNESIUM: Final[tuple[str, ...]] = ("magnesio", "magnez", "magnezu", "magnezem")
ELEMENTAL: Final[tuple[str, ...]] = (
    "elementares", "elementarem", "elementar", "elementare", "elementarer", "element", "elementaire", "elementaires",
    "elementale", "elementarny", "elementarnego", "elementair", "elementaal",
)
AS: Final[tuple[str, ...]] = (
    "als", "aus", "in form von", "sous forme de", "sous forme d", "sous la forme de", "issu de", "issu du",
    "provenant de", "provenant du", "a partir de", "comme", "como", "en forma de", "procedente de", "procedente del",
    "proveniente de", "come", "da", "dal", "in forma di", "sotto forma di", "proveniente da", "derivante da",
    "w postaci", "w formie", "jako", "z", "pochodzacy z", "in de vorm van", "uit", "afkomstig van", "afkomstig uit",
)
YIELDS: Final[tuple[str, ...]] = (
    "davon", "entspricht", "entsprechend", "entsprechen", "liefert", "dies entspricht", "das entspricht",
    "dont", "soit", "correspondant a", "correspond a", "equivalent a", "equivaut a", "apportant", "apporte",
    "fournissant",
    "de los cuales", "de las cuales", "del cual", "de los que", "del que", "equivalente a", "equivalentes a",
    "equivale a",
    "que aporta", "que aportan", "aportando", "aporta", "correspondiente a",
    "di cui", "dei quali", "pari a", "corrispondente a", "corrispondenti a", "equivalenti a", "che apporta", "apporta",
    "w tym", "z czego", "co odpowiada", "odpowiada", "co dostarcza", "dostarcza", "dostarczajac",
    "waarvan", "komt overeen met", "overeenkomend met", "overeenkomstig", "wat overeenkomt met", "levert", "goed voor",
)
NEUTRAL: Final[tuple[str, ...]] = (
    "der", "die", "das", "von", "und", "reines", "enthalt", "enthalten", "gesamt", "chelat", "wasserfrei",
    "de", "du", "d", "l", "et", "le", "la", "contient", "contiennent", "marin", "chelate", "pur",
    "y", "del", "el", "contiene", "contienen", "marino", "total", "quelato",
    "di", "dell", "del", "e", "il", "contengono", "chelato", "totale",
    "i", "zawiera", "zawieraja", "jony", "jonow", "czysty", "czystego", "chelat",
    "van", "en", "het", "bevat", "bevatten", "zuiver",
    "nrv", "vnr", "vrn", "rws", "adh", "ajr", "cdr", "aqr",
)
REFERENCES: Final[tuple[str, ...]] = (
    "vnr", "vrn", "rws", "referenzwert", "nahrstoffbezugswert", "nahrstoffbezugswerte", "hochstmenge", "maximal",
    "empfohlen", "empfohlene", "uberschreiten", "nicht mehr als", "bedarf",
    "valeur nutritionnelle de reference", "valeurs nutritionnelles de reference", "apports de reference", "recommande",
    "recommandes", "ne pas depasser", "plus de", "besoin",
    "valor de referencia", "valores de referencia", "recomendado", "recomendada", "no superar", "mas de",
    "valore nutritivo di riferimento", "valori nutritivi di riferimento", "raccomandato", "raccomandata",
    "non superare", "piu di",
    "referencyjna wartosc spozycia", "referencyjnej wartosci spozycia", "zalecane", "zalecana", "nie przekraczac",
    "wiecej niz",
    "referentie inname", "voedingsreferentiewaarde", "aanbevolen", "niet meer dan", "maximaal",
)
PANEL: Final[tuple[str, ...]] = (
    "nahrwertangaben", "nahrwertinformation", "nahrwertinformationen", "nahrwerttabelle", "% nrv", "% nrv*",
    "valeurs nutritionnelles", "informations nutritionnelles", "declaration nutritionnelle", "analyse nutritionnelle",
    "% vnr", "informacion nutricional", "% vrn", "informazioni nutrizionali", "valori nutrizionali",
    "dichiarazione nutrizionale", "wartosc odzywcza", "informacja zywieniowa", "% rws", "voedingswaarde",
    "voedingswaarde informatie", "% ri",
)
INEXACT: Final[tuple[str, ...]] = (
    "bis zu", "mindestens", "etwa", "ungefahr", "rund", "hochstens", "weniger als", "mehr als",
    "jusqu a", "au moins", "environ", "moins de", "plus de", "maximum",
    "hasta", "al menos", "aproximadamente", "menos de", "mas de", "minimo", "maximo",
    "fino a", "almeno", "circa", "meno di", "piu di", "massimo",
    "do", "co najmniej", "okolo", "ok.", "mniej niz", "wiecej niz", "maksymalnie",
    "tot", "ten minste", "minstens", "ongeveer", "minder dan", "meer dan", "maximaal",
)
OTHER_METALS: Final[tuple[str, ...]] = (
    "kalzium", "zink", "kalium", "natrium", "eisen", "mangan", "kupfer", "zinc", "fer", "manganese", "cuivre",
    "calcio", "potasio", "sodio", "hierro", "cobre", "zinco", "potassio", "ferro", "rame",
    "wapn", "wapnia", "cynk", "cynku", "potas", "potasu", "sod", "sodu", "zelazo", "zelaza", "ijzer", "koper",
    "mangaan",
)

# --- Ingredients
INGREDIENT_LISTS: Final[tuple[str, ...]] = (
    "zutaten", "zutatenliste", "weitere zutaten", "sonstige zutaten", "sonstige bestandteile", "hilfsstoffe",
    "inhaltsstoffe", "fullstoffe",
    "ingredients", "autres ingredients", "liste des ingredients", "excipients", "composition",
    "ingredientes", "otros ingredientes", "lista de ingredientes", "excipientes", "composicion",
    "ingredienti", "altri ingredienti", "elenco ingredienti", "eccipienti", "composizione",
    "skladniki", "pozostale skladniki", "inne skladniki", "skladniki pomocnicze", "substancje pomocnicze", "sklad",
    "ingredienten", "overige ingredienten", "andere ingredienten", "hulpstoffen", "samenstelling",
)
REST_LISTS: Final[tuple[str, ...]] = (
    "weitere zutaten", "sonstige zutaten", "sonstige bestandteile", "hilfsstoffe", "zutaten", "autres ingredients",
    "otros ingredientes", "excipientes", "ingredientes", "altri ingredienti", "eccipienti", "ingredienti",
    "pozostale skladniki", "inne skladniki", "substancje pomocnicze", "skladniki", "overige ingredienten",
    "andere ingredienten", "hulpstoffen", "ingredienten",
)
NO_INGREDIENTS: Final[tuple[str, ...]] = ("keine", "aucun", "ninguno", "nessuno", "brak", "geen")
DIRECTIONS: Final[tuple[str, ...]] = (
    "verzehrhinweis", "einnahme", "einnahmeempfehlung", "anwendung", "dosierung", "aufbewahrung", "lagerung",
    "hinweis", "hinweise", "warnhinweis", "warnhinweise", "kuhl", "trocken", "hergestellt",
    "mindestens haltbar", "taglich",
    "conseils d utilisation", "conseil d utilisation", "mode d emploi", "posologie", "precautions", "conservation",
    "conserver", "avertissement", "avertissements", "fabrique", "a consommer", "prendre", "tenir",
    "modo de empleo", "modo de uso", "advertencias", "advertencia", "conservar", "conservacion", "fabricado", "tomar",
    "mantener",
    "modo d uso", "modalita d uso", "avvertenze", "avvertenza", "conservare", "conservazione", "prodotto", "assumere",
    "tenere",
    "sposob uzycia", "sposob stosowania", "zalecane spozycie", "stosowanie", "ostrzezenia", "przechowywac",
    "przechowywanie", "wyprodukowano", "producent", "nie przekraczac",
    "gebruik", "gebruiksaanwijzing", "dosering", "bewaren", "bewaaradvies", "waarschuwing", "waarschuwingen",
    "geproduceerd", "neem",
)
SAYS_CONTENT: Final[tuple[str, ...]] = ("enthalt", "contient", "contiene", "zawiera", "bevat")
LIST_ENDS: Final[tuple[str, ...]] = (
    "tagesdosis", "verzehrempfehlung", "dosis diaria", "dose journaliere", "dose giornaliera", "dagdosering",
    "allergene",
    "allergie", "allergenes", "alergenos", "allergeni", "alergeny", "allergenen", "allergenhinweis",
    "nettofullmenge", "fullmenge", "inhalt", "nahrwert*", "valeurs nutritionnelles", "informacion nutricional",
    "informazioni nutrizionali", "wartosc odzywcza", "voedingswaarde", "peso neto", "peso netto", "poids net",
    "masa netto", "nettogewicht", "convient", "geeignet fur", "geschikt voor", "apto para", "adatto a",
)
# fmt: on
