/// The life of a worker as others can see it: advisory locks held by its listening connection, one for each runner.
///
/// Each connection makes a new session. When one is lost, whoever notices gives back what it held, and what the worker
/// still finishes under its name is refused.
struct WorkerSession: Hashable, Sendable {
    private let first: Int64
    let runners: Int

    init(runners: Int) {
        first = Int64.random(in: 1...(Int64.max - Int64(runners)))
        self.runners = runners
    }

    /// Keys of the locks.
    var ids: [Int64] { (0..<runners).map(id(ofRunner:)) }

    /// What `jobs.worker_id` is for the jobs that a runner, from 0, holds.
    func id(ofRunner runner: Int) -> Int64 {
        first + Int64(runner)
    }
}
