import Foundation
package import Municipality
import Postgres

/// Reads everything stored about one appeal, in one statement.
package enum AppealFileStore {
    /// - Parameter publicOnly: whether to leave out the comments for staff.
    package static func file(
        of appeal: AppealID,
        publicOnly: Bool,
        in session: TownSession
    ) async throws -> AppealFile? {
        try await session.query(
            """
            SELECT \(fragment: AppealStore.columns),
                \(fragment: list(clocks)), \(fragment: list(decision)), \(fragment: list(events(publicOnly: publicOnly))),
                \(fragment: list(joined)), \(fragment: list(target)), \(fragment: list(tickets)),
                \(fragment: list(contact)), \(fragment: list(projects))
            \(fragment: AppealStore.source)
            WHERE a.municipality_id = \(session.municipality) AND a.appeal_id = \(appeal)
            """
        ).first.map { row in
            var columns = row.columns
            let appeal = try AppealStore.Row(&columns)
            let file = AppealFile(
                appeal: appeal,
                clocks: try columns.nextList(of: AppealClock.self).map(\.clock),
                decision: try columns.nextList(of: Decision.self).first?.explanation,
                events: try columns.nextList(of: Event.self).map(\.event),
                joined: try columns.nextList(of: Joined.self).map { try $0.joined },
                target: try columns.nextList(of: Target.self).first.map { try $0.target },
                tickets: try columns.nextList(of: Ticket.self).map(\.ticket),
                contact: try columns.nextList(of: Contact.self).first?.contact,
                projects: try columns.nextList(of: Project.self).map(\.project)
            )
            try columns.end()
            return file
        }
    }

    // MARK: Lists

    /// The rows of a query as one JSON array; NULL when there are none.
    private static func list(_ query: SQL) -> SQL {
        "(SELECT json_agg(item)::text FROM (\(fragment: query)) AS item)"
    }

    /// A time without loss of precision in JSON: microseconds since 1970.
    static func instant(_ column: SQL) -> SQL {
        "(extract(epoch FROM \(fragment: column)) * 1000000)::bigint"
    }

    private static let clocks: SQL = """
        SELECT DISTINCT ON (policy) policy, norm, \(fragment: instant("started_at")) AS started,
            \(fragment: instant("deadline_at")) AS deadline, \(fragment: instant("stopped_at")) AS stopped
        FROM clocks
        WHERE municipality_id = a.municipality_id AND subject = 'appeal' AND subject_id = a.appeal_id
        ORDER BY policy, deadline_at
        """

    private struct AppealClock: Decodable {
        let policy: ClockPolicy.Code
        let norm: String
        let started: Int64
        let deadline: Int64
        let stopped: Int64?

        var clock: Clock {
            Clock(
                policy: policy,
                norm: norm,
                startedAt: Date(microseconds: started),
                deadlineAt: Date(microseconds: deadline),
                stoppedAt: stopped.map(Date.init(microseconds:))
            )
        }
    }

    private static let decision: SQL = """
        SELECT \(fragment: instant("d.decided_at")) AS at, d.outcome = 'routed' AS routed, d.reason, o.code AS organisation,
            d.contract_id AS contract, d.category_id AS category, d.house_id AS house,
            \(fragment: ActorName.column(of: "d")) AS by, d.details::text
        FROM routing_decisions AS d
        \(fragment: RoutingExplanationStore.joins)
        WHERE d.municipality_id = a.municipality_id AND d.appeal_id = a.appeal_id
        ORDER BY d.decision_id DESC
        LIMIT 1
        """

    private struct Decision: Decodable {
        let at: Int64
        let routed: Bool
        let reason: RoutingReason
        let organisation: String?
        let contract: ContractID?
        let category: CategoryID?
        let house: HouseID?
        let by: String?
        let details: String

        var explanation: RoutingExplanationStore.Explanation {
            RoutingExplanationStore.Explanation(
                decidedAt: Date(microseconds: at),
                routed: routed,
                reason: reason,
                organisation: organisation,
                contract: contract,
                category: category,
                house: house,
                by: by,
                details: details
            )
        }
    }

    private static func events(publicOnly: Bool) -> SQL {
        """
        SELECT \(fragment: instant("e.at")) AS at, e.kind, e.from_state AS "from", e.to_state AS "to", e.note,
            \(fragment: ActorName.column(of: "e")) AS by
        FROM appeal_events AS e
        WHERE e.municipality_id = a.municipality_id AND e.appeal_id = a.appeal_id AND (e.public OR NOT \(publicOnly))
        ORDER BY e.event_id
        """
    }

    private struct Event: Decodable {
        let at: Int64
        let kind: AppealEventKind
        let from: AppealState?
        let to: AppealState?
        let note: String?
        let by: String?

        var event: AppealHistoryStore.Event {
            AppealHistoryStore.Event(
                at: Date(microseconds: at),
                kind: kind,
                from: from,
                to: to,
                note: note,
                by: by
            )
        }
    }

    private static let joined: SQL = """
        SELECT j.number, words.text, coalesce(h.address, j.address) AS address, c.name, c.phone, c.email,
            c.address AS reply
        FROM appeal_merges AS m
        JOIN appeals AS j ON j.municipality_id = m.municipality_id AND j.appeal_id = m.appeal_id
        JOIN appeal_texts AS words ON words.municipality_id = j.municipality_id AND words.appeal_id = j.appeal_id
        LEFT JOIN houses AS h ON h.municipality_id = j.municipality_id AND h.house_id = j.house_id
        LEFT JOIN appeal_contacts AS c ON c.municipality_id = j.municipality_id AND c.appeal_id = j.appeal_id
        WHERE m.municipality_id = a.municipality_id AND m.target_id = a.appeal_id AND m.undone_at IS NULL
        ORDER BY m.merge_id
        """

    private struct Joined: Decodable {
        let number: String
        let text: String
        let address: String?
        let name: String?
        let phone: String?
        let email: String?
        let reply: String?

        var joined: MergeStore.Joined {
            get throws {
                MergeStore.Joined(
                    number: try AppealNumber(stored: number),
                    text: text,
                    address: address,
                    contact: AppealContact(name: name, phone: phone, email: email, address: reply)
                )
            }
        }
    }

    private static let target: SQL = """
        SELECT t.number, t.state, o.code AS organisation, \(fragment: instant("t.answered_at")) AS answered,
            \(fragment: instant("t.closed_at")) AS closed, t.answer
        FROM appeal_merges AS m
        JOIN appeals AS t ON t.municipality_id = m.municipality_id AND t.appeal_id = m.target_id
        LEFT JOIN organisations AS o
            ON o.municipality_id = t.municipality_id AND o.organisation_id = t.organisation_id
        WHERE m.municipality_id = a.municipality_id AND m.appeal_id = a.appeal_id AND m.undone_at IS NULL
        """

    private struct Target: Decodable {
        let number: String
        let state: AppealState
        let organisation: String?
        let answered: Int64?
        let closed: Int64?
        let answer: String?

        var target: AppealFile.Target {
            get throws {
                AppealFile.Target(
                    number: try AppealNumber(stored: number),
                    state: state,
                    organisation: organisation,
                    answeredAt: answered.map(Date.init(microseconds:)),
                    closedAt: closed.map(Date.init(microseconds:)),
                    answer: answer
                )
            }
        }
    }

    private static let contact: SQL = """
        SELECT c.name, c.phone, c.email, c.address FROM appeal_contacts AS c
        WHERE c.municipality_id = a.municipality_id AND c.appeal_id = a.appeal_id
        """

    private struct Contact: Decodable {
        let name: String?
        let phone: String?
        let email: String?
        let address: String?

        var contact: AppealContact {
            AppealContact(name: name, phone: phone, email: email, address: address)
        }
    }
}

extension Date {
    /// As ``AppealFileStore/instant(_:)`` gives it.
    init(microseconds: Int64) {
        self.init(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }
}
