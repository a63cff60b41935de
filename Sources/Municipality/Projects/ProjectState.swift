/// How far a city project is.
public enum ProjectState: String, CaseIterable, Sendable, Codable {
    case planned, active, done, cancelled
}
