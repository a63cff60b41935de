import Classifier
import Locking
import Municipality
import Postgres
import Store

/// A cache of the active models, of the most recently routed towns. A newly activated model is used from the next batch
/// on.
final class RoutingModels: Sendable {
    struct Model: Sendable {
        let id: Int32
        let classifier: TextClassifier

        func opinion(of text: String) -> DecisionDetails.Opinion {
            DecisionDetails.Opinion(classifier.classify(text), of: self)
        }
    }

    private struct Key: Hashable {
        let municipality: MunicipalityID
        let kind: RoutingModelKind
    }

    private let loaded: Locked<RecentlyUsed<Key, Model>>

    /// - Parameter capacity: maximum bytes of all models in memory. A model takes as much as its stored form, about 6
    ///   MB for a town with two hundred categories.
    init(capacity: Int = 128 * 1_048_576) {
        loaded = Locked(RecentlyUsed(capacity: capacity))
    }

    /// The active models of the town.
    func active(in session: TownSession) async throws
        -> [RoutingModelKind: Model]
    {
        var models: [RoutingModelKind: Model] = [:]
        for (kind, id) in try await RoutingModelStore.active(in: session) {
            let key = Key(municipality: session.municipality, kind: kind)
            if let known = loaded.withLock({ $0.value(for: key) }), known.id == id {
                models[kind] = known
            } else if let bytes = try await RoutingModelStore.model(id, format: TextClassifier.format, in: session),
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
