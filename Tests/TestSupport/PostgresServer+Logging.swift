public import Logging

extension Logger {
    /// For tests that expect failures.
    public static var silent: Logger {
        Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    }
}
