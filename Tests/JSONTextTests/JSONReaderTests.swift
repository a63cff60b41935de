import Foundation
import JSONText
import Testing

@Suite struct JSONReaderTests {
    struct Sample: Decodable, JSONReadable, Hashable {
        var text: String?
        var whole: Int64?
        var ratio: Double?
        var inner: Inner?

        struct Inner: Decodable, Hashable {
            var name: String
        }

        init?(reading reader: inout JSONReader) {
            var sample = (text: String?.none, whole: Int64?.none, ratio: Double?.none, name: String?.none)
            let isWhole = reader.object { name, reader in
                switch name {
                case "text":
                    sample.text = reader.string()
                    return sample.text != nil
                case "whole":
                    sample.whole = reader.integer()
                    return sample.whole != nil
                case "ratio":
                    sample.ratio = reader.double()
                    return sample.ratio != nil
                case "inner":
                    return reader.object { name, reader in
                        sample.name = reader.string()
                        return name == "name" && sample.name != nil
                    }
                default:
                    return false
                }
            }
            guard isWhole else { return nil }
            (text, whole, ratio) = (sample.text, sample.whole, sample.ratio)
            inner = sample.name.map(Inner.init)
        }
    }

    func read(_ json: String) -> Sample? {
        Array(json.utf8).withUnsafeBytes { JSONReader.read($0) }
    }

    @Test(arguments: [
        #"{}"#, " { \n\t\"text\" :\r \"Холодно\" } ", #"{"text":""}"#, #"{"text":"а\nб\t\"в\" \\ \/ г"}"#,
        #"{"text":"👨‍👩‍👧 é","whole":-12,"ratio":57.87}"#, #"{"whole":0}"#, #"{"whole":9223372036854775807}"#,
        #"{"whole":-9223372036854775808}"#, #"{"ratio":-0.5}"#, #"{"ratio":3}"#, #"{"ratio":0.1}"#, #"{"whole":-0}"#,
        #"{"text":"а","inner":{"name":"б"}}"#, #"{"inner":{"name":"б"}}"#,
    ])
    func theReaderReadsTheSameValuesAsTheDecoder(json: String) throws {
        let decoded = try JSONDecoder().decode(Sample.self, from: Data(json.utf8))
        #expect(read(json) == decoded)
    }

    @Test(arguments: [
        "", "{", "{}{}", "[]", "null", #"{"text":null}"#, #"{"text":"а"#, #"{"text":"а",}"#, #"{"text""#, #"{text:1}"#,
        #"{"text":"\u0000"}"#, #"{"text":"\u0430"}"#, #"{"text":"\x"}"#, "{\"text\":\"\u{1}\"}", "{\"text\":\"а\nб\"}",
        #"{"whole":01}"#, #"{"whole":1.5}"#, #"{"whole":1e3}"#, #"{"whole":-}"#, #"{"whole":+1}"#, #"{"ratio":.5}"#,
        #"{"ratio":1.}"#, #"{"ratio":NaN}"#, #"{"whole":9223372036854775808}"#, #"{"whole":"1"}"#, #"{"text":1}"#,
        #"{"other":1}"#, #"{"text":"а" "whole":1}"#,
    ])
    func unusualJSONIsLeftToTheDecoder(json: String) {
        #expect(read(json) == nil)
    }

    @Test func invalidUTF8IsLeftToTheDecoder() {
        let bytes = Array(#"{"text":""#.utf8) + [0xD0] + Array(#""}"#.utf8)
        #expect(bytes.withUnsafeBytes { JSONReader.read($0, as: Sample.self) } == nil)
        let escaped = Array(#"{"text":"\n"#.utf8) + [0xFF] + Array(#""}"#.utf8)
        #expect(escaped.withUnsafeBytes { JSONReader.read($0, as: Sample.self) } == nil)
    }
}
