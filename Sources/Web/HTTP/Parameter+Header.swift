import Foundation
import JSONText
import Municipality
import Services

extension Parameter where Value == String? {
    static var code: Parameter {
        Parameter(
            .query,
            "code",
            "The follow-up code.",
            schema: { .text(...64, example: "7K3M-Q9TX") }
        ) { $0?.replacing("+", with: " ") }
    }

    static var appealCode: Parameter {
        Parameter(
            .header,
            "Appeal-Code",
            as: "appealCode",
            "The follow-up code, for clients that do not want it in a URL. Characters outside ASCII are percent-encoded.",
            schema: { .text(...64) }
        ) { text in
            // Browsers send the no-break space of a pasted code as one byte, which is no UTF-8.
            text.map { ($0.removingPercentEncoding ?? $0).replacing("\u{FFFD}", with: " ") }
        }
    }
}

extension Parameter where Value == IdempotencyKey? {
    static var idempotencyKey: Parameter {
        Parameter(
            .header,
            "Idempotency-Key",
            as: "idempotencyKey",
            "The client's own name for the request, preferably a UUID; stored for seven days.",
            schema: { .string.with(.pattern("^[!-~]{1,255}$"), .example("6f0f8a5e-0c3e-4f0a-9a77-1f4f3c7e2b11")) }
        ) { try $0.map { try IdempotencyKey(parsing: $0) } }
    }
}

extension Parameter where Value == Int64? {
    static var lastEventID: Parameter {
        Parameter(
            .header,
            "Last-Event-ID",
            as: "lastEventId",
            "Number of the last event seen; without it the stream begins with the next event.",
            schema: { Int64.schema.with(.minimum(0)) }
        ) { text in
            guard let text else { return nil }
            guard let number = Int64(text) else {
                throw Problem.parameter("Last-Event-ID", "is not the number of an event")
            }
            return number
        }
    }
}
