"""A node type of the shop: the price of a basket. Quintet finds this file by its name."""

from typing import Any

from nodes.base import NodeConfig, NodeContext
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.fields import json_value, number
from nodes.node import node


class Config(NodeConfig):
    basket: list[dict[str, Any]] = json_value(title="Basket", help="A list of objects with price and count.")
    discount: float = number(0, title="Discount", help="Taken off the whole basket.", unit="%", ge=0, le=100)


@node(
    key="shop.price_basket",
    title="Price a basket",
    group="data",
    icon="shopping-cart",
    summary="Adds up a basket and takes off a discount.",
    config=Config,
    effect=Effect.PURE,
    keywords=("shop", "sum", "total"),
)
def price_basket(config: Config, context: NodeContext) -> dict[str, Any]:
    for number_in_basket, item in enumerate(config.basket):
        if "price" not in item:
            raise InvalidError(f"Item {number_in_basket} of the basket has no price.", code="basket")
    full = sum(item["price"] * item.get("count", 1) for item in config.basket)
    return {"full": full, "total": round(full * (100 - config.discount) / 100, 2)}
