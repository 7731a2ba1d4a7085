"""Words that a tagger takes for names and that name nobody: 同社, 協會 alone, 75大学, IGBT."""

from __future__ import annotations

import re
from functools import cache

from kg.annotate.lexicon import Lists
from kg.annotate.posts.latin_titles import is_latin_title
from kg.names import fold, table
from kg.names.borders import border_words
from kg.names.places import place_of_key
from kg.names.referring import words

# 協會 or 公司 alone names none; 外交部 and 市政府 do.
GENERIC = {"Association", "Company", "University", "ResearchInstitute", "legal"}
# 75大学, 38機関: how many, not which.
_COUNTED = re.compile(
    r"(?:約|全|全国|台湾|日本|県内|台灣|國內)?[0-9０-９一二三四五六七八九十百千万数両]{1,5}(?:か国|カ国|ヶ国|ヵ国|国立|私立)?"
    r"(?:大学|大學|高専|高校|校|社|機関|団体|自治体|市町村|研究所|企業|個?學校|所大學|家公司|家企業)"
)


# 美國某州四所大學: how many of somewhere
_COUNTED_OF = re.compile(
    r"[\u3400-\u9fff]{0,12}[二三四五六七八九十兩两數数多0-9]{1,3}(?:所|間|间|家|個|个)(?:大學|大学|學校|学校|高中|企業|企业|公司|機構|机构|醫院|医院)\Z"
)
# 台湾社, 地元企業: one of some land, and which is not said.
_OF_LAND = re.compile(
    r"(?:台湾|日本|米国?|韓国|中国|欧州|海外|国内|外国|現地|地元|県内|市内|道内|府内|都内|九州|台灣|當地)"
    r"(?:社|側|勢|企業|大手|メーカー|各社|業者)"
    r"|(?:外國|外国|國外|国外|海外|境外|他國|他国|各國|各国|世界各國|世界各地|鄰國)(?:的)?(?:知名)?(?:大學|大学|學校|学校|高校|高中|企業|公司|廠商|機構|研究機構|政府)"
)


# 半導體相關系所, 各縣市政府: of what kind, and none of them.
_OF_KIND = re.compile(
    r"(?:相關|相关|有關|其他|各|該等|多家|數家|知名)[\u3400-\u9fff]{0,6}(?:系所|單位|单位|企業|企业|廠商|厂商|科系|學系|部門|部门|機構|机构|大學|大学|公司|政府)\Z"
)
# 台資銀行, 台灣新聞, 亞太區: whose or where, and none of them.
_OF_SORT = re.compile(
    r"(?:[台臺日外陸中]資|[台臺日美韓]系|[台臺日]商|外商|核心|地方|商業|本國|民營|公營|在地|當地)(?:銀行|企業|公司|廠商|業者|工廠|大廠)"
    r"|(?:台灣|臺灣|日本|國際|財經|社會|地方|縣政|市政|校園|焦點|即時|科技|產業|僑社|綜合|兩岸|最新)新聞"
    r"|(?:台灣|臺灣|日本|亞太|大中華|全球|北美|歐洲|中國|東北亞|東南亞)區"
)
# 同学部, 本研究科: the unit that was named, or the writer's; 研究科 alone
_THAT_UNIT = re.compile(
    r"[縣县市]?府(?:各)?[局處处]|学部|学科|学府|研究科|専攻|研究室|[同本当該両各](?:学部|学科|学府|研究科|専攻|研究室|研究部|センター|部門?|課|室|局|学院|学系|系|所|處|处|組|中心)"
)
# 国立重点大学, 有力私立大学: of what rank
_OF_RANK = re.compile(
    r"(?:日本|台灣|台湾|臺灣)?(?:国立|公立|私立|州立|市立|県立|國立)?(?:重点|有力|主要|名門|代表的|トップ|一流|総合|單科|单科|重點|頂尖|顶尖|知名|頂大)(?:国立|公立|私立|國立)?(?:大学|大學|科大|科技大學|企業|高校|学校|學校|研究機関|公司)"
    r"|(?:科技|工科|総合|單科|单科|師範|師范)(?:大学|大學)"
    r"|(?:日本|台灣|台湾|臺灣)?(?:私立|公立|國立|国立|技職|公私立)(?:科大|科技大學|科技大学|大專院校|大专院校|大專校院|高職)"
)
# 臨時株主総会: a meeting
# 工廠旁邊的大學, 海邊的城市: what somebody calls one
_DESCRIBED = re.compile(
    "[\u3400-\u9fff]{1,12}的(?:大學|大学|學校|学校|公司|企業|企业|協會|协会|城市|工廠|工厂|研究所|機構|机构)\\Z"
)
_MEETING = re.compile(
    r"(?:臨時|定時|定期|通常|本|第[0-9０-９一二三四五六七八九十]{1,3}回)?(?:株主総会|取締役会|監査役会|評議員会|役員会|教授会)"
)
_MIXED = re.compile(r"[A-Za-z]{2,20}[\u3400-\u9fff]{3,8}\Z")  # NeoPUF矽智財: a product
_MEMORIAL = re.compile(r"(?:先生|博士|女士)?(?:紀念|纪念|記念)?(?:碑|銅像|铜像|像|館|馆|故居|廟|庙|墓)")
_SOMEBODY = re.compile(r"[\u3400-\u9fff]{1,2}姓\Z")  # 劉姓學生
_READING = re.compile(r"[ぁ-んァ-ヺー]{1,12}[）)]")  # 明山（めいざん|）大学: how a part of the name is read
# 甲市訪問団, 乙縣代表團: who travels together, for a time
_VISITORS = re.compile(r"(?:訪[問日台臺華韓米美欧歐]?|访问?|代表|使節|视察|視察|考察|參訪|参访|參觀)[団團团]\Z")
_OCCASION = re.compile(
    r"(?:音樂會|演唱會|說明會|说明会|研討會|研讨会|座談會|座谈会|茶會|酒會|晚會|博覽會|説明会|商談会|懇親会|祝賀会|懇親會|餐會|歡迎會|歡送會|慶祝會|發表會|記者會|同樂會|セミナー|シンポジウム|ワークショップ|講演会|報告会|発表会|相談会|見学会|意見交換会)\Z"
)
# 貴賓致詞, 茶敘交流: what happens when, in a programme
_PART_OF_PROGRAM = re.compile(
    r"(?:致詞|致辭|致词|致辞|報到|报到|茶敘|茶歇|合影|合照|揭牌|剪綵|引言|開場|开场|閉幕式?|開幕式?|頒獎|交流時間|休息|午餐|晚宴|簽約儀式|簽署儀式|簽約|散會)\Z"
)
_JOINED = re.compile(r"(?:and|of|for|the|in|at|with) [A-Z]")  # the rest of a longer name in Latin letters
# Aoba Plaza: a place, however much it looks like a name in Latin letters
_SITE = re.compile(r"[A-Za-z] (?:Plaza|Cent(?:er|re)|Campus|Building|Hotel|Station|Museum)\Z")


