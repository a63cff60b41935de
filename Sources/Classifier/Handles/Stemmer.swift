import CStemmer

/// Snowball's Russian stemmer. Leaves words of other alphabets as they are. Not thread-safe.
struct Stemmer: ~Copyable {
    private let handle: OpaquePointer
    private var bytes: [UInt8] = []

    init() {
        // Fails only when the library does not have the language, or when memory is exhausted.
        guard let handle = sb_stemmer_new("russian", "UTF_8") else { preconditionFailure("no Russian stemmer") }
        self.handle = handle
    }

    deinit { sb_stemmer_delete(handle) }

    /// Lends the UTF-8 of a word's stem to `body`.
    mutating func withStem<Result>(
        of word: ArraySlice<Unicode.Scalar>,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        bytes.removeAll(keepingCapacity: true)
        for letter in word { bytes.append(contentsOf: UTF8.encode(letter).unsafelyUnwrapped) }
        return bytes.withUnsafeBufferPointer { bytes in
            guard let stem = sb_stemmer_stem(handle, bytes.baseAddress, Int32(bytes.count)) else { return body(bytes) }
            return body(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
        }
    }
}
