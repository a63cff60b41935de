"""Routing inserts as jobs of procrastinate. Argument: how many. Prints the seconds that they took, without deferring."""

import asyncio
import os
import sys
import time

import procrastinate
import psycopg_pool

app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=os.environ["PEER_DATABASE_URL"]))
pool = psycopg_pool.AsyncConnectionPool(os.environ["PEER_DATABASE_URL"], min_size=8, max_size=8, open=False)


@app.task(name="route")
async def route(appeal):
    async with pool.connection() as connection:
        await connection.execute(
            "INSERT INTO tickets (appeal_id, organisation_id, reason) VALUES (%s, %s, 'contract_for_house')",
            (appeal, appeal % 29),
        )


async def main(count):
    async with app.open_async(), pool:
        await app.schema_manager.apply_schema_async()
        await route.batch_defer_async(*({"appeal": index} for index in range(count)))
        begin = time.monotonic()
        await app.run_worker_async(wait=False, concurrency=8, listen_notify=False, delete_jobs="successful")
        print(time.monotonic() - begin)


asyncio.run(main(int(sys.argv[1])))
