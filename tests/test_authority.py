"""The authority file: its tables, looking names up, and finding them in running text."""

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import knowledge
from kg.names import match_key, table
from kg.names.authority import COLUMNS, Authority, AuthorityError
from kg.names.folding import fold

KNOWN = Authority.load()


@pytest.fixture(scope="module")
def authority() -> Authority:
    return KNOWN


FOUND = """
台积电 tsmc
台灣積體電路製造股份有限公司 tsmc
TSMC tsmc
国立台湾大学 ntu
臺灣大學 ntu
国立大学法人九州大学 kyushu-university
産総研 aist
產業技術綜合研究所 aist
㈱デンソー denso
東京エレクトロン株式会社 tokyo-electron
日本經濟產業省 meti
経産省 meti
熊本縣政府 kumamoto-prefecture
熊本県 kumamoto-prefecture
北海道 hokkaido-prefecture
高雄市政府 kaohsiung-city
菊陽町 kumamoto-kikuyo-town
東北大学 tohoku-university
中國東北大學 neu-shenyang
東京工業大学 science-tokyo
日本台湾交流協会 jtea
台北駐大阪經濟文化辦事處福岡分處 teco-fukuoka
ジェトロ jetro
エルピーダメモリ micron-memory-japan
力晶半導體股份有限公司 powerchip-technology
鉅晶電子 psmc
華亞科技 inotera
瑞晶電子 micron-taiwan
NECエレクトロニクス renesas
東芝メモリ kioxia
国立高雄海洋科技大学 nkust
財團法人台灣電子檢驗中心 etc-tw
通商産業省 meti
三菱住友シリコン sumco
OKIセミコンダクタ lapis-semiconductor
"""


@pytest.mark.parametrize(("name", "key"), [line.split() for line in FOUND.split("\n") if line])
def test_names_lead_to_their_row(authority: Authority, name: str, key: str) -> None:
    row = authority.lookup(name)
    assert row is not None
    assert row.key == key


@pytest.mark.parametrize("name", ["熊本", "高雄", "大学", "株式会社", "府中市", "中央大學", "コア", "", "東京"])
def test_places_words_and_shared_names_lead_nowhere(authority: Authority, name: str) -> None:
    assert authority.lookup(name) is None


def test_the_language_or_the_country_settles_a_shared_name(authority: Authority) -> None:
    found = [
        authority.lookup("中央大學", "zh-Hant"),
        authority.lookup("中央大学", "ja"),
        authority.lookup("中央大學", None, "TW"),
    ]
    assert [row.key for row in found if row] == ["ncu", "chuo-university", "ncu"]
    assert authority.lookup("東海大学", "ja") == authority.get("tokai-university")


IN_TEXT = """
台積電與國立成功大學簽署備忘錄 台積電=tsmc 國立成功大學=ncku
東北大學今天宣布 東北大學=tohoku-university
福岡市の九州大学は 福岡市=fukuoka-fukuoka-city 九州大学=kyushu-university
九大優勢產業
西安交通大學與韓國外交部
関西経済同友会と北九州大学
三菱電機エンジニアリングとソニー銀行
朝鮮通信社の総合科学大臣
九州大學表示，九大將合作 九州大學=kyushu-university 九大=kyushu-university
熊本県内の企業
熊本県菊池郡
高雄市與新竹市簽署 高雄市=kaohsiung-city 新竹市=hsinchu-city
銚子市議會
新竹縣寶山鄉 新竹縣寶山鄉=hsinchu-baoshan-township
努力成為、推廣達成、整理研究、形成大規模
訪成大並與台大 成大=ncku 台大=ntu
対応応材料、高通量
熊本から高雄へ
高雄市長が訪れた 高雄市=kaohsiung-city
ソニーグループが ソニーグループ=sony-group
ソニックスが
RapidusとIBMは Rapidus=rapidus IBM=ibm
the disco was rapid
湖北大學
TSMCX
経済産業省九州経済産業局 経済産業省九州経済産業局=kyushu-meti
九州、大学の街
台大校長 台大=ntu
北大
熊本縣立大學 熊本縣立大學=pu-kumamoto
"""


@pytest.mark.parametrize("line", [line for line in IN_TEXT.split("\n") if line])
def test_running_text(authority: Authority, line: str) -> None:
    text = re.sub(r"(?: \S+=\S+)+$", "", line)
    expected = [tuple(pair.split("=")) for pair in line[len(text) :].split()]
    assert [(text[start:end], row.key) for start, end, row in authority.find(text)] == expected


def test_weak_names_need_the_full_name_in_the_document(authority: Authority) -> None:
    assert authority.find("九大優勢與九大") == []
    found = authority.find_all(["與九大", "九州大學校長", "國立臺南大學、台南大學"])
    assert [[row.key for _, _, row in rows] for rows in found[:2]] == [["kyushu-university"]] * 2
    assert len(found[2]) == 2
    assert len(authority.find("岩手大学と岩手大")) == 2


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["台積電", "と", "國立成功大學", "、", "TSMC", " ", "熊本県", "々", "ｶﾞ", "大学"]), max_size=8
    )
)
def test_spans_are_ordered_and_inside(parts: list[str]) -> None:
    text = "".join(parts)
    spans = [(start, end) for start, end, _ in KNOWN.find(text)]
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


def test_every_row_can_be_read(authority: Authority) -> None:
    keys = [row.key for row in authority]
    assert len(keys) == len(set(keys))
    for row in authority:
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", row.key), row
        assert row.names, row
        assert re.fullmatch("[A-Z]{2}", row.country), row
        assert row.parent is None or authority.get(row.parent) is not None, row


