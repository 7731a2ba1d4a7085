"""Titles that the tagger passed over, cut short, or took for what a sentence does with them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.name import Name
from kg.annotate.persons.spaced import follow_persons
from kg.annotate.posts.title_spans import skip
from kg.model import Rule

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
_INNER_SPACES = re.compile(
    r"(?:^|(?<=[ \u3000（(：:・]))([\u3400-\u9fff](?:[ \u3000]+[\u3400-\u9fff]){1,4})"
    r"(?:[（(][^（）()]{1,8}[）)])?[ \u3000]*$"
)
_SPACED_BEHIND = re.compile(r"[ \u3000]{1,12}([\u3400-\u9fff](?:[ \u3000]{1,3}[\u3400-\u9fff]){1,3})[ \u3000]*$")
# name（reading）教授; 学長：name, 理事・name, 所長・Dr. name
_NOTE = re.compile(r"[（(〔][^（）()〔〕]{1,30}[)）〕]")
_JOINT = re.compile(r"\s{0,3}[：:・＝=]\s{0,3}(?:(?:Dr|Ms|Mr|Mrs|Prof)\b\.?\s{0,2})?$")
_COURTESY_BEFORE = re.compile(r"\s{0,3}(?:Dr|Ms|Mr|Mrs|Prof)\b\.?\s{0,2}$")
# 理事（国際担当）の name, 教授（材料系）　name
_WITH_NOTE = re.compile(r"[（(〔][^（）()〔〕。]{1,20}[)）〕][の\s]{0,8}$")
# What may stand behind the 長 of an office, where it is no 長期 or 長年: a person, a particle, an end.
_HEAD_ENDS = re.compile(r"$|[\s、，。・（()）：:／/｜|のはがをにらとで氏]|[兼暨]")
_LABEL = re.compile(r"\s*([\u3400-\u9fff](?:[ \u3000]*[\u3400-\u9fff]){1,4})[ \u3000]*[｜|：:]")
# 会長（県議会議長）, 教授（市産業アドバイザー）: a post of the town in a bracket behind another post
_OF_TOWN = re.compile(r"[（(]([市県都道府町村区](?:議会)?)([\u3400-\u9fffァ-ヺー]{2,12})[）)]")
_TITLE_CELL = re.compile(
    r"[ \u3000◇◆○●・■□]{0,12}([\u3400-\u9fffァ-ヺー・]{2,14}"
    r"(?:(?:[室課部所局処館社店場]|センター|オフィス|グループ|ユニット|チーム|ラボ)長|[審技参]議?監|参事|主幹|主査|補佐))"
    r"[ \u3000]{2,24}"
)
_APART = re.compile(r"[ \u3000]{1,2}[長长]")
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
_CLOSES = re.compile(r"[，。；、]")
_LONGEST = 8  # characters of a title that is fused with its office


def titles(text: str, names: Sequence[Name], lists: Lists, *, chinese: bool = False) -> list[Name]:
    """Titles of the list that stand beside a person and that the tagger did not read.

    In Chinese none is what somebody does, right behind the name: 某某|參與審查.
    """
    persons = [name for name in names if name.kind in ("PERSON", "SURNAME")]
    starts, ends = _beside(text, persons)
    # 某協會|王大明|代表致詞 heads its office; 校長|王大明|代表致詞 speaks for somebody
    at_work = {name.end for name in names if name.kind in ("ORG", "UNIT")}
    sent = {name.end for name in persons if name.start in at_work and text.startswith("代表", name.end)}
    told = _after_verbs(text, names) | _after_names(text, names) if persons else set()
    begins = sorted(name.start for name in persons)
    offices = {m.end() for name in names if name.kind in ("ORG", "UNIT") and (m := _OF_OFFICE.match(text, name.end))}
    offices = {place for place in offices if persons and text[place - 1] == "的"}
    since = {m.end() for name in names if name.kind in ("ORG", "UNIT") and (m := _there_since(text, name))}
    held = {m.end() for name in names if name.kind in ("ORG", "UNIT") and (m := _OF.match(text, name.end))}

    doubled = {name.end + 1 for name in names if name.kind == "TITLE" and text.startswith("・", name.end)}
    doubled = set() if chinese else doubled

    def stands(start: int, end: int) -> bool:
        """Whether a title stands beside a person, or where words on who holds it lead to it or away from it."""
        if start in starts or end in ends or start in told or (start in offices and _CLOSES.match(text, end)):
            return True
        if chinese and persons and start in at_work and text.startswith(_AND_ANOTHER, end):
            return True  # 甲市|市政顧問／乙協會某某執行長
        if persons and start in held and _AS.match(text, end) and not _AS_GUEST.fullmatch(text, start, end):
            return True
        if persons and start in since and text[end : end + 1] in ("。", ""):
            return True  # 2018年から甲院|董事長。
        if persons and start in doubled:
            return True  # センター長・|教授
        if not persons and start in held:
            return _HELD.match(text, end) is not None  # 甲社の|技術長を経て, of the person above
        return bool(persons) and (_HELD.match(text, end) is not None or _leads(text, end, begins))

    taken = bytearray(len(text))
    for name in names:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    found = [
        Name(start, end, "TITLE", 0.8, rule="title")
        for start, end, kind in lists.titles.find(letters_of(text))
        if kind == "t"
        and not any(taken[start:end])
        and stands(start, end)
        and not (chinese and start in starts - sent and text[start:end] in follow_persons())
    ]
    letters = letters_of(text)
    for place in sorted(_after_titles(text, names)) if persons and chinese else ():
        length, kind = lists.titles.at(letters, place) or (0, "")
        if kind == "t" and not any(taken[place : place + length]) and all(t.start != place for t in found):
            found.append(Name(place, place + length, "TITLE", 0.8, rule="title"))
    for title in found:
        taken[title.start : title.end] = b"\1" * (title.end - title.start)
    for end in sorted(ends):
        # 理工學|部長: the list knows a longer title that takes what is read as the office's name.
        longer = (at for at in range(max(0, end - _LONGEST), end - 1) if lists.titles.kind(text[at:end]) == "t")
        start = next((at for at in longer if not any(taken[at:end])), None)
        if start is not None and taken[start - 1 : start] == b"\1":
            found.append(Name(start, end, "TITLE", 0.8, rule="title"))
    found += _cells(text, persons, [*names, *found])
    found += _of_towns(text, [*names, *found], lists)
    found += _heads(text, [*names, *found], lists)
    return [*found, *_set_apart(text, persons, taken, lists)]


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


def _set_apart(text: str, persons: Sequence[Name], taken: bytearray, lists: Lists) -> Iterator[Name]:
    """Titles whose characters are set apart: 館　長｜甲館　name, 委　員　name."""
    label = _LABEL.match(text) if persons else None
    spaced = [label] if label else []
    spaced += [wide for name in persons if (wide := _SPACED_BEHIND.match(text, name.end))]
    spaced += [wide for name in persons if (wide := _INNER_SPACES.search(text, max(0, name.start - 24), name.start))]
    for match in spaced:
        title = lists.titles.kind(re.sub(r"\s", "", match.group(1))) == "t"
        if title and not any(taken[slice(*match.span(1))]):
            yield Name(*match.span(1), "TITLE", 0.8, rule=Rule.TITLE_WITH_SPACES)


def _cells(text: str, persons: Sequence[Name], names: Sequence[Name]) -> Iterator[Name]:
    """What heads a row before somebody and ends as titles do, in Japanese: 甲地オフィス長　　某某."""
    titles = [name for name in names if name.kind == "TITLE"] if persons else []
    for name in (*persons, *titles):
        cell = _TITLE_CELL.match(text) if name.kind != "SURNAME" else None
        inside = [] if cell is None else [n for n in names if n.start < cell.end(1) and cell.start(1) < n.end]
        places = all(n.kind == "PLACE" and n.start == cell.start(1) for n in inside) if cell is not None else False
        if cell is not None and cell.end() == name.start and places:
            yield Name(*cell.span(1), "TITLE", 0.75, rule="cell of a title")


def _of_towns(text: str, names: Sequence[Name], lists: Lists) -> Iterator[Name]:
    """Titles of a town in a bracket behind another title, with the words that say of what."""
    taken = {name.end for name in names if name.kind == "TITLE"}
    for match in _OF_TOWN.finditer(text):
        start, end = match.span(2)
        council = match.group(1) if len(match.group(1)) > 1 else ""
        known = any(lists.titles.kind(text[at:end]) == "t" for at in range(start, end - 1))
        inside = [name for name in names if name.start < end and match.start(1) < name.end]
        shorter = all(name.kind == "TITLE" and start <= name.start and name.end == end for name in inside)
        if match.start() in taken and known and shorter:
            yield Name(start - len(council), end, "TITLE", 0.75, rule="title of a town")


def _leads(text: str, end: int, begins: Sequence[int]) -> bool:
    """Whether a particle or verb behind a title leads to a person of the same sentence; `begins` are their places."""
    lead = _LEADS.match(text, end)
    at = bisect_left(begins, lead.end()) if lead is not None else len(begins)
    if lead is None or at == len(begins) or begins[at] > lead.end() + _REACH:
        return False
    return not set("。「」；") & set(text[lead.end() : begins[at]])


def _after_verbs(text: str, names: Sequence[Name]) -> set[int]:
    """Where a title may begin that a Chinese verb of holding it leads to: 曾任|經理, 轉任甲公司|顧問."""
    offices = {name.start: name.end for name in sorted(names, key=_size) if name.kind in ("ORG", "UNIT")}
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
    offices = {name.start: name.end for name in sorted(names, key=_size) if name.kind in ("ORG", "UNIT")}
    found: set[int] = set()
    for name in names:
        if name.kind != "PERSON":
            continue
        place = name.end + (text[name.end : name.end + 1] in ("・", "、", "，", "（", "(", "＝"))
        while place in offices:
            place = offices[place]
            found.add(place)
    return found


def _after_titles(text: str, names: Sequence[Name]) -> set[int]:
    """Where a title may begin behind the next institution of a row of posts: 甲社經理、乙局組長與丙學院|院長."""
    offices = {name.start: name.end for name in sorted(names, key=_size) if name.kind in ("ORG", "UNIT")}
    found: set[int] = set()
    for name in names:
        if name.kind == "TITLE" and text[name.end : name.end + 1] in ("、", "與", "与", "和", "及", "暨"):
            place = name.end + 1
            while place in offices:
                place = offices[place]
                found.add(place)
    return found


def _size(name: Name) -> int:
    return name.end - name.start


def _heads(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """Titles whose last character alone was left of the office that they head: 産業学部|長, 共創センター|長.

    The title takes the end of the office's name that it is fused with.
    """
    starts = {name.start for name in names}
    titled = bytearray(len(text) + 1)
    for name in names:
        if name.kind == "TITLE":
            titled[name.start : name.end] = b"\1" * (name.end - name.start)
    found = []
    for name in names:
        end = name.end + 1
        apart = _APART.match(text, name.end) if any(map(str.isspace, text[name.start : name.end])) else None
        end = apart.end() if apart else end  # 工 学 院| 長
        if name.kind not in ("ORG", "UNIT") or text[end - 1 : end] not in ("長", "长") or name.end in starts:
            continue
        if titled[name.end]:
            continue
        if skip(text, end, 1) not in starts and not _HEAD_ENDS.match(text, end):
            continue
        begins = (at for at in range(max(name.start + 1, end - _LONGEST), name.end) if not text[at].isspace())
        start = next((at for at in begins if lists.titles.kind("".join(text[at:end].split())) == "t"), None)
        if start is not None:
            found.append(Name(start, end, "TITLE", 0.8, rule="title fused with its office"))
    return found
