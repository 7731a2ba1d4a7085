"""Who writes a letter and to whom, in invented names."""

from __future__ import annotations

from tagged import annotated

from kg.link.letters import addressee_among, sender_among

LETTER = "北川工業大學\n校長　山田　一郎　先生　台鑒：\n惠函敬悉。\n敬頌\n教安\n{}\n中華民國一一五年三月二日"
NAMES = {"北川工業大學": 1, "東海科技大學": 2}


def test_a_letter_is_of_whom_signs_it_and_for_whom_it_greets() -> None:
    for signed in ("東海科技大學校長　林佳穎　敬上", "東海科技大學\n校長　林佳穎　謹啟"):
        release = annotated(LETTER.format(signed), "zh-Hant").release
        assert (sender_among(release, NAMES), addressee_among(release, NAMES)) == (2, 1)


def test_a_page_that_is_no_letter_has_neither() -> None:
    release = annotated("北川工業大學\n校長與東海科技大學校長敬上香火。", "zh-Hant").release
    assert sender_among(release, NAMES) is None
    assert addressee_among(release, NAMES) is None
