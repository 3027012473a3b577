"""Check that currencies and per cent signs are those of the source."""

from __future__ import annotations

import re
from collections.abc import Set

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.model import Finding, Severity

_MONEY = re.compile(
    r"(?:US|R|A|C|HK|NT|NZ)?\$(?=\s?\d)|[€£¥₫₹₩₽₺₴₱₦₪](?=\s?\d)|(?<=\d)\s?[€£¥₫₹₩₽₺₴₱₦₪$](?![\w$])"
)
_PERCENT = re.compile(r"(?<=\d)\s?(?:%(?!%)|٪|％|%%)(?![a-zA-Z(\d$.])")
_SAID = re.compile(
    r"[%٪％]|per ?cent|por ?cento|por ciento|pour ?cent|prozent|procent|procenta|percent|phần trăm|パーセント|百分|процент",
    re.IGNORECASE,
)
_NAMES = {
    "$": "$|dol|dól|usd|đô|ドル|美元|доллар|peso",
    "€": "€|eur|ユーロ|欧元",
    "£": "£|libra|pfund|livre|funt|bảng|gbp|ポンド|pound|sterling",
    "¥": "¥|yen|iene|円|元|jpy|cny|jen",
    "₫": "₫|đồng|dong|vnd|đ|ドン",
}


class UnitsCheck:
    """See the module's first line. A currency may be written as a word or code."""

    id = "units"
    severity = Severity.WARNING
    description = "Amounts keep their currency, and percentages their per cent sign or word."
    examples = (
        Example("It costs $40", "Custa US$ 40"),
        Example("It costs $40", "Custa 40 dólares"),
        Example("It costs $40", "Custa € 40", Severity.WARNING),
        Example("It grew by 5%", "Cresceu 5 %"),
        Example("It grew by 5%", "Cresceu 5 por cento"),
        Example("It grew by 5%", "Cresceu 5", Severity.WARNING),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        found: list[Finding] = []
        if "%" in source and _PERCENT.search(source) and not _SAID.search(target):
            message = "A per cent sign of the source is missing."
            found.append(finding(self, message, source, target, context))
        money = _signs(source)
        if money:
            lost = [sign for sign in sorted(money) if not re.search(_named(sign), target, re.IGNORECASE)]
            if lost:
                message = f"A currency of the source is missing: {quote(lost)}."
                found.append(finding(self, message, source, target, context))
        return found


def _signs(text: str) -> Set[str]:
    return {match[0].strip()[-1] for match in _MONEY.finditer(text)}


def _named(sign: str) -> str:
    names = _NAMES.get(sign, sign)
    return "|".join(re.escape(name) for name in names.split("|"))
