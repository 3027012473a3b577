"""Check that a negation of the source is in the translation: without it the text says the opposite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.checks.prose import prose
from pipeline.languages import base_language
from pipeline.model import Finding, LanguagePair, Severity

_NOT = re.compile(
    r"\b(?:not|never|cannot|neither|nor|(?:ca|do|does|did|is|are|was|were|wo|would|should|could|have|has|had|must)n['’]t)\b",
    re.IGNORECASE,
)
# "not only", "why not", "always or never" and questions deny nothing
_IDLE = re.compile(
    r"\b(?:not (?:only|just|necessarily|yet|so|all|every)|why not|or not|if not|if .* not|always)\b|\?",
    re.IGNORECASE,
)

_DENIES: Mapping[str, str] = {
    # words that deny, or say the same in another way ("without", "fails"); those with * in all their forms,
    # and prefixes (with +), which deny the word that they stand before ("in+": inválido)
    "pt": "não nem nunca jamais sem nenhum* nada ninguém tampouco impossív* inv* incorr* incom* incapa* inex* indis* indef* insuf* inac* inalc* inesp* inat* inút* ileg* ilíc* irreg* irrec* imped* impréc* desc* desab* desat* desl* deso* falh* falt* erro exceto recus* proib* evit* nega* "
    "impede* ausen* salvo apenas somente só fora anti* ao contrário sequer deixa* limit* bloque* vazi* ocult* ignor*",
    "es": "no ni nunca jamás sin ningun* ningún nada nadie tampoco imposib* invá* incorr* incom* incapa* inex* indis* indef* insuf* inac* inalc* inesp* inút* inhab* ileg* ilíc* irreg* irrec* desc* desh* desac* fall* falt* error excepto salvo solo sólo evit* nieg* neg* "
    "impid* imped* ausen* fuera prohib* deja* carece* vac* ignor* rechaz*",
    "fr": "ne n pas ni jamais sans aucun* rien personne non impossib* inva* incorr* incom* incap* inex* indis* indéf* insuf* inac* inatt* inut* inco* inter* invi* introuv* différ* annul* lieu illé* illi* irré* irre* désac* déco* échou* échec* erreur sauf hors seul* unique* uniquement évit* "
    "empêch* refus* interdi* absen* manqu* plus mal+ ignor* vid*",
    "de": "nicht nichts nie niemals kein* ohne weder noch un+ miss+ fehl+ scheit* fehler* außer nur verbiet* verhinder* leer* ignor* erst statt anstatt "
    "niemand* nirgend* ausgesch* ausgenommen abgesch* schlug *los außerhalb *los aufgehoben gescheiter* sonst abgelehnt verweiger* verbot* gescheitert",
    "it": "non né mai senza nessun* nulla niente impossib* inva* incorr* incom* incap* inesi* indis* inde* insuf* inac* inatt* inut* disab* disat* fall* manc* errore eccetto tranne solo soltanto evit* nega* impedi* vuot*",
    "pl": "nie nie+ ani nigdy zamiast bez żad* nic nikt niemo+ niew+ nied+ niep+ nies+ błąd brak* tylko oprócz poza zaniech* odm* pomi* błęd* wyłącz* ignor* zabroni*",
    "vi": "không chưa chẳng đừng chớ vô bất phi thiếu lỗi trừ chỉ cấm miễn hỏng thất bại ngoài mất sai bỏ khỏi tránh trống",
    "ja": "ない な ず ぬ ん 不 非 未 無 失敗 エラー できま ませ 以外 禁止 だけ のみ 無効 異な 違 誤 拒否 除 外 入力してください",
    "nl": "niet geen nooit niets niemand zonder noch on+ mis* fout* behalve alleen *loos leeg uit*",
    "ca": "no ni mai sense cap res ningú invà* incorr* incom* incap* inex* indis* insuf* desc* desact* fall* error excepte només evit*",
    "gl": "non nin nunca xamais sen ningún* ningunha* nada ninguén invá* incorr* incom* incap* inex* indis* insuf* desc* desact* fall* erro agás só",
    "ru": "не нет ни никогда без невоз* не* ошибк* кроме только отсутств* нельзя",
    "sv": "inte ej aldrig inga inget ingen utan varken o+ miss+ fel* utom bara endast",
    "zh": "不 没 無 无 未 非 别 勿 否 失败 错误 除 仅 只 莫",
    "ko": "않 없 못 안 아니 불 비 무 미 실패 오류 말",
}
_MNEMONIC = re.compile(r"[_&](?=\w)")
"""The mark of an accelerator may stand in the word that denies."""

_WITHOUT_SPACES = frozenset({"ja", "zh", "ko"})


class NegationCheck:
    """See the module's first line. Words that deny in other ways count: "without", "impossible", "fails"."""

    id = "negation"
    severity = Severity.WARNING
    description = "What an English source denies (not, never, cannot), the translation denies too."
    examples = (
        Example("The lamp is not on", "A luz não está acesa"),
        Example("The lamp is not on", "A luz está acesa", Severity.WARNING),
        Example("The lamp cannot be reached", "A luz é inalcançável"),
        Example("Do not touch the lamp", "Toque a luz", Severity.WARNING),
        Example("The lamp is not on", "Die Lampe ist nicht an", None, LanguagePair("en", "de")),
        Example("This is not a lamp", "Das ist keine Lampe", None, LanguagePair("en", "de")),
        Example("The lamp is never on", "La lampe est allumée", Severity.WARNING, LanguagePair("en", "fr")),
        Example("The lamp isn't on", "Đèn sáng", Severity.WARNING, LanguagePair("en", "vi")),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        language = base_language(context.pair.target)
        if base_language(context.pair.source) != "en" or language not in _DENIES:
            return []
        if not _NOT.search(source):
            return []
        text = prose(source)
        denied = _NOT.search(text)
        if denied is None or _IDLE.search(text) or _denier(language).search(_MNEMONIC.sub("", target)):
            return []
        message = f"The source denies ({quote([denied[0]])}), the translation does not."
        at = re.search(rf"(?<!\w){re.escape(denied[0])}(?!\w)", source)
        return [finding(self, message, source, target, context, source_span=at.span() if at else None)]


@cache
def _denier(language: str) -> re.Pattern[str]:
    words = _DENIES[language].split()
    if language in _WITHOUT_SPACES:
        return re.compile("|".join(map(re.escape, words)))
    patterns = [
        (r"\w+" if word[0] == "*" else "")
        + re.escape(word.strip("*+"))
        + {"*": r"\w*", "+": r"\w{3,}"}.get(word[-1], "")
        for word in words
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
