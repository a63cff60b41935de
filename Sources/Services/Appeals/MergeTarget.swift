public import Foundation
public import Municipality
import Store

/// The appeal that an author's own appeal was merged into.
public struct MergeTarget: Sendable {
    public let number: String
    public let state: AppealState
    public let organisation: String?
    public let answeredAt: Date?
    public let closedAt: Date?
    public let answer: String?

    init(_ appeal: AppealFile.Target) {
        number = appeal.number.description
        state = appeal.state
        organisation = appeal.organisation
        answeredAt = appeal.answeredAt
        closedAt = appeal.closedAt
        answer = appeal.answer
    }
}