def is_memorial(text: str, end: int) -> bool:
    """Whether behind the name of a person stands what was put up to remember them: 某某先生|碑."""
    return _MEMORIAL.match(text, end) is not None


def is_no_name(form: str, kind: str, lists: Lists) -> bool:
    """Words that stand for an institution (同社, 協會) and abbreviations of the trade (IGBT) name none."""
    if kind not in ("ORG", "UNIT", "PERSON"):
        return kind == "SURNAME" and len(form) > 1 and fold(form) in _referring()  # 当所の岩田会頭
    if kind != "PERSON" and (
        _COUNTED.fullmatch(form)
        or _COUNTED_OF.fullmatch(form)
        or _OF_LAND.fullmatch(form)
        or _THAT_UNIT.fullmatch(form)
        or _OF_RANK.fullmatch(form)
    ):
        return True
    if kind != "PERSON" and (_OF_SORT.fullmatch(form) or _MEETING.fullmatch(form) or _DESCRIBED.match(form)):
        return True
    if kind == "PERSON" and form[-1] == "熊" and len(form) < 5 and place_of_key(fold(form[:-1])) is not None:
        return True  # 海山熊: a town's mascot
    if kind == "PERSON" and (_SOMEBODY.match(form) or _SITE.search(form) or _ends_with_self(form)):
        return True
    if _READING.match(form) or is_latin_title(form) or _JOINED.match(form):
        return True
    if kind != "PERSON" and (_OF_KIND.search(form) or _VISITORS.search(form) or _OCCASION.search(form)):
        return True
    if kind != "PERSON" and len(form) < 5 and form[-2:] in _addressing():
        return True  # 承貴府
    if kind != "PERSON" and (len(form) == 1 or _PART_OF_PROGRAM.search(form)):
        return True
    if kind != "PERSON" and form.endswith(border_words("publication")):
        return True  # 某某電子報
    if kind == "PERSON" and _MIXED.match(form):
        return True
    if kind == "PERSON" and form.startswith(border_words("no person")):
        return True  # 張羅, 張羅|宿舍
    if fold(form) in _referring() or fold(form) in _common_nouns() or form in abbreviations():
        return True
    if kind == "ORG" and lists.titles.kind(form) == "t":
        return True  # 代表, 会長
    of_what = form in border_words("society")  # 連合会 alone
    return kind == "ORG" and (of_what or (len(form) < 3 and lists.endings.kind(form) in GENERIC))


def is_common_noun(form: str) -> bool:
    """Whether a word is for kinds of actors and of products, not for one."""
    return fold(form) in _common_nouns() or form in abbreviations()


def _ends_with_self(form: str) -> bool:
    """署名者　当行: a label and a word for the publisher."""
    return len(form) > 2 and form.endswith(tuple(row.word for row in words("self") if len(row.word) > 1))


@cache
def _addressing() -> frozenset[str]:
    return frozenset(row.word for row in words("you"))


@cache
def _referring() -> frozenset[str]:
    return frozenset(fold(row.word) for use in ("self", "same", "you", "both", "three") for row in words(use))


@cache
def _common_nouns() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in table("language", "common_nouns.tsv"))


@cache
def abbreviations() -> frozenset[str]:
    return frozenset(row["abbreviation"] for row in table("language", "abbreviations.tsv"))
