"""Where in a passage a title may stand that nobody read: beside a person, or where words lead to it or away from it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.annotate.name import Name
from kg.annotate.posts.title_spans import skip

# 氏は協会の理事長も務め, 大学で教授を務める某氏: a title that a verb of holding it follows.
_HELD = re.compile(
    r"(?:[（(][^（）()]{1,12}[）)])?(?:[をも](?:務め|つとめ|兼ね|兼務|兼任|歴任|経て|拝命|拝任|仰せつか)|などを歴任|として(?=[^。、]{0,12}(?:加わ|就|迎え|招|着任|赴任|仕事|務め|率い))|に(?:は[^。]{2,90})?(?:就任|就[いくき]|選ばれ|選出|選任|起用|着任|昇格|迎え|充て|据え|登用|抜擢|任命|指名|推し|推す|推薦|招)"
    r"|(?=升任|轉任|转任|調任|调任|晉升|晋升|改任)"
    r"|(?:です|だ|である|でもある)(?:。|が、)|[＝=](?:は|が|も|ら|、|。|と)|で、?(?=[\u3400-\u9fffァ-ヺ])"
    r"|(?:一職|一职|職務|职务|職|职)?(?:[則则將将])?(?:仍|續|续)?由(?=[^，。；]{2,30}(?:接任|接掌|接棒|擔任|担任|出任|繼任|继任|兼任|升任|代理)))"
)
_AS = re.compile("として(?!の)")  # 某は甲社の|会長として長く
_AS_GUEST = re.compile("代表|一員|講師|ゲスト|議長|座長|司会")
# 所長は甲大学の某氏が, 主任，由某某: what leads from a title to somebody named behind it who takes it.
_LEADS = re.compile(
    r"(?:[（(][^（）()]{1,12}[）)])?(?:に?は|であ[るっ]た?|でもある|だった|に(?!相当|当た|あた|対|関|よ|つい|お|向け)|を|(?:一職|一职|之職|之职|職務|职务)?[，,]?[則则將将亦也均改分別别現现暫暂仍目前]{0,3}由)"
)
_OPENED = re.compile(r"[（(【［〔\[](?:[現前元新][・：:、 \u3000])?")  # name（現・顧問）, name【座長】
_IN_ROLE = re.compile(
    r"(?:氏|さん|博士|先生)?[がはを]、?(?=(?!代表|議長|座長|司会|講師|一員)[\u3400-\u9fff]{2,8}として)"
)
_AND_ANOTHER = ("/", "／", "暨", "兼")
_REACH = 40  # characters from it to the name
# name（reading）教授; 学長：name, 理事・name, 所長・Dr. name
_NOTE = re.compile(r"[（(〔][^（）()〔〕]{1,30}[)）〕]")
_JOINT = re.compile(r"\s{0,3}[：:・＝=]\s{0,3}(?:(?:Dr|Ms|Mr|Mrs|Prof)\b\.?\s{0,2})?$")
_COURTESY_BEFORE = re.compile(r"\s{0,3}(?:Dr|Ms|Mr|Mrs|Prof)\b\.?\s{0,2}$")
# 理事（国際担当）の name, 教授（材料系）　name
_WITH_NOTE = re.compile(r"[（(〔][^（）()〔〕。]{1,20}[)）〕][の\s]{0,8}$")
_PART = re.compile(r"[\u3400-\u9fff]{1,6}")
_HOLDING = re.compile(
    r"(?:曾任|歷任|历任|原為|原为|原任|曾為|曾是|擔任過?|担任过?|出任過?|接任|轉任|转任|升任|調任|调任|兼任|連任|连任|續任|续任|留任|繼任|继任|現任|现任|改任|做過|做过|當過|当过"
    r"|就任|榮任|荣任|膺任|身兼|身為|身为|晉升為?|晋升为?|升為|升为|獲選為?|获选为?|當選為?|当选为?|任命為|任命为|推舉為|推举为|受聘為|受聘为|獲聘為|获聘为|當|当|也是|如今是|現在是|现在是|目前是|本身是|同時是|同时是|前是)"
    r"(?:首任|新任|新一任|第[一二三四五六七八九十\d]{1,3}[任屆届]|其)?"
)
# 甲大學（KU）的|副教授
_OF_OFFICE = re.compile(r"[」』”]?(?:[（(][^（）()]{1,30}[）)])?[」』”]?的?")
_OF = re.compile(r"の?")
_SINCE = re.compile(r"(?:年|月|日)(?:から|より|に|、)\Z|現在は?、?\Z|[。、]現・?\Z|現職は、?\Z")
_THIS = re.compile("[這这][位名](?:現任|现任|新任|首任|資深|资深)?")
_CLOSES = re.compile(r"[，。；、]")


class TitlePlaces:
    """The places of one passage where a title may begin or end."""

    def __init__(self, text: str, names: Sequence[Name], persons: Sequence[Name], *, chinese: bool) -> None:
        self._text, self._persons, self._chinese = text, persons, chinese
        self._begins = sorted(name.start for name in persons)
        self.starts, self.ends = _beside(text, persons)
        self._told = _after_verbs(text, names) | _after_names(text, names) if persons else set()
        self._told |= _after_pointing(text, names) if persons and chinese else set()
        offices = [name for name in names if name.kind in ("ORG", "UNIT")]
        self._at_work = {name.end for name in offices}
        of = {match.end() for name in offices if (match := _OF_OFFICE.match(text, name.end))}
        self._of = {place for place in of if persons and text[place - 1] == "的"}
        self._since = {match.end() for name in offices if (match := _there_since(text, name))}
        self._held = {match.end() for name in offices if (match := _OF.match(text, name.end))}
        titles = [name for name in names if name.kind == "TITLE" and not chinese]
        of_somebody = [title for title in titles if title.start in self.starts]
        self.starts |= {role.end() for title in of_somebody if (role := _IN_ROLE.match(text, title.end))}
        self._doubled = {name.end + 1 for name in titles if text.startswith("・", name.end)}
        # 某協會|王大明|代表致詞 heads its office; 校長|王大明|代表致詞 speaks for somebody
        self.sent = {name.end for name in persons if name.start in self._at_work and text.startswith("代表", name.end)}

    def hold(self, start: int, end: int) -> bool:
        """Whether a title stands beside a person, or where words on who holds it lead to it or away from it."""
        text, persons = self._text, self._persons
        if start in self.starts or end in self.ends or start in self._told:
            return True
        if start in self._of and _CLOSES.match(text, end):
            return True
        if self._chinese and persons and start in self._at_work and text.startswith(_AND_ANOTHER, end):
            return True  # 甲市|市政顧問／乙協會某某執行長
        if persons and start in self._held and _AS.match(text, end) and not _AS_GUEST.fullmatch(text, start, end):
            return True
        if persons and start in self._since and text[end : end + 1] in ("。", ""):
            return True  # 2018年から甲院|董事長。
        if persons and start in self._doubled:
            return True  # センター長・|教授
        if not persons and start in self._held:
            return _HELD.match(text, end) is not None  # 甲社の|技術長を経て, of the person above
        return bool(persons) and (_HELD.match(text, end) is not None or _leads(text, end, self._begins))


def _there_since(text: str, name: Name) -> re.Match[str] | None:
    """Where a title may begin behind an institution before which a career says since when: 2018年から甲院の|董事長."""
    return _OF.match(text, name.end) if _SINCE.search(text, max(0, name.start - 6), name.start) else None


def _beside(text: str, persons: Sequence[Name]) -> tuple[set[int], set[int]]:
    """Where titles begin behind persons, and where they end before them."""
    starts = {skip(text, name.end, 1) for name in persons}
    starts |= {skip(text, note.end(), 1) for name in persons if (note := _NOTE.match(text, name.end))}
    starts |= {role.end() for name in persons if (role := _IN_ROLE.match(text, name.end))}
    starts |= {opened.end() for name in persons if (opened := _OPENED.match(text, name.end))}
    ends = {skip(text, name.start, -1) for name in persons}
    for before in (_JOINT, _COURTESY_BEFORE, _WITH_NOTE):
        reach = 32 if before is _WITH_NOTE else 8
        ends |= {m.start() for name in persons if (m := before.search(text, max(0, name.start - reach), name.start))}
    return starts, ends


def _leads(text: str, end: int, begins: Sequence[int]) -> bool:
    """Whether a particle or verb behind a title leads to a person of the same sentence; `begins` are their places."""
    lead = _LEADS.match(text, end)
    at = bisect_left(begins, lead.end()) if lead is not None else len(begins)
    if lead is None or at == len(begins) or begins[at] > lead.end() + _REACH:
        return False
    return not set("。「」；") & set(text[lead.end() : begins[at]])


def _after_verbs(text: str, names: Sequence[Name]) -> set[int]:
    """Where a title may begin that a Chinese verb of holding it leads to: 曾任|經理, 轉任甲公司|顧問."""
    offices = _offices(names)
    found: set[int] = set()
    for verb in _HOLDING.finditer(text):
        place = verb.end() + (text[verb.end() : verb.end() + 1] in ("「", "『", "“"))
        while place in offices:
            place = offices[place]
            behind = _OF_OFFICE.match(text, place)
            place = behind.end() if behind is not None else place
        found.add(place)
        # 擔任實驗室|主任的: what of, in a few characters
        inner = _PART.match(text, place)
        found.update(range(place, inner.end() + 1) if inner else ())
    return found


def _after_names(text: str, names: Sequence[Name]) -> set[int]:
    """Where a title may begin behind the office of somebody named before: 某某・甲大学工学部|教授, 某某（甲社|社長."""
    offices = _offices(names)
    found: set[int] = set()
    for name in names:
        if name.kind != "PERSON":
            continue
        place = name.end + (text[name.end : name.end + 1] in ("・", "、", "，", "（", "(", "＝"))
        while place in offices:
            place = offices[place]
            found.add(place)
    return found


def _after_pointing(text: str, names: Sequence[Name]) -> set[int]:
    """Where a title may begin of somebody whom a Chinese sentence points at: 這位|校長, 這位甲市|市長."""
    offices = _offices(names)
    found: set[int] = set()
    for this in _THIS.finditer(text):
        place = this.end()
        found.add(place)
        while place in offices:
            place = offices[place]
            found.update((place, place - 1))  # 甲|市長 shares its sign
    return found


def after_titles(text: str, names: Sequence[Name]) -> set[int]:
    """Where a title may begin behind the next institution of a row of posts: 甲社經理、乙局組長與丙學院|院長."""
    offices = _offices(names)
    found: set[int] = set()
    for name in names:
        if name.kind == "TITLE" and text[name.end : name.end + 1] in ("、", "與", "与", "和", "及", "暨"):
            place = name.end + 1
            while place in offices:
                place = offices[place]
                found.add(place)
    return found


def _offices(names: Sequence[Name]) -> dict[int, int]:
    """Where the institutions end that begin at a place, the longest of several."""
    offices = [name for name in names if name.kind in ("ORG", "UNIT")]
    return {name.start: name.end for name in sorted(offices, key=lambda name: name.end - name.start)}
