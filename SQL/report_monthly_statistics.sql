-- The month's appeals by category group and organisation now responsible, then a row of totals over all of them.
-- $1 municipality, $2 first instant of the month, $3 first instant of the next, both in the town's time zone.
-- Every row has a figure other than zero; the row of totals is always there, and last.
WITH fact AS (
    -- Appeals open at some moment of the month.
    SELECT c.group_id, a.organisation_id, 'appeal' AS kind, a.registered_at < $2 AS was_open,
        coalesce(a.closed_at < $3, false) AS closed, k.late, k.running_late, a.state = 'triage' AS triage,
        CASE WHEN a.closed_at < $3
            THEN extract(epoch FROM a.closed_at - a.registered_at)::double precision / 3600 END AS hours
    FROM appeals AS a
    LEFT JOIN categories AS c ON c.municipality_id = a.municipality_id AND c.category_id = a.category_id
    LEFT JOIN LATERAL (
        SELECT
            -- Stopped late; if never stopped, the appeal was closed late.
            bool_or(coalesce(k.stopped_at, a.closed_at) > k.deadline_at) AS late,
            -- Running at the end of the month, or still now while the month lasts, and past its deadline.
            bool_or((k.stopped_at >= $3 OR k.stopped_at IS NULL) AND k.deadline_at < least($3, now())) AS running_late
        FROM clocks AS k
        WHERE k.municipality_id = $1 AND k.subject = 'appeal' AND k.subject_id = a.appeal_id
    ) AS k ON true
    WHERE a.municipality_id = $1 AND a.registered_at < $3 AND (a.closed_at >= $2 OR a.closed_at IS NULL)
    UNION ALL
    SELECT c.group_id, e.organisation_id, e.kind, false, false, NULL, NULL, false, NULL
    FROM ticket_events AS e
    JOIN tickets AS t ON t.municipality_id = e.municipality_id AND t.ticket_id = e.ticket_id
    JOIN appeals AS a ON a.municipality_id = t.municipality_id AND a.appeal_id = t.appeal_id
    LEFT JOIN categories AS c ON c.municipality_id = a.municipality_id AND c.category_id = a.category_id
    WHERE e.municipality_id = $1 AND e.kind = 'returned' AND e.at >= $2 AND e.at < $3
    UNION ALL
    SELECT c.group_id, a.organisation_id, e.kind, false, false, NULL, NULL, false, NULL
    FROM appeal_events AS e
    JOIN appeals AS a ON a.municipality_id = e.municipality_id AND a.appeal_id = e.appeal_id
    LEFT JOIN categories AS c ON c.municipality_id = a.municipality_id AND c.category_id = a.category_id
    WHERE e.municipality_id = $1 AND e.kind = 'reopened' AND e.at >= $2 AND e.at < $3
), figure AS (
    SELECT grouping(group_id) = 1 AS total, group_id, organisation_id,
        count(*) FILTER (WHERE kind = 'appeal' AND was_open) AS backlog_start,
        count(*) FILTER (WHERE kind = 'appeal' AND NOT was_open) AS opened,
        count(*) FILTER (WHERE kind = 'appeal' AND closed) AS closed,
        count(*) FILTER (WHERE kind = 'appeal' AND NOT closed) AS backlog_end,
        count(*) FILTER (WHERE closed AND NOT late) AS on_time,
        count(*) FILTER (WHERE closed AND late) AS overdue,
        count(*) FILTER (WHERE closed AND late IS NULL) AS without_deadline,
        count(*) FILTER (WHERE NOT closed AND running_late) AS backlog_overdue,
        percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY hours) AS hours_to_close,
        count(*) FILTER (WHERE kind = 'returned') AS returned,
        count(*) FILTER (WHERE kind = 'reopened') AS reopened,
        count(*) FILTER (WHERE triage AND NOT closed) AS triage
    FROM fact
    GROUP BY GROUPING SETS ((group_id, organisation_id), ())
)
SELECT f.total, g.code AS "group", g.name_ru AS group_name, o.code AS organisation, o.name AS organisation_name,
    f.backlog_start, f.opened, f.closed, f.backlog_end, f.on_time, f.overdue, f.without_deadline, f.backlog_overdue,
    round(f.hours_to_close[1]::numeric, 2)::double precision AS hours_to_close_median,
    round(f.hours_to_close[2]::numeric, 2)::double precision AS hours_to_close_p90,
    f.returned, f.reopened, f.triage
FROM figure AS f
LEFT JOIN category_groups AS g ON g.municipality_id = $1 AND g.group_id = f.group_id
LEFT JOIN organisations AS o ON o.municipality_id = $1 AND o.organisation_id = f.organisation_id
ORDER BY f.total, g.code COLLATE "C" NULLS LAST, o.code COLLATE "C" NULLS LAST
