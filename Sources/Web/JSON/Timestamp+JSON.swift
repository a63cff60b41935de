public import Foundation
public import JSONText
public import Municipality

extension Date: JSONValue {
    public static var schema: JSONSchema { .instant }

    public func write(to writer: inout JSONWriter) {
        writer.quoted { Timestamp.append(self, to: &$0) }
    }
}

extension Day: JSONValue {
    public static var schema: JSONSchema { .date }

    public func write(to writer: inout JSONWriter) {
        description.write(to: &writer)
    }
}
