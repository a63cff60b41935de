/// Latin letters and digits that look Cyrillic. They are typed by mistake or used to hide words from filters.
public enum Lookalikes {
    private static let cyrillic: [Unicode.Scalar: Unicode.Scalar] = [
        "a": "а", "b": "в", "c": "с", "e": "е", "h": "н", "k": "к", "m": "м", "o": "о", "p": "р", "t": "т", "x": "х",
        "y": "у", "n": "п", "u": "и", "r": "г", "3": "з", "0": "о",
    ]

    /// The Cyrillic letter that a lower-case letter looks like, or the letter itself if there is none.
    public static func cyrillic(_ scalar: Unicode.Scalar) -> Unicode.Scalar { cyrillic[scalar] ?? scalar }

    /// Converts a word to Cyrillic if it has letters of both alphabets and every letter that is not Cyrillic looks
    /// Cyrillic.
    static func unmix(_ word: inout ArraySlice<Unicode.Scalar>) {
        guard word.contains(where: { ("a"..."z").contains($0) }), word.contains(where: \.isCyrillic),
            word.allSatisfy({ $0.isCyrillic || cyrillic[$0] != nil })
        else { return }
        for place in word.indices { word[place] = cyrillic(word[place]) }
    }
}

extension Unicode.Scalar {
    fileprivate var isCyrillic: Bool { (0x400...0x52F).contains(value) }
}
