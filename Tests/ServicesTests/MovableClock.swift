import Foundation
import Locking
import Postgres

/// A clock that stands still until it is moved.
final class MovableClock: Sendable {
    private let time = Locked(Date())

    var now: Date { time.withLock { $0 } }

    func advance(by seconds: Double) {
        time.withLock { $0 += seconds }
    }
}
