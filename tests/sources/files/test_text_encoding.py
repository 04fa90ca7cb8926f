"""A list in another encoding gets a hint that makes its own words of it, or none."""

from pathlib import Path

import pytest

from aiev.sources.files import text_encoding

CHINESE = "# 论文列表\n\n## 大模型\n\n- [深度学习综述与展望](https://x.io/1) | 2024年1月\n"
TAIWAN = "# 論文列表\n\n## 大型模型\n\n- [深度學習綜述與展望](https://x.io/1) | 2024年1月\n"
JAPANESE = (
    "# 論文リスト\n\n## 大規模言語モデル\n\n- [深層学習の概説と展望について](https://x.io/1)\n"
    "- [混合専門家モデルの推論を速くする方法とその評価](https://x.io/2) | 面白い論文です\n"
    "- [長い文章を扱うためのキャッシュの設計](https://x.io/3) | メモリの使い方\n"
)
KOREAN = "# 논문 목록\n\n## 대형 모델\n\n- [딥러닝 개관과 전망에 대하여](https://x.io/1)\n"
FRENCH = "# Liste\n\n## Modèles\n\n- [Étude générale des réseaux à mémoire, café](https://x.io/1)\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"), (TAIWAN, "big5"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"),
        (KOREAN, "euc_kr"), (FRENCH, "latin-1"), (FRENCH, "cp1252"),
    ],
)  # fmt: skip
def test_the_encoding_that_is_named_gives_the_text_back(text, encoding):
    """All of them were said to be Latin 1, which makes other signs of every word."""
    content = text.encode(encoding)
    found = text_encoding.find(content)
    assert found is not None
    assert content.decode(found) == text
    assert f"iconv -f {found} -t UTF-8 'a list.md'" in text_encoding.hint(
        content, path=Path("a list.md")
    )


def test_where_one_byte_is_wrong_no_conversion_of_all_is_named():
    content = CHINESE.encode() + b"- [caf\xe9](https://x.io/2)\n"
    assert text_encoding.hint(content, path=None) == (
        "most of it is UTF-8: correct the line that is not"
    )


def test_where_nothing_fits_nothing_is_named():
    hint = text_encoding.hint(bytes(range(128, 160)) * 3 + b"\x81\x8d\x8f\x90\x9d", path=None)
    assert "ENCODING" in hint or "it looks like" not in hint


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_mark_at_the_beginning_names_the_encoding(encoding):
    """Notepad's “Unicode” is UTF-16, which was taken for binary data."""
    content = CHINESE.encode(encoding)
    assert text_encoding.find(content) == encoding.upper()
    assert content.decode(encoding) == CHINESE


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("中山大学", "gb18030"),
        ("中山大", "big5"),
        ("北京大学", "shift_jis"),
        ("서울대학", "euc_kr"),
    ],
)
def test_of_a_few_letters_no_encoding_is_guessed(words, encoding):
    """Four characters of GBK were said to be Big5, which makes four others of them."""
    content = f"# T\n\n- [Kite](https://x.io/1) | {words}\n".encode(encoding)
    assert text_encoding.find(content) is None
    assert "iconv -f ENCODING" in text_encoding.hint(content, path=None)
