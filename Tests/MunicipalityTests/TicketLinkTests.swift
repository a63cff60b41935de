import Foundation
import Municipality
import Testing

@Suite struct TicketLinkTests {
    let town: Slug
    let seal: TicketLinkSeal
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    var link: TicketLink {
        TicketLink(
            ticket: TicketID(rawValue: 4_711),
            organisation: OrganisationID(rawValue: 12),
            expiresAt: now.addingTimeInterval(3_600.75)
        )
    }

    init() throws {
        town = try #require(Slug(rawValue: "tutaev"))
        seal = TicketLinkSeal(secret: Array(repeating: 7, count: 32), town: town)
    }

    @Test func aTokenSaysWhatWasSigned() throws {
        let token = seal.token(of: link)
        #expect(token.wholeMatch(of: /zl_[A-Za-z0-9_-]{71,72}/) != nil)
        #expect(try seal.link(of: token, now: now) == link)
        #expect(link.expiresAt == now.addingTimeInterval(3_600))
        let wide = TicketLink(
            ticket: TicketID(rawValue: .max),
            organisation: OrganisationID(rawValue: .max),
            expiresAt: now.addingTimeInterval(1)
        )
        #expect(try seal.link(of: seal.token(of: wide), now: now) == wide)
    }

    @Test func itExpiresToTheSecond() throws {
        let token = seal.token(of: link)
        #expect(try seal.link(of: token, now: link.expiresAt.addingTimeInterval(-0.001)) == link)
        #expect(throws: TicketLink.Refusal.expired) { try seal.link(of: token, now: link.expiresAt) }
    }

    /// Every bit of it counts, whichever is turned.
    @Test func whatWasChangedIsForged() throws {
        let token = seal.token(of: link)
        let text = token.dropFirst(3).replacing("-", with: "+").replacing("_", with: "/")
        let data = try #require(Data(base64Encoded: text + String(repeating: "=", count: (4 - text.count % 4) % 4)))
        for index in data.indices {
            for bit in 0..<8 {
                var changed = data
                changed[index] ^= 1 << UInt8(bit)
                let forged = "zl_" + changed.base64EncodedString().replacing("=", with: "")
                #expect(throws: TicketLink.Refusal.forged) { try seal.link(of: forged, now: now) }
            }
        }
    }

    @Test func anotherSecretOrTownMakesAnotherLink() throws {
        let other = try #require(Slug(rawValue: "rybinsk"))
        for seal in [
            TicketLinkSeal(secret: Array(repeating: 7, count: 32), town: other),
            TicketLinkSeal(secret: Array(repeating: 8, count: 32), town: town),
        ] {
            #expect(throws: TicketLink.Refusal.forged) { try self.seal.link(of: seal.token(of: link), now: now) }
        }
    }

    @Test(arguments: ["zl_", "zl_AAAA", "zl_%%%", "zt_", "", "zl_" + String(repeating: "A", count: 10_000)])
    func whatHasAnotherFormIsForged(token: String) {
        #expect(throws: TicketLink.Refusal.forged) { try seal.link(of: token, now: now) }
    }
}
