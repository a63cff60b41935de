import ArgumentParser
import Foundation

/// A file that is read in chunks, or standard input.
struct InputFile {
    private static let chunk = 256 * 1024
    private let handle: FileHandle

    init(_ path: String) throws {
        guard path != "-" else {
            handle = .standardInput
            return
        }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw ValidationError("the file \(path) cannot be read")
        }
        self.handle = handle
    }

    /// Empty at the end.
    func read() throws -> [UInt8] {
        try handle.read(upToCount: Self.chunk).map(Array.init) ?? []
    }
}