def test_curated_rows_say_what_is_derived_and_what_they_were_checked_against() -> None:
    columns = ("name_zh_hant", "name_zh_hans", "name_ja", "name_en")
    for row in table("authority", "organizations.tsv"):
        derived = row["derived"].split("|") if row["derived"] else []
        assert derived == [name for name in columns if name in derived and row[name]], row["key"]
        assert ("name_zh_hans" in derived) == bool(row["name_zh_hans"]), row["key"]
        first, *checked = row["source"].split("; ")
        assert first == "own list", row["key"]
        assert len(checked) == len(set(checked)), row["key"]
        assert all(checked) and "://" not in row["source"], row["key"]


def ror_holds(ror: str) -> bool:
    """ISO/IEC 7064 mod 97-10 over Crockford's base 32, as ROR says."""
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    number = 0
    for char in ror[1:7]:
        number = number * 32 + alphabet.index(char)
    return 98 - (number * 100) % 97 == int(ror[7:])


def corporate_number_holds(number: str) -> bool:
    """Check digit of Japanese corporate numbers: weights 1 and 2 from the right, modulo 9."""
    total = sum(int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number[1:])))
    return len(number) == 13 and 9 - total % 9 == int(number[0])


def business_number_holds(number: str) -> bool:
    """Check of Taiwanese business numbers: weights 1 2 1 2 1 2 4 1, digit sums divisible by 5 (since 2023)."""
    products = [int(digit) * weight for digit, weight in zip(number, (1, 2, 1, 2, 1, 2, 4, 1), strict=True)]
    total = sum(product // 10 + product % 10 for product in products)
    return total % 5 == 0 or (number[6] == "7" and (total + 1) % 5 == 0)


CHECKS = {"ror": ror_holds, "jp_corporate_number": corporate_number_holds, "tw_ubn": business_number_holds}


def test_identifiers_pass_their_check_digits_and_are_unique(authority: Authority) -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in authority:
        for scheme, value in row.identifiers:
            if scheme in CHECKS:
                assert CHECKS[scheme](value), (row.key, scheme, value)
                assert seen.setdefault((scheme, value), row.key) == row.key, (row.key, seen[scheme, value])
    assert len(seen) > 4000


def test_a_row_with_a_wrong_class_or_width_is_named(tmp_path: Path) -> None:
    head = "\t".join(COLUMNS)
    (tmp_path / "mine.tsv").write_text(f"# mine\n{head}\nacme\tCompany\n", "utf-8")
    with pytest.raises(AuthorityError, match=r"mine.tsv.*acme.*2 columns"):
        Authority.load(tmp_path)
    (tmp_path / "mine.tsv").write_text(f"{head}\nacme\tShop\tTW" + "\t" * 11 + "\n", "utf-8")
    with pytest.raises(AuthorityError, match="Shop"):
        list(Authority.load(tmp_path))


def test_an_added_row_counts(tmp_path: Path) -> None:
    cells = ["acme", "Company", "TW", "頂尖股份有限公司", *[""] * 10]
    (tmp_path / "mine.tsv").write_text("\t".join(COLUMNS) + "\n" + "\t".join(cells) + "\n", "utf-8")
    mine = Authority.load(tmp_path)
    assert len(mine) == 1
    assert mine.lookup("頂尖股份有限公司") == mine.get("acme")


def test_the_readme_counts_the_rows() -> None:
    folder = knowledge.path("authority")
    counts = re.findall(r"^\| `(.+?)` \| ([\d,]+) \|", (folder / "README.md").read_text("utf-8"), re.MULTILINE)
    assert {name for name, _ in counts} == {path.name for path in folder.glob("*.tsv")}
    for name, count in counts:
        assert len(table("authority", name)) == int(count.replace(",", "")), name


def test_places(authority: Authority) -> None:
    for name, country in (("熊本", "JP"), ("高雄市", "TW"), ("Kyushu", "JP"), ("菊陽町", "JP"), ("瀋陽", "CN")):
        place = authority.place(name)
        assert place is not None
        assert place.country == country
    assert authority.place("そんな所") is None


def test_prefectures_and_counties_are_complete() -> None:
    kinds = [row["kind"] for row in table("authority", "places.tsv")]
    assert kinds.count("prefecture") == 46  # 北海道 is a region that is its own prefecture
    assert kinds.count("county") == 22


def test_no_institution_stands_twice(authority: Authority) -> None:
    seen: dict[tuple[str, str], str] = {}
    # Towns of several prefectures bear one name.
    towns = {row["key"] for row in table("authority", "governments.tsv")}
    for row in authority:
        if row.key not in towns:
            for key in {match_key(name) for name in (row.name_ja, row.name_zh_hant) if name}:
                assert seen.setdefault((row.country, key), row.key) == row.key, (row.key, key)
    assert len(seen) > 5000


def test_people_and_places_do_not_share_keys_with_names(authority: Authority) -> None:
    bare = {fold(row["name_ja"]) for row in table("authority", "places.tsv") if row["kind"] in ("area", "region")}
    strong = {fold(name) for row in authority for name in row.names if row.type.value == "GovernmentBody"}
    assert not bare & strong


def test_loading_and_hostile_text_are_quick() -> None:
    start = time.process_time()
    authority = Authority.load()
    authority.lookup("x")
    assert time.process_time() - start < 2
    for hostile in ("國立" * 50_000, "熊本県" * 33_000, "A" * 100_000, "株式会社" * 25_000):
        start = time.process_time()
        authority.find(hostile)
        assert time.process_time() - start < 5
