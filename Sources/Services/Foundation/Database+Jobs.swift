package import Jobs

extension Database {
    /// A worker on this database.
    package func worker(
        handlers: [any JobHandler],
        schedules: [JobSchedule],
        options: JobWorkerOptions
    ) -> JobWorker {
        JobWorker(
            pool: pool,
            configuration: configuration,
            handlers: handlers,
            schedules: schedules,
            options: options,
            logger: logger
        )
    }

    /// Wakes the workers that route.
    package func routeSignal() -> JobSignal {
        JobSignal(.route, pool: pool, logger: logger)
    }
}
