/// A closed set of words, written as the word.
public protocol JSONEnumeration: JSONValue, RawRepresentable<String>, CaseIterable {
    /// Name of the component for the set in a document; nil describes it at each place of use.
    static var component: String? { get }
}

extension JSONEnumeration {
    public static var component: String? { nil }

    @inlinable
    public func write(to writer: inout JSONWriter) {
        rawValue.write(to: &writer)
    }

    public static var schema: JSONSchema {
        let words = allCases.map(\.rawValue)
        guard let component else { return .oneOf(words) }
        return .reference(JSONComponent(component) { .oneOf(words) })
    }
}
