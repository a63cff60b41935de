package import Municipality

/// Decides whose appeals are stored next. A pure value.
///
/// Natural batching for each town separately: the appeals that arrive while a batch of their town is being stored
/// become its next batch. A second batch is begun at the same time only when enough appeals wait for it, because a
/// statement costs almost the same for one appeal as for many. Towns take turns, and one town never occupies every
/// batcher, so that thousands of appeals of one town delay another town's by at most one batch.
package struct IntakeTurns<Item> {
    package struct Limits: Sendable {
        /// Maximum number of appeals in a batch.
        package var batch = 128
        /// How many appeals of a town must wait for a batch to begin while another of the town is being stored.
        package var beside = 20
        /// Maximum number of waiting appeals of one town.
        package var waitingOfTown = 10_000
        /// Maximum number of waiting appeals of all towns.
        package var waiting = 20_000
        /// Maximum number of batches stored at the same time.
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
        /// Batches of the town that were handed out and are not stored yet.
        var storing = 0
    }

    private let limits: Limits
    private var lanes: [MunicipalityID: Lane] = [:]
    /// Towns with waiting appeals, each once.
    private var turns = Line<MunicipalityID>()
    package private(set) var waiting = 0
    private var isClosed = false

    package init(_ limits: Limits) {
        self.limits = limits
    }

    /// Puts an appeal at the end of its town's queue.
    /// - Returns: whether there was room for it.
    package mutating func add(_ item: Item, of town: MunicipalityID) -> Bool {
        let before = lanes[town]?.waiting.count ?? 0
        guard !isClosed, waiting < limits.waiting, before < limits.waitingOfTown else { return false }
        lanes[town, default: Lane()].waiting.append(item)
        waiting += 1
        if before == 0 { turns.append(town) }
        return true
    }

    /// The next batch to store, of the first town in turn that may begin one; nil when there is none.
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

    /// Records that a batch of the town is stored or has failed.
    package mutating func finish(_ town: MunicipalityID) {
        lanes[town]?.storing -= 1
        if let lane = lanes[town], lane.storing == 0, lane.waiting.isEmpty { lanes[town] = nil }
    }

    /// Accepts no more appeals. Those that wait are still handed out.
    package mutating func close() {
        isClosed = true
    }
}

extension IntakeTurns.Batch: Sendable where Item: Sendable {}
