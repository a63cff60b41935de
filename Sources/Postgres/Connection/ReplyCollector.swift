/// Collects the results of what was sent, and knows when the answer is complete.
struct ReplyCollector {
    /// Results besides sync points, in order.
    private(set) var results: [ResultHandle] = []
    /// Sync points still to come; 0 outside pipeline mode, where a null result ends the answer.
    private var syncs: Int

    init(syncs: Int = 0) {
        self.syncs = syncs
        isPipeline = syncs > 0
    }

    private let isPipeline: Bool

    /// Takes the next result; `true` when it was the last.
    mutating func receive(_ result: ResultHandle?) -> Bool {
        guard let result else { return !isPipeline }
        switch result.status {
        case .sync:
            syncs -= 1
            return syncs == 0
        case .copyIn, .copyOut:
            results.append(result)
            return true
        default:
            results.append(result)
            return false
        }
    }

    var startedCopy: Bool {
        results.last.map { $0.status == .copyIn || $0.status == .copyOut } ?? false
    }
}
