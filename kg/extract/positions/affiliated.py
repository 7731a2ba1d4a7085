"""Persons without a post who are said to be of an institution: 甲社に勤める某さん, 任職於甲社的某某, 甲校三年級的某."""

from __future__ import annotations

import re

from kg.extract.rows import Row
from kg.model import Kind

_YEAR = r"(?:[1-6１-６一二三四五六]年生?)"
_COURSE = r"(?:大学院|学部|修士|博士|前期|後期|課程|専攻科|[\u3400-\u9fff]{1,8}[科系部](?:の)?)"
_JAPANESE = re.compile(
    r"(?:に(?:勤める|勤務する|勤務している|勤務中の|所属する|所属している|在籍する|在学する|在学中の|通う|留学する|留学中の)"
    rf"|で(?:働く|学ぶ|研究する)|勤務の|所属の|在学の|の?{_COURSE}{{0,3}}{_YEAR}の?"
    r"|の?(?:大学院生|院生|留学生|学生|生徒|研究生|新入生|卒業生|社員|若手社員|職員|技術者|エンジニア)の?)"
)
# 甲高校　2年　name, 甲大学大学院 修士課程1年　name: what class somebody is in, between the school and the name.
_CLASS_CELL = re.compile(
    rf"(?:{_COURSE}|課程|[\u3400-\u9fffァ-ヺー・]{{2,12}}(?:科|系|専攻|コース|学部|課程)){{0,3}}第?(?:{_YEAR}|[1-6１-６]学年|[BMDbmd][1-6])次?生?"
)
_SAME_CLASS = re.compile(
    r"[ \u3000・○●◎]{0,8}(?:同|〃|同上|同校|同学科)[ \u3000]{1,24}"
    r"(?:第?[1-6１-６](?:年[生次]?|学年)|[BMDbmd][1-6]|同|〃)?[ \u3000]{0,24}"
)
_POLITE = ("氏", "さん", "君", "くん", "様")
_CHINESE_POLITE = ("先生", "女士", "小姐", "同學", "同学", "老師", "老师")
MARKS = " \u3000\t・○●◎◇◆□■☆★※"
_NOTE = re.compile(r"[（(][^（）()。]{1,24}[）)]")
_AT = re.compile(
    r"(?:任職|任职|任教|服務|服务|就職|就职|就讀|就读|受僱|受雇|工作|上班|效力|在學|在学|實習|实习)(?:於|于|在)?$|來自$|来自$"
)
_CHINESE = re.compile(
    r"(?:的|工作的|上班的|任職的|任职的|就讀的|就读的|服務的|服务的)?(?:[\u3400-\u9fff]{0,3}(?:學生|学生|員工|员工|工程師|工程师|同學|同学))?"
)
_CLASS = re.compile(
    r"(?:[\u3400-\u9fff]{0,8}[系所科])?(?:[一二三四五六]年級|[一二三四五六]年级|大[一二三四]生?|[碩硕博]士?[一二三四]?生?班?|研究生|學生|学生|同學|同学|新生|員工|员工)+的?"
)
_WORKS_AT = re.compile(
    r"(?:[，,]?(?:目前|現在|现在|現|现|正)?(?:任職|任职|任教|服務|服务|就讀|就读|就職|就职)(?:於|于)?)"
)


def is_said_of(row: Row, i: int) -> bool:
    """Whether words between a person and the institution before say that he is of it."""
    if row.items[i - 1].kind is not Kind.ORGANIZATION:
        return False
    gap, text = row.gap(i - 1, i), row.passage.text
    if row.language == "ja":
        end = row.items[i].end
        note = _NOTE.match(text, end)
        polite = text.startswith(_POLITE, note.end() if note is not None else end)
        return polite and _JAPANESE.fullmatch(gap) is not None
    start = row.items[i - 1].start
    at = _AT.search(text, max(0, start - 5), start) is not None
    polite = text.startswith(_CHINESE_POLITE, row.items[i].end)
    said = (at and _CHINESE.fullmatch(gap) is not None) or _CLASS.fullmatch(gap) is not None
    return said or (gap == "的" and polite)


def learns_in(row: Row, i: int) -> bool:
    """Whether a row of a Japanese list tells the school and the class of a person: 甲高校　2年　name."""
    before = row.items[i - 1]
    if row.language != "ja" or before.kind is not Kind.ORGANIZATION or row.passage.text[: before.start].strip(MARKS):
        return False
    return _CLASS_CELL.fullmatch(row.gap(i - 1, i)) is not None


def is_same_school(row: Row, i: int) -> bool:
    """Whether a row says that a person is of the school, or in the class, of the one above: 同　3年　name."""
    left = row.passage.text[: row.items[i].start]
    return row.language == "ja" and _SAME_CLASS.fullmatch(left) is not None


def works_at(row: Row, i: int) -> int | None:
    """The institution behind a person that a Chinese verb says he works at: 某某任職於甲社."""
    if row.language == "ja" or i + 1 >= len(row.items) or row.items[i + 1].kind is not Kind.ORGANIZATION:
        return None
    return i + 1 if _WORKS_AT.fullmatch(row.gap(i, i + 1)) else None
