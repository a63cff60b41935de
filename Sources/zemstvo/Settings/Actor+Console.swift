import Foundation
import Municipality

extension Actor {
    /// The user of the system who runs the command. Events keep the user's name.
    static var console: Actor { .commandLine(user: NSUserName()) }
}
