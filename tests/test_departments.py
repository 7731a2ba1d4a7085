"""Names of departments and bureaus tell their subjects, in invented names."""

from __future__ import annotations

from kg.names.departments import is_bureau, is_department, is_of_a_company, tells_only_subjects


def test_a_department_begins_with_a_subject() -> None:
    assert is_department("光電科學學系")
    assert not is_department("青海學系")
    assert not is_department("光電公司")


def test_an_institute_may_tell_its_subjects_alone() -> None:
    assert tells_only_subjects("資訊與通訊研究所")
    assert not tells_only_subjects("青海資訊研究所")


def test_a_bureau_of_a_town_may_leave_the_town_out() -> None:
    assert is_bureau("経済発展局")
    assert not is_bureau("青海市経済発展局")


def test_a_department_of_a_company_is_no_ministry() -> None:
    assert is_of_a_company("技術開發部")
    assert is_of_a_company("日本营业处")
    assert not is_of_a_company("經濟部")
    assert not is_of_a_company("青海部")
