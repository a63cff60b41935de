/// A value that is a JSON object. One list of members both writes and describes it, so that no member can be missing
/// from either.
public protocol JSONObject: JSONValue {
    static var members: JSONMembers<Self> { get }
}

extension JSONObject {
    @inlinable
    public func write(to writer: inout JSONWriter) {
        Self.members.write(self, to: &writer)
    }

    public static var schema: JSONSchema {
        let members = Self.members
        return .reference(JSONComponent(members.component) { members.schema })
    }
}

/// The members of an object in the order in which they are written.
public struct JSONMembers<Object>: Sendable {
    /// Name of the object's component in a document.
    public let component: String
    let about: String?
    let members: [JSONMember<Object>]
    /// The writers of the members in their own array, because iterating over whole members costs more than writing
    /// them.
    @usableFromInline let writers: [@Sendable (Object, inout JSONWriter) -> Void]

    public init(
        _ component: String,
        _ about: String? = nil,
        @JSONMembersBuilder<Object> _ members: () -> [JSONMember<Object>]
    ) {
        self.component = component
        self.about = about
        self.members = members()
        writers = self.members.map(\.write)
    }

    @inlinable
    func write(_ object: Object, to writer: inout JSONWriter) {
        writer.object { writer in
            writers.withUnsafeBufferPointer { writers in
                for index in writers.indices { writers[index](object, &writer) }
            }
        }
    }

    /// Closed in a strict document and open in others, because answers may gain members.
    var schema: JSONSchema {
        .object(
            about: about,
            members.map { (name: $0.name, schema: $0.schema, isRequired: $0.isRequired) },
            isClosedWhenStrict: true
        )
    }
}

@resultBuilder
public enum JSONMembersBuilder<Object> {
    public static func buildExpression(_ member: JSONMember<Object>) -> JSONMember<Object> { member }

    public static func buildBlock(_ members: JSONMember<Object>...) -> [JSONMember<Object>] { members }
}
