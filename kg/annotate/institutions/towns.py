"""Towns that stand for their governments: by their head beside them, or because somebody signs with them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from kg.annotate.name import Name
from kg.model import Rule

_PAPER = "(?:協定|覚書|覚え書|提携|MOU|合意書|契約)"
_SIGNED = "(?:締結(?:し|さ|す|を|$)|結[んばぶび]|調印|署名|取り交わ|交わ[しさす])"
# By the last character of a place, the titles of those who head its government.
_HEADS = {
    **dict.fromkeys("県縣府都道县", ("知事", "縣長", "县长")),
    **{char: (f"{char}長", f"{char}长") for char in "市町村區区鄉郷乡鎮镇"},
}
# 和甲縣、乙市|丙縣: what towns are named in a row with, and what follows the last.
_TOWN_ROW = re.compile(r"[與与和跟同](?:[\u3400-\u9fff]{1,6}[縣县市町村區区鄉郷乡鎮镇府都道][、及和與与]|日本){0,5}\Z")
_TOWN_SIGNS = re.compile(
    r"(?:[、及和與与](?:日本)?[\u3400-\u9fff]{1,6}[縣县市町村區区鄉郷乡鎮镇府都道]){0,5}"
    r"(?!的)[^，。；：的、「」（）]{0,12}(?:簽|签|締結|缔结|訂定|订定|訂立|订立|結為|结为|締約|缔约|結盟|结盟)"
)
# 甲縣首次與乙大學簽署, 甲市前往乙大學簽署: a town that begins its clause and acts
_TOWN_BEGINS = re.compile(r"(?:\A|[\s，。；：:、」』）)由])\Z")
_TOWN_ACTS = re.compile(
    r"(?:政府)?[^，。；與与和跟的攜携]{0,10}(?:[與与和跟]|攜手|携手|前往|赴)[^，。；的]{2,24}"
    r"(?:的[^，。；]{2,14})?(?:簽|签|締結|缔结|續簽|續約|換約|换约|敲定|訂定|订定|簽訂|締盟|結盟|结盟)"
    r"|(?:攜手|携手|聯手|联手)[^，。；]{2,20}，(?:共同|正式)?(?:簽|签|締|缔)"
)
# 甲市一行到訪; 到訪乙市，雙方簽署
_TOWN_TRAVELS = re.compile(r"(?:政府)?(?:一行|訪問團|访问团|代表團|代表团|考察團|考察团|參訪團|参访团|訪台團)")
_VISITED = re.compile(r"(?:到訪|到访|造訪|造访|拜訪|拜访|拜會|拜会|訪問|访问|參訪|参访)(?:日本|台灣|台湾)?\Z")
_BOTH_SIGN = re.compile(r"(?:政府)?，[雙双兩两][方市造縣县](?:並|并|共同|正式){0,2}(?:簽|签|締|缔)")
# 到甲縣乙市，拜訪某某市長: where somebody goes to see who heads it
_GOES_TO = re.compile(r"(?:到|抵達|抵达|抵|前往|赴|轉往|转往|飛往|飞往)(?:日本|台灣|台湾)?\Z")
_SEES_HEAD = re.compile(
    r"(?:政府)?，[^，。；]{0,6}(?:拜訪|拜访|拜會|拜会|會見|会见|會晤|会晤)[^，。；]{2,16}(?:[市町村縣县鄉乡鎮镇區区][長长]|知事)(?!室)"
)
# 甲、乙簽友好交流備忘錄: two towns by their bare names, who sign as towns do
_TOWNS_PAPER = (
    "[^，。；]{0,4}(?:簽|签|締|缔|結為|结为)[^，。；]{0,12}(?:備忘錄|备忘录|協定|协定|協議|协议|友好|姊妹|姐妹|MOU)"
)
_FIRST_OF_TWO = re.compile(rf"[、與与和][\u3400-\u9fff]{{2,6}}{_TOWNS_PAPER}")
_SECOND_OF_TWO = re.compile(_TOWNS_PAPER)
_ALSO = re.compile(r"[と、]\Z")
_OF_PAPER = re.compile(rf"の[^、。はがを]{{0,12}}{_PAPER}書?[」』]?(?:は|が|を|も)")
_WITH_TOWN = re.compile(r"(?:攜手|携手|聯手|联手)(?:日本|台灣|台湾)?\Z")
_THEN_SIGNS = re.compile(r"，(?:共同|正式|雙方|双方)?(?:簽|签|締|缔)")
_TOWN_HEAD = re.compile(r"[\u3400-\u9fffァ-ヶヶの]{1,6}([市県町村郷鎮区])(?=[（(]\1長)")
_COUNTED = re.compile(r"(?:の|等|など)?(?:[2-9２-９二三四五六七八九両雙兩双])(?:者|方)(?![向面位法式案針针])")
_TOWN_END = "[市町村区郷鎮県]"
_OTHER_TOWN = rf"(?:[、とや・]|及び|および|並びに|ならびに)[\u3400-\u9fffァ-ヶヶのぁ-ん]{{1,12}}?{_TOWN_END}"
_ASIDE = r"(?:[（(][^（）()\n]{0,60}[)）])?"
_TOWN_PARTNER = re.compile(
    # 北県甲町（町長）、乙市及び丙村と協定を締結, 甲県と乙市は丙市と「協定」を締結
    rf"{_ASIDE}(?:{_OTHER_TOWN}{_ASIDE}){{0,4}}(?:の[0-9０-９二三四五六七八九両市町村]{{2,6}})?(?:は|が|と|とも|との間で)"
    rf"(?:[、とや・\u3400-\u9fffァ-ヶのぁ-ん]{{2,20}}{_TOWN_END}と)?(?!の)[^。はが]{{0,40}}"
    r"(?:協定|覚書|覚え書|提携|MOU|合意書|宣言)書?[」』]?を?[^。はが]{0,12}(?:締結|結|調印|署名|交わ)"
    r"|(?:と|とも|との間で|との)[^。はが]{0,40}(?:協定|覚書|覚え書|提携|MOU|合意書|宣言)書?[^。はが]{0,12}(?:締結|結|調印|署名|交わ)"
    # 甲県と乙市の間で結ばれた, and the second of the two
    rf"|(?:と[^。、はがを]{{1,20}})?の?間(?:で|に)、?[^。、はが]{{0,24}}{_SIGNED}"
    # 甲県と乙大学は協定を締結, 甲県と乙市の覚書調印式
    rf"|と[^、。はがを]{{2,24}}(?:は|が|、)[^。はが]{{0,40}}{_PAPER}書?[」』]?[をに][^。はが]{{0,12}}{_SIGNED}"
    rf"|(?:と[^、。はがを]{{1,20}})?の[^、。はがを]{{0,12}}{_PAPER}書?[」』]?の?(?:調印|締結|署名)"
    # 甲市を訪れ、覚書を取り交わした
    rf"|を(?:表敬)?訪(?:れ|問し)[^。、]{{0,6}}、[^。はが]{{0,24}}{_PAPER}書?[」』]?[をに][^。はが]{{0,8}}{_SIGNED}"
    # 甲市では乙社を迎え、覚書を交わした; 乙社と甲市が連携協定 of a headline
    rf"|では[^。]{{0,30}}を(?:お?迎え|招[いき])[^。]{{0,40}}{_SIGNED}"
    rf"|が[^、。はがを]{{0,10}}{_PAPER}書?(?=\s|\Z)"
    # 甲県と2019年に結んだ立地協定は
    rf"|(?:と|とも|との間[でに])[^。はがを]{{0,24}}{_SIGNED}[^。、]{{0,20}}{_PAPER}"
    # 覚書を結んだ甲県以来2例目, 甲県に続き3件目
    r"|(?:以来|に(?:続[いきく]|次[いぐ]))[^。]{0,12}[0-9０-９一二三四五六七八九十]+(?:件|例|番|か所|カ所|自治体|市|県|町)(?:目|[にと]?な[りっる])"
    # 乙町が「友好交流協定」を締結, and those in a row before it: 甲市、乙町と丙市が
    r"|(?:[、とや][\u3400-\u9fffァ-ヶヶのぁ-ん]{2,10}[市町村区郷鎮県]){0,4}(?:が|は)(?:[「『][^「」『』]{2,30}(?:協定|覚書|MOU)[」』]|[^、。はが]{0,12}協定)"
    r"(?:に関する覚書)?を?(?:締結|結ん|結び|調印)"
)


# What stands before a town that signs, and what behind it.
_ACTING = (
    (_TOWN_BEGINS, _TOWN_ACTS),
    (_TOWN_BEGINS, _TOWN_TRAVELS),
    (_VISITED, _BOTH_SIGN),
    (_WITH_TOWN, _THEN_SIGNS),
    (_GOES_TO, _SEES_HEAD),
    (_TOWN_ROW, _TOWN_SIGNS),
    (_ALSO, _OF_PAPER),  # 甲社と乙県の覚書は
)
_MAYOR = re.compile(r"(?:前|元)?副?([市町村])長")
_TOWN_OF = re.compile(r"(?<![\u3400-\u9fffァ-ヺ])([\u3400-\u9fffヶケ]{1,5}([市町村]))の\Z")
_SIDE = re.compile(r"側(?:から|より|[はがもとのに])")


def governments(text: str, names: Sequence[Name]) -> list[Name]:
    """A place whose head of government stands with it means the government: 三重県の〇〇知事, 新北市長."""
    at = {name.start: name for name in names if name.kind in ("PERSON", "SURNAME", "TITLE")}
    read = _unread(text, names)
    places = [name for name in names if name.kind in ("PLACE", "ORG")]
    starts, ends = {name.start: name for name in places}, {name.end for name in places}
    for name in names:
        if name.kind == "PLACE" and (heads := _HEADS.get(text[name.end - 1])):
            after = at.get(name.end + (text[name.end : name.end + 1] == "の"))
            if after is not None and after.kind != "TITLE":
                after = at.get(after.end)
            if after is not None and after.kind == "TITLE" and text[after.start : after.end].endswith(heads):
                name = replace(name, kind="ORG", rule=Rule.PLACE_OF_HEAD)
            elif _TOWN_PARTNER.match(text, name.end) or _signs(text, name) or _counted(text, name):
                name = replace(name, kind="ORG", rule="place that agrees")
        if name.kind == "PLACE" and _is_of_two(text, name, starts, ends):
            name = replace(name, kind="ORG", rule="place that agrees")
        if name.kind == "PLACE" and (side := _side(text, name)) is not None:
            name = replace(name, end=side, kind="ORG", rule="place that acts")
        if name.kind in ("PLACE", "PERSON") and (town := _TOWN_HEAD.match(text, name.start)) and town.end() == name.end:
            name = replace(name, kind="ORG", rule=Rule.PLACE_OF_HEAD)
        read.append(name)
    return read


def _is_of_two(text: str, place: Name, starts: Mapping[int, Name], ends: Set[int]) -> bool:
    """Whether a place is one of two, named without what they are, that sign a paper with each other."""
    behind = starts.get(place.end + 1)
    if behind is not None and behind.kind == "PLACE" and _FIRST_OF_TWO.match(text, place.end):
        return True
    joined = place.start - 1 in ends and text[place.start - 1] in "、與与和"
    return joined and _SECOND_OF_TWO.match(text, place.end) is not None


def _unread(text: str, names: Sequence[Name]) -> list[Name]:
    """Towns that nobody read before their heads in Japanese: 沼ヶ崎町の某某町長."""
    people = {name.end: name for name in names if name.kind == "PERSON"}
    found = []
    for title in names:
        match = _MAYOR.fullmatch(text, title.start, title.end) if title.kind == "TITLE" else None
        person = people.get(title.start)
        if match is None or person is None:
            continue
        town = _TOWN_OF.search(text, max(0, person.start - 9), person.start)
        free = town is not None and not any(n.start < town.end(1) and town.start(1) < n.end for n in names)
        if town is not None and free and town.group(2) == match.group(1):
            found.append(Name(*town.span(1), "ORG", 0.7, None, Rule.PLACE_OF_HEAD))
    return found


def _side(text: str, place: Name) -> int | None:
    """Where the name of a town ends that a Japanese text says to act: 海山市側からは, 海山|市側は."""
    for end in (place.end, place.end + 1):
        if text[end - 1 : end] in tuple(_HEADS) and _SIDE.match(text, end):
            return end
    return None


def _counted(text: str, town: Name) -> bool:
    """Whether the town closes a row of parties that are counted: 甲社、乙社、丙県の3者."""
    return text[max(0, town.start - 1) : town.start] in ("、", "と", "及", "和", "與", "与") and bool(
        _COUNTED.match(text, town.end)
    )


def _signs(text: str, town: Name) -> bool:
    """Whether the town signs, or somebody with it: 與千葉縣、宮城縣分別簽過, but not 與熊本縣的學校簽約."""
    left = max(0, town.start - 40)
    return any(before.search(text, left, town.start) and behind.match(text, town.end) for before, behind in _ACTING)
