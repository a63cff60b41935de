import Municipality
import Store

/// A merged appeal, as shown to those who work on the other one.
public struct JoinedAppeal: Sendable {
    public let number: String
    public let text: String
    public let address: String?
    public let contact: ContactView

    init(_ joined: MergeStore.Joined, for actor: Actor) {
        number = joined.number.description
        text = joined.text
        address = joined.address
        contact = ContactView(joined.contact, for: actor)
    }
}
