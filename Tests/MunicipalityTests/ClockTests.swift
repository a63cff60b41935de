import Foundation
import Municipality
import Testing

@Suite struct ClockTests {
    let moscow = TimeZone(identifier: "Europe/Moscow") ?? .gmt

    func clocks(
        _ kind: AppealKind,
        at registered: String,
        limitHours: Int? = nil
    ) throws -> [Clock] {
        ClockPolicy.clocks(
            ofAppeal: kind,
            registeredAt: try Date(registered, strategy: .iso8601),
            limitHours: limitHours,
            in: moscow
        )
    }

    @Test func theAnswerIsDueAtTheEndOfTheThirtiethDay() throws {
        // 23:59:59 on 1 June in Moscow, and a second later.
        let first = try #require(try clocks(.appeal59FZ, at: "2026-06-01T20:59:59Z").first)
        #expect(first.norm == "59-FZ art. 12(1)")
        #expect(first.deadlineAt == (try Date("2026-07-01T21:00:00Z", strategy: .iso8601)))
        let next = try #require(try clocks(.appeal59FZ, at: "2026-06-01T21:00:00Z").first)
        #expect(next.deadlineAt == first.deadlineAt.addingTimeInterval(86_400))
    }

    @Test func theCategorysLimitCountsHoursAroundTheClock() throws {
        let clocks = try clocks(.message, at: "2026-06-05T20:00:00Z", limitHours: 60)
        #expect(clocks.map(\.policy.rawValue) == ["category_limit"])
        #expect(clocks[0].deadlineAt == (try Date("2026-06-08T08:00:00Z", strategy: .iso8601)))
    }

    @Test(arguments: AppealKind.allCases)
    func theKindOfAnItemDecidesWhichClocksStart(kind: AppealKind) throws {
        let policies = try clocks(kind, at: "2026-06-01T08:00:00Z", limitHours: 24).map(\.policy.rawValue)
        #expect(policies == (kind == .appeal59FZ ? ["answer_59fz", "category_limit"] : ["category_limit"]))
        #expect(try clocks(kind, at: "2026-06-01T08:00:00Z").count == (kind == .appeal59FZ ? 1 : 0))
    }

    @Test func aPolicyStartsNoClocksOutsideItsDates() throws {
        // The law came into force on 2006-11-02, which began in Moscow at 21:00 UTC (the zone was +03:00 in winter).
        #expect(try clocks(.appeal59FZ, at: "2006-11-01T20:59:59Z").isEmpty)
        #expect(try clocks(.appeal59FZ, at: "2006-11-01T21:00:00Z").count == 1)
        let day = try #require(Day(year: 2026, month: 3, day: 1))
        let former = ClockPolicy(
            code: ClockPolicy.Code(rawValue: "former"),
            norm: ClockNorm("rule"),
            calendar: .aroundTheClock,
            limit: .fixed(1),
            target: .work,
            kinds: [.message],
            validFrom: day.advanced(by: -10),
            validTo: day
        )
        #expect(former.isInForce(on: day) && !former.isInForce(on: day.advanced(by: 1)))
        #expect(!former.isInForce(on: day.advanced(by: -11)))
    }

    @Test func aTicketIsDueByTheEarliestDeadline() {
        let start = Date(timeIntervalSince1970: 1_700_000_000)
        func due(_ deadline: Date?, _ limitHours: Int?) -> Double {
            TicketDue.instant(registeredAt: start, earliestDeadline: deadline, limitHours: limitHours)
                .timeIntervalSince(start) / 3_600
        }
        #expect(due(nil, nil) == 720)
        #expect(due(nil, 4) == 4)
        #expect(due(start + 7_200, 4) == 2)
        #expect(due(start + 40 * 86_400, nil) == 960)
    }
}

@Suite struct Appeal59FZTests {
    let since = Appeal59FZ.identifiedSince

    func lacks(_ identity: Identity, _ channel: IntakeChannel, on day: Day) -> [Appeal59FZ.Lack] {
        Appeal59FZ.lacks(identity: identity, channel: channel, hasName: true, hasReplyAddress: true, on: day)
    }

    @Test func theAmendmentOf2025RequiresAnIdentifiedAuthorAndExcludesEmail() {
        #expect(since.description == "2025-03-30")
        #expect(lacks(.esia, .web, on: since).isEmpty)
        #expect(lacks(.paper, .post, on: since).isEmpty)
        #expect(lacks(.unproven, .web, on: since) == [.identity])
        #expect(lacks(.unproven, .email, on: since) == [.identity, .channel])
        #expect(lacks(.unproven, .email, on: since.advanced(by: -1)).isEmpty)
    }

    @Test func aNameAndAReplyAddressWereAlwaysRequired() {
        for day in [since, since.advanced(by: -1)] {
            let lacks = Appeal59FZ.lacks(
                identity: .esia,
                channel: .web,
                hasName: false,
                hasReplyAddress: false,
                on: day
            )
            #expect(lacks == [.name, .replyAddress])
        }
    }
}
