"""What an RQ job does: look at one execution and carry it as far as it goes. The database decides whether anything is due."""

import asyncio
from uuid import UUID

from executions.carrier import Carrier


def look_at(execution: str) -> None:
    """For stock RQ workers, which run one job at a time; our own worker takes the id and carries it among others."""
    asyncio.run(_carry_alone(UUID(execution)))


async def _carry_alone(execution: UUID) -> None:
    carrier = Carrier(concurrency=1)
    await carrier.start()
    try:
        await carrier.take([execution])
        await carrier.idle()
    finally:
        await carrier.stop()
