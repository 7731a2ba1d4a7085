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
_POLITE = ("氏", "さん", "君", "くん", "様")
_NOTE = re.compile(r"[（(][^（）()。]{1,24}[）)]")
_AT = re.compile(
    r"(?:任職|任职|任教|服務|服务|就職|就职|就讀|就读|受僱|受雇|工作|上班|效力|在學|在学|實習|实习)(?:於|于|在)?$|來自$|来自$"
)
_CHINESE = re.compile(
    r"(?:的|工作的|上班的|任職的|任职的|就讀的|就读的|服務的|服务的)?(?:[\u3400-\u9fff]{0,3}(?:學生|学生|員工|员工|工程師|工程师|同學|同学))?"
)
_CLASS = re.compile(
    r"(?:[\u3400-\u9fff]{0,8}[系所科])?(?:[一二三四五六]年級|[一二三四五六]年级|大[一二三四]|[碩硕博]士?[一二三四]?生?班?|研究生|學生|学生|同學|同学|新生|員工|员工)+的?"
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
    return (at and _CHINESE.fullmatch(gap) is not None) or _CLASS.fullmatch(gap) is not None


def works_at(row: Row, i: int) -> int | None:
    """The institution behind a person that a Chinese verb says he works at: 某某任職於甲社."""
    if row.language == "ja" or i + 1 >= len(row.items) or row.items[i + 1].kind is not Kind.ORGANIZATION:
        return None
    return i + 1 if _WORKS_AT.fullmatch(row.gap(i, i + 1)) else None
