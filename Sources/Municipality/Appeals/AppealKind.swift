/// What kind of item an appeal is. The kind decides which clocks start, whatever the channel.
public enum AppealKind: String, CaseIterable, Sendable, Codable {
    /// An appeal under Federal Law 59-FZ; see ``Appeal59FZ``.
    case appeal59FZ = "appeal_59fz"
    /// Anything else that a resident reports.
    case message
    /// A question.
    case informationRequest = "information_request"
    /// A call to the emergency dispatch service.
    case dispatchRequest = "dispatch_request"
}
