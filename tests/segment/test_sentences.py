"""Where sentences end, language by language, and that nothing is lost on the way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.segment import split_sentences

LANGUAGES = [
    "en",
    "pt_BR",
    "de",
    "es",
    "fr",
    "ru",
    "vi",
    "it",
    "pl",
    "nl",
    "zh_CN",
    "ja",
    "ko",
    "hi",
    "ar",
    "hy",
    "th",
    "nb",
    "und",
]

# One sentence ends at each "|"; the text is the row without them.
SENTENCES = [
    ("en", "The board costs $3.50 today. |It was 4.25 last year."),
    ("en", "See https://example.org/a.b?c=D.E! |It works."),
    ("en", "Write to ana.b@example.com. |We answer."),
    ("en", "Bring fruit, e.g. apples and pears. |Then wait."),
    ("en", "Mr. Smith met Dr. Jones. |They spoke."),
    ("en", "J. R. R. Hartley wrote it. |We read it."),
    ("en", "He met George W. Lamb there. |They ate."),
    ("en", "Well... maybe not. |We shall see."),
    ("en", "Well… maybe not. |We shall see."),
    ("en", "Version 2.1.3 is out. |Upgrade now."),
    ("en", '"Stop!" he shouted. |Nobody moved.'),
    ("en", "“It is over.” said the guard. |He left."),
    ("en", "He said: “I am tired.” |Then he slept."),
    ("en", "He works at Acme Inc. in Boston. |She does not."),
    ("en", "The U.S. Army said so. |Yes."),
    ("en", "Use Node.js. |It is fast."),
    ("en", "Call System.Out.Println first. |Then exit."),
    ("en", "The dogs slept.|The cat did not."),
    ("en", "Open C:\\Temp\\File.Txt now. |Good."),
    ("en", "It rose to 5 p.m. |Then it fell."),
    ("en", "iPhone sales fell. |iPhone fans wept."),
    ("en", "See Fig. 3 and No. 5. |Both help."),
    ("en", "(He left. She stayed.) |Then night fell."),
    ("en", "Prices rose (cf. Table 2. And 3) again. |Done."),
    ("en", "1. Install the package.\n|2. Run it."),
    ("en", "a) Open the box."),
    ("en", "Is it? |Yes! |Good."),
    ("en", "What?! |No way."),
    ("en", "hello there. |how are you. |fine."),
    ("en", "One line.\n|Another line.\n\n|a third after a gap"),
    ("en", "Two  spaces.  |And more.   "),
    ("en", "  In front. |Behind."),
    ("en", "A heading without a stop"),
    ("en", "Wait … |What? …"),
    ("pt_BR", "O Sr. Silva chegou. |Ele sorriu."),
    ("pt_BR", "A Dra. Ana e o Prof. João vieram. |Ótimo!"),
    ("pt_BR", "O preço é R$ 3.500,00 hoje. |Caiu."),
    ("pt_BR", "Veja a pág. 12 e o art. 5º da lei. |Obrigado."),
    ("pt_BR", "“Pare!” gritou ele. |Ninguém parou."),
    ("es", "El Sr. Pérez vive en EE. UU. desde 2010. |Le gusta."),
    ("es", "¿Qué? |¡No! |Vale."),
    ("es", "Tráelo, p. ej. mañana. |Gracias."),
    ("de", "Am 3. Oktober feiern wir. |Es regnet."),
    ("de", "Das ist z. B. gut. |Ja."),
    ("de", "„Halt!“ rief er. |Alle standen."),
    ("de", "Dr. Müller kam um 5.30 Uhr. |Er ging."),
    ("fr", "M. Dupont est là. |Il rit."),
    ("fr", "« Non ! » dit-il. |Elle part."),
    ("fr", "Il coûte 3,50 €. |C’est cher."),
    ("it", "Il dott. Rossi è qui. |Bene."),
    ("it", "L'ing. Bianchi e la Sig. Verdi. |Sì."),
    ("ru", "А. С. Иванов родился в 1799 г. в Москве. |Он писал стихи."),
    ("ru", "Церковь Св. Марка старая. |Да."),
    ("ru", "«Стой!» — крикнул он. |Все замерли."),
    ("vi", "TP. Hồ Chí Minh rất đông. |Tôi thích."),
    ("vi", "PGS. TS. Nguyễn Văn An nói vậy. |Đúng."),
    ("vi", "Giá là 3.500 đồng. |Rẻ."),
    ("pl", "To jest np. dobre. |Tak."),
    ("cs", "Dne 5. května přišel. |Ano."),
    ("tr", "Prof. Dr. Ayşe geldi. |Güldü."),
    ("sv", "Kl. 10 kom han. |Ja."),
    ("nb", "«Vi drar.» |Så gikk de."),
    ("ko", "안녕하세요. |반갑습니다! |네?"),
    ("ka", "წიგნი იქ არის. |კარგია."),
    ("ar", "هل هذا صحيح؟ |نعم. |شكرا."),
    ("hi", "यह अच्छा है। |डॉ. शर्मा आए। |क्या?"),
    ("am", "ሰላም ነው። |ደህና ነኝ፡፡ |አመሰግናለሁ"),
    ("hy", "Նա եկավ: |Մենք գնացինք։ |Լավ է:"),
    ("zh_CN", "你好。|我叫小明！|你呢？"),
    ("zh_CN", "价格是3.14元。|很便宜。"),
    ("zh_CN", "“走开！”他说。|然后他走了。"),
    ("zh_CN", "他说：“我来了。”|大家笑了。"),
    ("zh_CN", '他说："我来了。"|大家笑了。'),
    ("zh_CN", '他说完了。|"我们走吧。"|大家笑了。'),
    ("zh_CN", "我们去了……然后回来。"),
    ("zh_CN", "访问 https://example.com/a?b=C 。|谢谢。"),
    ("zh_TW", "Nvidia Corp. 發布了新晶片。|股價上漲。"),
    ("ja", "こんにちは。|元気ですか？|はい！"),
    ("ja", "「行くぞ。来い。」と彼は言った。|雨だ。"),
    ("ja", "価格は3.5ドル。|安い。"),
    ("th", "สวัสดีครับ ผมชื่อสมชาย ยินดีที่ได้รู้จัก"),
    ("km", "សួស្តី។ ខ្ញុំសុខសប្បាយ។"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked"), SENTENCES)
def test_sentences(language: str, marked: str) -> None:
    parts = tuple(marked.split("|"))
    assert split_sentences("".join(parts), language) == parts


TEXT = st.text(
    st.one_of(
        st.sampled_from(" .!?…\"'()[]“”„«»\n\r\t\u00a0。！？」「।:：\x00\ud800Aaé1中あ한ก-*"), st.characters()
    ),
    max_size=120,
)


@settings(deadline=None)
@given(text=TEXT, language=st.sampled_from(LANGUAGES))
@example(text="", language="en")
@example(text=" \n ", language="en")
@example(text="\ud800. \udc00! A\x00. B", language="en")
@example(text="。！？。\r\n\r\n。", language="zh_CN")
def test_nothing_is_lost(text: str, language: str) -> None:
    parts = split_sentences(text, language)
    assert "".join(parts) == text
    assert all(part.strip() for part in parts) or not text.strip()


@settings(deadline=None)
@given(text=TEXT, language=st.sampled_from(["en", "de", "zh_CN"]))
def test_white_space_belongs_to_the_sentence_before_it(text: str, language: str) -> None:
    assert not any(part[0].isspace() for part in split_sentences(text, language)[1:])


def test_the_region_does_not_matter() -> None:
    text = "O Sr. Silva chegou. Ele sorriu."
    assert split_sentences(text, "pt_BR") == split_sentences(text, "pt_PT") == split_sentences(text, "pt")


def test_threads_that_start_together_agree() -> None:
    texts = ["One is here. Two is there." for _ in range(16)]
    with ThreadPoolExecutor(8) as pool:
        results = set(pool.map(lambda text: split_sentences(text, "gl"), texts))
    assert len(results) == 1


SENTENCE = "Mr. Smith saw 3.5 dogs, e.g. Rex (he barked. Twice). "


@pytest.mark.parametrize("count", [10, 2_000])
def test_a_long_line_is_split_like_a_short_one(count: int) -> None:
    assert split_sentences(SENTENCE * count, "en") == (SENTENCE,) * count


@pytest.mark.slow
def test_a_line_of_five_megabytes() -> None:
    count = 5_000_000 // len(SENTENCE)
    assert split_sentences(SENTENCE * count, "en") == (SENTENCE,) * count


@pytest.mark.parametrize("text", ["a", ".", "a'", "a. ", "(a. ", "\n", "xx.Yy", "1. ", "“", "。", "（。"])
@pytest.mark.parametrize("language", ["en", "es", "de", "uk", "zh_CN"])
def test_monotonous_texts_end(text: str, language: str) -> None:
    """Each took minutes with the rules alone: brackets 100⁴ steps a stop, apostrophes cubic time."""
    long = text * (20_000 // len(text))
    assert "".join(split_sentences(long, language)) == long
