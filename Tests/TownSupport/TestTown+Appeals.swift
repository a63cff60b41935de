import Foundation
public import Municipality
import Postgres
public import Services

extension TestTown {
    /// Submits an appeal and returns its receipt.
    public func submit(
        _ text: String,
        house: Int64? = nil,
        category: String? = nil,
        key: String? = nil,
        by actor: Actor = .anybody,
        configure: (inout AppealSubmission) -> Void = { _ in }
    ) async throws -> AppealReceipt {
        var submission = AppealSubmission(text: text)
        submission.houseID = house
        submission.category = category
        configure(&submission)
        return try await intake.submit(
            submission,
            idempotencyKey: try key.map { try IdempotencyKey(parsing: $0) },
            bodyHash: Array(text.utf8),
            by: actor,
            now: clock()
        )
    }

    /// Like ``submit(_:house:category:key:by:configure:)``, for an identified citizen at the coordinator's desk: an
    /// appeal under 59-FZ.
    public func submitFormally(
        _ text: String,
        house: Int64? = nil,
        category: String? = nil,
        key: String? = nil,
        configure: (inout AppealSubmission) -> Void = { _ in }
    ) async throws -> AppealReceipt {
        try await submit(text, house: house, category: category, key: key, by: Self.coordinator) {
            $0.channel = "in_person"
            $0.kind = "appeal_59fz"
            $0.identity = "staff_checked"
            $0.contact = .init(name: "Иванова Анна", address: "Тутаев, ул. Волжская, 1, кв. 5")
            configure(&$0)
        }
    }

    /// Routes every registered appeal of the town, as the worker does: with the server's role.
    public func routeAll() async throws {
        let waiting = try await pool.query(
            """
            SELECT appeal_id FROM appeals
            WHERE municipality_id = \(town.id) AND state = 'registered' ORDER BY appeal_id
            """
        ).map { AppealID(rawValue: try $0.decode(Int64.self)) }
        try await database.pool.withTransaction { transaction in
            try await AppealRoutingService(database: town.database, clock: clock).route(
                waiting,
                of: town.id,
                in: transaction
            )
            try await transaction.execute("DELETE FROM jobs WHERE kind = 'route'")
        }
    }

    /// The number and code of a receipt.
    public func author(of receipt: AppealReceipt) throws -> (number: AppealNumber, code: FollowUpCode) {
        guard let number = AppealNumber(parsing: receipt.number), let code = FollowUpCode(parsing: receipt.code) else {
            throw ServiceError.notFound("appeal")
        }
        return (number, code)
    }

    /// The one ticket of an appeal.
    public func ticket(of receipt: AppealReceipt) async throws -> TicketID {
        let digits = receipt.number.filter(\.isNumber)
        let rows = try await pool.query(
            """
            SELECT t.ticket_id FROM tickets AS t JOIN appeals AS a USING (municipality_id, appeal_id)
            WHERE a.municipality_id = \(town.id) AND a.number = \(digits) ORDER BY t.ticket_id DESC
            """
        )
        guard let row = rows.first else { throw ServiceError.notFound("ticket") }
        return TicketID(rawValue: try row.decode(Int64.self))
    }
}

extension TestTown {
    /// Rows of a table, or of `table WHERE condition`.
    public func count(_ table: String) async throws -> Int {
        try await pool.query(SQL(raw: "SELECT count(*) FROM \(table)")).first?.decode(Int.self) ?? -1
    }
}
