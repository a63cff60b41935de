import Foundation
import Municipality

extension Actor {
    /// Whoever gave the command: events keep the system's user name.
    static var console: Actor { .commandLine(user: NSUserName()) }
}
