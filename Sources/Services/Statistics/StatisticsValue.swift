public import JSONText
import Spreadsheet

/// One figure.
public enum StatisticsValue: Hashable, Sendable {
    case count(Int)
    /// nil when nothing was closed, so that there are no hours.
    case hours(Hours?)

    var cell: Cell {
        switch self {
        case .count(let count): .integer(count)
        case .hours(let hours?): .hundredths(hours.hundredths)
        case .hours(nil): .empty
        }
    }
}

extension StatisticsValue: JSONWritable {
    public func write(to writer: inout JSONWriter) {
        switch self {
        case .count(let count): count.write(to: &writer)
        case .hours(let hours?): writer.number(hours.description)
        case .hours(nil): writer.null()
        }
    }
}

extension StatisticsValue: CustomStringConvertible {
    /// `7`, `12.05` or `—`.
    public var description: String {
        switch self {
        case .count(let count): String(count)
        case .hours(let hours): hours?.description ?? "—"
        }
    }
}
