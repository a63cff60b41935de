"""The usual code with FastAPI and asyncpg: validation and three inserts in a transaction."""

import contextlib
import json
import os

import asyncpg
import fastapi
import pydantic

SCHEMA = """
    CREATE TABLE IF NOT EXISTS appeals (
        appeal_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL DEFAULT 'registered',
        text text NOT NULL, house_id bigint, category text, name text, phone text,
        registered_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE IF NOT EXISTS appeal_events (
        event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        appeal_id bigint NOT NULL REFERENCES appeals, kind text NOT NULL, at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE IF NOT EXISTS jobs (
        job_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text NOT NULL, arguments jsonb NOT NULL,
        run_at timestamptz NOT NULL DEFAULT now());
"""


class Contact(pydantic.BaseModel):
    name: str | None = pydantic.Field(None, max_length=200)
    phone: str | None = pydantic.Field(None, max_length=40)


class Appeal(pydantic.BaseModel):
    text: str = pydantic.Field(min_length=1, max_length=10_000)
    house_id: int | None = None
    category: str | None = None
    contact: Contact | None = None


@contextlib.asynccontextmanager
async def lifespan(app):
    app.state.pool = await asyncpg.create_pool(os.environ["PEER_DATABASE_URL"], min_size=16, max_size=16)
    yield
    await app.state.pool.close()


app = fastapi.FastAPI(lifespan=lifespan)


@app.get("/health")
async def health():
    return {"status": "ok"}


@app.post("/v1/appeals", status_code=201)
async def submit(appeal: Appeal):
    contact = appeal.contact or Contact()
    async with app.state.pool.acquire() as connection, connection.transaction():
        row = await connection.fetchrow(
            "INSERT INTO appeals (text, house_id, category, name, phone) VALUES ($1, $2, $3, $4, $5)"
            " RETURNING appeal_id, registered_at",
            appeal.text, appeal.house_id, appeal.category, contact.name, contact.phone,
        )
        await connection.execute(
            "INSERT INTO appeal_events (appeal_id, kind) VALUES ($1, 'registered')", row["appeal_id"]
        )
        await connection.execute(
            "INSERT INTO jobs (kind, arguments) VALUES ('route', $1)", json.dumps({"appeal": row["appeal_id"]})
        )
    return {"number": row["appeal_id"], "registered_at": row["registered_at"]}
