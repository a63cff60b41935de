import Municipality
import Postgres
import Store

/// The transaction of a move in the target database: from the first row to an arrived town.
struct TownCopying {
    private let move: TownMove
    private let town: TownStateStore.Row
    private let id: MoveID
    private let by: String
    /// Connection to the source database, outside a transaction.
    private let connection: PostgresConnection

    typealias Step = (TownMoveStep) async throws -> Void

    /// The state of the copying.
    private struct Progress {
        let arriving: ArrivingTown
        let catalogue: TransferCatalogue
        /// The moment of the last snapshot that was copied.
        var moment: DepartingTown.Moment
        /// Number of rows in the target, for each of the catalogue's tables.
        var counts: [Int]
    }

    init(move: TownMove, town: TownStateStore.Row, id: MoveID, by: String, on connection: PostgresConnection) {
        self.move = move
        self.town = town
        self.id = id
        self.by = by
        self.connection = connection
    }

    func run(after step: Step) async throws -> (TownArrival, TownMoveReport) {
        do {
            return try await move.target.pool.withTransaction { transaction in
                var report = TownMoveReport()
                let began = ContinuousClock.now
                var progress = try await copyAll(in: transaction)
                report.rows = progress.counts.reduce(0, +)
                try await step(.copied(rows: report.rows))
                for _ in 0..<TownMove.rounds {
                    let rows = try await copyDifference(&progress, isLast: false)
                    report.rows += rows
                    try await step(.caughtUp(rows: rows))
                    if rows <= TownMove.fewRows { break }
                }
                report.copySeconds = began.duration(to: .now).inSeconds

                // Long transactions of others must not prolong the time without writes.
                try await waitForOthers(upTo: move.patienceBefore)
                let stoppedAt = ContinuousClock.now
                try await fence()
                try await step(.fenced)
                try await waitForOthers(upTo: move.patience)
                try await step(.writersGone)
                report.lastRows = try await copyDifference(&progress, isLast: true)
                try await step(.verified(rows: report.lastRows))
                let there = progress.arriving.municipality
                return (TownArrival(municipality: there, move: id, stoppedAt: stoppedAt), report)
            }
        } catch let error as PostgresError {
            throw TownArrivals.refusal(for: error) ?? move.target.translated(error)
        }
    }

    // MARK: Copying

    private func copyAll(in transaction: PostgresTransaction) async throws -> Progress {
        try await move.source.snapshot { snapshot in
            let departing = try await DepartingTown.open(town.id, in: snapshot)
            let catalogue = try await commonCatalogue(snapshot, transaction)
            try await TownArrivals.refuseTaken(town.code.rawValue, on: transaction)
            let arriving = try await ArrivingTown.make(
                catalogue,
                move: (id, try await TownStateStore.place(on: snapshot)),
                by: by,
                in: transaction
            ) { writer in
                try await departing.copy(catalogue.municipality, checked: false) { try await writer.write($0) }
            }
            var counts: [Int] = []
            for table in catalogue.tables {
                counts.append(
                    try await arriving.stage(table, checked: true) { writer in
                        try await departing.copy(table, checked: true) { try await writer.write($0) }
                    }
                )
                try await arriving.insert(table)
                try await verify(table, in: arriving)
                try await arriving.clear(table)
            }
            let expected = try await departing.counts(of: catalogue.tables)
            for (index, table) in catalogue.tables.enumerated() {
                let count = try await arriving.count(of: table)
                guard count == counts[index], count == expected[index] else { throw Self.unlike(table) }
            }
            // Before writes are stopped. Without new statistics the town's first lists in the target, and the comparisons of
            // the last changes, would get bad plans.
            try await arriving.analyze()
            return Progress(arriving: arriving, catalogue: catalogue, moment: departing.moment, counts: counts)
        }
    }

