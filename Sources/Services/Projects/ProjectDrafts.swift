public import Municipality

/// The values of a project. Fields that are nil stay as they are; a new project requires all but the description and
/// the state.
public struct ProjectDraft: Sendable {
    public var code: String?
    public var title: String?
    public var description: String?
    public var state: ProjectState?
    public var lead: String?
    public var startsOn: Day?
    public var endsOn: Day?

    public init() {}
}

/// The values of a milestone. Fields that are nil stay as they are; a new milestone requires a title and a day.
public struct MilestoneDraft: Sendable {
    public var title: String?
    public var dueOn: Day?
    /// 1 to 100; default 1.
    public var weight: Int16?
    /// 0 to 100.
    public var progress: Int16?

    public init() {}
}
