import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport
import Web
import Yams

/// What is stored is read by somebody: every column of a town's tables is a member of an answer, or is exempt by name.
@Suite struct StoredFieldsTests {
    struct Row {
        let field: String
        /// Members of the API document, `Schema.member`.
        let members: [String]
        /// Why no answer shows it.
        let exemption: String?
    }

    static let rows = StoredFields.table.split(separator: "\n").map { line in
        let words = line.split(separator: " ")
        let rest = words.dropFirst()
        return rest.first == "-"
            ? Row(field: String(words[0]), members: [], exemption: rest.dropFirst().joined(separator: " "))
            : Row(field: String(words[0]), members: rest.map(String.init), exemption: nil)
    }

    /// A field within a JSON column: `table.column.member`.
    static func isWithinJSON(_ field: String) -> Bool { field.split(separator: ".").count == 3 }

    @Test func everyColumnIsInTheTable() async throws {
        try await TestTown.with { test in
            let columns = try await test.pool.query(
                """
                SELECT c.relname || '.' || a.attname FROM pg_class AS c
                JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                    AND a.attname <> 'municipality_id' AND EXISTS (
                        SELECT FROM pg_attribute AS town
                        WHERE town.attrelid = c.oid AND town.attname = 'municipality_id' AND NOT town.attisdropped
                    )
                """
            ).map { try $0.decode(String.self) }
            let listed = Self.rows.map(\.field).filter { !Self.isWithinJSON($0) }
            #expect(Set(columns).subtracting(listed).sorted() == [], "show it where its reader works, and say where")
            #expect(Set(listed).subtracting(columns).sorted() == [], "there is no such column")
            #expect(Set(Self.rows.map(\.field)).count == Self.rows.count)
        }
    }

    @Test func everyMemberOfTheTableIsInAnAnswer() throws {
        let document = try #require(try Yams.load(yaml: APIDocument(isStrict: true).yaml()) as? [String: Any])
        let components = try #require(document["components"] as? [String: Any])
        let schemas = try #require(components["schemas"] as? [String: [String: Any]])
        for row in Self.rows {
            #expect(row.members.isEmpty == (row.exemption?.isEmpty == false), "\(row.field)")
            for member in row.members {
                let parts = member.split(separator: ".").map(String.init)
                let properties = schemas[parts[0]]?["properties"] as? [String: Any]
                #expect(parts.count == 2 && properties?[parts[1]] != nil, "\(row.field): there is no \(member)")
                // Bodies of requests are open even in the strict document.
                #expect(schemas[parts[0]]?["additionalProperties"] as? Bool == false, "\(member) is in no answer")
            }
        }
    }

    /// The members of JSON columns are in no catalogue, so they are collected from a town that has lived.
    @Test func everyMemberOfStoredJSONIsInTheTable() async throws {
        try await TestTown.with { test in
            try await test.liveThrough()
            try await test.passOn()
            try await test.teach()
            let models = RoutingModelService(town: test.town)
            for kind in [RoutingModelKind.category, .organisation] {
                _ = try await models.activate(try await models.train(kind, by: .console).modelID, by: .console)
            }
            _ = try await test.submit("Уважаемая администрация, ничего не понимаю", house: 1)
            try await test.routeAll()
            let members = try await test.pool.query(
                """
                SELECT DISTINCT 'routing_decisions.details.' || key
                FROM routing_decisions, jsonb_object_keys(details) AS key
                UNION
                SELECT DISTINCT 'ticket_events.details.' || key FROM ticket_events, jsonb_object_keys(details) AS key
                """
            ).map { try $0.decode(String.self) }
            let listed = Self.rows.map(\.field).filter(Self.isWithinJSON)
            #expect(Set(members).subtracting(listed).sorted() == [])
            #expect(members.contains("routing_decisions.details.note"))
            #expect(members.contains("ticket_events.details.organisation"))
        }
    }
}
