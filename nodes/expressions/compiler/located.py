"""Gives a fault the place in the source where it happened, unless a piece further in has done so."""

from nodes.expressions.errors import Fault, Span


def located(fault: Fault, span: Span) -> Fault:
    if fault.span is None:
        fault.span = span
    return fault
