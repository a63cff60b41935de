/// What makes an item an appeal under Federal Law 59-FZ.
public enum Appeal59FZ {
    /// What an item lacks.
    public enum Lack: Hashable, Sendable, CaseIterable {
        case identity, name, replyAddress, channel
    }

    /// 2025-03-30: since then Federal Law 547-FZ requires an identified author, and e-mail is no longer a channel.
    public static let identifiedSince = Day(daysSince1970: 20_177)

    /// - Parameter day: of registration.
    /// - Returns: nothing when the item may be registered as an appeal.
    public static func lacks(
        identity: Identity,
        channel: IntakeChannel,
        hasName: Bool,
        hasReplyAddress: Bool,
        on day: Day
    ) -> [Lack] {
        let mustBeIdentified = day >= identifiedSince
        return Lack.allCases.filter { lack in
            switch lack {
            case .identity: mustBeIdentified && identity == .unproven
            case .name: !hasName
            case .replyAddress: !hasReplyAddress
            case .channel: mustBeIdentified && channel == .email
            }
        }
    }
}
