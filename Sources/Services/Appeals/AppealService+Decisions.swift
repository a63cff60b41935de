public import Municipality
import Store

extension AppealService {
    /// Every decision on an appeal, newest first.
    public func decisions(_ number: AppealNumber, by actor: Actor) async throws -> [DecisionView] {
        try actor.require(.triage)
        return try await town.read(by: actor) { session in
            let appeal = try await appeal(number, in: session)
            let decisions = try await RoutingExplanationStore.decisions(of: appeal.id, in: session)
            let catalogue = try await town.catalogue(knowing: decisions.map(\.category), in: session)
            return decisions.map { DecisionView($0, catalogue, showingStaff: true) }
        }
    }
}
