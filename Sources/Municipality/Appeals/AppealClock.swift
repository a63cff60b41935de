public import Foundation

/// One named deadline of an appeal.
public struct AppealClock: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable, Codable {
        /// The official answer to the resident.
        case answer
        /// The problem itself solved, within the category's own limit.
        case resolution
    }

    public let kind: Kind
    /// The text and article that the limit comes from.
    public let norm: String
    public let startedAt: Date
    public let deadlineAt: Date

    public init(kind: Kind, norm: String, startedAt: Date, deadlineAt: Date) {
        self.kind = kind
        self.norm = norm
        self.startedAt = startedAt
        self.deadlineAt = deadlineAt
    }

    /// The written answer within 30 calendar days of registration (59-FZ, art. 12(1)).
    ///
    /// The day of registration is not counted and the last day ends at 24:00 of the town. A last day that is a day off
    /// is not moved: 59-FZ itself does not move it.
    public static func answer(registeredAt: Date, in timeZone: TimeZone) -> AppealClock {
        AppealClock(
            kind: .answer,
            norm: answerNorm,
            startedAt: registeredAt,
            deadlineAt: Day(of: registeredAt, in: timeZone).advanced(by: answerDays + 1).start(in: timeZone)
        )
    }

    /// The category's own limit, in hours round the clock from registration.
    public static func resolution(registeredAt: Date, limitHours: Int) -> AppealClock {
        AppealClock(
            kind: .resolution,
            norm: resolutionNorm,
            startedAt: registeredAt,
            deadlineAt: registeredAt.addingTimeInterval(Double(limitHours) * 3_600)
        )
    }

    public static let answerNorm = "59-FZ art. 12(1)"
    public static let resolutionNorm = "category limit"
    static let answerDays = 30
}
