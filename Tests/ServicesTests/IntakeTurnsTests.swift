import Municipality
import Services
import Testing

@Suite struct IntakeTurnsTests {
    private typealias Turns = IntakeTurns<Int>

    private let big = MunicipalityID(rawValue: 1)
    private let small = MunicipalityID(rawValue: 2)

    private func makeTurns(_ configure: (inout Turns.Limits) -> Void = { _ in }) -> Turns {
        var limits = Turns.Limits(batchers: 4)
        configure(&limits)
        return Turns(limits)
    }

    /// - Returns: the number of items that were accepted.
    private func add(_ items: Range<Int>, of town: MunicipalityID, to turns: inout Turns) -> Int {
        items.reduce(0) { $0 + (turns.add($1, of: town) ? 1 : 0) }
    }

    /// The towns of all waiting items, in the order in which batchers take them.
    private func drain(_ turns: inout Turns) -> [MunicipalityID] {
        var order: [MunicipalityID] = []
        while let batch = turns.take() {
            order.append(batch.town)
            turns.finish(batch.town)
        }
        return order
    }

    @Test func theWaitingAppealsOfATownAreItsNextBatch() {
        var turns = makeTurns()
        #expect(turns.take()?.items == nil)
        #expect(add(0..<1, of: big, to: &turns) == 1)
        #expect(turns.take()?.items == [0])
        #expect(add(1..<20, of: big, to: &turns) == 19)
        // Too few for a second concurrent batch of the town.
        #expect(turns.take()?.items == nil)
        turns.finish(big)
        #expect(turns.take()?.items == Array(1..<20))
    }

    @Test func aSecondConcurrentBatchBeginsWhenEnoughAppealsWait() {
        var turns = makeTurns()
        _ = add(0..<1, of: big, to: &turns)
        #expect(turns.take()?.items == [0])
        _ = add(1..<21, of: big, to: &turns)
        #expect(turns.take()?.items == Array(1..<21))
    }

    @Test func aBurstOfOneTownDelaysAnotherByAtMostOneBatch() {
        var turns = makeTurns()
        #expect(add(0..<10_000, of: big, to: &turns) == 10_000)
        // It may not use every batcher.
        for batch in 0..<3 { #expect(turns.take()?.items.first == batch * 128) }
        #expect(turns.take()?.items == nil)
        _ = add(0..<1, of: small, to: &turns)
        #expect(turns.take()?.town == small)
        // All four are busy when the next one arrives, so one of the next two free batchers takes it.
        _ = add(1..<2, of: small, to: &turns)
        turns.finish(big)
        let first = turns.take()?.town
        turns.finish(small)
        let second = turns.take()?.town
        #expect(Set([first, second]) == [big, small])
    }

    @Test func townsTakeTurns() {
        var turns = makeTurns { $0.batchers = 1 }
        let towns = (1...5).map { MunicipalityID(rawValue: $0) }
        for town in towns { #expect(add(0..<300, of: town, to: &turns) == 300) }
        #expect(drain(&turns) == towns + towns + towns)
        #expect(turns.waiting == 0)
    }

    @Test func manyTownsWithOneAppealEachAreServedInOrderOfArrival() {
        var turns = makeTurns()
        let towns = (1...1_000).map { MunicipalityID(rawValue: $0) }
        for town in towns { _ = add(0..<1, of: town, to: &turns) }
        #expect(drain(&turns) == towns)
    }

    @Test func oneTownCannotFillTheQueue() {
        var turns = makeTurns {
            $0.waitingOfTown = 5
            $0.waiting = 8
        }
        #expect(add(0..<10, of: big, to: &turns) == 5)
        #expect(add(0..<10, of: small, to: &turns) == 3)
        #expect(turns.take()?.items.count == 5)
        #expect(add(0..<10, of: MunicipalityID(rawValue: 3), to: &turns) == 5)
    }

    @Test func afterClosingWaitingAppealsAreHandedOutAndNewOnesRefused() {
        var turns = makeTurns()
        _ = add(0..<129, of: big, to: &turns)
        #expect(turns.take()?.items.count == 128)
        #expect(turns.take()?.items == nil)
        turns.close()
        #expect(turns.take()?.items == [128])
        #expect(turns.take()?.items == nil)
        #expect(add(0..<1, of: small, to: &turns) == 0)
    }

    @Test func everyItemIsHandedOutOnceInTheOrderOfItsTown() {
        var turns = makeTurns()
        var generator = SystemRandomNumberGenerator()
        var given: [MunicipalityID: Int] = [:]
        var taken: [MunicipalityID: [Int]] = [:]
        var storing: [MunicipalityID] = []
        func take() {
            while storing.count < 4, let batch = turns.take() {
                taken[batch.town, default: []] += batch.items
                storing.append(batch.town)
            }
        }
        for _ in 0..<20_000 {
            let town = MunicipalityID(rawValue: Int32.random(in: 1...7, using: &generator))
            if turns.add(given[town, default: 0], of: town) { given[town, default: 0] += 1 }
            if Bool.random(using: &generator) { take() }
            if Int.random(in: 0..<10, using: &generator) == 0, let town = storing.popLast() { turns.finish(town) }
        }
        while turns.waiting > 0 || !storing.isEmpty {
            take()
            if let town = storing.popLast() { turns.finish(town) }
        }
        #expect(taken == given.mapValues { Array(0..<$0) })
    }

    @Test func blocksOfIDsGrowWithUseAndBeginSmallAgain() {
        var blocks = IDBlocks()
        let start = ContinuousClock.now
        let busy = (0..<8).map { blocks.next(now: start + .milliseconds(100 * $0)) }
        #expect(busy == [16, 32, 64, 128, 256, 512, 512, 512])
        #expect(blocks.next(now: start + .seconds(10)) == 16)
    }
}
