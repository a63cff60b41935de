/// Writes CSV: RFC 4180, UTF-8 without a byte order mark, lines ended by CRLF, quotes only where they are needed.
///
/// Text that a spreadsheet program would treat as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage
/// return) gets a leading apostrophe. Numbers stay as they are.
package struct CSVWriter: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func write(_ row: [Cell]) {
        for (index, cell) in row.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            switch cell {
            case .empty: continue
            case .text(let text): write(text)
            case .integer(let number): bytes.append(contentsOf: String(number).utf8)
            case .hundredths(let number): bytes.append(contentsOf: decimal(hundredths: number).utf8)
            }
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    private mutating func write(_ text: String) {
        var field = Array(text.utf8)
        if let first = field.first, Self.formulaStarts.contains(first) { field.insert(UInt8(ascii: "'"), at: 0) }
        guard field.contains(where: Self.needsQuotes.contains) else {
            bytes.append(contentsOf: field)
            return
        }
        let quote = UInt8(ascii: "\"")
        bytes.append(quote)
        for byte in field {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }

    private static let formulaStarts: Set<UInt8> = Set("=+-@\t\r".utf8)
    private static let needsQuotes: Set<UInt8> = Set("\",\r\n".utf8)
}

/// `-12.05` for −1205: a number with exactly two decimals, the same in every locale.
package func decimal(hundredths: Int) -> String {
    let (whole, part) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(hundredths < 0 ? "-" : "")\(whole).\(part < 10 ? "0" : "")\(part)"
}
