import Foundation
import Postgres
public import Services

extension TestTown {
    /// An appeal whose one ticket is done.
    @discardableResult
    public func workedOn(_ text: String = "Холодно") async throws -> AppealReceipt {
        let receipt = try await submit(text, house: 1, category: "heating.none")
        try await routeAll()
        let id = try await ticket(of: receipt)
        let tickets = TicketService(town: town)
        _ = try await tickets.accept(id, by: TestTown.anna)
        _ = try await tickets.start(id, by: TestTown.anna)
        _ = try await tickets.done(id, note: "готово", by: TestTown.anna)
        return receipt
    }

    /// Creates rows in most tables: appeals in many states, a pause, a merge, a model, contacts, keys, waiting jobs,
    /// and one that was given up.
    public func liveThrough() async throws {
        let casework = AppealCasework(town: town)
        let answered = try author(of: try await workedOn("Холодно уже неделю")).number
        _ = try await casework.answer(answered, text: "Сделано\tи\nпроверено \\.", by: TestTown.coordinator)
        let paused = try await submit("Опять холодно", house: 2, category: "heating.none")
        try await routeAll()
        let ticket = try await ticket(of: paused)
        let tickets = TicketService(town: town)
        _ = try await tickets.accept(ticket, by: TestTown.anna)
        _ = try await tickets.start(ticket, by: TestTown.anna)
        let end = clock().addingTimeInterval(3_600)
        _ = try await tickets.pause(ticket, ground: "Ждём труб", expectedEnd: end, by: TestTown.anna)
        let target = try author(of: try await submit("Нет воды", house: 2, category: "water.none")).number
        let joined = try author(of: try await submit("Воды нет", house: 2, category: "water.none")).number
        try await routeAll()
        _ = try await casework.merge(joined, into: target, by: TestTown.coordinator)
        let withdrawn = try author(of: try await submit("Ошибка", house: 1))
        _ = try await casework.withdraw(withdrawn.number, code: withdrawn.code)
        try await pool.execute(
            """
            WITH project AS (
                INSERT INTO projects (municipality_id, code, title, lead_id, starts_on, ends_on)
                VALUES (1, 'yard', 'Двор', 1, '2026-01-01', '2026-12-31') RETURNING project_id
            ), partner AS (
                INSERT INTO project_partners SELECT 1, project_id, 2, 'труд' FROM project
            ), milestone AS (
                INSERT INTO project_milestones (municipality_id, project_id, title, due_on)
                SELECT 1, project_id, 'Начало', '2026-05-01' FROM project
            )
            INSERT INTO project_appeals (municipality_id, project_id, appeal_id)
            SELECT 1, project_id, (SELECT min(appeal_id) FROM appeals WHERE municipality_id = 1) FROM project
            """
        )
        try await pool.execute(
            """
            WITH model AS (
                INSERT INTO routing_models
                    (municipality_id, kind, fingerprint, rows, classes, threshold, quality, model)
                VALUES (1, 'category', 'f', 1, 1, 0.1, '{"a": 1}', '\\x00ff5c0a') RETURNING kind, model_id
            )
            INSERT INTO routing_activations (municipality_id, kind, model_id) SELECT 1, kind, model_id FROM model
            """
        )
        try await pool.execute("INSERT INTO municipality_hosts VALUES ('test.example', 1)")
        for number in 1...3 {
            _ = try await submit("Темно \(number)", house: 3, category: "yard.light", key: "k\(number)") {
                $0.contact = AppealSubmission.Contact(name: "Иван", phone: "+7 900 000-00-0\(number)", email: nil)
            }
        }
        try await pool.execute(
            """
            WITH one AS (DELETE FROM jobs WHERE job_id = (SELECT max(job_id) FROM jobs) RETURNING *)
            INSERT INTO dead_jobs (job_id, kind, arguments, priority, attempt, maximum_attempts, errors, created_at)
            SELECT job_id, kind, arguments, priority, 20, maximum_attempts, '[]', created_at FROM one
            """
        )
    }
}
