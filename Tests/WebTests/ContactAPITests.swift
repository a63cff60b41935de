import Foundation
import Testing
import TownSupport

/// Contacts of residents: what is none is refused by its field, and one person has one key.
@Suite struct ContactAPITests {
    static let wrongEmails = [
        "name@example.org.", "na..me@example.org", ".name@example.org", "name.@example.org", "<name@example.org>",
        "Name <name@example.org>", "mailto:name@example.org", "name@-.-", "name@-example.org", "name@example-.org",
        "name@1.2", "name@192.0.2.1", "name@[192.0.2.1]", "name@example.123", "name@example.c", "name@example",
        "name@.org", "name@example..org", "name@@example.org", "@example.org", "name@", "name", "na me@example.org",
        "name@exam ple.org", "name@exam_ple.org", "name@example,org", "name@example.org,other@example.org",
        "name@example.org;other@example.org", "\\\"na me\\\"@example.org", "name(work)@example.org",
        "name@example.org/",
        "https://example.org", "name@пример.р", "nаme@example.org", "имя@example.org", "name@example.org\\u200b",
        "name@exаmple.org", "name@пример..рф", "name@\(String(repeating: "a", count: 64)).org",
        "\(String(repeating: "a", count: 65))@example.org", "name@\(String(repeating: "example.", count: 31))org",
    ]

    @Test func eMailThatCannotBeWrittenToIsRefused() async throws {
        try await TestServer.with { server in
            for email in Self.wrongEmails {
                let answer = try await server.send("POST", "/v1/appeals", json: Self.appeal(email: email))
                #expect(answer.status == 422, "\(email)")
                #expect(answer.fields == ["contact.email"], "\(email)")
            }
            #expect(try await server.test.count("appeals") == 0)
        }
    }

    static let wrongPhones = [
        "½½½", "½½½½½½½½½½", "²²²²²²²²²²", "①②③④⑤⑥⑦", "ⅧⅧⅧⅧⅧⅧ", "五五五五五五五", "Мария 123", "Мария", "нет", "-", "+", "()",
        "нет телефона 9000000001", "9000000001 Мария", "+7 900 000-00-01; +7 900 000-00-02",
        "+7 900 000-00-01, +7 900 000-00-02", "+7 900 000-00-01 +7 900 000-00-02", "89000000001 или 89000000002",
        "89000000001/89000000002", "89000000001 89000000002", "2-00-01 2-00-02", "9000000001\\n9000000002", "112", "04",
        "1", "01", "103", "+112", "12345", "1234567", "0000000", "0000000000", "90000000", "900000000", "900000000012",
        "+7 900 000-00-0", "+7 900 000-00-011", "+1234567", "+1234567890123456", "+0 900 000 00 01", "7+9000000001",
        "++79000000001", "9000000001 доб.", "доб. 12", "+7 900 000-00-01 доб. двенадцать", "name@example.org", "9e9",
        "*100#", "tel:+79000000001", "0x9000000001", "9000000001%",
    ]

    @Test func whatIsNoTelephoneNumberIsRefused() async throws {
        try await TestServer.with { server in
            for phone in Self.wrongPhones {
                let answer = try await server.send("POST", "/v1/appeals", json: Self.appeal(phone: phone))
                #expect(answer.status == 422, "\(phone)")
                #expect(answer.fields == ["contact.phone"], "\(phone)")
            }
            #expect(try await server.test.count("appeals") == 0)
        }
    }

    static let emails = [
        "name@example.org", "first.last+tag@mail.example.co", "o'neil_1@ex-ample.org", "почта@пример.рф",
        "name@пример.рф",
        "name@xn--e1afmkfd.xn--p1ai", "name@müller.example", "1@2.org", "a@b.museum", " name@example.org ",
    ]

    @Test func ordinaryEMailIsAccepted() async throws {
        try await TestServer.with { server in
            for email in Self.emails {
                let answer = try await server.send("POST", "/v1/appeals", json: Self.appeal(email: email))
                #expect(answer.status == 201, "\(email)")
            }
        }
    }

