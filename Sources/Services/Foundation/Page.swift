/// One page of a list, and where the next begins.
public struct Page<Item: Sendable>: Sendable {
    public let items: [Item]
    /// The value of `after` for the next page; nil on the last page. Opaque to callers.
    public let next: String?

    public init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }

    /// A page of at most `limit` items, from rows that were requested with a limit one greater.
    init<Row>(_ rows: [Row], limit: Int, item: (Row) throws -> Item, cursor: (Row) -> PageCursor) rethrows {
        items = try rows.prefix(limit).map(item)
        next = rows.count > limit ? cursor(rows[limit - 1]).text : nil
    }
}
