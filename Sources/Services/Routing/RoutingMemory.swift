/// What a process keeps in memory from one batch of decisions to the next.
final class RoutingMemory: Sendable {
    let models = RoutingModels()
    let outlines = TextOutlines()

    init() {}
}
