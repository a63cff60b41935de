import ArgumentParser
import Foundation

/// A new file that only its owner may read, or standard output. An existing file is not overwritten.
struct OutputFile {
    private let handle: FileHandle
    /// nil for standard output.
    private let path: String?

    private var name: String { path.map { "the file \($0)" } ?? "standard output" }

    init(_ path: String) throws {
        guard path != "-" else {
            (handle, self.path) = (.standardOutput, nil)
            return
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ValidationError("the file \(path) cannot be created: \(String(cString: strerror(errno)))")
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        self.path = path
    }

    func write(_ bytes: [UInt8]) throws {
        do {
            try handle.write(contentsOf: bytes)
        } catch {
            throw FileError(name, "cannot be written", because: error)
        }
    }

    /// Returns when the file is on disk.
    func keep() throws {
        do {
            if path != nil { try handle.synchronize() }
        } catch {
            throw FileError(name, "cannot be written", because: error)
        }
    }

    func discard() {
        if let path { unlink(path) }
    }
}
