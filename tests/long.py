"""Texts as long as wanted, of press releases invented by chance, each of other institutions: `text(340_000, "ja")`."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Literal

from tests.generated import FAMILY, GIVEN, WORDS

PLACES = {
    "zh": ("新竹", "臺中", "高雄", "桃園", "嘉義", "宜蘭", "花蓮", "屏東"),
    "ja": ("熊本", "福岡", "仙台", "札幌", "広島", "岡山", "金沢", "松山"),
}
NAMES = {
    "zh": (
        "{place}{word}大學",
        "{word}{other}股份有限公司",
        "{word}科技研究院",
        "{place}市{word}協會",
        "{word}精密工業公司",
    ),
    "ja": (
        "{place}{word}大学",
        "{word}{other}株式会社",
        "{word}技術研究所",
        "{place}市{word}協会",
        "{word}精機株式会社",
    ),
}
RELEASES = {
    "zh": (
        "{a}與{b}簽署合作備忘錄\n\n{a}{d}與{b}簽署合作備忘錄，由{a}{t}{p}與{b}{u}{q}共同簽署。雙方將在半導體與人才培育領域合作，"
        "每年互派{n}名學生交流。\n\n{p}{t}表示：「這次合作是雙方多年往來的成果，未來將擴大到共同研究與實習。」{q}{u}則指出，"
        "期待透過這份備忘錄，深化台日在材料與設備上的合作。{c}與{e}也派代表出席典禮。\n\n{a}曾於{y}年與{c}簽訂學術交流協定，"
        "累計已有{m}人參與。\n",
        "{c}訪問團造訪{a} 洽談合作\n\n由{c}{u}{q}率領的訪問團{d}造訪{a}，由{t}{p}接待。"
        "雙方就成立聯合實驗室交換意見，預計明年簽署合作協議。"
        "訪問團一行{n}人隨後參觀{b}與{e}的廠區。\n\n{p}表示，{a}與{b}於{y}年已簽署產學合作協議，盼{c}也能加入。\n",
    ),
    "ja": (
        "{a}と{b}が連携協定を締結\n\n{a}（{t}：{p}）は{d}、{b}と包括連携協定を締結しました。締結式には{a}の{p}{t}と{b}の{q}{u}が出席し、"
        "協定書に署名しました。半導体分野の人材育成と共同研究を進めます。\n\n{p}{t}は「台湾と日本の架け橋になりたい」と述べ、{q}{u}は"
        "「学生{n}名の受け入れを始める」と応じました。{c}と{e}の関係者も見守りました。\n\n{a}は{y}年に{c}と学術交流協定を結んでおり、"
        "これまでに{m}名が交流しています。\n",
        "{c}の訪問団が{a}を訪問\n\n{c}の{q}{u}を団長とする訪問団{n}名が{d}、{a}を訪れ、{p}{t}と懇談しました。"
        "両者は共同研究室の設置に向けて協議を続け、"
        "来年度の協定締結を目指します。\n\n{a}は{y}年に{b}と覚書を交わしており、{e}とも共同研究を行っています。\n",
    ),
}
TITLES = {
    "zh": (("校長", "副校長", "院長"), ("董事長", "總經理", "理事長")),
    "ja": (("学長", "理事", "所長"), ("社長", "会長", "理事長")),
}


def text(characters: int, language: Literal["zh", "ja"], seed: int = 0) -> str:
    """A text of about so many characters."""
    chance, parts, size = random.Random(seed), [], 0
    for release in _releases(chance, language):
        parts.append(release)
        size += len(release) + 1
        if size >= characters:
            return "\n".join(parts)
    raise AssertionError("there are releases without end")


def _releases(chance: random.Random, language: Literal["zh", "ja"]) -> Iterator[str]:
    while True:
        a, b, c, e = (_institution(chance, language) for _ in range(4))
        first, second = TITLES[language]
        month, day = chance.randint(1, 12), chance.randint(1, 28)
        yield chance.choice(RELEASES[language]).format(
            a=a,
            b=b,
            c=c,
            e=e,
            p=_person(chance),
            q=_person(chance),
            t=chance.choice(first),
            u=chance.choice(second),
            d=f"{month}月{day}日",
            n=chance.randint(5, 40),
            m=chance.randint(50, 400),
            y=chance.randint(2008, 2024),
        )


def _institution(chance: random.Random, language: Literal["zh", "ja"]) -> str:
    word, other = ("".join(chance.sample(WORDS, 2)) for _ in range(2))
    return chance.choice(NAMES[language]).format(place=chance.choice(PLACES[language]), word=word, other=other)


def _person(chance: random.Random) -> str:
    return chance.choice(FAMILY) + "".join(chance.sample(GIVEN, 2))
