/// The state of a city project.
public enum ProjectState: String, CaseIterable, Sendable, Codable {
    case planned, active, done, cancelled
}
