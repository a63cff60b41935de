/// Which kinds of jobs a worker looks for next, and how many of its runners may take each kind.
///
/// One runner at a time takes jobs of a kind, so that the jobs enqueued meanwhile become its next batch: a batch costs
/// almost the same for one unit of work as for many. More runners help only while batches are more than half full,
/// because then more work waits than one runner can do.
struct JobTurns {
    private var wanted: Set<JobKind> = []
    private var working: [JobKind: Int] = [:]
    private var crowded: Set<JobKind> = []

    /// Records that there may be jobs of these kinds.
    mutating func look(for kinds: some Sequence<JobKind>) {
        wanted.formUnion(kinds)
    }

    /// - Returns: whether a runner is to look for jobs of the kind now; ``end(_:)`` must follow.
    mutating func begin(_ kind: JobKind) -> Bool {
        guard wanted.contains(kind), working[kind, default: 0] == 0 || crowded.contains(kind) else { return false }
        wanted.remove(kind)
        working[kind, default: 0] += 1
        return true
    }

    /// Records that a runner took `units` of at most `limit`; more may wait.
    /// - Returns: whether others should help.
    mutating func took(_ units: Int, of limit: Int, _ kind: JobKind) -> Bool {
        if units > 0 { wanted.insert(kind) }
        guard 2 * units > limit else {
            crowded.remove(kind)
            return false
        }
        crowded.insert(kind)
        return true
    }

    mutating func end(_ kind: JobKind) {
        working[kind, default: 1] -= 1
    }
}
