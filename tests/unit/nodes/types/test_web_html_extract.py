"""`web.html_extract`: selectors, values and pages as people write them."""

from typing import Any

import pytest

from nodes.effects import Effect
from nodes.errors import FatalError, InvalidError
from nodes.files.html import parsed_html
from nodes.files.selectors import compiled, selected
from nodes.testing import run_node
from nodes.types.web.html_extract import html_extract

PAGE = """<!doctype html><title>Shop &amp; more</title><script>var x = "<b>no</b>"</script>
<div id=main class="wide blue"><p lang=en-GB>One<br>two</p><section><p>Deep <i>down</i></p></section>
<a href="https://x.example/a.pdf" rel="nofollow me">File</a><a>None</a><img src=i.png alt=""></div><p>Out"""


@pytest.mark.parametrize(
    ("selector", "texts"),
    [
        ("title", ["Shop & more"]),
        ("#main > p", ["One two"]),
        ("#main p", ["One two", "Deep down"]),
        ("div.blue.wide section>p i", ["down"]),
        ("i, title", ["Shop & more", "down"]),
        ("a[href]", ["File"]),
        ("a[href$='.pdf'], a[rel~=me]", ["File"]),
        ('a[href^="https:"][href*=example]', ["File"]),
        ("p[lang|=en]", ["One two"]),
        ("section * ", ["Deep down", "down"]),
        ("b", []),
        ("section > i", []),
    ],
)
def test_selector_picks_its_elements(selector: str, texts: list[str]) -> None:
    found = selected(parsed_html(PAGE), compiled(selector))

    assert [each.text for each in found] == texts


@pytest.mark.parametrize("selector", ["", ">a", "a >", "a,,b", "a:hover", "a[", "..x", "a + b", "p" * 501])
def test_selector_that_is_not_understood_is_refused(selector: str) -> None:
    with pytest.raises(InvalidError, match="not understood"):
        compiled(selector)


def extract(*values: dict[str, Any], **config: Any) -> Any:
    return run_node(html_extract, {"html": PAGE, "values": list(values)} | config).value


def test_several_values_attributes_and_what_is_missing() -> None:
    told = extract(
        {"name": "all", "selector": "p", "several": True},
        {"name": "link", "selector": "a", "take": "attribute", "attribute": "HREF"},
        {"name": "gone", "selector": "h1"},
        {"name": "none", "selector": "h1", "several": True},
    )

    assert told == {
        "all": ["One two", "Deep down", "Out"],
        "link": "https://x.example/a.pdf",
        "gone": None,
        "none": [],
    }


def test_entry_itself_is_read_without_a_selector() -> None:
    assert extract({"name": "text"}, each="a", limit=1) == [{"text": "File"}]


def test_what_must_be_there_fails_the_node() -> None:
    with pytest.raises(FatalError, match="Nothing on the page fits 'h1'"):
        extract({"name": "title", "selector": "h1", "required": True})


def test_page_may_be_what_came_in_and_must_be_text() -> None:
    config = {"values": [{"name": "a", "selector": "a"}]}

    assert run_node(html_extract, config, input="<a>x").value == {"a": "x"}
    with pytest.raises(InvalidError, match="HTML as text is needed"):
        run_node(html_extract, config, input={"body": 1})


def test_nested_lists_and_tables_without_end_tags_stay_apart() -> None:
    root = parsed_html("<ul><li>a<ul><li>b</ul><li>c</ul><table><tr><td>1<td>2<tr><td>3</table>")

    assert [each.text for each in selected(root, compiled("ul > li"))] == ["a b", "b", "c"]
    assert [each.text for each in selected(root, compiled("tr"))] == ["1 2", "3"]


def test_deep_and_large_pages_are_bounded() -> None:
    assert selected(parsed_html("<div>" * 5_000 + "x"), compiled("div div"))
    with pytest.raises(InvalidError, match="more than 200,000 elements"):
        parsed_html("<br>" * 200_001)


def test_reading_a_page_changes_nothing_outside() -> None:
    assert html_extract.effect is Effect.PURE


@pytest.mark.parametrize(
    "scrap", ["<a ", "<a b='", '<a b="', "<!--", "<![CDATA[", "</a", "<script>", "&#9", "<a b="]
)
def test_page_made_to_be_slow_is_read_once(scrap: str) -> None:
    root = parsed_html("<p>Here</p>" + scrap * 50_000)

    assert selected(root, compiled("p"))[0].text == "Here"
