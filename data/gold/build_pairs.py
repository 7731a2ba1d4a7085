"""Writes data/gold/pairs.tsv: names that mean one thing and names that only look so, for `python -m kg.pairs`.

Institutions come from the lists in data/authority, varied as people write them; people are made up from common family
names and characters of given names. The renderings below are written by hand, apart from the tables of the matcher.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
TARGET = Path(__file__).parent / "pairs.tsv"
HEADER = """\
# Pairs of names with whether they mean one person or institution: the benchmark of `python -m kg.pairs`.
# Written by build_pairs.py. Source: institutions from data/authority (its files name their sources), those of why=hand
# from general knowledge; people are made up from common names, their renderings written by hand.
# Licence: as data/authority for institutions, CC0 1.0 for people.
left\tleft_language\tright\tright_language\tkind\tsame\twhy
"""
Pair = tuple[str, str, str, str, str, str, str]
Row = dict[str, str]

# Family names and characters of given names: Pinyin, Wade-Giles as Taiwan writes it, katakana as Japanese papers do.
FAMILY = """\
林 lin lin リン|陳 chen chen チェン|黃 huang huang ホアン|張 zhang chang チャン|李 li lee リー|王 wang wang ワン
吳 wu wu ウー|劉 liu liu リュウ|蔡 cai tsai ツァイ|楊 yang yang ヤン|許 xu hsu シュー|鄭 zheng cheng チェン
謝 xie hsieh シエ|郭 guo kuo グオ|洪 hong hung ホン|曾 zeng tseng ツォン|廖 liao liao リャオ|賴 lai lai ライ
周 zhou chou チョウ|葉 ye yeh イエ|蘇 su su スー|江 jiang chiang ジアン|何 he ho ホー|蕭 xiao hsiao シャオ
羅 luo lo ルオ|高 gao kao カオ|潘 pan pan パン|歐陽 ouyang ouyang オウヤン""".replace("\n", "|")
GIVEN = """\
志 zhi chih ジー チー|強 qiang chiang チャン チアン|明 ming ming ミン|文 wen wen ウェン|芳 fang fang ファン
家 jia chia ジャー チア|豪 hao hao ハオ|偉 wei wei ウェイ|建 jian chien ジエン チエン|宏 hong hung ホン
美 mei mei メイ|玲 ling ling リン|惠 hui hui フイ|俊 jun chun ジュン チュン|傑 jie chieh ジエ チエ|雅 ya ya ヤー
婷 ting ting ティン|國 guo kuo グオ クオ|華 hua hua ホア ファ|信 xin hsin シン|義 yi yi イー
仁 ren jen レン ジェン|瑞 rui jui ルイ|怡 yi yi イー|君 jun chun ジュン|淑 shu shu シュー|芬 fen fen フェン
正 zheng cheng ジェン チェン|中 zhong chung ジョン チョン|平 ping ping ピン|榮 rong jung ロン
昌 chang chang チャン|成 cheng cheng チェン|龍 long lung ロン|翔 xiang hsiang シャン|宇 yu yu ユー
軒 xuan hsuan シュエン シュアン|哲 zhe che ジョー チャー|凱 kai kai カイ|安 an an アン|立 li li リー
振 zhen chen ジェン チェン|賢 xian hsien シエン|彥 yan yen イエン|銘 ming ming ミン
維 wei wei ウェイ""".replace("\n", "|")
JAPANESE_FAMILY = """\
佐藤 さとう Sato|渡邊 わたなべ Watanabe|齊藤 さいとう Saito|高橋 たかはし Takahashi|伊藤 いとう Ito
小澤 おざわ Ozawa|大野 おおの Ohno|廣瀨 ひろせ Hirose""".replace("\n", "|")
JAPANESE_GIVEN = """\
健一 けんいち Kenichi|浩二 こうじ Koji|真澄 ますみ Masumi|惠子 けいこ Keiko|裕太郎 ゆうたろう Yutaro
順平 じゅんぺい Jumpei|洋 ひろし Hiroshi""".replace("\n", "|")
# Old and new forms, for the same name in another country's print.
SIMPLIFIED = str.maketrans(
    "陳黃張吳劉楊許鄭謝蘇蕭羅賴葉歐陽強國義瑞榮龍軒彥維偉銘賢傑華淑振邊齊澤廣瀨惠",
    "陈黄张吴刘杨许郑谢苏萧罗赖叶欧阳强国义瑞荣龙轩彦维伟铭贤杰华淑振边齐泽广濑惠",
)
SHINJITAI = str.maketrans("黃吳國榮龍歐彥邊齊澤廣瀨惠強", "黄呉国栄竜欧彦辺斉沢広瀬恵強")

# Names that two institutions share, or seem to; (left, language, right, language, same).
BY_HAND = """\
東北大学 ja 东北大学（沈阳） zh-Hans no|東北大學 ja 瀋陽東北大學 zh-Hant no
Tohoku University en Northeastern University (China) en no|東北大學 zh-Hant Tohoku University en yes
東北大学 ja 日本東北大學 zh-Hant yes|瀋陽東北大學 zh-Hant Northeastern University (China) en yes
國立中央大學 zh-Hant 中央大学 ja no|國立中央大學 zh-Hant Chuo University en no
National Central University en Chuo University en no|國立中央大學 zh-Hant National Central University en yes
中央大学 ja Chuo University en yes|國立中山大學 zh-Hant 中山醫學大學 zh-Hant no
國立清華大學 zh-Hant 清华大学（北京） zh-Hans no|國立交通大學 zh-Hant 上海交通大学 zh-Hans no
東京科学大学 ja 東京理科大学 ja no|東京科學大學 zh-Hant 東京大學 zh-Hant no|東京工業大学 ja 東京工科大学 ja no
東京工業大学 ja 東京科学大学 ja yes|台積電 zh-Hant 台灣積體電路製造股份有限公司 zh-Hant yes
TSMC en 台湾積体電路製造 ja yes|台积电 zh-Hans TSMC en yes|台積電 zh-Hant JASM en no
台灣積體電路製造股份有限公司 zh-Hant Japan Advanced Semiconductor Manufacturing株式会社 ja no
聯電 zh-Hant 聯發科 zh-Hant no|聯華電子股份有限公司 zh-Hant UMC en yes
聯發科技股份有限公司 zh-Hant MediaTek Inc. en yes|力積電 zh-Hant 力成科技 zh-Hant no
日月光 zh-Hant 日月光半導體製造股份有限公司 zh-Hant yes|瑞薩電子 zh-Hant ルネサスエレクトロニクス ja yes
京都大学 ja 京都府立大学 ja no|北九州市 ja 北九州市立大学 ja no|九州大学 ja 九州工業大学 ja no
九大 ja 九州大学 ja yes|九大 ja 九州工業大学 ja no|東大 ja 東北大学 ja no|北大 ja 北海道大学 ja yes
陽明交大 zh-Hant 國立陽明交通大學 zh-Hant yes|國立陽明交通大學 zh-Hant 国立陽明交通大学 ja yes"""


def tables() -> dict[str, list[Row]]:
    """The rows of the lists of institutions, by file."""
    found = {}
    for path in sorted((ROOT / "data" / "authority").glob("*.tsv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        head = lines[0].split("\t")
        if head[:2] == ["key", "type"]:
            found[path.stem] = [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]
    return found


def names(row: Row) -> list[tuple[str, str]]:
    """The main names of an institution, each with its language."""
    columns = {"zh-Hant": "name_zh_hant", "ja": "name_ja", "en": "name_en", "zh-Hans": "name_zh_hans"}
    return [
        (row[column], language) for language, column in columns.items() if row[column] and " 版權" not in row[column]
    ]


def varied(name: str, language: str, pick: random.Random) -> str:
    """The name as another page might print it: without or with another legal form, other widths, other letters."""
    if language == "en":
        bare = re.sub(r"(?i),? (co\.?, ?ltd\.?|inc\.?|corporation)$", "", name)
        name = pick.choice([name, re.sub(r"[,.]", "", name), name.upper(), bare])
        return name.replace(" and ", " & ") if pick.random() < 0.3 else name
    bare = re.sub(r"^(株式会社|一般社団法人|公益財団法人|國立|国立大学法人)|(股份有限公司|株式会社)$", "", name)
    if len(bare) < 3:
        return name
    other = [name, bare, name.replace("株式会社", "（株）"), name.replace("臺", "台"), name.replace("台灣", "臺灣")]
    return pick.choice(other)


def institutions(pick: random.Random) -> Iterator[Pair]:
    """Pairs of institutions, half of them of two that are easily confused."""
    lists = tables()
    everything = [row for rows in lists.values() for row in rows]
    wanted = {
        "organizations": 70,
        "universities_jp": 22,
        "universities_tw": 22,
        "research": 20,
        "companies_jp": 20,
        "governments": 20,
    }
    for file, count in wanted.items():
        for row in pick.sample([r for r in lists[file] if len(names(r)) > 1], count):
            (left, a), (right, b) = pick.sample(names(row), 2)
            yield varied(left, a, pick), a, varied(right, b, pick), b, "organization", "yes", file
    for row in pick.sample([r for r in lists["organizations"] if r["aliases"]], 24):
        alias = pick.choice(row["aliases"].split("|"))
        name, language = pick.choice(names(row))
        spoken = (
            "en"
            if alias.isascii()
            else "ja"
            if re.search("[ぁ-ヺ]", alias)
            else (row["country"] == "JP" and "ja") or "zh-Hant"
        )
        yield name, language, alias, str(spoken), "organization", "yes", "alias"
    yield from (negative for _, negative in zip(range(165), confusable(everything, pick), strict=False))
    for line in BY_HAND.replace("\n", "|").split("|"):
        found = re.fullmatch(r"(.+) (zh-Hant|zh-Hans|ja|en) (.+) (zh-Hant|zh-Hans|ja|en) (yes|no)", line)
        assert found, line
        left, a, right, b, same = found.groups()
        yield left, a, right, b, "organization", same, "hand"


def confusable(rows: list[Row], pick: random.Random) -> Iterator[Pair]:
    """Two institutions with names that look alike: one inside the other, parent and part, one place, one group."""
    by_key = {row["key"]: row for row in rows}
    groups: dict[str, list[list[tuple[Row, Row]]]] = {"parent": [], "inside": [], "place": [], "group": []}
    groups["parent"] = [[(row, by_key[row["parent"]])] for row in rows if row["parent"] in by_key]
    heads: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for name, _ in names(row)[:2]:
            bare = re.sub(r"^(株式会社|國立|国立|公益財団法人|一般社団法人)", "", name)
            if not bare.isascii():
                heads[bare[:2]].append(row)
    for _, members in sorted(heads.items()):
        unique = list({row["key"]: row for row in members}.values())
        pairs = [(a, b) for a in unique[:30] for b in unique[:30] if a["key"] < b["key"]]
        kinds = {"inside": [], "place": [], "group": []}  # type: dict[str, list[tuple[Row, Row]]]
        for a, b in pairs:
            one, other = names(a)[0][0], names(b)[0][0]
            kind = (
                "inside"
                if one in other or other in one
                else "group"
                if a["type"] == b["type"] == "Company"
                else "place"
            )
            kinds[kind].append((a, b))
        for kind, found in kinds.items():
            if found:
                groups[kind].append(found)
    seen: set[tuple[str, str]] = set()
    while True:
        for kind, choices in groups.items():
            a, b = pick.choice(pick.choice(choices))
            shared = {language for _, language in names(a)} & {language for _, language in names(b)}
            if (a["key"], b["key"]) in seen or not shared or a["name_en"] == b["name_en"] != "":
                continue
            seen.add((a["key"], b["key"]))
            # Rows that differ in the legal form only may be one institution that two lists have.
            if {_bare(n) for n, _ in names(a)} & {_bare(n) for n, _ in names(b)}:
                continue
            # Half of them in one language, where they look most alike.
            language = pick.choice(sorted(shared))
            left, right = ((name, tag) for row in (a, b) for name, tag in names(row) if tag == language)
            left = left if pick.random() < 0.5 else pick.choice(names(a))
            right = right if pick.random() < 0.7 else pick.choice(names(b))
            yield *left, *right, "organization", "no", kind


def _bare(name: str) -> str:
    return re.sub(r"株式会社|股份有限公司|有限公司|公司|[ ,.]|Co|Ltd|Inc|Corporation|CORPORATION", "", name).lower()


def people(pick: random.Random) -> Iterator[Pair]:
    """Pairs of people who do not exist."""
    families, given = [f.split(" ") for f in FAMILY.split("|")], [g.split(" ") for g in GIVEN.split("|")]
    taken = spoken_of()
    done = 0
    while done < 130:
        family, (first, second) = pick.choice(families), pick.sample(given, 2)
        han = family[0] + first[0] + second[0]
        if han in taken:
            continue
        taken.add(han)
        done += 1
        forms = rendered(han, family, first, second, pick)
        (left, a), (right, b) = (forms[0], pick.choice(forms[1:])) if done % 4 else pick.sample(forms, 2)
        yield left, a, right, b, "person", "yes", "made up"
        yield from near(family, first, second, families, given, pick)
    yield from japanese(pick)


def rendered(
    han: str, family: list[str], first: list[str], second: list[str], pick: random.Random
) -> list[tuple[str, str]]:
    """A name in several scripts, its characters first."""
    kana = pick.choice(first[3:]) + pick.choice(second[3:])
    pinyin, wade = f"{first[1]}{second[1]}".capitalize(), f"{first[2]}-{second[2]}".capitalize()
    forms = [
        (han, "zh-Hant"),
        (f"{family[3]}・{kana}", "ja"),
        (f"{kana}・{family[3]}", "ja"),
        (f"{family[2].capitalize()} {wade}", "en"),
        (f"{wade.title()} {family[2].capitalize()}", "en"),
        (f"{family[1].capitalize()} {pinyin}", "en"),
        (f"{pinyin} {family[1].capitalize()}", "en"),
        (f"{first[2][0].upper()}. {second[2][0].upper()}. {family[2].capitalize()}", "en"),
        (han.translate(SIMPLIFIED), "zh-Hans"),
        (han.translate(SHINJITAI), "ja"),
    ]
    # Initials say too little to meet anything but the characters.
    return forms if pick.random() < 0.3 else [form for form in forms if "." not in form[0]]


def near(
    family: list[str],
    first: list[str],
    second: list[str],
    families: list[list[str]],
    given: list[list[str]],
    pick: random.Random,
) -> Iterator[Pair]:
    """Somebody else with the same family name or the same given name, in any script."""
    kind = pick.choice(["given", "family", "one character", "swapped"])
    other_family, other_first, other_second = family, first, second
    if kind == "family":
        other_family = pick.choice([f for f in families if unlike(f, family)])
    elif kind == "one character":
        other_second = pick.choice([g for g in given if unlike(g, second) and unlike(g, first)])
    elif kind == "swapped":
        other_first, other_second = second, first
    else:
        other_first, other_second = pick.sample([g for g in given if unlike(g, first) and unlike(g, second)], 2)
    if kind == "swapped" and not unlike(first, second):
        return
    one = rendered(family[0] + first[0] + second[0], family, first, second, pick)
    other = rendered(other_family[0] + other_first[0] + other_second[0], other_family, other_first, other_second, pick)
    one, other = ([form for form in forms if "." not in form[0]] for forms in (one, other))
    (left, a), (right, b) = pick.choice([one[0], pick.choice(one)]), pick.choice(other)
    yield left, a, right, b, "person", "no", f"same {kind}" if kind == "family" else f"another {kind}"


def unlike(a: list[str], b: list[str]) -> bool:
    """Whether two characters differ in every system, so that no rendering can be of both."""
    return not set(a[1:3]) & set(b[1:3]) and not set(a[3:]) & set(b[3:])


def japanese(pick: random.Random) -> Iterator[Pair]:
    """Japanese people, as both countries and Latin letters write them."""
    families = [f.split(" ") for f in JAPANESE_FAMILY.split("|")]
    given = [g.split(" ") for g in JAPANESE_GIVEN.split("|")]
    for family in families:
        for first in pick.sample(given, 4):
            han = family[0] + first[0]
            forms = [(han.translate(SHINJITAI), "ja"), (han, "zh-Hant"), (han.translate(SIMPLIFIED), "zh-Hans")]
            latin = [(f"{first[2]} {family[2]}", "en"), (f"{family[2].upper()} {first[2]}", "en")]
            spoken = [(f"{family[1]}・{first[1]}", "ja"), *latin]
            (left, a), (right, b) = pick.sample(forms if pick.random() < 0.5 else spoken, 2)
            if left != right:
                yield left, a, right, b, "person", "yes", "made up"
            other = pick.choice([g for g in given if g != first])
            (left, a), (right, b) = pick.choice([forms[0], spoken[0], spoken[1]]), (f"{other[2]} {family[2]}", "en")
            yield left, a, right, b, "person", "no", "another given"
    # Characters to Latin letters: their reading is not in the name.
    for family, first in zip(families, given, strict=False):
        yield family[0] + first[0], "ja", f"{first[2]} {family[2]}", "en", "person", "yes", "reading unknown"


def spoken_of() -> set[str]:
    """Names of people in the documents that may be looked at: nobody there may stand in the table."""
    held_out = set((Path(__file__).parent / "held_out.txt").read_text(encoding="utf-8").split())
    found = set()
    for path in sorted((Path(__file__).parent / "dev").rglob("*.json")):
        if f"{path.parent.name}/{path.stem}" not in held_out:
            gold = json.loads(path.read_text(encoding="utf-8"))
            found |= {re.sub(r"\s", "", name) for p in gold["persons"] for name in p["names"]}
    return found


def main() -> None:
    """Write the table; the same lists give the same bytes."""
    pick = random.Random(20261122)
    pairs = dict.fromkeys((*institutions(pick), *people(pick)))
    kept = [pair for pair in pairs if pair[0] != pair[2]]
    TARGET.write_text(HEADER + "".join("\t".join(pair) + "\n" for pair in kept), encoding="utf-8")


if __name__ == "__main__":
    main()
