"""Careers in rows by year under somebody's name."""

from __future__ import annotations

from kg.understand import Reader


def test_the_last_row_of_a_career_tells_what_somebody_is() -> None:
    text = (
        "湊精密株式会社は、次の人を役員にすることを決めましたので、お知らせします。\n"
        "岡田　修平（おかだ　しゅうへい）\n2010年　玄光電子株式会社　製造部長\n2015年4月　青嶺銀行　顧問\n"
    )
    posts = Reader().understand("release.txt", text.encode()).positions
    assert [(post.title, post.former) for post in posts] == [("製造部長", True), ("顧問", False)]
