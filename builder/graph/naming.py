"""What nodes and edges may be called (R3), and what they are called when nobody said."""

import re
from collections.abc import Collection

from nodes.outcomes import MAIN

NODE_ID = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
MAX_ID = 100


def is_node_id(text: str) -> bool:
    return len(text) <= MAX_ID and NODE_ID.fullmatch(text) is not None


def name_from_id(node_id: str) -> str:
    """`fetch_user` reads `Fetch user`."""
    words = node_id.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def id_from_name(name: str, taken: Collection[str] = ()) -> str:
    """`Fetch user #2!` becomes `fetch_user_2`; a number is added while the id is taken."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    wanted = plain if plain[:1].isalpha() else f"node_{plain}".rstrip("_")
    wanted = wanted[: MAX_ID - 10]
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}_{number}", number + 1
    return found


def edge_id(source: str, source_port: str, target: str, target_port: str, taken: Collection[str] = ()) -> str:
    """`check.true--greet`: the ends of the edge, ports only where they are not `main`."""
    start = source if source_port == MAIN else f"{source}.{source_port}"
    end = target if target_port == MAIN else f"{target}.{target_port}"
    wanted = f"{start}--{end}"
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}#{number}", number + 1
    return found
