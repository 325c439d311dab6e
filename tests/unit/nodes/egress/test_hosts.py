"""How hosts compare: what the operator allows, and where a credential may be sent."""

import pytest

from nodes.egress.hosts import Allowed, may_be_sent_to


@pytest.mark.parametrize(
    ("host", "allowed", "may"),
    [
        ("api.example.com", ["api.example.com"], True),
        ("API.Example.COM.", ["api.example.com"], True),
        ("a.example.com", ["*.example.com"], True),
        ("a.b.example.com", ["*.example.com"], True),
        ("example.com", ["*.example.com"], False),
        ("evilexample.com", ["*.example.com"], False),
        ("api.example.com.evil.org", ["api.example.com"], False),
        ("example.com", ["*"], False),
        ("example.com", [""], False),
        ("example.com", [], False),
    ],
)
def test_credential_goes_only_to_the_hosts_it_names(host: str, allowed: list[str], may: bool) -> None:
    assert may_be_sent_to(host, allowed) is may


def test_operator_allows_a_host_with_its_port_and_no_other_port() -> None:
    allowed = Allowed.parse(["localhost:11434", "[::1]:8080", " "])

    assert ("LOCALHOST", 11434) in allowed
    assert ("::1", 8080) in allowed
    assert ("localhost", 80) not in allowed


@pytest.mark.parametrize(
    "entry", ["localhost", "localhost:", ":80", "localhost:0", "localhost:70000", "::1:80", "a:b"]
)
def test_entry_without_a_clear_port_is_refused_at_start(entry: str) -> None:
    with pytest.raises(ValueError, match=r"must name|in brackets"):
        Allowed.parse([entry])
