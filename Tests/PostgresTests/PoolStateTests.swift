import Postgres
import Testing

/// A connection without content, because the state never uses it.
private struct FakeConnection: PooledConnection, Equatable {
    let id: UInt64
    let expiry: ContinuousClock.Instant
}

@Suite struct PoolStateTests {
    private typealias State = PoolState<FakeConnection, Int>

    private let start = ContinuousClock.now
    private let failure = PostgresError(.connection, "refused")

    private func makeState(size: Int = 2, maximumWaiting: Int = 10, idleTimeout: Duration? = nil) -> State {
        var limits = PoolLimits(size: size, maximumWaiting: maximumWaiting, checkoutTimeout: .seconds(5))
        limits.idleTimeout = idleTimeout
        return State(limits)
    }

    private func connection(_ id: UInt64, lifetime: Duration = .seconds(1800)) -> FakeConnection {
        FakeConnection(id: id, expiry: start + lifetime)
    }

    /// The actions as text.
    private func describe(_ actions: [State.Action]) -> [String] {
        actions.map { action in
            switch action {
            case .give(let connection, let waiter): "give \(connection.id) to \(waiter)"
            case .fail(let waiter, let error): "fail \(waiter): \(error.code)"
            case .abandoned(let waiter): "abandoned \(waiter)"
            case .connect(let delay): "connect after \(delay)"
            case .close(let connection): "close \(connection.id)"
            case .wakeUp(let instant): "wake up after \(instant - start)"
            case .finished: "finished"
            }
        }
    }

    @Test func thePoolConnectsOnlyWhenNeeded() {
        var state = makeState()
        #expect(state.take(now: start).connection == nil)
        #expect(describe(state.wait(1, 1, now: start)) == ["connect after 0.0 seconds", "wake up after 5.0 seconds"])
        #expect(describe(state.connected(connection(7), now: start)) == ["give 7 to 1"])
        #expect(describe(state.release(connection(7), reusable: true, now: start)) == [])
        #expect(state.take(now: start).connection == connection(7))
        #expect(state.statistics == PoolStatistics(open: 1, idle: 0, waiting: 0))
    }

    @Test func waitingTasksAreServedFirstInFirstOut() {
        var state = makeState(size: 1)
        _ = state.wait(1, 1, now: start)
        _ = state.wait(2, 2, now: start)
        _ = state.wait(3, 3, now: start)
        _ = state.wait(4, 4, now: start)
        #expect(describe(state.connected(connection(7), now: start)) == ["give 7 to 1"])
        #expect(state.abandon(3) == 3)
        #expect(state.abandon(3) == nil)
        #expect(describe(state.release(connection(7), reusable: true, now: start)) == ["give 7 to 2"])
        #expect(describe(state.release(connection(7), reusable: true, now: start)) == ["give 7 to 4"])
    }

    @Test func idleConnectionsAreUsedLastInFirstOut() {
        var state = makeState()
        for id in 1...2 { _ = state.wait(UInt64(id), id, now: start) }
        for id in 1...2 { _ = state.connected(connection(UInt64(id)), now: start) }
        for id in 1...2 { _ = state.release(connection(UInt64(id)), reusable: true, now: start) }
        #expect(state.take(now: start).connection?.id == 2)
        #expect(state.take(now: start).connection?.id == 1)
    }

    @Test func thePoolNeverExceedsItsSize() {
        var state = makeState(size: 2)
        let actions = (1...5).flatMap { describe(state.wait(UInt64($0), $0, now: start)) }
        #expect(actions.filter { $0.hasPrefix("connect") }.count == 2)
    }

    @Test func thePoolRefusesTooManyWaitingTasks() {
        var state = makeState(size: 1, maximumWaiting: 1)
        _ = state.wait(1, 1, now: start)
        #expect(describe(state.wait(2, 2, now: start)) == ["fail 2: too-many-waiting"])
    }

    @Test func oneTimerServesAllWaitingTasks() {
        var state = makeState(size: 1)
        _ = state.wait(1, 1, now: start)
        #expect(describe(state.wait(2, 2, now: start + .seconds(1))) == [])
        _ = state.connected(connection(7), now: start)
        // Its first task has been served, so the timer is set again for the second.
        #expect(describe(state.wakeUp(now: start + .seconds(5))) == ["wake up after 6.0 seconds"])
        #expect(describe(state.wakeUp(now: start + .seconds(6))) == ["fail 2: checkout-timeout"])
    }

