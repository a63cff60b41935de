import Foundation
import Municipality
import Store

/// Parses the rows of a file as appeals, by a mapping.
struct HistoryRowParser {
    private let mapping: HistoryMapping
    private let width: Int
    private let places: [String: Int]
    private let timeZone: TimeZone
    private let now: Date

    /// - Parameters:
    ///   - header: names of the file's columns.
    ///   - timeZone: for times without an offset, when the mapping has none.
    ///   - now: no time in the file may be after it.
    ///
    /// Throws ``ServiceError/invalid(_:)`` when the mapping uses a column that the file does not have.
    init(_ mapping: HistoryMapping, header: [String], timeZone: TimeZone, now: Date) throws(ServiceError) {
        self.mapping = mapping
        width = header.count
        places = Dictionary(
            header.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        self.timeZone = mapping.timeZone ?? timeZone
        self.now = now
        var check = FieldCheck()
        for column in mapping.columnNames where places[column] == nil {
            check.fail(column, "is not a column of the file")
        }
        try check.finish()
    }

    /// The appeal of a row, or all its problems by column.
    func row(_ fields: [String], at number: Int) -> Result<HistoryStore.Row, ServiceError> {
        var check = FieldCheck()
        let columns = mapping.columns
        func value(_ column: String?) -> String? {
            guard let column, let place = places[column], place < fields.count else { return nil }
            let text = fields[place].trimmed
            return text.isEmpty || mapping.empty.contains(text) ? nil : text
        }
        let registeredAt = past(value(columns.registeredAt), columns.registeredAt, after: nil, &check)
        if value(columns.registeredAt) == nil { check.fail(columns.registeredAt, "must not be empty") }
        var row = HistoryStore.Row(
            row: number,
            externalID: check.requiredText(value(columns.externalID), columns.externalID, limit: 200),
            registeredAt: registeredAt ?? now,
            deadlineAt: time(value(columns.deadlineAt), columns.deadlineAt, after: registeredAt, &check),
            dueAt: now,
            closedAt: past(value(columns.closedAt), columns.closedAt, after: registeredAt, &check),
            text: check.requiredText(mapping.text.text(value), "text", limit: AppealContent.textLimit),
            address: check.text(mapping.address?.text(value), "address", limit: 500),
            coordinates: coordinates(value, &check),
            category: check.requiredText(value(columns.category), columns.category, limit: 200),
            group: check.text(value(columns.group), columns.group ?? "", limit: 200),
            organisation: check.requiredText(value(columns.organisation), columns.organisation, limit: 200)
        )
        row.dueAt = TicketDue.instant(
            registeredAt: row.registeredAt,
            earliestDeadline: row.deadlineAt,
            limitHours: nil
        )
        if fields.count != width { check.fail("", "has \(fields.count) fields instead of \(width)") }
        do {
            try check.finish()
            return .success(row)
        } catch {
            return .failure(error)
        }
    }

    /// - Parameter start: the registration of the appeal; other times must not be before it.
    private func time(_ text: String?, _ column: String?, after start: Date?, _ check: inout FieldCheck) -> Date? {
        guard let text, let column else { return nil }
        let instant: Date
        switch mapping.timeFormat.time(text) {
        case .absolute(let date): instant = date
        case .local(let reading):
            let first = reading.instant(in: timeZone)
            // A time that occurred twice is the second one if the first would be before the registration.
            instant = start.map { first < $0 } == true ? reading.lastInstant(in: timeZone) : first
        case nil:
            check.fail(column, "is not a time of the form \(mapping.timePattern)")
            return nil
        }
        if let start, instant < start { check.fail(column, "is before the registration") }
        if instant < Self.earliest { check.fail(column, "lies before 1900") }
        return instant
    }

    private func past(_ text: String?, _ column: String?, after start: Date?, _ check: inout FieldCheck) -> Date? {
        let instant = time(text, column, after: start, &check)
        if let instant, let column, instant > now { check.fail(column, "is in the future") }
        return instant
    }

    private func coordinates(_ value: (String?) -> String?, _ check: inout FieldCheck) -> Coordinates? {
        let columns = mapping.columns
        if let unknown = mapping.defaultCoordinates, value(unknown.column) == unknown.value { return nil }
        guard let latitude = columns.latitude, let longitude = columns.longitude else { return nil }
        switch (value(latitude), value(longitude)) {
        case (nil, nil): return nil
        case (let north?, let east?):
            let point = Double(north).flatMap { north in
                Double(east).flatMap { Coordinates(latitude: north, longitude: $0) }
            }
            if point == nil { check.fail(latitude, "and \(longitude) are not coordinates in degrees") }
            return point
        case (nil, _): check.fail(latitude, "is empty beside \(longitude)")
        case (_, nil): check.fail(longitude, "is empty beside \(latitude)")
        }
        return nil
    }

    /// 1900-01-01.
    private static let earliest = Date(timeIntervalSince1970: -2_208_988_800)
}
