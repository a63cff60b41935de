/// The caches that a process keeps between batches of decisions.
final class RoutingMemory: Sendable {
    let models = RoutingModels()
    let outlines = TextOutlines()

    init() {}
}
