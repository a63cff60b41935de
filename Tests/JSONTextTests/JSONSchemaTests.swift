import Foundation
import JSONText
import Testing

@Suite struct JSONSchemaTests {
    enum Colour: String, JSONEnumeration {
        case red, green
        static var component: String? { "Colour" }
    }

    struct Flag: JSONObject {
        var colours: [Colour] = [.red, .green]
        var main: Colour? = .red
        var height: Double = 1

        static let members = JSONMembers<Flag>("Flag", "Of a town.") {
            JSONMember("colours") { $0.colours }
            JSONMember("main", "The one that is seen first.") { $0.main }
            JSONMember("height", "In metres.", .minimum(0)) { $0.height }
        }
    }

    func text(_ schema: JSONSchema, strict: Bool = false) -> String {
        String(decoding: JSONWriter.bytes(of: schema.tree(strict: strict)), as: UTF8.self)
    }

    /// The schema of the component that a schema refers to.
    func component(_ schema: JSONSchema) throws -> JSONSchema {
        guard case .object(let members) = schema.tree(strict: false),
            case .reference(let component)? = members.first?.value
        else { throw CocoaError(.coderInvalidValue) }
        return component.schema()
    }

    @Test func objectsAreWrittenAsTheyAreDescribed() throws {
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(JSONWriter.bytes(of: Flag()))) as? [String: Any]
        )
        let schema = try #require(
            try JSONSerialization.jsonObject(with: Data(text(try component(Flag.schema)).utf8)) as? [String: Any]
        )
        let properties = try #require(schema["properties"] as? [String: Any])
        #expect(Set(object.keys) == Set(properties.keys))
        #expect(schema["required"] as? [String] == ["colours", "height"])
    }

    @Test func typesGiveTheSchemaAndKeywordsAddToIt() throws {
        #expect(
            try text(component(Flag.schema))
                == #"{"type":"object","description":"Of a town.","required":["colours","height"],"properties":{"#
                + #""colours":{"type":"array","items":{"$ref":"Colour"}},"#
                + #""main":{"allOf":[{"$ref":"Colour"}],"description":"The one that is seen first."},"#
                + #""height":{"type":"number","format":"double","description":"In metres.","minimum":0}}}"#
        )
        #expect(try text(component(Colour.schema)) == #"{"type":"string","enum":["red","green"]}"#)
    }

    @Test func onlyAStrictSchemaForbidsOtherMembers() throws {
        let schema = try component(Flag.schema)
        #expect(!text(schema).contains("additionalProperties"))
        #expect(text(schema, strict: true).hasSuffix(#","additionalProperties":false}"#))
    }

    @Test func laterKeywordsWin() {
        #expect(text(.string.with(.maxLength(5)).with(.maxLength(9))) == #"{"type":"string","maxLength":9}"#)
    }
}
