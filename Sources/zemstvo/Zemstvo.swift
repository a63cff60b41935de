import ArgumentParser

@main
struct Zemstvo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zemstvo",
        abstract: "The open server of a smart municipality: citizens' appeals, utilities dispatch and city projects.",
        discussion: """
            A first day:
              zemstvo migrate up
              zemstvo town create --name "Тутаев" --time-zone Europe/Moscow --region "Ярославская область"
              zemstvo import organisations organisations.csv
              zemstvo import houses houses.csv
              zemstvo import categories categories.csv
              zemstvo import contracts contracts.csv
              zemstvo user create --login olga --name "Ольга" --role coordinator
              zemstvo token create --login olga --label desk
              zemstvo run

            The first of a month:
              zemstvo stats 2026-10 --format xlsx --output october.xlsx
              zemstvo stats freeze 2026-10

            The database is named by --database-url, ZEMSTVO_DATABASE_URL, or `database.url` in the file named by --config.
            """,
        version: "1.0.0",
        subcommands: [
            Run.self, Serve.self, Work.self,
            MigrateCommand.self, TownCommand.self, ImportCommand.self, HouseCommand.self,
            UserCommand.self, TokenCommand.self, IntegrationCommand.self,
            QueueCommand.self, StatsCommand.self, ProjectCommand.self, RoutingCommand.self,
            Doctor.self, DocumentCommand.self,
        ]
    )
}
