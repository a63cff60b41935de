import Foundation

/// A file could not be read or written to its end.
struct FileError: LocalizedError {
    let errorDescription: String?

    /// - Parameter cause: an error of Foundation; its reason in the system's words is shown.
    init(_ name: String, _ what: String, because cause: any Error) {
        let underlying = (cause as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
        let reason = (underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
        errorDescription = "\(name) \(what): \(reason ?? cause.localizedDescription)"
    }
}
