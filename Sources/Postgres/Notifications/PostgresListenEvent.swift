/// What a `PostgresListener` hands on.
public enum PostgresListenEvent: Hashable, Sendable {
    /// LISTEN is active from now on; notifications may have been missed before, so read the state anew.
    case resynchronise
    case notification(channel: String, payload: String)
}
