/// What a `PostgresListener` passes to its handler.
public enum PostgresListenEvent: Hashable, Sendable {
    /// LISTEN is active from now on. Earlier notifications may have been missed, so the state has to be read again.
    case resynchronise
    case notification(channel: String, payload: String)
}
