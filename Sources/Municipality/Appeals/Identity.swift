/// How it is known who the author of an appeal is.
public enum Identity: String, CaseIterable, Sendable, Codable {
    /// By the state's system of identification.
    case esia
    /// By a member of staff, who saw a document.
    case staffChecked = "staff_checked"
    /// By a signed paper.
    case paper
    case unproven = "none"
}
