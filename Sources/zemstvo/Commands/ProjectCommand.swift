import ArgumentParser
import Municipality
import Services

struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project",
        abstract: "City projects: joint work of state, business and public organisations.",
        subcommands: [List.self, Show.self, Import.self, Progress.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the projects with their progress.")
        @OptionGroup var options: CommonOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let projects = try await Settings(options).withTown { try await ProjectService(town: $0).all() }
            guard !json else { return Output.print(json: projects) }
            Output.print(
                table: projects.map {
                    [$0.code, $0.state.rawValue, "\($0.progress) %", "\($0.startsOn)…\($0.endsOn)", $0.lead, $0.title]
                },
                header: ["CODE", "STATE", "PROGRESS", "DATES", "LEAD", "TITLE"]
            )
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a project with its partners and milestones, as JSON."
        )
        @OptionGroup var options: CommonOptions
        @Argument(help: "Its code.") var project: String

        func run() async throws {
            let found = try await Settings(options).withTown { try await ProjectService(town: $0).project(project) }
            Output.print(json: found)
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import projects from CSV files.",
            discussion: """
                Columns: code, title, description, lead, starts_on, ends_on, state. Columns of milestones: project, title, \
                due_on, weight, progress. Columns of partners: project, organisation, role.
                """
        )
        @OptionGroup var options: CommonOptions
        @Argument(help: ArgumentHelp("The projects.", valueName: "file.csv")) var file: String
        @Option(help: ArgumentHelp("Their milestones.", valueName: "file.csv")) var milestones: String?
        @Option(help: ArgumentHelp("Their partners.", valueName: "file.csv")) var partners: String?

        func run() async throws {
            let reports = try await Settings(options).withTown { town in
                try await ProjectService(town: town).importProjects(
                    from: file,
                    milestones: milestones,
                    partners: partners,
                    by: .console
                )
            }
            for report in reports {
                for problem in report.problems {
                    Output.note(
                        "\(report.file), row \(problem.row)\(problem.column.map { ", \($0)" } ?? ""): \(problem.message)"
                    )
                }
                print("\(report.file): \(report.inserted) of \(report.read) imported")
            }
            if reports.contains(where: { !$0.problems.isEmpty }) { throw ExitCode.failure }
        }
    }

    struct Progress: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Set a milestone's progress.")
        @OptionGroup var options: CommonOptions
        @Argument(help: "The project's code.") var project: String
        @Argument(help: "The milestone's id, as `show` prints it.") var milestone: Int32
        @Argument(help: "0 to 100.") var progress: Int16

        func run() async throws {
            var draft = MilestoneDraft()
            draft.progress = progress
            let change = draft
            let changed = try await Settings(options).withTown { town in
                try await ProjectService(town: town).updateMilestone(
                    milestone,
                    of: project,
                    change,
                    by: .console
                )
            }
            print("\(changed.code): \(changed.progress) %")
        }
    }
}
