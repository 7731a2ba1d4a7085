"""The title of a post as it is written, with what stands around it and is of it: 前|局長, 副学長|（国際担当）."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract.positions.guessed import Guessed
from kg.extract.rows import Row
from kg.link.groups import tidy
from kg.model import Kind
from kg.names.offices import FORMER, office_of
from kg.names.roles import role_of

_BRACKET = re.compile(r"[（(]([^（）()\n]{2,30})[)）]")
_APART = re.compile(r"(?:[現元前][・：: \u3000])|[市県都道府町村区](?!長)")  # 会長（県議会議長）: a post of its own
_MANNER = re.compile(r"[（(](?:非常勤|常勤|社外|独立|非業務執行|代行|心得|事務取扱|兼務)[）)]")  # 取締役（非常勤）
_EXPLAINS = re.compile(r"(?:に相当|相当|に[あ当]たる|の責任者|の長|のトップ)\Z")
_TOLD = re.compile("[はがを。]")  # 院長（右端は某准教授）: of somebody else
_CHARGE = re.compile(r"(?:担当|管掌|所管|分掌)$")
# What 長 alone closes: 共創センター|長 is センター長 of the centre.
_HEADED = re.compile(
    r"(?:(?<=大)[学學]|センター|グループ|チーム|ユニット|ラボ(?:ラトリー)?|オフィス|プロジェクト|学部|研究科|学院|研究院|研究所|研究室|研究部門|部門|本部|支部|支社|支店"
    r"|事業部|部会|機構|機関|[部課室局所院科系班館園庁省会]"
    # in Simplified Chinese
    r"|事业部|研发部|业务部|营业部|人力资源部|部门|中心|[处课组厅馆])$"
)
_OFFICE_BEFORE = re.compile(r"([\u3400-\u9fff])[（(][^（）()]{2,8}[）)]\Z")
_NEAR = 8  # items beside a title that may reach to its beginning


class Written(Guessed):
    """Titles as a release writes them."""

    def _text(self, row: Row, title: int) -> str:
        """The title as written, with a second title in brackets after it and the 前 directly before it."""
        mention = row.items[title].mention
        start, end, text = mention.start, mention.end, self.release.text
        # 某副学長（国際担当）, but 理事（国際担当）の某氏: behind the name it is part of the title.
        # In a list too: 理事・副学長（国際担当）　某某.
        charge = row.owner.get(title) == title - 1 or re.match(
            r"[（(][^（）()]*[）)][ \u3000]{2}", text[end : end + 40]
        )
        if manner := _MANNER.match(text, end):
            end = manner.end()
        elif (
            (after := _BRACKET.match(text, end))
            and (
                after.span(1) in self.titles
                or (charge and _CHARGE.search(after.group(1)) is not None)
                or (role_of(after.group(1), self.release.language) and not self._names_institution(*after.span(1)))
            )
            and not _APART.match(after.group(1))
            and not _TOLD.search(after.group(1))
            and office_of(after.group(1)).use == "office"
            and not self._is_gloss(text[start:end], after.group(1))
        ):
            end = after.end()
        if text[start:end] in ("長", "长") and (headed := _HEADED.search(text[max(0, start - 10) : start])):
            start -= len(headed.group())
        elif text[start:end] in ("長", "长") and (office := _OFFICE_BEFORE.search(text[max(0, start - 16) : start])):
            return office.group(1) + text[start:end]  # 經濟發展局（經發局）|長
        marker = FORMER.search(text[max(0, start - 2) : start])
        # no 元 of 高木元|学長, no 前 of 備前|市長
        near = row.items[max(0, title - _NEAR) : title + _NEAR]
        named = any(item.mention.start < start <= item.mention.end for item in near if item.kind is not Kind.TITLE)
        if marker and marker.group(1)[0] in "前元" and not named:
            start -= len(marker.group(1))
        return tidy(text[start:end])

    def _is_gloss(self, title: str, other: str) -> bool:
        """Whether a bracket says the same title in the words of the other country: 校長（学長）.

        Or it explains the title: 国際長（国際部門の責任者）.
        """
        if _EXPLAINS.search(other):
            return True
        role = role_of(title, self.release.language)
        return role == "university-president" == role_of(other, self.release.language)

    def _names_institution(self, start: int, end: int) -> bool:
        """Whether an institution stands in this part of the text: （東北大特任教授） is a post of its own."""
        at = bisect_left(self.named, (start, ""))
        return at < len(self.named) and self.named[at][0] < end
