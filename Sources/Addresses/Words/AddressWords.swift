import Foundation
import TextWords

/// Splits a written address into tokens.
///
/// Composed and decomposed letters, every dash, blank and slash, and Latin letters that look Cyrillic are understood.
enum AddressWords {
    /// Characters that are read; the rest is dropped.
    static let limit = 500

    static func tokens(of text: String) -> [AddressToken] { tokens(of: scalars(of: text)) }

    /// The composed text.
    static func scalars(of text: String) -> [Unicode.Scalar] {
        Array(text.precomposedStringWithCanonicalMapping.unicodeScalars.prefix(limit))
    }

    static func tokens(of scalars: [Unicode.Scalar]) -> [AddressToken] {
        // A word of look-alike letters only is Latin, unless Cyrillic stands around it.
        let isCyrillic = scalars.contains { (0x400...0x52F).contains($0.value) }
        var tokens: [AddressToken] = []
        var isGlued = false
        var place = 0
        func add(_ kind: AddressToken.Kind, _ text: String, from start: Int) {
            // «5 "В"»: no preposition stands in quotes.
            let isQuotedLetter = kind == .word && place == start + 1 && isQuoted(scalars, start)
            tokens.append(
                AddressToken(
                    kind: kind,
                    text: text,
                    isGlued: (isGlued || isQuotedLetter) && !tokens.isEmpty,
                    isName: kind == .word && isName(scalars[start..<max(place, start + 1)]),
                    range: start..<max(place, start + 1)
                )
            )
            isGlued = true
        }
        while place < scalars.count {
            let scalar = scalars[place]
            let start = place
            if let digit = digit(scalar) {
                var text = String(digit)
                place += 1
                while place < scalars.count {
                    if let next = self.digit(scalars[place]) {
                        text.append(Character(next))
                    } else if scalars[place].properties.generalCategory != .format {
                        break
                    }
                    place += 1
                }
                if let end = minutes(in: scalars, at: place), text.utf8.count <= 2 {
                    place = end
                    add(.sign, ":", from: start)
                } else {
                    add(.number, text, from: start)
                }
            } else if Letter(scalar) != nil {
                let text = word(in: scalars, at: &place, unmixing: isCyrillic)
                add(.word, text, from: start)
            } else {
                if let sign = sign(scalar) {
                    add(sign == "," || sign == ";" ? .comma : .sign, sign, from: start)
                } else if !isSilent(scalar) {
                    isGlued = false
                }
                place += 1
            }
        }
        return tokens
    }

    private static func word(
        in scalars: [Unicode.Scalar],
        at place: inout Int,
        unmixing: Bool
    ) -> String {
        var letters: [Unicode.Scalar] = []
        while place < scalars.count {
            if let letter = Letter(scalars[place]), digit(scalars[place]) == nil {
                letters.append(letter.folded)
            } else if isDash(scalars[place]), place + 1 < scalars.count, Letter(scalars[place + 1]) != nil,
                digit(scalars[place + 1]) == nil
            {
                // «пр-кт», «Ново-Садовая»
            } else if !isSilent(scalars[place]) || isQuote(scalars[place]) {
                break
            }
            place += 1
        }
        let latin = letters.filter { ("a"..."z").contains($0) }
        if unmixing, !latin.isEmpty, latin.allSatisfy({ Lookalikes.cyrillic($0) != $0 }) {
            letters = letters.map { ("a"..."z").contains($0) ? Lookalikes.cyrillic($0) : $0 }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: letters)
        return String(text)
    }

    private static func isQuoted(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
        place > 0 && place + 1 < scalars.count && isQuote(scalars[place - 1]) && isQuote(scalars[place + 1])
    }

    /// The position after the minutes of a time whose hour ends at `place`.
    private static func minutes(in scalars: [Unicode.Scalar], at place: Int) -> Int? {
        guard place + 2 < scalars.count, scalars[place] == ":", ("0"..."5").contains(scalars[place + 1]),
            digit(scalars[place + 2]) != nil, place + 3 == scalars.count || digit(scalars[place + 3]) == nil
        else { return nil }
        return place + 3
    }

    private static func isName(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        let capitals = word.compactMap { Letter($0)?.isCapital }
        return capitals.first == true && capitals.contains(false)
    }

    /// The ASCII digit of a decimal digit of any script; nil for other characters.
    private static func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if ("0"..."9").contains(scalar) { return scalar }
        guard scalar.value >= 0x80, scalar.properties.numericType == .decimal,
            let value = scalar.properties.numericValue
        else { return nil }
        return Unicode.Scalar(UInt8(ascii: "0") + UInt8(value))
    }

    private static func sign(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case ",", "\n", "\u{2028}", "|": ","
        case ";": ";"
        case ".": "."
        case "/", "\\", "\u{2044}", "\u{2215}", "\u{FF0F}": "/"
        case "(", "[": "("
        case ")", "]": ")"
        case "№", "#": "№"
        case "+", "&": "+"
        default: isDash(scalar) ? "-" : nil
        }
    }

    private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .dashPunctuation || scalar == "\u{2212}"
    }

    private static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "'", "`", "«", "»", "“", "”", "„", "‘", "’", "‚": true
        default: false
        }
    }

    /// Accents, joiners and soft hyphens, and quotes: they do not separate.
    private static func isSilent(_ scalar: Unicode.Scalar) -> Bool {
        if isQuote(scalar) { return true }
        return switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }
}
