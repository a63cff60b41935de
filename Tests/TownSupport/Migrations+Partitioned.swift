import Store

extension Migrations {
    /// The steps of this program with the large tables partitioned by HASH (municipality_id).
    static let partitioned = Migrations(
        steps: all.steps.map { Migration(version: $0.version, name: $0.name, text: partitioned($0.text)) }
            + [
                Migration(
                    version: Int32(all.steps.count + 1),
                    name: "partitions",
                    text: LargeTable.allCases.flatMap(\.partitions).map { "CALL separate_municipalities('\($0)');" }
                        .joined(separator: "\n")
                )
            ]
    )

    /// `text` with each CREATE TABLE of a large table followed by its partitions.
    private static func partitioned(_ text: String) -> String {
        var text = text
        for table in LargeTable.allCases {
            guard let start = text.firstRange(of: "CREATE TABLE \(table.rawValue) (")?.lowerBound,
                let close = text[start...].firstRange(of: "\n)"),
                let end = text[close.upperBound...].firstIndex(of: ";")
            else { continue }
            // The storage parameters in between do not apply to partitioned tables.
            let divided =
                [" PARTITION BY HASH (municipality_id);"]
                + table.partitions.enumerated().map { remainder, name in
                    """
                    CREATE TABLE \(name) PARTITION OF \(table.rawValue)
                        FOR VALUES WITH (MODULUS \(LargeTable.modulus), REMAINDER \(remainder));
                    """
                }
            text.replaceSubrange(close.upperBound...end, with: divided.joined(separator: "\n"))
        }
        return text
    }
}

/// A table that grows with the town's past.
public enum LargeTable: String, CaseIterable, Sendable {
    case appeals
    case appealTexts = "appeal_texts"
    case appealContacts = "appeal_contacts"
    case clocks
    case clockPauses = "clock_pauses"
    case appealEvents = "appeal_events"
    case idempotencyKeys = "idempotency_keys"
    case routingDecisions = "routing_decisions"
    case tickets
    case ticketEvents = "ticket_events"

    static let modulus = 4

    /// Names of its partitions in a partitioned town.
    public var partitions: [String] { (0..<Self.modulus).map { "\(rawValue)_p\($0)" } }
}
