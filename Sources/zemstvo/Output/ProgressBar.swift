import Foundation

/// A progress bar on standard error, if that is a terminal.
struct ProgressBar: Sendable {
    let title: String
    private let isShown = isatty(STDERR_FILENO) == 1

    init(title: String) {
        self.title = title
    }

    func show(_ done: Int, of total: Int) {
        guard isShown, total > 0 else { return }
        let share = min(1, Double(done) / Double(total))
        let filled = Int(share * 30)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        FileHandle.standardError.write(Data("\r\(title) \(bar) \(Int(share * 100)) %".utf8))
    }

    func clear() {
        guard isShown else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