    @Test func spentAndOldConnectionsAreReplaced() {
        var state = makeState(size: 1)
        _ = state.wait(1, 1, now: start)
        _ = state.connected(connection(7, lifetime: .seconds(10)), now: start)
        _ = state.wait(2, 2, now: start)
        #expect(
            describe(state.release(connection(7), reusable: false, now: start))
                == ["close 7", "connect after 0.0 seconds"]
        )
        let old = connection(8, lifetime: .seconds(10))
        #expect(describe(state.connected(old, now: start)) == ["give 8 to 2"])
        #expect(describe(state.release(old, reusable: true, now: start)) == [])
        let (connection, actions) = state.take(now: start + .seconds(11))
        #expect(connection == nil)
        #expect(describe(actions) == ["close 8"])
    }

    @Test func lostIdleConnectionsAreDropped() {
        var state = makeState()
        _ = state.wait(1, 1, now: start)
        _ = state.connected(connection(7), now: start)
        #expect(describe(state.lost(7)) == [])
        _ = state.release(connection(7), reusable: true, now: start)
        #expect(describe(state.lost(7)) == ["close 7"])
        #expect(state.statistics.open == 0)
    }

    @Test func theCircuitOpensAfterThreeFailures() {
        var state = makeState(size: 1)
        _ = state.wait(1, 1, now: start)
        #expect(describe(state.connectingFailed(failure, now: start)) == ["connect after 0.05 seconds"])
        #expect(describe(state.connectingFailed(failure, now: start)) == ["connect after 0.1 seconds"])
        #expect(describe(state.connectingFailed(failure, now: start)) == ["fail 1: circuit-open"])
        #expect(describe(state.wait(2, 2, now: start)) == ["fail 2: circuit-open"])
        // After the pause, one attempt decides.
        let later = start + .seconds(2)
        #expect(describe(state.wait(3, 3, now: later)).first == "connect after 0.0 seconds")
        #expect(describe(state.wait(4, 4, now: later)) == [])
        #expect(
            describe(state.connectingFailed(failure, now: later)) == ["fail 3: circuit-open", "fail 4: circuit-open"]
        )
        let muchLater = later + .seconds(2)
        _ = state.wait(5, 5, now: muchLater)
        #expect(describe(state.connected(connection(7), now: muchLater)) == ["give 7 to 5"])
    }

    @Test func anOpenCircuitDoesNotFailTasksThatCanStillBeServed() {
        var state = makeState(size: 2)
        _ = state.wait(1, 1, now: start)
        _ = state.connected(connection(7), now: start)
        _ = state.wait(2, 2, now: start)
        for _ in 1...2 { _ = state.connectingFailed(failure, now: start) }
        #expect(describe(state.connectingFailed(failure, now: start)) == ["wake up after 1.0 seconds"])
        #expect(
            describe(state.wakeUp(now: start + .seconds(1))) == [
                "connect after 0.0 seconds", "wake up after 5.0 seconds",
            ]
        )
        #expect(describe(state.connectingFailed(failure, now: start + .seconds(1))) == ["wake up after 2.0 seconds"])
        // The last connection is lost, so there is nothing to wait for.
        #expect(
            describe(state.release(connection(7), reusable: false, now: start + .seconds(1)))
                == ["close 7", "fail 2: circuit-open"]
        )
    }

    @Test func connectionsIdleForTooLongAreClosed() {
        var state = makeState(size: 3, idleTimeout: .seconds(30))
        for id in 1...3 { _ = state.wait(UInt64(id), id, now: start) }
        for id in 1...3 { _ = state.connected(connection(UInt64(id)), now: start) }
        // The first deadline of a waiting task is before the idle timeout, and its timer is still running.
        #expect(describe(state.release(connection(1), reusable: true, now: start)) == [])
        #expect(describe(state.release(connection(2), reusable: true, now: start + .seconds(1))) == [])
        #expect(describe(state.wakeUp(now: start + .seconds(5))) == ["wake up after 30.0 seconds"])
        // The last used connection is used again, and the other one stays idle.
        #expect(state.take(now: start + .seconds(20)).connection?.id == 2)
        _ = state.release(connection(2), reusable: true, now: start + .seconds(29))
        #expect(describe(state.wakeUp(now: start + .seconds(30))) == ["close 1", "wake up after 59.0 seconds"])
        #expect(state.statistics == PoolStatistics(open: 2, idle: 1, waiting: 0))
        #expect(describe(state.wakeUp(now: start + .seconds(59))) == ["close 2"])
        #expect(
            describe(state.release(connection(3), reusable: true, now: start + .seconds(60)))
                == ["wake up after 90.0 seconds"]
        )
    }

    @Test func aProbeKeepsNoConnectionOpen() {
        var state = makeState(size: 2, idleTimeout: .seconds(30))
        // Opened for the probe, so it is closed after it.
        #expect(state.take(probing: true, now: start).connection == nil)
        _ = state.wait(1, 1, now: start)
        _ = state.connected(connection(1), now: start)
        #expect(describe(state.release(connection(1), reusable: true, probing: true, now: start)) == ["close 1"])
        // It continues to count as idle since before the probe.
        _ = state.wait(2, 2, now: start)
        _ = state.connected(connection(2), now: start)
        _ = state.release(connection(2), reusable: true, now: start)
        #expect(state.take(probing: true, now: start + .seconds(29)).connection?.id == 2)
        _ = state.release(connection(2), reusable: true, probing: true, now: start + .seconds(29))
        #expect(describe(state.wakeUp(now: start + .seconds(30))) == ["close 2"])
        #expect(state.statistics.open == 0)
    }

    @Test func aConnectionOpenedForAProbeGoesToAWaitingTask() {
        var state = makeState(size: 1, idleTimeout: .seconds(30))
        _ = state.wait(1, 1, now: start)
        _ = state.connected(connection(1), now: start)
        _ = state.wait(2, 2, now: start)
        #expect(describe(state.release(connection(1), reusable: true, probing: true, now: start)) == ["give 1 to 2"])
    }

    @Test func thePoolClosesWhenAllConnectionsHaveComeBack() {
        var state = makeState(size: 3)
        for id in 1...2 { _ = state.wait(UInt64(id), id, now: start) }
        for id in 1...2 { _ = state.connected(connection(UInt64(id)), now: start) }
        _ = state.wait(3, 3, now: start)
        _ = state.release(connection(1), reusable: true, now: start)
        _ = state.wait(4, 4, now: start)
        #expect(describe(state.close()) == ["fail 4: pool-closed"])
        #expect(describe(state.wait(5, 5, now: start)) == ["fail 5: pool-closed"])
        #expect(describe(state.release(connection(1), reusable: true, now: start)) == ["close 1"])
        #expect(describe(state.release(connection(2), reusable: true, now: start)) == ["close 2"])
        #expect(describe(state.connected(connection(3), now: start)) == ["close 3", "finished"])
    }
}
