import Municipality
import Testing

@Suite struct HostNameTests {
    @Test(arguments: [
        ("tutaev.example", "tutaev.example"), ("Tutaev.Example:8080", "tutaev.example"),
        ("tutaev.example.", "tutaev.example"),
        ("xn--80aei4caf.xn--p1ai:443", "xn--80aei4caf.xn--p1ai"), ("127.0.0.1:8080", "127.0.0.1"), ("a", "a"),
        ("\(String(repeating: "a", count: 63)).example", "\(String(repeating: "a", count: 63)).example"),
    ])
    func anAuthorityIsReadWithoutPortAndCase(authority: String, host: String) {
        #expect(HostName(authority: authority)?.rawValue == host)
    }

    @Test(arguments: [
        "", ":80", ".", "-a.example", "a-.example-", "тутаев.рф", "a b", "a/b", "[::1]:8080", "a_b.example", "a\0b",
        "a..example", ".example", "a.-b.example", "a-.example", "\(String(repeating: "a", count: 64)).example",
        Array(repeating: String(repeating: "a", count: 50), count: 5).joined(separator: "."),
        String(repeating: "a", count: 10_000),
    ])
    func anAuthorityThatIsNotAHostNameIsRefused(authority: String) {
        #expect(HostName(authority: authority) == nil)
    }
}
