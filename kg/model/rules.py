"""Rules that are known by name outside the module that applies them."""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """What found a mention, where later stages ask for it or several modules say it.

    Any other rule says its name where it finds something.
    """

    TAGGER = "tagger"  # as the trained tagger read it
    AUTHORITY = "authority"  # a name of the authority file that the tagger passed over
    REPEAT = "repeat"  # read so elsewhere in the document
    REFERENCE = "reference"  # a word such as 本学, whose meaning linking knows

    READING = "reading"  # how a name is said: 王大明（ワン・ダーミン）
    SURNAME = "surname"  # a family name alone; the names of all rules that find one begin with this word
    SURNAME_OF_PERSON = "surname of a person in the document"
    ADDRESSED = "name after Dr. or Ms."
    IN_ROW_WITH_TITLE = "name in a row with its title"
    SPREAD_OVER_COLUMN = "name spread over its column"
    BEFORE_UNIT = "name before a unit"
    BEFORE_INSTITUTION = "name before its institution"

    WITH_WHOLE = "unit with its institution"  # one name: 甲大学工学部
    OF_CLASS = "department of a class"  # 機械科 before 2年 and a name
    DIVISION_OF_TOWN = "division of a town"  # 経済部, which elsewhere is a ministry
    OF_MEMBERS = "body of its members"  # 5市町でつくる「…」
    SEATED = "name with seat and head"  # 甲社（乙市、某社長）
    CALLED = "name behind a word for a company"  # 新興企業「ABC」
    PLACE_OF_HEAD = "place of its head"  # 三重県 before its governor

    TITLE_WITH_SPACES = "title with spaces"
