"""Routing inserts as jobs of pgqueuer. Argument: how many. Prints the seconds that they took, without enqueueing."""

import asyncio
import json
import os
import sys
import time

import asyncpg
import uvloop
from pgqueuer import PgQueuer
from pgqueuer.db import AsyncpgPoolDriver
from pgqueuer.queries import Queries
from pgqueuer.types import QueueExecutionMode


async def main(count):
    async with asyncpg.create_pool(os.environ["PEER_DATABASE_URL"], min_size=8, max_size=8) as pool:
        driver = AsyncpgPoolDriver(pool)
        queries = Queries(driver)
        await queries.install()
        for start in range(0, count, 1000):
            payloads = [json.dumps({"appeal": start + index}).encode() for index in range(min(1000, count - start))]
            await queries.enqueue(["route"] * len(payloads), payloads, [0] * len(payloads))
        await pool.execute("VACUUM ANALYZE")
        worker = PgQueuer(driver)

        @worker.entrypoint("route")
        async def route(job):
            appeal = json.loads(job.payload)["appeal"]
            await pool.execute(
                "INSERT INTO tickets (appeal_id, organisation_id, reason) VALUES ($1, $2, 'contract_for_house')",
                appeal, appeal % 29,
            )

        begin = time.monotonic()
        await worker.run(batch_size=100, mode=QueueExecutionMode.drain)
        print(time.monotonic() - begin)


uvloop.run(main(int(sys.argv[1])))
