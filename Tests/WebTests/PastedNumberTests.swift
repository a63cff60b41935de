import Foundation
import Services
import Testing
import TownSupport

/// Numbers and codes as people paste them from messages and papers.
@Suite struct PastedNumberTests {
    /// `-` stands for the separator of the groups.
    static let spellings = [
        "-", "–", "—", "−", "‑", "‒", "\u{ad}", " ", "\u{a0}", "\u{202f}", "\u{2009}", "\u{3000}", "\t", " – ",
        "\u{200b}", "",
    ]

    static func spelled(_ text: String) -> [String] {
        let separated = spellings.map { text.replacing("-", with: $0) }
        return separated + [
            "№ \(text)", "№\(text)", "№\u{a0}\(text).", "\(text).", "\(text)…", "«\(text)»", "«№ \(text)».",
            "\"\(text)\"",
            "“\(text)”", " \(text) ", "(\(text))", "\(text),", "#\(text)", "\u{202a}\(text)\u{202c}", "\u{feff}\(text)",
            "\(text)\n",
        ]
    }

    static func escaped(_ text: String) throws -> String {
        try #require(text.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    }

    @Test func pastedNumbersAndCodesAreUnderstood() async throws {
        try await TestServer.with { server in
            let receipt = try await server.test.submit("Холодно", house: 1, category: "heating.none")
            for number in Self.spelled(receipt.number) + ["N \(receipt.number)", "No. \(receipt.number)"] {
                let path = "/v1/appeals/\(try Self.escaped(number))"
                let shown = try await server.send("GET", path)
                #expect(shown.status == 200, "«\(number)»")
                #expect(shown.value("number") == receipt.number)
                let own = try await server.send("GET", "\(path)/similar?code=\(receipt.code)")
                #expect(own.status == 200, "«\(number)»")
            }
            for code in Self.spelled(receipt.code) + [receipt.code.lowercased()] {
                let path = "/v1/appeals/\(receipt.number)"
                let shown = try await server.send("GET", "\(path)?code=\(try Self.escaped(code))")
                #expect(shown.value("text") == "Холодно", "«\(code)»")
                let header = try await server.send("GET", path, headers: ["Appeal-Code": try Self.escaped(code)])
                #expect(header.value("text") == "Холодно", "«\(code)»")
            }
            // As forms send a blank.
            let form = receipt.code.replacing("-", with: "+")
            let shown = try await server.send("GET", "/v1/appeals/\(receipt.number)?code=\(form)")
            #expect(shown.value("text") == "Холодно")
        }
    }

    @Test func bodiesUnderstandThemToo() async throws {
        try await TestServer.with { server in
            let target = try await server.test.submit("Холодно", house: 1, category: "heating.none")
            try await server.test.routeAll()
            let draft = """
                {"code": "svet", "title": "Свет", "lead": "tos", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}
                """
            #expect(try await server.send("POST", "/v1/projects", json: draft, as: "olga").status == 201)
            for number in Self.spelled(target.number) {
                struct Link: Encodable { let number: String }
                let link = try JSONEncoder().encode(Link(number: number))
                let linked = try await server.send(
                    "POST",
                    "/v1/projects/svet/appeals",
                    json: String(decoding: link, as: UTF8.self),
                    as: "olga"
                )
                #expect(linked.status == 204, "«\(number)»")
                let path = "/v1/projects/svet/appeals/\(try Self.escaped(number))"
                #expect(try await server.send("DELETE", path, as: "olga").status == 204, "«\(number)»")
            }
            for number in Self.spelled(target.number) {
                struct Merge: Encodable { let into: String }
                let own = try await server.test.submit("Холодно", house: 1, category: "heating.none")
                let body = String(decoding: try JSONEncoder().encode(Merge(into: number)), as: UTF8.self)
                let merged = try await server.send("POST", "/v1/appeals/\(own.number)/merge", json: body, as: "olga")
                #expect(merged.value("merged_into", "number") == target.number, "«\(number)»")
            }
        }
    }

    @Test func codesInBodiesToo() async throws {
        try await TestServer.with { server in
            let count = Self.spelled("").count
            for index in 0..<count {
                let own = try await server.test.submit("Холодно", house: 1, category: "heating.none")
                struct Code: Encodable { let code: String }
                let code = Self.spelled(own.code)[index]
                let body = String(decoding: try JSONEncoder().encode(Code(code: code)), as: UTF8.self)
                let withdrawn = try await server.send("POST", "/v1/appeals/\(own.number)/withdraw", json: body)
                #expect(withdrawn.value("state") == "withdrawn", "«\(code)»")
            }
        }
    }

    @Test func aWrongCodeSaysThatTheCodeIsWrong() async throws {
        try await TestServer.with { server in
            let receipt = try await server.test.submit("Холодно", house: 1, category: "heating.none")
            let path = "/v1/appeals/\(receipt.number)"
            let unknown = "/v1/appeals/111-111-111"
            for (code, status) in [("0000-0000", 403), ("00000000", 403), ("000", 422), ("", 422), ("ЖЖЖЖ-ЖЖЖЖ", 422)] {
                let escaped = try Self.escaped(code)
                for read in [path, "\(path)/similar"] {
                    let asked = try await server.send("GET", "\(read)?code=\(escaped)")
                    #expect(asked.status == status, "\(read) \(code)")
                    #expect(asked.fields == ["code"])
                    #expect(asked.headers["content-type"] == "application/problem+json")
                }
                for verb in ["confirm", "refute", "withdraw", "unmerge"] {
                    let json = #"{"code": "\#(code)", "note": "x"}"#
                    let done = try await server.send("POST", "\(path)/\(verb)", json: json)
                    #expect(done.status == status, "\(verb) \(code)")
                    #expect(done.fields == ["code"])
                    #expect(try await server.send("POST", "\(unknown)/\(verb)", json: json).status == 404)
                }
                #expect(try await server.send("GET", "\(unknown)?code=\(escaped)").status == 404)
            }
            let header = try await server.send("GET", path, headers: ["Appeal-Code": "0000-0000"])
            #expect(header.status == 403)
            #expect(header.fields == ["code"])
            #expect(header.value("detail") == "code is not that of this appeal")
        }
    }

    @Test(arguments: [
        "111-111-112", "417", "417-290-35б", "417.290.356", "417-290-356-417-290-356", "%D0%96", "..", "№", "%C2%A0",
    ])
    func whatIsNoNumberIsAnsweredLikeAnUnknownOne(number: String) async throws {
        try await TestServer.with { server in
            let path = try Self.escaped(number.removingPercentEncoding ?? number)
            #expect(try await server.send("GET", "/v1/appeals/\(path)?code=0000-0000").status == 404)
        }
    }
}
