import Jobs
import Testing

@Suite struct JobBackoffTests {
    @Test func delaysDoubleUpToTheLongest() {
        let backoff = JobBackoff(first: .seconds(1), longest: .seconds(60))
        #expect(backoff.delay(afterAttempt: 1, chance: 0.5) == .seconds(1))
        #expect(backoff.delay(afterAttempt: 4, chance: 0.5) == .seconds(8))
        #expect(backoff.delay(afterAttempt: 1_000, chance: 0.5) == .seconds(60))
    }

    @Test func delaysVaryByAQuarter() {
        let backoff = JobBackoff(first: .seconds(1), longest: .seconds(60))
        #expect(backoff.delay(afterAttempt: 1, chance: 0) == .milliseconds(750))
        #expect(backoff.delay(afterAttempt: 1, chance: 1) == .milliseconds(1_250))
        #expect(backoff.delay(afterAttempt: .max, chance: 1) == .seconds(75))
    }
}
