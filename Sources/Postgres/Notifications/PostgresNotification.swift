/// A message of NOTIFY.
struct PostgresNotification: Sendable {
    let channel: String
    let payload: String
}
