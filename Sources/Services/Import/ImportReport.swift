import Store

/// What is wrong with one row of a file.
public struct RowProblem: Sendable, Hashable {
    /// The record, the header being 1.
    public let row: Int
    /// Name of the column, where one is to blame.
    public let column: String?
    public let message: String

    public init(row: Int, column: String?, message: String) {
        self.row = row
        self.column = column
        self.message = message
    }
}

/// What an import did.
public struct ImportReport: Sendable, Hashable {
    public let file: String
    /// Records of the file without the header.
    public internal(set) var read = 0
    public internal(set) var inserted = 0
    public internal(set) var updated = 0
    public internal(set) var unchanged = 0
    /// Left out for their problems.
    public internal(set) var skipped = 0
    public internal(set) var problems: [RowProblem] = []

    init(file: String) {
        self.file = file
    }

    mutating func count(_ changes: [SavedChange]) {
        for change in changes {
            switch change {
            case .inserted: inserted += 1
            case .updated: updated += 1
            case .unchanged: unchanged += 1
            }
        }
    }
}

/// How a file is imported.
public struct ImportOptions: Sendable {
    /// Makes the categories and organisations that a file of appeals names and the town lacks.
    public var createMissing: Bool
    /// Leaves rows with problems out; otherwise one problem is enough to store nothing.
    public var skipBad: Bool

    public init(createMissing: Bool = false, skipBad: Bool = false) {
        self.createMissing = createMissing
        self.skipBad = skipBad
    }
}

/// How far an import has read.
public struct ImportProgress: Sendable {
    public let bytesRead: Int
    public let bytesTotal: Int
}
