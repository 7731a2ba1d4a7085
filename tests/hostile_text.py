# ruff: noqa: E501 - tables of texts read better whole
"""Read hostile text with the whole chain, into a store: `python tests/hostile_text.py [--small] [NAME…]`.

Prints what came of each text, seconds of the processor and peak memory, and ends with 1 where anything but an answer or one
line of error comes back, or where one takes longer than SECONDS for each 100,000 characters and STARTING for what is loaded.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hostile import SENTENCE  # noqa: E402

from kg.pipeline import Outcome, Reader, ingest, install_ontology  # noqa: E402
from kg.store import Store  # noqa: E402

SECONDS, STARTING = 60.0, 20.0
ZH = "海山大學校長林曉東與日本瀨戶大學校長山田太郎於2026年4月8日簽署合作備忘錄，推動半導體人才培育。兩校將設立聯合實驗室。"
JA = "海山大学の林曉東校長と瀬戸大学の山田太郎学長は2026年4月8日、半導体分野の連携協定を締結した。両大学は共同研究を進める。"
_SURNAMES = "王李張劉陳楊黃吳趙周徐孫馬朱胡林何高梁"
_GIVEN = "曉東明文華國強美玲志偉俊傑建宏淑芬怡君雅婷家豪宗翰"


def honest(size: int) -> str:
    """Releases one after another, whose names and days differ, of this many characters in all."""
    chance = random.Random(1)
    parts: list[str] = []
    length = 0
    while length < size:
        names = [chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, 2)) for _ in range(3)]
        parts.append(
            f"{chance.choice(_GIVEN)}{chance.choice(_GIVEN)}大學校長{names[0]}於2026年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
            f"與日本{chance.choice(_GIVEN)}{chance.choice(_GIVEN)}大學教授{names[1]}簽署合作備忘錄，並由副校長{names[2]}見證。"
            "雙方將交換學生，共同培育半導體人才。\n"
        )
        length += len(parts[-1])
    return "".join(parts)[:size]


def people(count: int) -> str:
    """A list of this many people, each with a title."""
    names = (a + b + c for a in _SURNAMES for b in _GIVEN for c in _GIVEN if b != c)
    return ZH + "\n與會貴賓：\n" + "、".join(f"{name}教授" for name in islice(cycle(names), count)) + "。"


def blocks() -> str:
    """Some characters of every 256 of Unicode, in sentences."""
    codes = [code for start in range(0, 0x110000, 256) for code in (start, start + 65, start + 254)]
    shown = [c for c in map(chr, codes) if unicodedata.category(c) not in ("Cs", "Co", "Cn", "Cc")]
    return "\n".join([ZH, *("".join(shown[at : at + 40]) + "與海山大學簽約。" for at in range(0, len(shown), 40)), ZH])


def sprinkled(characters: str) -> str:
    """Sentences with one of these characters after every second of their own."""
    marks = cycle(characters)
    return "\n".join(
        "".join(c + (next(marks) if number % 2 else "") for number, c in enumerate(text)) for text in (ZH, JA) * 20
    )


# Scale 1 is what the bars ask for; the test takes a tenth.
TEXTS: dict[str, Callable[[float], str]] = {
    "line of 10 MB": lambda scale: SENTENCE * int(170_000 * max(scale, 0.4)),
    "honest": lambda scale: honest(int(300_000 * scale)),
    "brackets": lambda scale: f"{ZH}\n{'「（(【[' * int(2_000 * scale)}\n{ZH}{'）」' * int(5_000 * scale)}",
    "brackets in a sentence": lambda scale: f"{ZH[:20]}{'（' * int(10_000 * scale)}{ZH[20:]}{'）' * int(10_000 * scale)}{ZH}",
    "pairs of brackets": lambda scale: ZH + "林曉東（山田）「海山」" * int(2_000 * scale) + JA,
    "surrogates": lambda scale: sprinkled("\ud800\udfff"),
    "bidi": lambda scale: sprinkled("\u202e\u202d\u2066\u2069\u200f\u061c"),
    "zero width": lambda scale: sprinkled("\u200b\u200c\u200d\ufeff\u2060\u00ad"),
    "combining": lambda scale: ZH + "が" + "\u3099" * int(50_000 * scale) + ZH,
    "controls": lambda scale: sprinkled("\x00\x01\x1b\x7f\x85\u2028\u2029"),
    "Unicode": lambda scale: blocks(),
    "names": lambda scale: people(int(5_000 * scale)),
    "schools": lambda scale: ZH + "、".join(f"{a}{b}大學" for a in _SURNAMES for b in (_GIVEN * 12)[: int(250 * scale)]) + "簽署合作備忘錄。",
    "known": lambda scale: ZH + "國立臺灣大學、台積電、" * int(8_000 * scale) + "簽署合作備忘錄。",
    "known in Japanese": lambda scale: JA + "熊本大学、東京エレクトロン、" * int(6_000 * scale) + "が協定を締結した。",
    "mayors": lambda scale: JA + "熊本市長、" * int(10_000 * scale),
    "posts": lambda scale: JA + "南海大学の人事処の山田太郎処長、" * int(5_000 * scale),
    "linked names": lambda scale: JA + "ダニー・リン董事長、" * int(8_000 * scale),
    "run together": lambda scale: JA + "伊川奈緒子海山精機社長、" * int(8_000 * scale),
    "papers": lambda scale: ZH + "在備忘錄與協議上簽名，分別與海山大學換" * int(4_000 * scale),
    "pointed at": lambda scale: ZH + "林曉東說。這位海山大學校長說，" * int(4_000 * scale),
    "places": lambda scale: ZH + "台中、名古屋、熊本、" * int(6_000 * scale) + "簽友好備忘錄。",
    "headings": lambda scale: ZH + "\n■ 海山大學──合作備忘錄\n" * int(3_000 * scale),
    "offices in brackets": lambda scale: ZH + "海山市經濟發展局（經發局）長林曉東(主任)," * int(3_000 * scale),
    "papers with rows": lambda scale: JA + "\n次の2件の調印式\n（1）覚書\n・林曉東　海山大学　学長\n" * int(1_500 * scale),
    "one word": lambda scale: ZH + "大學" * int(20_000 * scale),
    "one name": lambda scale: ZH + "林曉東校長" * int(20_000 * scale),
    "one title": lambda scale: ZH + "校長" * int(20_000 * scale),
    "one signing": lambda scale: ZH + "簽署備忘錄" * int(20_000 * scale),
    "one kana": lambda scale: JA + "ア" * int(50_000 * scale),
    "signings": lambda scale: ZH * int(1_000 * scale),
    "dates": lambda scale: ZH + "2026年4月8日" * int(10_000 * scale),
    "digits": lambda scale: ZH + "1" * int(100_000 * scale),
    "spaces": lambda scale: ZH + " \u3000" * int(50_000 * scale) + ZH,
    "breaks": lambda scale: "\n".join(ZH) + "\n" * int(100_000 * scale) + "\n".join("林曉東" * int(2_000 * scale)),
    "Japanese without a stop": lambda scale: JA.replace("。", "が、") * int(1_000 * scale),
    "dots": lambda scale: JA + "ア・" * int(20_000 * scale),
}  # fmt: skip


def faults(names: list[str], scale: float) -> Iterator[str]:
    """What is wrong with the answers to the texts of these names; prints a line for each text."""
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader()
        store = Store(Path(folder) / "store")
        install_ontology(store)
        loaded = 0.0
        for name in names:
            text = TEXTS[name](scale)
            path = Path(folder) / f"{name}.txt"
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            started = time.process_time()
            report = ingest(store, str(path), reader)
            took = time.process_time() - started
            said = (
                report.reason.replace(folder, "")
                or f"{len(report.extraction.entities) if report.extraction else 0} entities"
            )
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
            sys.stdout.write(f"{name:24} {len(text):10,} characters {took:6.1f} s {peak:6.0f} MB  {said[:130]!r}\n")
            sys.stdout.flush()
            if "\n" in report.reason or "fault of this program" in report.reason:
                yield f"{name}: {report.reason}"
            if report.outcome not in (Outcome.ADDED, Outcome.FAILED):
                yield f"{name}: {report.outcome}"
            if took > SECONDS * max(1, len(text) / 100_000) + (0 if loaded else STARTING):
                yield f"{name}: takes {took:.0f} s"
            loaded += took
        reader.sandbox.close()


def main() -> int:
    """Read all texts, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a tenth of the size")
    parser.add_argument("names", nargs="*", default=list(TEXTS))
    given = parser.parse_args()
    found = list(faults(given.names, 0.1 if given.small else 1))
    sys.stdout.writelines(f"FAULT {fault}\n" for fault in found)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
