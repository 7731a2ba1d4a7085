"""Publishers that only a letterhead, a signature or a form names are who 本校 and 当社 mean."""

from __future__ import annotations

import pytest

from kg.annotate import load_annotator
from kg.annotate.institutions.letterhead import speaks_of_itself
from kg.link import link
from kg.link.publisher import publisher_of
from kg.names.authority import Authority
from kg.read import read


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (
            "白河大学　ニュース\n2025/7/8\n\n台湾の訪問団が来学\n\n"
            "台湾・国立中央大学の一行が7日に本学を訪れ、山田太郎学長と懇談しました。",
            "白河大学",
        ),
        (
            "東雲通信　第47号　令和7年11月14日発行\n\n姉妹校が決まりました\n\n"
            "本校は10月31日、台湾の高校と協定を結びました。"
            "本校の山田 太郎校長が署名しました。\n\n　　　　　東雲工業高等学校　広報委員会\n",
            "東雲工業高等学校",
        ),
        (
            "KIRARIだより　2024年春号　　　　　　株式会社東雲精工\n\n台湾の大学と始めた制度\n\n"
            "当社と国立中央大学は今年2月27日に人材育成の協定を結びました。",
            "株式会社東雲精工",
        ),
        (
            "2026年2月12日\n各　位\n会 社 名　株式会社東雲精工\n\n合弁会社の設立に関するお知らせ\n\n"
            "当社は、本日、台湾の家登精密工業股份有限公司と合弁契約を締結いたしました。",
            "株式会社東雲精工",
        ),
        (
            "知事の訪問の結果について\n\n令和6年11月18日　　長野県産業労働部\n\n主な参加者\n"
            "　　知事　　　　　山田　太郎\n　　産業労働部長　佐藤　次郎\n",
            "長野県",
        ),
        (
            "白河大學 Shirakawa University > 新聞中心 > 全球在地\n\n與東海大學簽署協議\n\n"
            "本校與東海大學於12月5日簽署學術交流協議。",
            "白河大學",
        ),
    ],
)
def test_a_page_tells_its_publisher(text: str, publisher: str) -> None:
    release = read("page.txt", text.encode())
    annotated = load_annotator().annotate(release)
    found = publisher_of(annotated, link(annotated, Authority.load()))
    assert found is not None and publisher in found.names


def test_who_speaks_of_itself_says_as_what() -> None:
    assert speaks_of_itself(read("a.txt", "本校は台湾の高校と協定を結びました。".encode())) == {"University"}
    assert speaks_of_itself(read("a.txt", "日本学術会議は台湾の高校と協定を結びました。".encode())) == frozenset()
