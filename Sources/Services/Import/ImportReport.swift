import Store

/// What is wrong with one row of a file, or worth knowing of it.
public struct RowProblem: Sendable, Hashable {
    /// The record number; the header is 1.
    public let row: Int
    /// Name of the column with the problem, if it is a single one.
    public let column: String?
    public let message: String

    public init(row: Int, column: String?, message: String) {
        self.row = row
        self.column = column
        self.message = message
    }
}

/// The result of an import.
public struct ImportReport: Sendable, Hashable {
    public let file: String
    /// Records of the file without the header.
    public internal(set) var read = 0
    public internal(set) var inserted = 0
    public internal(set) var updated = 0
    public internal(set) var unchanged = 0
    /// Rows left out because of problems, or because they are a part of another row's house.
    public internal(set) var skipped = 0
    public internal(set) var problems: [RowProblem] = []
    /// What is worth knowing of rows without problems.
    public internal(set) var notes: [RowProblem] = []

    init(file: String) {
        self.file = file
    }

    mutating func note(_ row: Int, _ column: String?, _ message: String) {
        notes.append(RowProblem(row: row, column: column, message: message))
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

/// Options of an import.
public struct ImportOptions: Sendable {
    /// Creates the categories and organisations that a file of appeals uses and the town lacks.
    public var createMissing: Bool
    /// Leaves out rows with problems. Otherwise nothing is stored if there is any problem.
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