    private func commonCatalogue(
        _ here: PostgresTransaction,
        _ there: PostgresTransaction
    ) async throws -> TransferCatalogue {
        let schemaHere = try await SchemaVersion.read(on: here)
        let schemaThere = try await SchemaVersion.read(on: there)
        guard schemaHere == schemaThere else {
            throw ServiceError.conflict(
                """
                the other database has another schema (\(schemaThere.name)) than this one (\(schemaHere.name)): migrate \
                both with one version of the program
                """
            )
        }
        let catalogue = try await TransferCatalogue.read(on: here)
        guard try await TransferCatalogue.read(on: there) == catalogue else {
            throw ServiceError.conflict("the tables of the other database are not those of this one")
        }
        return catalogue
    }

    /// Copies the changes since the last round; in the last round also the town's row and its jobs.
    /// - Returns: the number of rows.
    private func copyDifference(_ progress: inout Progress, isLast: Bool) async throws -> Int {
        let before = progress
        let (arriving, tables) = (before.arriving, before.catalogue.tables)
        let (rows, counts, moment) = try await move.source.snapshot { snapshot in
            let departing = try await DepartingTown.open(town.id, in: snapshot)
            var staged: [Int] = []
            for table in tables {
                staged.append(
                    try await arriving.stage(table, checked: true) { writer in
                        try await departing.copy(table, since: before.moment, checked: true) { rows in
                            try await writer.write(rows)
                        }
                    }
                )
            }
            let counts = try await departing.counts(of: tables)
            // Deleted rows first, children before their parents, because their keys and values may have been reused.
            for index in tables.indices.reversed() {
                let new = staged[index] == 0 ? 0 : try await arriving.newRows(of: tables[index])
                let gone = before.counts[index] + new - counts[index]
                guard gone != 0 else { continue }
                let deleted = try await arriving.delete(from: tables[index]) { writer in
                    try await departing.copyKeys(of: tables[index]) { try await writer.write($0) }
                }
                guard deleted == gone else { throw Self.unlike(tables[index]) }
            }
            for (table, rows) in zip(tables, staged) {
                if rows > 0 {
                    try await arriving.change(table)
                    try await verify(table, in: arriving)
                }
                try await arriving.clear(table)
            }
            if isLast { try await copyWhatIsSpecial(before.catalogue, from: departing, to: arriving) }
            return (staged.reduce(0, +), counts, departing.moment)
        }
        progress.counts = counts
        progress.moment = moment
        return rows
    }

    private func copyWhatIsSpecial(
        _ catalogue: TransferCatalogue,
        from departing: DepartingTown,
        to arriving: ArrivingTown
    ) async throws {
        try await arriving.renew(catalogue.municipality) { writer in
            try await departing.copy(catalogue.municipality, checked: false) { try await writer.write($0) }
        }
        let expected = try await departing.counts(of: catalogue.jobs)
        for (table, count) in zip(catalogue.jobs, expected) {
            let staged = try await arriving.stage(table, checked: false) { writer in
                try await departing.copy(table, checked: false) { try await writer.write($0) }
            }
            guard staged == count else { throw Self.unlike(table) }
            try await arriving.insertJobs(table)
            try await arriving.clear(table)
        }
    }

    private func verify(_ table: TransferTable, in arriving: ArrivingTown) async throws {
        guard try await arriving.hasAllStaged(of: table) else { throw Self.unlike(table) }
    }

    private static func unlike(_ table: TransferTable) -> ServiceError {
        .conflict("the copy of the table \(table.name) differs from the original: the move was abandoned")
    }

    // MARK: Stopping writes

    private func fence() async throws {
        let place = try await move.target.perform { connection in try await TownStateStore.place(on: connection) }
        guard try await TownStateStore.fence(town.id, move: id, peer: place, by: by, on: connection) else {
            throw ServiceError.conflict("\(town.code.rawValue) is no longer active")
        }
    }

    /// Waits until the transactions that are open now have ended.
    private func waitForOthers(upTo patience: Duration) async throws {
        let deadline = ContinuousClock.now + patience
        var left = try await OpenTransaction.all(on: connection)
        while let one = left.first {
            guard .now < deadline else {
                throw ServiceError.conflict(
                    """
                    process \(one.process) (\(one.program)) of the database has had a transaction open for more than \
                    \(Int(patience.inSeconds)) s: end it, or try again later
                    """
                )
            }
            try await Task.sleep(for: .milliseconds(5))
            left.formIntersection(try await OpenTransaction.all(on: connection))
        }
    }
}
