import Classifier
import Locking
import Municipality
import Postgres
import Store

/// The models at work, kept in memory by each process: those of the towns that were routed for last. A newly activated one
/// is used from the next batch on.
final class RoutingModels: Sendable {
    struct Model: Sendable {
        let id: Int32
        let classifier: TextClassifier

        func opinion(of text: String) -> DecisionDetails.Opinion {
            let told = classifier.classify(text)
            return DecisionDetails.Opinion(told, of: self, isSure: classifier.isSure(told))
        }
    }

    private struct Key: Hashable {
        let municipality: MunicipalityID
        let kind: RoutingModelKind
    }

    private let loaded: Locked<RecentlyUsed<Key, Model>>

    /// - Parameter capacity: bytes of all models in memory; one model takes what it takes stored, some 6 MB for a town of
    ///   two hundred categories.
    init(capacity: Int = 128 * 1_048_576) {
        loaded = Locked(RecentlyUsed(capacity: capacity))
    }

    /// The models that the town has at work.
    func active(in session: TownSession) async throws
        -> [RoutingModelKind: Model]
    {
        var models: [RoutingModelKind: Model] = [:]
        for (kind, id) in try await RoutingModelStore.active(in: session) {
            let key = Key(municipality: session.municipality, kind: kind)
            if let known = loaded.withLock({ $0.value(for: key) }), known.id == id {
                models[kind] = known
            } else if let bytes = try await RoutingModelStore.model(id, in: session),
                let classifier = TextClassifier(bytes: bytes)
            {
                let model = Model(id: id, classifier: classifier)
                loaded.withLock { $0.keep(model, for: key, cost: bytes.count) }
                models[kind] = model
            }
        }
        return models
    }
}
