"""A page of the queue with FastAPI and asyncpg: the program's own query and fields, without its authorisation."""

import contextlib
import datetime
import os

import asyncpg
import fastapi

QUERY = """
    SELECT t.ticket_id, a.number AS appeal_number, o.code AS organisation, t.state, t.urgency = 0 AS emergency, t.due_at,
        c.code AS category, t.house_id, coalesce(h.street || ', ' || h.number, a.address) AS address,
        assignee.login AS assignee, leaser.login AS leased_by, t.leased_until, t.queued_at, t.done_at
    FROM (
        SELECT * FROM tickets AS t
        WHERE t.municipality_id = 1 AND t.organisation_id = (SELECT organisation_id FROM organisations WHERE code = $4)
            AND (t.urgency, t.due_at, t.ticket_id) > ($1, $2, $3)
            AND t.state IN ('queued', 'accepted', 'in_progress', 'paused', 'refuted')
        ORDER BY t.urgency, t.due_at, t.ticket_id
        LIMIT 50
    ) AS t
    JOIN appeals AS a ON a.municipality_id = t.municipality_id AND a.appeal_id = t.appeal_id
    JOIN organisations AS o ON o.municipality_id = t.municipality_id AND o.organisation_id = t.organisation_id
    JOIN categories AS c ON c.municipality_id = t.municipality_id AND c.category_id = t.category_id
    LEFT JOIN houses AS h ON h.municipality_id = t.municipality_id AND h.house_id = t.house_id
    LEFT JOIN staff_users AS assignee
        ON assignee.municipality_id = t.municipality_id AND assignee.user_id = t.assignee_id
    LEFT JOIN staff_users AS leaser ON leaser.municipality_id = t.municipality_id AND leaser.user_id = t.lease_user_id
    ORDER BY t.urgency, t.due_at, t.ticket_id
"""


@contextlib.asynccontextmanager
async def lifespan(app):
    app.state.pool = await asyncpg.create_pool(os.environ["PEER_DATABASE_URL"], min_size=8, max_size=8)
    yield
    await app.state.pool.close()


app = fastapi.FastAPI(lifespan=lifespan)


@app.get("/health")
async def health():
    return {"status": "ok"}


@app.get("/tickets")
async def tickets(
    urgency: int = -1,
    due: datetime.datetime = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC),
    ticket: int = 0,
):
    rows = await app.state.pool.fetch(QUERY, urgency, due, ticket, "teploset")
    return {"items": [{key: value for key, value in row.items() if value is not None} for row in rows]}
