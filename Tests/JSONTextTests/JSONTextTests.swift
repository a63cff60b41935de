import Foundation
import JSONText
import Testing

@Suite struct JSONTextTests {
    struct Inner: Codable, Equatable {
        var name: String?
        var list: [Int] = []
    }

    struct Outer: Codable, Equatable {
        var number = 417
        var ratio = 0.1
        var flag = true
        var missing: String?
        var text = ""
        var when = Date(timeIntervalSince1970: 0)
        var inner = Inner()
        var inners: [Inner] = []
        var optionals: [Int?] = []
    }

    func text(_ value: some Encodable) throws -> String {
        String(
            decoding: try JSONText.bytes(of: value) {
                $1.append(contentsOf: "day \($0.timeIntervalSince1970 / 86_400)".utf8)
            },
            as: UTF8.self
        )
    }

    @Test func membersComeInOrderAndNilIsLeftOut() throws {
        var value = Outer()
        value.inners = [Inner(name: "а"), Inner(list: [1, -2])]
        value.optionals = [1, nil]
        #expect(
            try text(value)
                == #"{"number":417,"ratio":0.1,"flag":true,"text":"","when":"day 0.0","inner":{"list":[]},"#
                + #""inners":[{"name":"а","list":[]},{"list":[1,-2]}],"optionals":[1,null]}"#
        )
    }

    @Test(arguments: [
        "", "обычный текст", "\"кавычки\" и \\ черта", "строка\nдругая\r\t\u{8}\u{c}", "\u{0}\u{1}\u{1f}\u{7f}",
        "👨‍👩‍👧‍👦 é \u{301}", "/", "\u{2028}",
    ])
    func anotherReaderReadsTheSameText(sample: String) throws {
        let bytes = try JSONText.bytes(of: [sample])
        #expect(try JSONDecoder().decode([String].self, from: Data(bytes)) == [sample])
    }

    @Test(arguments: [
        0, 1, -1, 0.1, 1e-7, 57.870001, 1e21, -2.5e300, .leastNormalMagnitude, 9_007_199_254_740_992,
        .greatestFiniteMagnitude,
    ])
    func numbersReadBackTheSame(sample: Double) throws {
        let bytes = try JSONText.bytes(of: [sample])
        #expect(try JSONDecoder().decode([Double].self, from: Data(bytes)) == [sample])
    }

    @Test func integersAreWrittenWholeAndNaNIsRefused() throws {
        #expect(try text([Int64.min, 0, Int64.max]) == "[-9223372036854775808,0,9223372036854775807]")
        #expect(try text([UInt64.max]) == "[18446744073709551615]")
        #expect(try text(Int8.min) == "-128")
        #expect(throws: EncodingError.self) { try text([Double.nan]) }
        #expect(throws: EncodingError.self) { try text(["a": Double.infinity]) }
    }

    /// Containers asked for one inside the other, and a value that encodes two others into itself.
    struct Nested: Encodable {
        enum Keys: String, CodingKey { case first, second, third }

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: Keys.self)
            var list = object.nestedUnkeyedContainer(forKey: .first)
            try list.encode("x")
            var inner = list.nestedContainer(keyedBy: Keys.self)
            try inner.encode(1, forKey: .first)
            try list.encodeNil()
            try object.encodeNil(forKey: .second)
            var again = encoder.container(keyedBy: Keys.self)
            try again.encode(Optional<Int>.none, forKey: .third)
        }
    }

    struct Nothing: Encodable {
        func encode(to encoder: any Encoder) throws {}
    }

    @Test func nestedAndEmptyContainersAreClosed() throws {
        #expect(try text(Nested()) == #"{"first":["x",{"first":1},null],"second":null,"third":null}"#)
        #expect(try text([Nothing()]) == "[{}]")
        #expect(try text([[String]]()) == "[]")
        #expect(try text(["k": [String: Int]()]) == #"{"k":{}}"#)
    }

    /// Wherever they stand, for eight bytes are looked at at once.
    @Test(arguments: 0..<20) func everyEscapeIsFoundAtEveryPlace(place: Int) throws {
        for escaped in ["\"", "\\", "\u{0}", "\u{1f}", "\n"] {
            for filling in ["a", "\u{7f}", " ", "!", "[", "я"] {
                var sample = Array(repeating: filling, count: 20)
                sample[place] = escaped
                let text = sample.joined()
                let bytes = try JSONText.bytes(of: [text])
                #expect(try JSONDecoder().decode([String].self, from: Data(bytes)) == [text])
            }
        }
    }
}

@Suite struct JSONRecordTests {
    struct Point: JSONRecord {
        var name: String?
        var place: Int
        func write(to members: inout JSONMembers) {
            members.add("name", name)
            members.add("place", place)
        }
    }

    struct Line: JSONRecord {
        var from: Point
        var through: [Point]
        var open: Bool
        var drawnAt: Date
        var erasedAt: Date?
        var width: Int64?
        func write(to members: inout JSONMembers) {
            members.add("from", from)
            members.add("through", through)
            members.add("open", open)
            members.add("drawn_at", drawnAt)
            members.add("erased_at", erasedAt)
            members.add("width", width)
        }
    }

    /// Records and what goes by `encode(to:)` hold each other.
    struct Sheet: Encodable {
        var title: String
        var lines: [Line]
        var scale: Int
    }

    @Test func recordsWriteTheirMembers() throws {
        let line = Line(
            from: Point(name: "«а»\n", place: -7),
            through: [Point(place: .min), Point(name: "", place: 0)],
            open: false,
            drawnAt: Date(timeIntervalSince1970: 86_400),
            width: .max
        )
        let bytes = try JSONText.bytes(of: Sheet(title: "т", lines: [line], scale: 2)) {
            $1.append(contentsOf: "day \(Int($0.timeIntervalSince1970 / 86_400))".utf8)
        }
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"title":"т","lines":[{"from":{"name":"«а»\n","place":-7},"#
                + #""through":[{"place":-9223372036854775808},{"name":"","place":0}],"open":false,"#
                + #""drawn_at":"day 1","width":9223372036854775807}],"scale":2}"#
        )
    }

    @Test func anotherEncoderIsRefused() {
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(Point(place: 1)) }
    }
}
