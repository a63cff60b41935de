import Foundation
import JSONText
import Municipality

extension Parameter where Value == String? {
    static var after: Parameter {
        Parameter(.query, "after", "The `next` of the previous page.", schema: { .text(...1_000) }, parse: \.self)
    }

    static var categoryFilter: Parameter {
        Parameter(
            .query,
            "category",
            as: "categoryFilter",
            "Code of a category.",
            schema: { .text(...127) },
            parse: \.self
        )
    }

    static var organisationFilter: Parameter {
        Parameter(
            .query,
            "organisation",
            as: "organisationFilter",
            "Code of an organisation.",
            schema: { .text(...63) },
            parse: \.self
        )
    }

    static var serviceFilter: Parameter {
        Parameter(
            .query,
            "service",
            as: "serviceFilter",
            "Code of a service.",
            schema: { .text(...63) },
            parse: \.self
        )
    }

    static var houseQuery: Parameter {
        Parameter(
            .query,
            "query",
            as: "houseQuery",
            "Words of the address.",
            schema: { .text(...200, example: "Моторостроителей 5") },
            parse: \.self
        )
    }
}

extension Parameter where Value == Int {
    static var limit: Parameter {
        Parameter(
            .query,
            "limit",
            "Maximum number of items.",
            schema: { Int.schema.with(.minimum(1), .maximum(200), .standard(.integer(50))) }
        ) { text in
            guard let limit = try text.map({ try wholeNumber($0, "limit") }) ?? 50, (1...200).contains(limit) else {
                throw Problem.parameter("limit", "is not 1 to 200")
            }
            return limit
        }
    }
}

extension Parameter where Value == Int64? {
    static var houseFilter: Parameter {
        Parameter(.query, "house_id", as: "houseFilter", schema: { Int64.schema }) { text in
            try text.map { try wholeNumber($0, "house_id") }
        }
    }
}

extension Parameter where Value == Bool {
    static var overdue: Parameter {
        Parameter(
            .query,
            "overdue",
            "Only overdue tickets.",
            schema: { Bool.schema.with(.standard(.bool(false))) }
        ) { text in
            guard let text else { return false }
            guard let value = Bool(text) else { throw Problem.parameter("overdue", "is neither true nor false") }
            return value
        }
    }
}

extension Parameter where Value == AppealState? {
    static var appealState: Parameter {
        Parameter(.query, "state", as: "appealState", schema: { AppealState.schema }) { try oneOf($0, "state") }
    }
}

extension Parameter where Value == TicketState? {
    static var ticketState: Parameter {
        Parameter(.query, "state", as: "ticketState", schema: { TicketState.schema }) { try oneOf($0, "state") }
    }
}

extension Parameter where Value == Date? {
    static var registeredFrom: Parameter {
        Parameter(
            .query,
            "registered_from",
            as: "registeredFrom",
            "Registered at that time or later.",
            schema: { .instant }
        ) { try instant($0, "registered_from") }
    }

    static var registeredTo: Parameter {
        Parameter(.query, "registered_to", as: "registeredTo", "Registered before.", schema: { .instant }) {
            try instant($0, "registered_to")
        }
    }
}

private func oneOf<Value: RawRepresentable<String> & CaseIterable>(_ text: String?, _ name: String) throws -> Value? {
    guard let text else { return nil }
    guard let value = Value(rawValue: text) else {
        let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem.parameter(name, "is not one of \(words)")
    }
    return value
}

private func instant(_ text: String?, _ name: String) throws -> Date? {
    guard let text else { return nil }
    guard let instant = Date(rfc3339: text) else {
        throw Problem.parameter(name, "is not an RFC 3339 time such as 2026-11-23T14:35:00Z")
    }
    return instant
}