    @Test func onePersonHasOneKeyWhateverTheSpelling() async throws {
        try await TestServer.with { server in
            let spellings = [
                "+7 900 000-00-01", "9000000001", "89000000001", "8 (900) 000-00-01", "79000000001", "+79000000001",
                "+7(900)000-00-01 доб. 12", "8-900-000-00-01, доб.12", "+7 900 000 00 01 ext 12",
                "+7 900 000-00-01 вн. 3",
                "+7 900 000-00-01 (доб. 7)", "8 900 000 00 01 x12", "+7 900 000–00–01",
                "+7\u{a0}900\u{a0}000\u{2011}00\u{2011}01",
                "\u{202a}+7 900 000-00-01\u{202c}", "8.900.000.00.01", "+8 900 000-00-01", "007 900 000 00 01",
                "8~10 7 900 000 00 01".replacing("~", with: "-"), "8 900 000 00 01.",
            ]
            var keys: Set<String> = []
            for spelling in spellings {
                let key = try await server.resident(ofPhone: spelling)
                keys.insert(try #require(key, "\(spelling)"))
            }
            #expect(keys.count == 1)
            for other in ["+7 900 000-00-02", "+1 900 000 0001", "2-00-01", "+49 900 000 00 01", "+375 29 000-00-01"] {
                let key = try await server.resident(ofPhone: other)
                keys.insert(try #require(key, "\(other)"))
            }
            #expect(keys.count == 1 + 5)
        }
    }
}

extension ContactAPITests {
    @Test func organisationsAreCheckedToo() async throws {
        try await TestServer.with { server in
            for (field, value, status) in [
                ("phone", "112", 200), ("phone", "8 (48533) 2-00-00, 2-00-01", 200), ("phone", "2-00-00 / 112", 200),
                ("phone", "½½½", 422), ("phone", "нет", 422), ("phone", "1", 422), ("email", "ads@example.org", 200),
                ("email", "ads@example.org.", 422), ("email", "нет", 422), ("email", "", 200),
            ] {
                let answer = try await server.send(
                    "PATCH",
                    "/v1/organisations/teploset",
                    json: #"{"\#(field)": "\#(value)"}"#,
                    as: "pavel"
                )
                #expect(answer.status == status, "\(field) \(value)")
                #expect(answer.fields == (status == 422 ? [field] : []))
            }
        }
    }

    /// Who took a call is asked for when the author says that it was never said.
    @Test func whoRegisteredACallIsReadableForStaffOnly() async throws {
        try await TestServer.with { server in
            let json = #"{"text": "Холодно", "channel": "phone", "contact": {"phone": "9000000001"}}"#
            let receipt = try await server.send("POST", "/v1/appeals", json: json, as: "vera")
            let (number, code) = (try #require(receipt.value("number")), try #require(receipt.value("code")))
            let path = "/v1/appeals/\(number)"
            for login in ["vera", "olga", "pavel"] {
                let seen = try await server.send("GET", path, as: login)
                #expect(seen.value("channel") == "phone")
                #expect(seen.value("history", "0", "kind") == "registered")
                #expect(seen.value("history", "0", "by") == "vera", "\(login)")
            }
            for others in [path, "\(path)?code=\(code)"] {
                let seen = try await server.send("GET", others)
                #expect(seen.status == 200)
                #expect(!String(decoding: seen.body, as: UTF8.self).contains("vera"))
                #expect(seen.value("resident") == nil)
            }
        }
    }
}

extension ContactAPITests {
    static func appeal(phone: String) -> String { #"{"text": "Холодно", "contact": {"phone": "\#(phone)"}}"# }

    static func appeal(email: String) -> String { #"{"text": "Холодно", "contact": {"email": "\#(email)"}}"# }
}

extension TestServer {
    /// The key of the resident behind a new appeal with the telephone number; nil if it was refused.
    func resident(ofPhone phone: String) async throws -> String? {
        let receipt = try await send("POST", "/v1/appeals", json: ContactAPITests.appeal(phone: phone))
        guard let number = receipt.value("number") else { return nil }
        let shown = try await send("GET", "/v1/appeals/\(number)", as: "olga")
        guard shown.value("contact", "phone") == phone.trimmingCharacters(in: .whitespaces) else { return nil }
        return shown.value("resident")
    }
}
