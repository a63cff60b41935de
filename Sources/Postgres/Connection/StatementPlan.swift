/// What to send for some statements: their executions, each after its preparation where that is still missing.
struct StatementPlan {
    struct Step {
        let key: StatementCache.Key
        let name: String
        let parameters: Parameters
        let needsPreparing: Bool
    }

    fileprivate(set) var steps: [Step] = []
    /// Statements to drop on the server, each with its own sync point, because they are not part of the transaction
    /// that the statements form.
    fileprivate(set) var deallocations: [String] = []

    /// Whether the plan is one prepared statement, which needs no pipeline.
    var isSingleExecution: Bool {
        steps.count == 1 && !steps[0].needsPreparing
    }

    /// What the server answered, with the results of the statements in order.
    struct Answer {
        var results: [ResultHandle] = []
        var prepared: [Step] = []
        var deallocated: [String] = []
        var error: PostgresError?
        /// The step that `error` belongs to, if it was a step's execution.
        var failed: Step?
    }

    /// Sorts results into those of statements and of the preparations before them.
    func sort(_ received: [ResultHandle]) -> Answer {
        var answer = Answer()
        var next = received[...]
        for name in deallocations where next.popFirst()?.status == .command {
            answer.deallocated.append(name)
        }
        for step in steps {
            if step.needsPreparing, let result = next.popFirst() {
                answer.take(result, from: nil)
                if result.status == .command { answer.prepared.append(step) }
            }
            if let result = next.popFirst() {
                answer.take(result, from: step)
                answer.results.append(result)
            }
        }
        while let result = next.popFirst() { answer.take(result, from: nil) }
        return answer
    }
}

extension StatementPlan.Answer {
    fileprivate mutating func take(_ result: ResultHandle, from step: StatementPlan.Step?) {
        guard result.status == .error, error == nil else { return }
        error = PostgresError(result: result)
        failed = step
    }
}

extension StatementCache {
    /// Plans statements to be run in one round trip.
    mutating func plan(_ statements: [SQL]) -> StatementPlan {
        var plan = StatementPlan()
        var fresh: [Key: String] = [:]
        for statement in statements {
            let key = Key(statement)
            let known = name(for: key) ?? fresh[key]
            let name = known ?? newName()
            if known == nil { fresh[key] = name }
            plan.steps.append(
                .init(key: key, name: name, parameters: statement.parameters, needsPreparing: known == nil)
            )
        }
        if !fresh.isEmpty { plan.deallocations = stale }
        return plan
    }

    /// Remembers what the server has prepared and dropped.
    mutating func settle(_ answer: StatementPlan.Answer) {
        for name in answer.deallocated { deallocated(name) }
        for step in answer.prepared { insert(step.name, for: step.key) }
    }
}

extension ConnectionHandle {
    /// Queues all messages of `plan`; `nil` means that the connection is spent.
    func send(_ plan: StatementPlan) -> ReplyCollector? {
        if plan.isSingleExecution {
            return sendPrepared(plan.steps[0].name, plan.steps[0].parameters) ? ReplyCollector() : nil
        }
        guard enterPipeline() else { return nil }
        for name in plan.deallocations {
            guard sendUnnamed("DEALLOCATE \(name)"), sendSync() else { return nil }
        }
        for step in plan.steps {
            if step.needsPreparing {
                guard sendPrepare(step.name, step.key.text, step.key.types) else { return nil }
            }
            guard sendPrepared(step.name, step.parameters) else { return nil }
        }
        return sendSync() ? ReplyCollector(syncs: plan.deallocations.count + 1) : nil
    }
}
