import Foundation
import JSONText
import Testing

@Suite struct JSONWriterTests {
    struct Point: JSONObject {
        var name: String?
        var place: Int64

        static let members = JSONMembers<Point>("Point") {
            JSONMember("name") { $0.name }
            JSONMember("place") { $0.place }
        }
    }

    struct Line: JSONObject {
        var from: Point
        var through: [Point]
        var isOpen = false
        var words: [String]? = []

        static let members = JSONMembers<Line>("Line") {
            JSONMember("from") { $0.from }
            JSONMember("through") { $0.through }
            JSONMember("open") { $0.isOpen }
            JSONMember("words") { $0.words }
        }
    }

    func text(_ value: some JSONWritable, _ layout: JSONWriter.Layout = .compact) -> String {
        String(decoding: JSONWriter.bytes(of: value, layout: layout), as: UTF8.self)
    }

    static let line = Line(
        from: Point(name: "«а»\n", place: -7),
        through: [Point(place: .min), Point(name: "", place: 0)]
    )

    @Test func membersComeInOrderAndNilIsLeftOut() {
        #expect(
            text(Self.line)
                == #"{"from":{"name":"«а»\n","place":-7},"through":[{"place":-9223372036854775808},"#
                + #"{"name":"","place":0}],"open":false,"words":[]}"#
        )
    }

    @Test func listsMayHaveALineForEachElement() {
        #expect(
            text(Self.line, .lines)
                == #"{"from":{"name":"«а»\n","place":-7},"through":["# + "\n"
                + #"{"place":-9223372036854775808},"# + "\n" + #"{"name":"","place":0}"# + "\n"
                + #"],"open":false,"words":[]}"#
        )
    }

    @Test func indentedObjectsHaveALineForEachMember() {
        #expect(
            text(Self.line, .indented) == #"""
                {
                  "from": {
                    "name": "«а»\n",
                    "place": -7
                  },
                  "through": [
                    {
                      "place": -9223372036854775808
                    },
                    {
                      "name": "",
                      "place": 0
                    }
                  ],
                  "open": false,
                  "words": []
                }
                """#
        )
    }

    @Test func aMemberMayBeNull() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.nullable("a", Int?.none)
            writer.nullable("b", 1)
            writer.key("c")
            writer.number("12.50")
        }
        #expect(String(decoding: writer.finish(), as: UTF8.self) == #"{"a":null,"b":1,"c":12.50}"#)
    }

    @Test(arguments: [
        "", "обычный текст", "\"кавычки\" и \\ черта", "строка\nдругая\r\t\u{8}\u{c}", "\u{0}\u{1}\u{1f}\u{7f}",
        "👨‍👩‍👧‍👦 é \u{301}", "/", "\u{2028}",
    ])
    func anotherReaderReadsTheSameText(sample: String) throws {
        #expect(try JSONDecoder().decode([String].self, from: Data(text([sample]).utf8)) == [sample])
    }

    @Test(arguments: [
        0, 1, -1, 0.1, 1e-7, 57.870001, 1e21, -2.5e300, .leastNormalMagnitude, 9_007_199_254_740_992,
        .greatestFiniteMagnitude,
    ])
    func numbersReadBackAsTheSameValue(sample: Double) throws {
        #expect(try JSONDecoder().decode([Double].self, from: Data(text([sample]).utf8)) == [sample])
    }

    @Test func integersOfEverySizeAreWritten() {
        #expect(text([Int64.min, 0, Int64.max]) == "[-9223372036854775808,0,9223372036854775807]")
        #expect(text([UInt64.max]) == "[18446744073709551615]")
        #expect(text([Double.nan, .infinity]) == "[null,null]")
    }

    /// Eight bytes are checked at a time, so an escape may be at any position among them.
    @Test(arguments: 0..<20) func everyEscapeIsFoundAtEveryPlace(place: Int) throws {
        for escaped in ["\"", "\\", "\u{0}", "\u{1f}", "\n"] {
            for filling in ["a", "\u{7f}", " ", "!", "[", "я"] {
                var sample = Array(repeating: filling, count: 20)
                sample[place] = escaped
                let whole = sample.joined()
                #expect(try JSONDecoder().decode([String].self, from: Data(text([whole]).utf8)) == [whole])
            }
        }
    }
}
