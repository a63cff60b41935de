import Glibc

/// C strings that live as long as a call.
enum CStringArray {
    typealias Pointer = UnsafePointer<UnsafePointer<CChar>?>

    /// `body` gets the strings, followed by a null pointer.
    static func with<Result>(_ strings: [String], _ body: (Pointer) -> Result) -> Result {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        let pointers = copies.map { UnsafePointer($0) } + [nil]
        return withUnsafePointers(pointers, body)
    }

    private static func withUnsafePointers<Result>(_ pointer: Pointer, _ body: (Pointer) -> Result) -> Result {
        body(pointer)
    }

    /// `body` gets keywords and values, each followed by a null pointer.
    static func with<Result>(_ pairs: [(String, String)], _ body: (Pointer, Pointer) -> Result) -> Result {
        with(pairs.map(\.0)) { keywords in
            with(pairs.map(\.1)) { values in body(keywords, values) }
        }
    }
}
