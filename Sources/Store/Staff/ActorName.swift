import Postgres

/// The name of an event's actor, as staff see it.
enum ActorName {
    /// The login of a member of staff, an integration's name, or the system's user name at the command line; NULL for all
    /// other actors.
    /// - Parameter event: alias of a table with the columns `actor_kind` and `actor_id`.
    static func column(of event: SQL) -> SQL {
        """
        CASE \(fragment: event).actor_kind
            WHEN 'staff' THEN (
                SELECT login FROM staff_users
                WHERE municipality_id = \(fragment: event).municipality_id AND user_id = \(fragment: event).actor_id::integer
            )
            WHEN 'integration' THEN (
                SELECT name FROM integrations
                WHERE municipality_id = \(fragment: event).municipality_id
                    AND integration_id = \(fragment: event).actor_id::integer
            )
            WHEN 'command_line' THEN \(fragment: event).actor_id
        END
        """
    }
}
