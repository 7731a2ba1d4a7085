"""How whole the texts of made-up documents are, and how much in them is not of the release.

`python tests/measured.py FOLDER…` prints both for every document in a folder of `fixtures/formats`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "tests" / "fixtures" / "formats"
sys.path[:0] = [str(ROOT), str(FIXTURES)]

from more_releases import MORE  # noqa: E402
from releases import RELEASES, Made  # noqa: E402

BY_KEY = {made.key: made for made in (*RELEASES, *MORE)}
MONTHS = ("January", "February", "March", "April", "May", "June")
MONTHS += ("July", "August", "September", "October", "November", "December")
# Lines that sign a release or say who is to be asked about it: they are neither text nor furniture.
SIGNING = re.compile(
    r"(?:發布|發稿|公告)(?:單位|機關)|発行者|発信元|報道機関各位|【(?:本件の?)?(?:お)?問合?い?合?わ?せ先】"
    r"|お知らせ$|記$|以上$|(?:文|撰文|圖|文字|攝影)[／/]?[一-鿿]{2,4}$|記者[一-鿿]{2,4}[／/]|（[^（）]*記者[^（）]*電）"
    r"|各位$|会社名|（コード番号|問合せ先|お問い合わせ：|聯絡人|單位|編按|發行人|【記者／|資料來源|担当|[一-鿿]{2,8}(?:新聞稿|新聞資料|通訊第\d+期)$"
    r"|[（(](?:編輯|责任编辑|責任編輯|责编)[:：][^）)]*[）)]\d*$|作者[：:]|来源[：:]|新聞聯絡人|單位|編按|發行人|【記者／|担当(?:者|課)?[：:]|撰文|（文/图"
)


def bare(text: str) -> str:
    """A text without blanks and the marks of lists, and without readings in brackets."""
    return re.sub(r"（[ぁ-ゖ]+）", "", re.sub(r"[\s・#▲■\u200b]+", "", text))


def own_date(made: Made) -> re.Pattern[str]:
    """The date of issue of a release as a page may write it."""
    year, month, day = map(int, made.issued.split("-"))
    numbers = rf"(?:{year}|{year - 1911}|令和{year - 2018}) ?[-/.年] ?0?{month} ?[-/.月] ?0?{day}(?!\d)"
    names = f"{MONTHS[month - 1][:3]}|{MONTHS[month - 1]}|{'一二三四五六七八九十'[month - 1 : month]}月"
    return re.compile(rf"{numbers}|(?:{names})\.? {day}, {year}")


def recall_and_furniture(text: str, made: Made) -> tuple[float, float]:
    """The share of the release that is in the text, and the share of the text that is not of the release.

    Lines that date, sign or address the release are neither.
    """
    lines = sorted(map(bare, made.lines()), key=len, reverse=True)
    whole = bare(text)
    found = sum(len(line) for line in lines if line in whole)
    return found / sum(map(len, lines)), sum(map(len, foreign_lines(text, made))) / len(whole)


def foreign_lines(text: str, made: Made) -> Iterable[str]:
    """What of the lines of a text is not of the release."""
    lines = sorted(map(bare, made.lines()), key=len, reverse=True)
    joined, date = "".join(map(bare, made.lines())), own_date(made)
    for told in text.split("\n"):
        left = bare(told)
        if date.search(told) or left == bare(made.publisher) or left in joined:
            continue
        for line in lines:
            left = left.replace(line, "")
        left = SIGNING.sub("", left) if left != bare(told) else "" if SIGNING.match(left) else left
        if left:
            yield left


def main(folders: Iterable[str]) -> None:
    """Print the figures of each document, and what is lost and left in it."""
    from kg.formats import text_of

    figures = []
    for path in sorted(path for folder in folders for path in Path(folder).iterdir() if path.name[:4] != "bad."):
        made = BY_KEY[path.name.split(".")[0]]
        text = text_of(path.name, path.read_bytes()).text
        recall, furniture = recall_and_furniture(text, made)
        figures.append((recall, furniture))
        sys.stdout.write(f"{recall:.3f} {furniture:.3f} {path.name}\n")
        sys.stdout.writelines(f"    lost {line}\n" for line in made.lines() if bare(line) not in bare(text))
        sys.stdout.writelines(f"    left {line}\n" for line in foreign_lines(text, made))
    recall, furniture = (sum(column) / len(figures) for column in zip(*figures, strict=True))
    sys.stdout.write(
        f"{len(figures)} documents: {recall:.3f} of the release, {furniture:.3f} of the text is not of it\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
