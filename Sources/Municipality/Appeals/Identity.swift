/// How the author of an appeal was identified.
public enum Identity: String, CaseIterable, Sendable, Codable {
    /// By ESIA, the state's identification system.
    case esia
    /// By a member of staff who saw a document.
    case staffChecked = "staff_checked"
    /// By a signed paper.
    case paper
    case unproven = "none"
}
