"""Clauses that say who has an office: 所長には甲大学の某教授が就いた, 主任由某某與某某共同擔任, 擔任主任的某某."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.rows import Row
from kg.model import Kind, Language

# A sentence is matched with one sign for each person, title and institution in it.
P, T, O = "\ue000", "\ue001", "\ue002"  # noqa: E741
_SIGN = {Kind.PERSON: P, Kind.TITLE: T, Kind.ORGANIZATION: O}
_PART = r"[\u3400-\u9fff]{0,6}?"
_NOTE = r"(?:[（(][^（）()。]{1,40}[）)])?"


def _japanese() -> list[re.Pattern[str]]:
    some = rf"[^。、（）()「」『』はがをにでとも{P}{T}{O}]{{0,14}}"
    link = "(?:の|であ(?:る|った)|だった|を務め(?:る|た|ていた))?"
    now = rf"(?:[現前元]?{T}{link})?"
    one = (
        rf"(?:{some}{O}(?:{T}{link})?){{0,3}}{now}{some}{P}{_NOTE}(?:・?{O}{{0,2}}{T})?(?:氏|さん|博士|先生|様)?{_NOTE}"
    )
    people = (
        rf"(?P<people>{one}(?:(?:と、?|、|や|・|および|及び|ならびに|並びに){one}){{0,4}})"
        r"(?:の(?:[2-5２-５二三四両]人?|)(?:氏|人|名|者))?(?:ら)?"
    )
    takes = (
        "(?:就任|就[いきく]|つい|務め|つとめ|兼ね|兼務|兼任|選[ばびん出任]|起用|着任|昇格|昇任|充て|充った|担[いうっ当]"
        "|迎え|任命|指名|推[しさ挙]|招[いか]|内定|決ま|決定|なっ|なる|(?:初|再)?当選)"
    )
    behind = rf"[^。{P}{T}]{{0,30}}?{takes}"
    post = rf"(?P<post>{T}){_NOTE}"
    holds = (
        r"(?:[をも](?:務め|つとめ|兼ね|兼務し|兼任し|担当し)(?:る|た|て(?:いる|いた|きた))"
        r"|に(?:就任|着任|選出され|選任され|内定|昇格|昇任|起用され|任命され|選ばれ|(?:初|再)?当選)(?:いたし|し)?(?:ました|た|する|ている|予定の)"
        r"|に就(?:く|い(?:た|ている))|を拝命(?:し|いたし)(?:た|ました|ております)|である|でもある|だった|で)"
    )
    took = (
        r"(?:にも?(?:就任|就[いきく]|着任|選ば|選出|選任|起用|昇格|昇任|内定|任命|な[っる]|転じ|(?:初|再)?当選)"
        r"|[をも](?:務め|つとめ|兼ね|兼務|兼任|経て)|とな[っる])"
    )
    given = "(?:に|として)(?:起用|昇格さ|昇任さ|据え|登用|抜擢|選[びん出任]|任命|指名|充て|迎え|推|招[いへ])"
    near = rf"(?:[^。、「」は{P}]{{1,12}}、)?[^。、「」は{P}]{{0,40}}?"
    rest = rf"[^。「」は{P}]{{0,60}}?"
    return [
        re.compile(rf"{post}に?は、?{people}が(?:{behind}|、(?=[^。]*{takes}))"),
        re.compile(rf"{post}に(?:は)?、?(?:[^。、{P}{T}{O}]{{1,12}}付(?:け)?で、?)?{people}(?:が|を){behind}"),
        re.compile(rf"{post}に{people}(?=。|$)"),
        re.compile(rf"{post}は、?{people}(?=で、|で[{P}{O}]|だ。|です。|である。|。|$|、[^。はがを]{{0,14}}{T}に?は)"),
        # ラボ長は2人制で、甲大学の某教授と乙社の某氏が務める; 共同代表として舵を取るのは、某教授と某氏
        re.compile(rf"{post}は[^。、{P}{T}{O}]{{1,10}}で、{people}が(?:{behind}|、(?=[^。]*{takes}))"),
        re.compile(rf"{post}として[^。、{P}{T}{O}]{{1,16}}[のな]は、?{people}(?=で、|だ|です|である|の[2二]|。|$)"),
        re.compile(rf"{post}を、?{people}が(?:、(?=[^。]*(?:務め|兼ね|担))|[^。{P}{T}]{{0,12}}(?:務め|つとめ|兼|担))"),
        re.compile(rf"{post}{holds}、?(?P<people>(?:{some}{O}(?:の?{T})?){{0,3}}{some}{P})"),
        re.compile(
            rf"{post}(?P<once>を(?:退いた|退任した|辞した|勇退した|経験した))(?P<people>(?:{some}{O}){{0,3}}{some}{P})"
        ),
        re.compile(rf"{post}(?P<once>を(?:経て|歴任し))、?[^。「」{P}]{{0,40}}?(?P<people>{P})"),
        re.compile(
            rf"(?P<people>{P}){_NOTE}{T}?(?:氏|さん|博士|先生)?{_NOTE}(?:[はがも]|には)、?{rest}{post}(?={took})"
        ),
        re.compile(
            rf"(?P<people>{P}){_NOTE}{T}?(?:氏|さん|博士|先生)?[はがも]、?{rest}{post}(?P<once>(?:など|等)?を歴任)"
        ),
        re.compile(
            rf"{post}として(?:働|勤務|勤め|在籍|活躍|赴任|着任)[^。、{P}{T}{O}]{{1,8}}(?P<people>{P})(?=氏|さん)"
        ),
        re.compile(rf"(?P<people>{P}){_NOTE}{T}?(?:氏|さん|博士|先生)?は、?{rest}{post}(?=でもあ[るり])"),
        re.compile(rf"(?P<people>{P}){_NOTE}{T}?(?:氏|さん|博士|先生)?を、?{rest}{post}(?={given})"),
        re.compile(
            rf"(?P<people>{P}){_NOTE}{T}?(?:氏|さん|博士|先生)?[はが]、?{near}{post}(?=として|という(?:経歴|肩書|顔|立場|過去))"
        ),
        re.compile(rf"(?P<people>{P}){_NOTE}[ \u3000]{{2,12}}{rest}{post}(?=に(?:就任|着任|復帰|異動|昇任|選任))"),
    ]


def _chinese() -> list[re.Pattern[str]]:
    some = rf"[^，。；、：（）()「」『』由與与和及為为任{P}{T}{O}]{{0,12}}"
    one = rf"(?:{some}[{T}{O}]){{0,5}}{some}{P}{_NOTE}{T}?(?:博士|先生|女士|老師|老师)?"
    together = "(?:一同|共同|分別|分别|輪流|轮流|雙雙|正式|暫時|暫|暂)"
    people = (
        rf"(?P<people>{one}(?:，?(?:與|与|和|及|、|以及|暨){one}){{0,4}})(?:等?[兩两二三]?[人位名])?{together}{{0,2}}"
    )
    takes = "(?:擔任|担任|接任|出任|兼任|繼任|继任|升任|接掌|接棒|代理|就任|獲選|获选|當選|当选|兼|執掌|执掌|掌舵|主持)"
    holds = (
        "(?:擔任|担任|出任|身兼|兼任|接任|現任|现任|時任|时任|身為|身为|也是|同時是|同时是|同為|同为|獲選為|获选为"
        "|當選|当选|新任)"
    )
    post = rf"(?P<post>{T})"
    own = rf"(?:[「『“]?{O}[」』”]?的?){{1,3}}"
    adverbs = r"(?:(?P<once>曾|原本|以前|過去|过去|早年)|本身|同時|同时|目前|現在|现在|如今|[現现也亦將将])*"
    rises = "(?:升任|晉升為?|晋升为?|轉任|转任|調任|调任|改任|升為|升为|接任|出任)"
    becomes = "(?:擔任|担任|出任|兼任|接任|繼任|继任|掌理|執掌|执掌)(?:首任|新任|共同|現任|现任)?"
    return [
        re.compile(
            rf"{post}{_NOTE}(?:一職|一职|職務|职务|之職|之职)?[，,]?"
            rf"(?:[則则將将亦也均改分現现暫暂仍]|分別|分别|目前|首任|都){{0,3}}由{people}{takes}"
        ),
        # 設兩名共同主任：甲大學教授某某，以及乙大學教授某某
        re.compile(rf"{post}(?:[：:]|分別為|分别为|分別是|分别是){people}(?=[。；]|$)"),
        re.compile(
            rf"{post}由(?:{own}|[^，。；]{{1,8}})(?:指派|推派|派任|委派|派出|推薦|提名)，(?:人選|人选)?[為为是由]{people}(?=[，。；]|$|擔任|出任)"
        ),
        re.compile(rf"(?<![派遣聘請请])(?P<people>{P})[當当](?:{own})?{_PART}{post}"),
        re.compile(rf"由{people}{becomes}(?P<given>)(?:{own})?{_PART}{post}"),
        re.compile(
            rf"(?P<people>{P}){_NOTE}{T}?(?:先生|女士|博士|老師|老师)?[，、]?[他她]?{adverbs}[是為为乃](?:(?!{P})[^，。；]){{0,8}}?{own}{_PART}{post}"
        ),
        re.compile(
            rf"(?P<people>{P})[^。；「」{P}]{{0,60}}?(?P<once>以前|之前|前|原本|過去|过去)曾?[是為为]{own}{_PART}{post}"
        ),
        re.compile(rf"(?P<people>{P}){adverbs}[由自從从](?:{own})?{_PART}{post}(?={rises})"),
        re.compile(rf"(?P<people>{P}){adverbs}[由自從从](?:{own})?{_PART}{T}{rises}(?:{own})?{_PART}{post}"),
        re.compile(
            rf"(?P<people>{P})[，、](?:現年|今年|時年|年僅)?[^，。；{P}{T}{O}]{{1,6}}[歲岁](?:的)?[，、]?{own}{_PART}{post}(?=[，。；])"
        ),
        re.compile(
            rf"{holds}(?:{some}{own})?{some}{post}(?:一職|一职)?(?:多年|[^，。；{P}{T}{O}]{{1,5}}年|至今|期間)?的(?P<people>(?:{some}[{T}{O}]){{0,5}}{some}{P})"
        ),
        # 曾任甲部次長的乙社顧問某某
        re.compile(
            rf"(?P<once>曾任|曾擔任|曾担任|曾經擔任|曾经担任|曾出任|歷任|历任)(?:{some}{own})?{some}{post}"
            rf"(?:一職|一职)?的(?P<people>(?:{some}[{T}{O}]){{0,5}}{some}{P})"
        ),
    ]


_CHINESE = tuple(_chinese())
_PATTERNS: dict[Language, tuple[re.Pattern[str], ...]] = {
    "ja": tuple(_japanese()),
    "zh-Hant": _CHINESE,
    "zh-Hans": _CHINESE,
}


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody's title by their places in a row, whether it was once, and where the words on who takes it begin.

    `given` is None where the clause begins with the person.
    """

    person: int
    title: int
    once: bool
    given: int | None


