public import Jobs
public import Services

/// The worker with every handler of the program.
public enum TownWorker {
    /// A service.
    /// - Parameter concurrency: number of batches at the same time.
    public static func make(on database: Database, concurrency: Int) -> JobWorker {
        var options = JobWorkerOptions()
        options.concurrency = concurrency
        return database.worker(
            handlers: [RouteHandler(database: database), MaintenanceHandler(database: database)],
            schedules: [JobSchedule("maintenance", kind: MaintenanceHandler.job, every: .seconds(600))],
            options: options
        )
    }
}
