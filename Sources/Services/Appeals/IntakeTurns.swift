package import Municipality

/// Whose appeals are stored next. A pure value.
///
/// Natural batching, for each town by itself: whatever waits of a town while a batch of it is being stored becomes its
/// next one. A second batch is begun beside the first only when enough waits for it, because a statement costs almost
/// the same for one appeal as for many. Towns that wait take turns, and one town never occupies every batcher, so that
/// thousands of appeals of one town delay another town's by no more than a batch.
package struct IntakeTurns<Item> {
    package struct Limits: Sendable {
        /// Appeals of a batch at most.
        package var batch = 128
        /// Appeals of a town that must wait for a batch to be begun while another of the town is being stored.
        package var beside = 20
        /// Appeals of a town that may wait at most.
        package var waitingOfTown = 10_000
        /// Appeals of all towns that may wait at most.
        package var waiting = 20_000
        /// Batches that are stored at the same time at most.
        package var batchers: Int

        package init(batchers: Int) {
            self.batchers = batchers
        }
    }

    /// Appeals of one town, to be stored in one statement.
    package struct Batch {
        package let town: MunicipalityID
        package let items: [Item]
    }

    private struct Lane {
        var waiting = Line<Item>()
        /// Batches of the town handed out and not stored yet.
        var storing = 0
    }

    private let limits: Limits
    private var lanes: [MunicipalityID: Lane] = [:]
    /// Towns of which something waits, each once.
    private var turns = Line<MunicipalityID>()
    package private(set) var waiting = 0
    private var isClosed = false

    package init(_ limits: Limits) {
        self.limits = limits
    }

    /// Puts an appeal at the end of its town's line.
    /// - Returns: whether there was room for it.
    package mutating func add(_ item: Item, of town: MunicipalityID) -> Bool {
        let before = lanes[town]?.waiting.count ?? 0
        guard !isClosed, waiting < limits.waiting, before < limits.waitingOfTown else { return false }
        lanes[town, default: Lane()].waiting.append(item)
        waiting += 1
        if before == 0 { turns.append(town) }
        return true
    }

    /// What is to be stored now: of the first town in turn that may begin a batch. nil when there is none.
    package mutating func take() -> Batch? {
        guard let place = turns.firstIndex(where: mayBegin) else { return nil }
        let town = turns.remove(at: place)
        guard var lane = lanes.removeValue(forKey: town) else { return nil }
        let items = lane.waiting.removeFirst(limits.batch)
        lane.storing += 1
        waiting -= items.count
        if !lane.waiting.isEmpty { turns.append(town) }
        lanes[town] = lane
        return Batch(town: town, items: items)
    }

    private func mayBegin(_ town: MunicipalityID) -> Bool {
        guard let lane = lanes[town] else { return false }
        if lane.storing == 0 || isClosed { return true }
        return lane.waiting.count >= limits.beside && lane.storing < limits.batchers - 1
    }

    /// A batch of the town is stored, or has failed.
    package mutating func finish(_ town: MunicipalityID) {
        lanes[town]?.storing -= 1
        if let lane = lanes[town], lane.storing == 0, lane.waiting.isEmpty { lanes[town] = nil }
    }

    /// Takes nothing more in; what waits is still handed out.
    package mutating func close() {
        isClosed = true
    }
}

extension IntakeTurns.Batch: Sendable where Item: Sendable {}
