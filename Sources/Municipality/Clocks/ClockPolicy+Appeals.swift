public import Foundation

// The policies of appeals.
extension ClockPolicy {
    /// The written answer within 30 calendar days of registration.
    public static let answer59FZ = ClockPolicy(
        code: Code(rawValue: "answer_59fz"),
        norm: ClockNorm("59-FZ", article: "art. 12(1)"),
        calendar: .calendarDays,
        limit: .fixed(30),
        target: .answer,
        kinds: [.appeal59FZ],
        // 2006-11-02, when the law came into force.
        validFrom: Day(daysSince1970: 13_454),
        validTo: nil
    )

    /// The problem is solved within the category's own limit.
    public static let categoryLimit = ClockPolicy(
        code: Code(rawValue: "category_limit"),
        norm: ClockNorm("category limit"),
        calendar: .aroundTheClock,
        limit: .ofCategory,
        target: .work,
        kinds: Set(AppealKind.allCases),
        validFrom: Day(daysSince1970: 0),
        validTo: nil
    )

    /// In order of their codes.
    public static let ofAppeals = [answer59FZ, categoryLimit]

    /// The codes of the policies whose clocks wait for the target.
    public static func codes(waitingFor target: Target) -> [Code] {
        ofAppeals.filter { $0.target == target }.map(\.code)
    }

    /// What the clocks of a policy wait for. `work` if the program no longer has the policy.
    public static func target(of code: Code) -> Target {
        ofAppeals.first { $0.code == code }?.target ?? .work
    }

    /// The clocks that start when an appeal is registered.
    /// - Parameter limitHours: the limit of its category; nil when it has none, or no category.
    public static func clocks(
        ofAppeal kind: AppealKind,
        registeredAt: Date,
        limitHours: Int?,
        in timeZone: TimeZone
    ) -> [Clock] {
        let day = Day(of: registeredAt, in: timeZone)
        return ofAppeals.filter { $0.kinds.contains(kind) && $0.isInForce(on: day) }
            .compactMap { $0.clock(from: registeredAt, categoryLimit: limitHours, in: timeZone) }
    }

    /// The clock of an appeal whose category became known after registration.
    public static func categoryClock(registeredAt: Date, limitHours: Int) -> Clock? {
        // The time zone does not matter for hours around the clock.
        categoryLimit.clock(from: registeredAt, categoryLimit: limitHours, in: .gmt)
    }
}
