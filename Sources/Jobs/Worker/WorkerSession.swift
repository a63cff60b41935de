/// Shows other workers that this one is alive: its listening connection holds an advisory lock for each runner.
///
/// Each connection makes a new session. When a session is lost, any worker that notices returns its jobs to the queue,
/// and jobs that the lost session still finishes are refused.
struct WorkerSession: Hashable, Sendable {
    private let first: Int64
    let runners: Int

    init(runners: Int) {
        first = Int64.random(in: 1...(Int64.max - Int64(runners)))
        self.runners = runners
    }

    /// Keys of the locks.
    var ids: [Int64] { (0..<runners).map(id(ofRunner:)) }

    /// The value of `jobs.worker_id` for the jobs of a runner; runners are counted from 0.
    func id(ofRunner runner: Int) -> Int64 {
        first + Int64(runner)
    }
}