def told_in_clauses(row: Row, titled: set[int]) -> Iterator[Told]:
    """The titles of a row that a clause joins to somebody; `titled` are those that are somebody's already."""
    starts = [item.start for item in row.items]
    for start, end in row.passage.sentences:
        places = range(bisect_left(starts, start), bisect_left(starts, end))
        kinds = {row.items[i].kind for i in places}
        if not kinds >= {Kind.PERSON, Kind.TITLE}:
            continue
        signs, of = _signs(row, places, start, end)
        for pattern in _PATTERNS[row.language]:
            for match in pattern.finditer(signs):
                yield from _told(match, of, titled)


def _told(match: re.Match[str], of: Mapping[int, int], titled: set[int]) -> Iterator[Told]:
    """The people of a clause with its title, unless it is somebody's already; `of` gives the item of each sign."""
    named = match.groupdict()
    title, appoints = of[match.start("post")], named.get("given") is not None
    if title in titled and not appoints:
        return
    people = [at for at in range(*match.span("people")) if at in of]
    first = min(title, *(of[at] for at in people))
    for at in people:
        if match.string[at] == P:
            given = first if appoints or of[at] > title else None
            yield Told(of[at], title, named.get("once") is not None, given)


def _signs(row: Row, places: range, start: int, end: int) -> tuple[str, dict[int, int]]:
    """A sentence with a sign for each item, and the item of each sign by its place."""
    text, at, of = "", start, {}
    for i in places:
        item = row.items[i]
        text += row.passage.text[at : item.start]
        of[len(text)] = i
        text += _SIGN[item.kind]
        at = max(at, item.end)
    return text + row.passage.text[at:end].rstrip(), of
