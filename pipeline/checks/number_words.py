"""Small numbers as words, for the languages where we know them: a translation may write 3 as "three".

Only forms that are written as one word. A language that is not here gets no error for a small number
that is missing, only a warning: it may well be spelled out.
"""

from __future__ import annotations

import re
from functools import cache

_TABLES = {
    "en": {
        0: "zero nought nil no none",
        1: "one first once a an single sole",
        2: "two second twice both half couple pair double two-thirds",
        3: "three third thirds thrice triple trio",
        4: "four fourth fourths quarter quarters quadruple",
        5: "five fifth fifths",
        6: "six sixth",
        7: "seven seventh",
        8: "eight eighth octal",
        9: "nine ninth",
        10: "ten tenth tenths decade decimal",
        11: "eleven eleventh",
        12: "twelve twelfth dozen noon midnight midday",
        13: "thirteen thirteenth",
        14: "fourteen fourteenth fortnight",
        15: "fifteen fifteenth",
        16: "sixteen sixteenth hexadecimal hex",
        17: "seventeen seventeenth",
        18: "eighteen eighteenth",
        19: "nineteen nineteenth",
        20: "twenty twentieth twenties score",
        24: "midnight",
        30: "thirty thirtieth thirties",
        40: "forty fortieth forties",
        50: "fifty fiftieth fifties half",
        60: "sixty sixtieth sixties",
        70: "seventy seventieth seventies",
        80: "eighty eightieth eighties",
        90: "ninety ninetieth nineties",
        100: "hundred hundredth hundreds century",
        1000: "thousand thousandth thousands millennium",
        1000000: "million millions",
        1000000000: "billion billions",
    },
    "pt": {
        0: "zero nenhum nenhuma",
        1: "um uma primeiro primeira único única",
        2: "dois duas segundo segunda ambos ambas dupla duplo meio meia metade par dobro",
        3: "três terceiro terceira terço terços triplo trio",
        4: "quatro quarto quarta quartos",
        5: "cinco quinto quinta",
        6: "seis sexto sexta meia",
        7: "sete sétimo sétima",
        8: "oito oitavo oitava",
        9: "nove nono nona",
        10: "dez décimo décima década",
        11: "onze",
        12: "doze dúzia meio-dia meia-noite",
        13: "treze",
        14: "quatorze catorze",
        15: "quinze",
        16: "dezesseis dezasseis",
        17: "dezessete dezassete",
        18: "dezoito",
        19: "dezenove dezanove",
        20: "vinte vigésimo vigésima",
        24: "meia-noite",
        30: "trinta trigésimo",
        40: "quarenta",
        50: "cinquenta metade",
        60: "sessenta",
        70: "setenta",
        80: "oitenta",
        90: "noventa",
        100: "cem cento centena centenas centésimo século",
        1000: "mil milhar milhares milésimo milênio milénio",
        1000000: "milhão milhões",
        1000000000: "bilhão bilhões mil-milhões",
    },
    "es": {
        0: "cero ningún ninguno ninguna",
        1: "un uno una primer primero primera único única",
        2: "dos segundo segunda ambos ambas doble medio media mitad par",
        3: "tres tercer tercero tercera tercio tercios triple",
        4: "cuatro cuarto cuarta cuartos",
        5: "cinco quinto quinta",
        6: "seis sexto sexta",
        7: "siete séptimo séptima",
        8: "ocho octavo octava",
        9: "nueve noveno novena",
        10: "diez décimo década",
        11: "once",
        12: "doce docena mediodía medianoche",
        13: "trece",
        14: "catorce",
        15: "quince",
        16: "dieciséis",
        17: "diecisiete",
        18: "dieciocho",
        19: "diecinueve",
        20: "veinte",
        24: "medianoche veinticuatro",
        30: "treinta",
        40: "cuarenta",
        50: "cincuenta mitad",
        60: "sesenta",
        70: "setenta",
        80: "ochenta",
        90: "noventa",
        100: "cien ciento centenar centenares siglo",
        1000: "mil miles millar milenio",
        1000000: "millón millones",
    },
    "fr": {
        0: "zéro aucun aucune",
        1: "un une premier première unique",
        2: "deux second seconde deuxième double demi demie moitié paire",
        3: "trois troisième tiers triple",
        4: "quatre quatrième quart quarts",
        5: "cinq cinquième",
        6: "six sixième",
        7: "sept septième",
        8: "huit huitième",
        9: "neuf neuvième",
        10: "dix dixième décennie dizaine",
        11: "onze onzième",
        12: "douze douzième douzaine midi minuit",
        13: "treize",
        14: "quatorze",
        15: "quinze quinzaine",
        16: "seize",
        17: "dix-sept",
        18: "dix-huit",
        19: "dix-neuf",
        20: "vingt vingtième vingtaine",
        24: "minuit vingt-quatre",
        30: "trente trentaine",
        40: "quarante quarantaine",
        50: "cinquante cinquantaine moitié",
        60: "soixante",
        70: "soixante-dix",
        80: "quatre-vingts quatre-vingt",
        90: "quatre-vingt-dix",
        100: "cent cents centaine centaines siècle",
        1000: "mille millier milliers millénaire",
        1000000: "million millions",
        1000000000: "milliard milliards",
    },
    "de": {
        0: "null kein keine keinen",
        1: "ein eine einen einem einer eines eins erste ersten erster erstes einzige einzigen einmal",
        2: "zwei zweite zweiten zweiter zweites beide beiden zweimal halb halbe halben hälfte paar doppelt",
        3: "drei dritte dritten dritter drittes drittel dreimal",
        4: "vier vierte vierten vierter viertel viermal",
        5: "fünf fünfte fünften",
        6: "sechs sechste sechsten",
        7: "sieben siebte siebten",
        8: "acht achte achten",
        9: "neun neunte neunten",
        10: "zehn zehnte zehnten jahrzehnt",
        11: "elf elfte",
        12: "zwölf zwölfte dutzend mittag mitternacht",
        13: "dreizehn",
        14: "vierzehn",
        15: "fünfzehn",
        16: "sechzehn",
        17: "siebzehn",
        18: "achtzehn",
        19: "neunzehn",
        20: "zwanzig zwanziger",
        24: "mitternacht",
        30: "dreißig",
        40: "vierzig",
        50: "fünfzig hälfte",
        60: "sechzig",
        70: "siebzig",
        80: "achtzig",
        90: "neunzig",
        100: "hundert hunderte jahrhundert",
        1000: "tausend tausende jahrtausend",
        1000000: "million millionen",
        1000000000: "milliarde milliarden",
    },
}

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
}

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def knows_words(language: str) -> bool:
    """Whether the number words of a language (without region) are in the table."""
    return language in _TABLES


@cache
def _by_word(language: str) -> dict[str, set[int]]:
    words: dict[str, set[int]] = {}
    for value, forms in _TABLES.get(language, {}).items():
        for form in forms.split():
            words.setdefault(form, set()).add(value)
    for number, month in enumerate(_MONTHS.get(language, "").split(), 1):
        words.setdefault(month, set()).add(number)
    return words


def spoken_values(text: str, language: str) -> set[int]:
    """The numbers, ordinals, fractions and months that a text says in words."""
    words = _by_word(language)
    values: set[int] = set()
    for found in _WORD.findall(text.casefold()) if words else ():
        for form in (found, *found.split("-")):
            values |= words.get(form, set())
    return values
