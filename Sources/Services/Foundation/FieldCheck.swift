import Foundation
import Municipality

/// Collects the problems in the fields of an input, so that all are reported at once.
struct FieldCheck {
    private(set) var problems: [FieldProblem] = []

    mutating func fail(_ field: String, _ message: String) {
        problems.append(FieldProblem(field: field, message: message))
    }

    /// The text without surrounding white space; nil when absent or empty.
    mutating func text(_ text: String?, _ field: String, limit: Int) -> String? {
        guard let trimmed = text?.trimmed, !trimmed.isEmpty else { return nil }
        // Bytes bound characters from above, and counting characters is expensive.
        if trimmed.utf8.count > limit, trimmed.unicodeScalars.count > limit {
            fail(field, "is longer than \(limit) characters")
        }
        if trimmed.holdsNul { fail(field, "holds a NUL character") }
        return trimmed
    }

    /// Like ``text(_:_:limit:)``, but required.
    mutating func requiredText(_ value: String?, _ field: String, limit: Int) -> String {
        guard let text = text(value, field, limit: limit) else {
            fail(field, "must not be empty")
            return ""
        }
        return text
    }

    mutating func guid(_ text: String?, _ field: String) -> UUID? {
        guard let text = self.text(text, field, limit: 40) else { return nil }
        let guid = UUID(uuidString: text)
        if guid == nil { fail(field, "is not a GUID such as 0c5b2444-70a0-4932-980c-b4dc0d3f02b5") }
        return guid
    }

    mutating func oneOf<Value: RawRepresentable<String>>(_ values: [Value], _ text: String?, _ field: String) -> Value?
    {
        guard let text else { return nil }
        let value = values.first { $0.rawValue == text }
        if value == nil { fail(field, "is not one of \(values.map(\.rawValue).joined(separator: ", "))") }
        return value
    }

    /// Requires both or neither.
    mutating func coordinates(_ latitude: Double?, _ longitude: Double?) -> Coordinates? {
        guard latitude != nil || longitude != nil else { return nil }
        guard let latitude, let longitude, let point = Coordinates(latitude: latitude, longitude: longitude) else {
            fail("latitude", "needs a longitude; they are −90 to 90 and −180 to 180 degrees")
            return nil
        }
        return point
    }

    /// The first and the last day of a validity, between 1900 and 2200.
    mutating func dates(_ first: Day, _ last: Day?, _ fields: (String, String) = ("valid_from", "valid_to")) {
        for (field, day) in [(fields.0, first), (fields.1, last ?? first)]
        where !(1900...2200).contains(day.components.year) {
            fail(field, "is outside 1900 to 2200")
        }
        if let last, last < first { fail(fields.1, "is before \(fields.0)") }
    }

    /// RFC 3339, such as `2026-11-23T14:35:00+03:00`.
    mutating func instant(_ text: String?, _ field: String) -> Date? {
        guard let text else { return nil }
        let instant = Date(rfc3339: text)
        if instant == nil { fail(field, "is not an RFC 3339 time such as 2026-11-23T14:35:00+03:00") }
        return instant
    }

    /// Throws all problems, if there are any.
    func finish() throws(ServiceError) {
        guard problems.isEmpty else { throw .invalid(problems) }
    }
}

extension String {
    /// Uses memchr, because a search byte by byte costs as much as all other checks of a text.
    fileprivate var holdsNul: Bool {
        var text = self
        return text.withUTF8 { utf8 in utf8.baseAddress.map { memchr($0, 0, utf8.count) != nil } ?? false }
    }

    /// Without surrounding white space and line breaks.
    var trimmed: String {
        var view = self[...]
        while view.first?.isWhitespace == true { view.removeFirst() }
        while view.last?.isWhitespace == true { view.removeLast() }
        return String(view)
    }
}
