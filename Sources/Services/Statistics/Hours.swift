import Spreadsheet

/// Hours with two decimals; a number in JSON.
public struct Hours: Hashable, Sendable {
    public let hundredths: Int

    public init(hundredths: Int) {
        self.hundredths = hundredths
    }

    /// `hours` rounded to the nearest value.
    init(_ hours: Double) {
        hundredths = Int((hours * 100).rounded())
    }
}

extension Hours: Decodable {
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Double.self))
    }
}

extension Hours: CustomStringConvertible {
    /// `12.05`.
    public var description: String { decimal(hundredths: hundredths) }
}
