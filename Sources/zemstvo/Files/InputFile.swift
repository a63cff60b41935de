import ArgumentParser
import Foundation

/// A file that is read in chunks, or standard input.
struct InputFile {
    private static let chunk = 256 * 1024
    private let handle: FileHandle
    private let name: String

    init(_ path: String) throws {
        name = path == "-" ? "standard input" : "the file \(path)"
        guard path != "-" else {
            handle = .standardInput
            return
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ValidationError("\(name) cannot be read: \(String(cString: strerror(errno)))")
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Empty at the end.
    func read() throws -> [UInt8] {
        do {
            return try handle.read(upToCount: Self.chunk).map(Array.init) ?? []
        } catch {
            throw FileError(name, "cannot be read", because: error)
        }
    }
}
