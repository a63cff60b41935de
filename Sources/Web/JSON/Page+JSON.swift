public import JSONText
public import Services

/// An object that lists hold.
public protocol JSONListed: JSONObject {
    /// What the components of lists begin with: `Ticket` for `TicketPage`.
    static var listed: String { get }
}

extension JSONListed {
    public static var listed: String { members.component }
}

extension Page: JSONWritable, JSONValue, JSONObject where Item: JSONListed {
    public static var members: JSONMembers<Page> {
        JSONMembers(Item.listed + "Page") {
            JSONMember("items") { $0.items }
            JSONMember("next", "Given as `after` it asks for the next page; absent on the last.") { $0.next }
        }
    }
}

/// A list that is small enough to be given whole.
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
