/// A letter or digit in the form in which words are compared: in lower case, ё as е.
public struct Letter: Sendable {
    public let folded: Unicode.Scalar
    public let isCapital: Bool

    /// nil if the character is neither a letter nor a digit.
    @inlinable
    public init?(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x430...0x44F, 0x61...0x7A, 0x30...0x39: (folded, isCapital) = (scalar, false)
        case 0x410...0x42F, 0x41...0x5A:
            (folded, isCapital) = (Unicode.Scalar(scalar.value + 0x20).unsafelyUnwrapped, true)
        case 0x451: (folded, isCapital) = ("е", false)
        case 0x401: (folded, isCapital) = ("е", true)
        case 0..<0x80: return nil
        default:
            let properties = scalar.properties
            guard properties.isAlphabetic || properties.numericType != nil else { return nil }
            folded = properties.lowercaseMapping.unicodeScalars.first ?? scalar
            isCapital = properties.isUppercase
        }
    }
}
