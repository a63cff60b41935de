/// Renumbers `$1`, `$2`… in a statement, leaving quoted text, dollar quotes and comments alone.
package enum Placeholders {
    package static func shift(_ text: String, by distance: Int) -> String {
        guard distance > 0 else { return text }
        var scanner = Scanner(bytes: Array(text.utf8))
        return String(decoding: scanner.shifted(by: distance), as: UTF8.self)
    }

    private struct Scanner {
        let bytes: [UInt8]
        private var position = 0
        private var output: [UInt8] = []

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        mutating func shifted(by distance: Int) -> [UInt8] {
            while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: "'"), UInt8(ascii: "\""):
                    copy(past: [bytes[position]], from: position + 1)
                case UInt8(ascii: "-") where starts("--"):
                    copy(past: [UInt8(ascii: "\n")], from: position + 2)
                case UInt8(ascii: "/") where starts("/*"):
                    copy(past: Array("*/".utf8), from: position + 2)
                case UInt8(ascii: "$"):
                    copyDollar(distance)
                default:
                    output.append(bytes[position])
                    position += 1
                }
            }
            return output
        }

        /// A placeholder, the delimiter of a dollar quote, or a plain dollar sign in a name.
        private mutating func copyDollar(_ distance: Int) {
            var end = position + 1
            while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
            let word = bytes[(position + 1)..<end]
            if position > 0, Self.isWord(bytes[position - 1]) {
                copy(upTo: end)
            } else if let number = Int(String(decoding: word, as: UTF8.self)) {
                output += Array("$\(number + distance)".utf8)
                position = end
            } else if end < bytes.count, bytes[end] == UInt8(ascii: "$") {
                copy(past: Array(bytes[position...end]), from: end + 1)
            } else {
                copy(upTo: end)
            }
        }

        private func starts(_ prefix: String) -> Bool {
            bytes[position...].starts(with: prefix.utf8)
        }

        private mutating func copy(upTo end: Int) {
            output += bytes[position..<end]
            position = end
        }

        /// Copies to the end of the next occurrence of `delimiter`, or everything.
        private mutating func copy(past delimiter: [UInt8], from start: Int) {
            var end = start
            while end < bytes.count, !bytes[end...].starts(with: delimiter) { end += 1 }
            copy(upTo: min(end + delimiter.count, bytes.count))
        }

        private static func isWord(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...:
                true
            default:
                false
            }
        }
    }
}
