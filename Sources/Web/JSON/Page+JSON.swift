public import JSONText
public import Services

/// An object that occurs in lists.
public protocol JSONListed: JSONObject {
    /// The first part of the names of list components: `Ticket` in `TicketPage`.
    static var listed: String { get }
}

extension JSONListed {
    public static var listed: String { members.component }
}

extension Page: JSONWritable, JSONValue, JSONObject where Item: JSONListed {
    public static var members: JSONMembers<Page> {
        JSONMembers(Item.listed + "Page") {
            JSONMember("items") { $0.items }
            JSONMember("next", "The value of `after` for the next page; absent on the last page.") { $0.next }
        }
    }
}

/// A list without pages, because it is small.
struct Listing<Item: JSONListed & Sendable>: Sendable {
    let items: [Item]
}

extension Listing: JSONObject {
    static var members: JSONMembers<Listing> {
        JSONMembers(Item.listed + "List") {
            JSONMember("items") { $0.items }
        }
    }
}
