import ArgumentParser

/// The options of every command.
struct CommonOptions: ParsableArguments {
    @Option(
        name: .customLong("database-url"),
        help: ArgumentHelp(
            "PostgreSQL connection URL or string, in any form that libpq accepts.",
            discussion: "Or ZEMSTVO_DATABASE_URL, or `database.url` in the configuration file.",
            valueName: "url"
        )
    )
    var databaseURL: String?

    @Option(help: ArgumentHelp("Configuration file in YAML. Or ZEMSTVO_CONFIG.", valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Code of the municipality, required when the database has several. Or ZEMSTVO_TOWN.",
            valueName: "code"
        )
    )
    var town: String?
}
