"""The settings of the product, with the node types that the faults are played with, and short leases."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS, QUINTET

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.ledger"]
QUINTET = {**QUINTET, "LEASE_SECONDS": 2, "SWEEP_SECONDS": 0.3, "HINT_SECONDS": 2.0}
