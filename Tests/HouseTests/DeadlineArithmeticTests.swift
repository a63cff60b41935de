import Testing

/// Deadlines are calculated in `Municipality/Clocks`. SQL only stores the resulting instants.
@Suite struct DeadlineArithmeticTests {
    @Test func noStatementCalculatesADeadline() throws {
        var files = try Checkout.files(below: "Sources/Store", ending: ".swift")
        files += try Checkout.files(below: "SQL", ending: ".sql")
        #expect(files.contains { $0.path.hasSuffix("RoutingDecisionStore.swift") && $0.text.contains("due_at") })
        for (path, text) in files {
            // Intervals, and times or limits that something is added to.
            for pattern in [
                #/make_interval/#, #/(?i)interval\s*'/#, #/'\s*::\s*interval/#, #/limit_hours\s*[*+]/#,
                #/(?:_at|_end|now\(\))\s*\+/#, #/days\s*=>|hours\s*=>/#,
            ] {
                let found = text.matches(of: pattern).map { String(text[$0.range]) }
                #expect(found.isEmpty, "\(path): \(found)")
            }
        }
    }
}
