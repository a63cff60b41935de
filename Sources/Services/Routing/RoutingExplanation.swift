public import Municipality
import Store

extension AppealService {
    /// Every decision on an appeal, newest first.
    public func decisions(_ number: AppealNumber, by actor: Actor) async throws -> [DecisionView] {
        try actor.require(.triage)
        return try await town.database.perform { connection in
            let appeal = try await appeal(number, on: connection)
            return try await RoutingExplanationStore.decisions(of: appeal.id, in: town.id, on: connection)
                .map { DecisionView($0, showingStaff: true) }
        }
    }
}
