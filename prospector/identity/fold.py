"""Folding: one spelling for what people write in many ways (case, diacritics, scripts, umlauts)."""

# ruff: noqa: RUF001 - the letters of other scripts are the subject

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import compress
from operator import ne

_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t",
    "ə": "a", "ŋ": "n", "ſ": "s", "ĸ": "k", "ƒ": "f", "ʻ": "", "ʼ": "", "ʹ": "", "ʺ": "", "№": " no ",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz",
    "ѓ": "g", "ќ": "k", "ѕ": "dz", "қ": "k", "ғ": "g", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ә": "a",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_SEMITIC = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "v", "ז": "z", "ח": "h", "ט": "t", "י": "y", "כ": "k",
    "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "a", "פ": "p", "ף": "f", "צ": "ts",
    "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t", "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ب": "b", "ت": "t",
    "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s",
    "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n",
    "ه": "h", "و": "w", "ي": "y", "ى": "a", "ة": "a", "ئ": "", "ء": "", "ؤ": "w", "پ": "p", "چ": "ch", "ژ": "zh",
    "گ": "g", "ک": "k", "ی": "y",
}  # fmt: skip
_HAN_TEXT = """
國国 電电 業业 際际 興兴 華华 銀银 機机 東东 車车 團团 団团 実实 實实 會会 學学 體体 廣广 広广 來来
發发 発发 產产 産产 製制 藥药 薬药 鐵铁 鉄铁 鋼钢 資资 貿贸 證证 証证 險险 険险 設设 築筑 軟软 網网
絡络 術术 傳传 伝传 運运 輸输 倉仓 動动 氣气 気气 醫医 農农 漁渔 樂乐 楽乐 龍龙 竜龙 萬万 億亿 豐丰
豊丰 寶宝 寳宝 馬马 鳥鸟 魚鱼 長长 門门 開开 關关 関关 陽阳 陸陆 頭头 飛飞 麗丽 齊齐 斉齐 責责 託托
災灾 損损 聞闻 橋桥 濱滨 浜滨 澤泽 沢泽 灣湾 臺台 榮荣 栄荣 歐欧 無无 爾尔 環环 當当 禮礼 種种 聯联
聲声 臨临 莊庄 葉叶 衛卫 裝装 見见 計计 記记 詢询 財财 貨货 貝贝 進进 達达 遠远 郵邮 鄭郑 錢钱 鐘钟
顧顾 館馆 鴻鸿 黃黄 點点 齡龄 戸户 戶户 岡冈 島岛 蘇苏 寧宁 錫锡 慶庆 漢汉 廈厦 瀋沈 濟济 雲云 貴贵
內内 遼辽 連连 務务 報报 導导 層层 師师 帶带 帯带 應应 応应 懷怀 戰战 擇择 擔担 據据 擴扩 敵敌 數数
"""
_HAN = {pair[0]: pair[1] for pair in _HAN_TEXT.split()}
"""Traditional and Japanese characters that company names use often, with their simplified ones."""
_TABLE = str.maketrans(_LETTERS | _CYRILLIC | _GREEK | _SEMITIC | _HAN)
_SYLLABLE = re.compile(r"(?:KATAKANA|HIRAGANA) LETTER (?:SMALL )?(\w+)$|HANGUL SYLLABLE (\w+)$")
_UMLAUT = re.compile(r"([aou])e(?=[b-df-hj-np-tv-z])|(?<=[^q\W])(ue)(?=i)")
_WITH_H = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("ph", "f"), ("kh", "h"), ("ch", "c"), ("sh", "s"), ("zh", "z"),
    ("th", "t"),
)  # fmt: skip
_DIGRAPHS = (("ck", "k"), ("ts", "z"), ("tz", "z"), ("ks", "x"), ("qu", "kv"))
_SOUNDS = bytes.maketrans(b"yjwcqz", b"iivkks")
_LAX = re.compile(r"i(?:(?<=[aeiou]i)(?=[aeou])|e$)")


def fold(text: str) -> str:
    """Return `text` in lower-case Latin letters without diacritics; Han characters stay as they are.

    Cyrillic and Greek follow the usual passport transliteration, kana and Hangul their names in the Unicode tables.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold().translate(_TABLE)
    if text.isascii():
        return text
    text = "".join(map(_romanised, unicodedata.normalize("NFC", text)))
    bare = "".join(map(_bare, unicodedata.normalize("NFKD", text))).translate(_TABLE)
    return unicodedata.normalize("NFC", bare)


def _bare(character: str) -> str:
    return "" if unicodedata.category(character) == "Mn" else _LETTERS.get(character, character)


@lru_cache(maxsize=16_384)
def _romanised(character: str) -> str:
    if character.isascii():
        return character
    found = _SYLLABLE.match(unicodedata.name(character, ""))
    return (found[1] or found[2]).lower() if found else character


def plain(word: str) -> str:
    """Return a folded word with the two-letter spellings of umlauts undone: ``duerr`` becomes ``durr``."""
    return _UMLAUT.sub(_undone, word) if "ue" in word or "ae" in word or "oe" in word else word


def _undone(found: re.Match[str]) -> str:
    return found[1] or "u"


def sound(word: str) -> str:
    """Return a rough key of how a folded word sounds, equal for most transliterations of one word."""
    if "h" in word:
        for written, heard in _WITH_H:
            word = word.replace(written, heard)
    for written, heard in _DIGRAPHS:
        if written in word:
            word = word.replace(written, heard)
    word = word.replace("x", "ks").encode().translate(_SOUNDS).decode()
    if "i" in word:
        word = _LAX.sub("", word)
    return "".join(compress(word, map(ne, word, f" {word}")))
