import Foundation
import Locking
import Postgres

/// A clock that only moves when the test moves it. It begins at a whole second, so that sums of times are exact.
final class MovableClock: Sendable {
    private let time = Locked(Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down)))

    var now: Date { time.withLock { $0 } }

    func advance(by seconds: Double) {
        time.withLock { $0 += seconds }
    }
}
