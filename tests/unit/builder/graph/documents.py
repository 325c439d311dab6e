"""Generated documents: sound ones with everything that a document may hold, and ones of any shape whatever."""

from typing import Any

from hypothesis import strategies as st

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
TRICKY = st.sampled_from(
    [
        "",
        "yes",
        "no",
        "on",
        "null",
        "~",
        "1e5",
        "007",
        "0x1f",
        "12:30",
        "2026-11-20",
        ".5",
        "-",
        "- a",
        "#",
        "# x",
        "a: b",
        "{{ outputs.a }}",
        "{",
        "[1]",
        "*x",
        "&x",
        "!x",
        "'",
        '"',
        "\\",
        "a\nb",
        "a\n",
        "\n",
        " a",
        "a ",
        "\ta",
        "a\n# b\n",
        "  a\nb",
        "\u2028",
        "\x85",
        "\r",
        "\r\n",
        "\ufeff",
        "é",
        "🦉",
        "|",
        ">",
        "%",
        "@",
        "`",
        "<<",
        "=",
        "\x7f",
        "True",
        "None",
        "1_000",
        "a" * 120,
        "x\n\n\ny",
        "\x07",
    ]
)
WORDS = TEXT | TRICKY
KEYS = WORDS.filter(lambda key: key != "__proto__")
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.dictionaries(KEYS, VALUES, max_size=3)
IDS = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
PORTS = st.sampled_from(["main", "error", "true", "a b", "ä", "x.y", "", "->"]).filter(bool) | WORDS.filter(
    bool
)
KNOWN = frozenset(
    [
        "id",
        "type",
        "type_version",
        "name",
        "position",
        "parent",
        "config",
        "settings",
        "note",
        "disabled",
        "pin",
        "x",
        "y",
        "source",
        "source_port",
        "target",
        "target_port",
        "format",
        "nodes",
        "edges",
        "inputs",
        "notes",
        "groups",
        "at",
    ]
)
UNKNOWN = OBJECTS.map(lambda found: {key: value for key, value in found.items() if key not in KNOWN})


@st.composite
def nodes(draw: Any, node_id: str, ids: list[str]) -> dict[str, Any]:
    position = {"x": draw(NUMBERS), "y": draw(NUMBERS), **draw(st.just({}) | UNKNOWN)}
    every = {
        "type_version": st.integers(1, 9),
        "name": WORDS,
        "position": st.just(position),
        "parent": st.none() | st.sampled_from(ids),
        "config": OBJECTS,
        "settings": OBJECTS,
        "note": WORDS | st.lists(WORDS, max_size=3).map("\n".join),
        "disabled": st.booleans(),
        "pin": st.none() | VALUES.map(lambda value: {"value": value}),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(every))))
    fields = {key: draw(every[key]) for key in every if key in chosen}
    return {"id": node_id, "type": draw(st.sampled_from(["data.set", "x.y", "ä"])), **fields, **draw(UNKNOWN)}


@st.composite
def edges(draw: Any, ids: list[str]) -> dict[str, Any]:
    found = {"source": draw(st.sampled_from(ids)), "target": draw(st.sampled_from(ids))}
    for key in draw(st.sets(st.sampled_from(["source_port", "target_port"]))):
        found[key] = draw(PORTS)
    return {**found, **draw(st.just({}) | UNKNOWN)}


@st.composite
def sound_documents(draw: Any) -> dict[str, Any]:
    ids = draw(st.lists(IDS, min_size=1, max_size=4, unique=True))
    around = {
        "inputs": draw(OBJECTS),
        "settings": draw(OBJECTS),
        "notes": draw(st.lists(OBJECTS, max_size=2)),
        "groups": draw(st.lists(OBJECTS, max_size=1)),
        **draw(UNKNOWN),
    }
    return {
        "format": 1,
        "nodes": [draw(nodes(node_id, ids)) for node_id in ids],
        "edges": draw(st.lists(edges(ids), max_size=4)),
        **around,
    }


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | TRICKY
    | st.sampled_from(["t.step", "t.each", "t.check", "a", "b", "{{ outputs.a.b }}", "{{ a +", "__proto__"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(sorted(KNOWN)) | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=12,
)
NEARLY_NODES = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["a", "b", "c"]) | ANYTHING,
        "type": st.sampled_from(["t.step", "t.start", "t.each", "t.check", "t.while", "t.scope"]) | ANYTHING,
    },
    optional={
        "parent": st.sampled_from(["a", "b", "c"]) | ANYTHING,
        "config": st.fixed_dictionaries(
            {},
            optional={
                "fields": ANYTHING,
                "condition": ANYTHING,
                "items": ANYTHING,
                "result": ANYTHING,
                "cases": ANYTHING,
            },
        )
        | ANYTHING,
        "settings": st.fixed_dictionaries(
            {},
            optional={
                "join": ANYTHING | st.sampled_from(["any", "all_live"]),
                "on_error": ANYTHING | st.just("route"),
                "undo": ANYTHING,
                "retry": ANYTHING,
            },
        )
        | ANYTHING,
        "position": ANYTHING,
        "pin": ANYTHING,
        "name": ANYTHING,
        "disabled": ANYTHING,
    },
)
NEARLY_EDGES = st.fixed_dictionaries(
    {
        "source": st.sampled_from(["a", "b", "c"]) | ANYTHING,
        "target": st.sampled_from(["a", "b", "c"]) | ANYTHING,
    },
    optional={"source_port": st.sampled_from(["main", "error", "true"]) | ANYTHING, "id": ANYTHING},
)
ANY_DOCUMENTS = (
    st.fixed_dictionaries(
        {
            "nodes": st.lists(NEARLY_NODES, max_size=4) | ANYTHING,
            "edges": st.lists(NEARLY_EDGES, max_size=5) | ANYTHING,
        },
        optional={"format": ANYTHING, "inputs": ANYTHING, "settings": ANYTHING, "notes": ANYTHING},
    )
    | ANYTHING
)
