public import Foundation

/// The time after an answer in which the author may refute it. After that the answer is final.
public enum RefutationWindow {
    /// Length in days of 24 hours.
    public static let days = 7

    private static let seconds = Double(days) * 86_400

    /// Whether the window of an answer given at `answer` is still open.
    public static func isOpen(since answer: Date, at now: Date) -> Bool {
        now <= answer.addingTimeInterval(seconds)
    }

    /// Answers given before this instant are final.
    public static func end(at now: Date) -> Date { now.addingTimeInterval(-seconds) }
}
