"""Legal forms and endings of names, in invented names."""

from __future__ import annotations

import pytest

from kg.model import OrganizationType
from kg.names.forms import is_legal_form, late_type


def test_a_legal_form_alone_is_nobody() -> None:
    assert is_legal_form("股份有限公司")
    assert is_legal_form("一般社団法人")
    assert not is_legal_form("青海股份有限公司")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("青海聯盟", OrganizationType.ASSOCIATION),
        ("青海議会", OrganizationType.GOVERNMENT),
        ("青海実験室", OrganizationType.RESEARCH_INSTITUTE),
        ("青海電子", None),
    ],
)
def test_an_ending_may_say_the_class_of_what_is_known_to_be_a_name(name: str, kind: OrganizationType | None) -> None:
    assert late_type(name) is kind
