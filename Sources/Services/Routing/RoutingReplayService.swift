public import Foundation
public import Municipality
import Postgres
import Store

/// The changes to try on past appeals. Fields that are nil stay as they are.
public struct RoutingReplayOptions: Sendable {
    /// Id of the model of categories; 0 for none.
    public var model: Int?
    /// CSV files in the format of the imports.
    public var categories: String?
    public var contracts: String?

    public init(model: Int? = nil, categories: String? = nil, contracts: String? = nil) {
        self.model = model
        self.categories = categories
        self.contracts = contracts
    }
}

/// Decides past appeals again with a change, to see its effect. Nothing is changed.
public struct RoutingReplayService: Sendable {
    let town: Town

    /// Maximum number of appeals that are decided again, newest first.
    public static let limit = 100_000

    public init(town: Town) {
        self.town = town
    }

    /// Carries the result out of a transaction that is rolled back.
    private struct RolledBack: Error {
        let replay: RoutingReplay
    }

    public func replay(
        since instant: Date,
        _ options: RoutingReplayOptions,
        by actor: Actor
    ) async throws -> RoutingReplay {
        try actor.require(.manageModels)
        do {
            return try await town.write(by: actor) { session in
                throw RolledBack(replay: try await replay(since: instant, options, in: session))
            }
        } catch let result as RolledBack {
            return result.replay
        }
    }

    private func replay(
        since instant: Date,
        _ options: RoutingReplayOptions,
        in session: TownSession
    ) async throws -> RoutingReplay {
        let past = try await RoutingReplayStore.past(
            since: instant,
            limit: Self.limit,
            in: session
        )
        try await apply(options, in: session)
        // Read without the cache, because this session may have changed it and the change must not become visible to
        // others.
        let catalogue = try await CatalogueStore.catalogue(
            version: CatalogueStore.version(in: session),
            in: session
        )
        let decisions = try await AppealRouter.decide(
            past.map(\.facts),
            with: try await RoutingModels().active(in: session),
            catalogue: catalogue,
            book: try await AddressBookStore.book(in: session),
            rules: { catalogue.makeRules() },
            outlines: nil,
            in: session
        )
        let codes = try await OrganisationStore.codes(in: session)
        return RoutingReplay(
            zip(past, decisions).map { past, decision in
                RoutingReplay.Case(
                    before: past.decided.flatMap { codes[$0] },
                    after: decision.decision.organisation.flatMap { codes[$0] },
                    truth: past.organisation.flatMap { codes[$0] },
                    category: past.facts.category == nil
                        ? catalogue.code(of: past.category).map { truth in
                            (truth, catalogue.code(of: decision.category))
                        } : nil
                )
            }
        )
    }

    /// Applies the change, in a transaction that is rolled back.
    private func apply(_ options: RoutingReplayOptions, in session: TownSession) async throws {
        if options.model == 0 {
            try await RoutingModelStore.activate(nil, .category, in: session)
        } else if let id = options.model {
            let known = try await RoutingModelStore.all(in: session)
            guard let model = known.first(where: { $0.id == id && $0.kind == .category }) else {
                throw ServiceError.notFound("model of categories")
            }
            try model.requireUsable()
            try await RoutingModelStore.activate(model.id, .category, in: session)
        }
        let imports = ImportService(town: town, within: session)
        var reports: [ImportReport] = []
        if let file = options.categories {
            reports.append(try await imports.importCategories(from: file, options: ImportOptions()))
        }
        if let file = options.contracts {
            reports.append(try await imports.importContracts(from: file, options: ImportOptions()))
        }
        let problems = reports.flatMap { report in
            report.problems.map { FieldProblem(field: "\(report.file), row \($0.row)", message: $0.message) }
        }
        guard problems.isEmpty else { throw ServiceError.invalid(problems) }
    }
}
