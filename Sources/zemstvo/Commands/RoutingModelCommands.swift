public import ArgumentParser
import Foundation
public import Municipality
import Services

/// `routing train`, `models`, `activate`, `deactivate`.
enum RoutingModelCommands {
    struct Train: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train a model on the town's decided appeals.",
            discussion: """
                It learns from appeals that were closed without a return and from coordinators' decisions. Its quality is \
                measured on texts that it had not learnt from. The model is stored; with --activate it is used at once.
                """
        )
        @OptionGroup var options: CommonOptions
        @Option(help: "category; or organisation, which proposes one when the contracts do not decide.")
        var kind: RoutingModelKind = .category
        @Option(help: "Seed of the folds that measure it.") var seed: UInt64 = 42
        @Flag(help: "Use it at once.") var activate = false
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let model = try await Settings(options).withTown { town in
                let service = RoutingModelService(town: town)
                let model = try await service.train(kind, seed: seed, by: .console)
                return activate ? try await service.activate(model.modelID, by: .console) : model
            }
            show([model], json: json)
        }
    }

    struct Models: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the town's models, newest first.")
        @OptionGroup var options: CommonOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let models = try await Settings(options).withTown {
                try await RoutingModelService(town: $0).all(by: .console)
            }
            show(models, json: json)
        }
    }

    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Use a model, new or earlier. Workers need no restart."
        )
        @OptionGroup var options: CommonOptions
        @Argument(help: "The model's number.") var model: Int
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let active = try await Settings(options).withTown {
                try await RoutingModelService(town: $0).activate(model, by: .console)
            }
            show([active], json: json)
        }
    }

    struct Deactivate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop using a model. The catalogue's keywords recognise categories again."
        )
        @OptionGroup var options: CommonOptions
        @Option(help: "category or organisation.") var kind: RoutingModelKind = .category

        func run() async throws {
            try await Settings(options).withTown {
                try await RoutingModelService(town: $0).deactivate(kind, by: .console)
            }
        }
    }

    private static func state(_ model: RoutingModel) -> String {
        guard model.usable else { return model.active ? "active, but too old" : "too old" }
        return model.active ? "active" : "-"
    }

    private static func threshold(_ value: Double) -> String { value > 1 ? "never" : Output.percent(value) }

    private static func show(_ models: [RoutingModel], json: Bool) {
        guard !json else { return Output.print(json: models) }
        Output.print(
            table: models.map { model in
                [
                    String(model.modelID), model.kind.rawValue, state(model),
                    model.trainedAt.ISO8601Format(), String(model.rows), String(model.classes),
                    Output.percent(model.quality.accuracy), Output.percent(model.quality.top3),
                    Output.percent(model.quality.coverageAt95),
                    threshold(model.threshold),
                    model.quality.services.map { Output.percent($0.coverageAt95) } ?? "-",
                    model.quality.services.map { threshold($0.threshold) } ?? "-",
                    String(model.fingerprint.prefix(12)),
                ]
            },
            header: [
                "model", "kind", "state", "trained", "rows", "classes", "accuracy", "top 3", "coverage",
                "threshold", "services", "threshold", "fingerprint",
            ]
        )
    }
}

extension RoutingModelKind: ExpressibleByArgument {}
