import ArgumentParser

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        name: .customLong("database-url"),
        help: ArgumentHelp(
            "PostgreSQL connection URL or string, passed to libpq whole.",
            discussion: "Or ZEMSTVO_DATABASE_URL, or `database.url` in the configuration file.",
            valueName: "url"
        )
    )
    var databaseURL: String?

    @Option(help: ArgumentHelp("Configuration file in YAML. Or ZEMSTVO_CONFIG.", valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Code of the municipality, needed when the database has several. Or ZEMSTVO_TOWN.",
            valueName: "code"
        )
    )
    var town: String?
}
