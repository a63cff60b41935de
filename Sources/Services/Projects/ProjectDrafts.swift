public import Municipality

/// What a project is to be. Fields that are nil stay as they are; a new one needs all but the description and the state.
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

/// What a milestone is to be. Fields that are nil stay as they are; a new one needs a title and a day.
public struct MilestoneDraft: Sendable {
    public var title: String?
    public var dueOn: Day?
    /// 1 to 100; 1 unless told.
    public var weight: Int16?
    /// 0 to 100.
    public var progress: Int16?

    public init() {}
}
