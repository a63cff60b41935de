import Classifier
import Crypto
import Foundation
public import Municipality
import Postgres
import Store

/// Trains models on the town's past, and activates them.
public struct RoutingModelService: Sendable {
    let town: Town

    /// Maximum number of appeals to learn from, newest first.
    public static let exampleLimit = 50_000

    public init(town: Town) {
        self.town = town
    }

    public func all(by actor: Actor) async throws -> [RoutingModel] {
        try actor.require(.manageModels)
        return try await town.read(by: actor) { session in
            try await RoutingModelStore.all(in: session).map(RoutingModel.init)
        }
    }

    /// Learns from appeals whose routing was right and from coordinators' corrections. The model is stored, not
    /// activated.
    public func train(_ kind: RoutingModelKind, seed: UInt64 = 42, by actor: Actor) async throws -> RoutingModel {
        try actor.require(.manageModels)
        let (examples, catalogue, categories) = try await town.read(by: actor) { session in
            let examples = try await RoutingExampleStore.examples(limit: Self.exampleLimit, in: session)
            return (
                examples, try await town.catalogue(knowing: examples.map(\.category), in: session),
                try await CategoryStore.all(in: session)
            )
        }
        // Many appeals may have the same text. Each text counts once, with its last answer.
        var places: [String: Int] = [:]
        var texts: [String] = []
        var labels: [String] = []
        for example in examples where kind == .organisation || example.confirmsCategory {
            let text = kind == .category ? example.text : Self.placed(example.text, example.address)
            let label = kind == .category ? catalogue.code(of: example.category) : example.organisation
            guard let label else { continue }
            if let place = places[text] {
                labels[place] = label
            } else {
                places[text] = texts.count
                texts.append(text)
                labels.append(label)
            }
        }
        var options = TrainingOptions()
        options.seed = seed
        let lesson = Self.lesson(texts, labels, kind, categories)
        let result: Trainer.Result
        do {
            result = try Trainer.train(lesson, options: options)
        } catch {
            throw ServiceError.conflict(
                "too few of the town's \(texts.count) decided appeals to learn from: \(error)"
            )
        }
        let fingerprint = Self.fingerprint(lesson)
        let quality = String(decoding: try JSONEncoder().encode(RoutingModelQuality(result)), as: UTF8.self)
        return try await town.write(by: actor) { session in
            let id = try await RoutingModelStore.save(
                kind,
                fingerprint: fingerprint,
                rows: result.rows,
                classes: result.model.scheme.labels.count,
                threshold: result.model.threshold,
                quality: quality,
                model: result.model.bytes,
                in: session
            )
            return try RoutingModel(try await model(id, in: session))
        }
    }

    /// Categories are learnt with their names, and with the services whose contracts cover them.
    private static func lesson(
        _ texts: [String],
        _ labels: [String],
        _ kind: RoutingModelKind,
        _ categories: [CategoryStore.Row]
    ) -> Examples {
        guard kind == .category else { return Examples(texts, labels: labels) }
        let known = Dictionary(uniqueKeysWithValues: categories.map { ($0.code, $0) })
        return Examples(
            texts,
            labels: labels,
            groups: labels.map { known[$0]?.service ?? "" },
            titles: known.mapValues(\.nameRu)
        )
    }

    /// Activates a model, whether new or earlier.
    public func activate(_ id: Int, by actor: Actor) async throws -> RoutingModel {
        try actor.require(.manageModels)
        return try await town.write(by: actor) { session in
            guard let id = Int32(exactly: id) else { throw ServiceError.notFound("model") }
            let model = try await model(id, in: session)
            try model.requireUsable()
            try await RoutingModelStore.activate(id, model.kind, in: session)
            return try RoutingModel(try await self.model(id, in: session))
        }
    }

    /// Deactivates the models of the kind; the catalogue's keywords recognise categories again.
    public func deactivate(_ kind: RoutingModelKind, by actor: Actor) async throws {
        try actor.require(.manageModels)
        try await town.write(by: actor) { session in
            try await RoutingModelStore.activate(nil, kind, in: session)
        }
    }

    /// A text together with the address that it is about.
    static func placed(_ text: String, _ address: String?) -> String {
        address.map { "\(text)\nместо \($0)" } ?? text
    }

    private func model(_ id: Int32, in session: TownSession) async throws -> RoutingModelStore.Row {
        guard let row = try await RoutingModelStore.all(in: session).first(where: { $0.id == id }) else {
            throw ServiceError.notFound("model")
        }
        return row
    }

    private static func fingerprint(_ lesson: Examples) -> String {
        var hash = SHA256()
        let titles = lesson.titles.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        for part in zip(lesson.texts, lesson.labels).flatMap({ [$0, $1] }) + (lesson.groups ?? []) + titles {
            withUnsafeBytes(of: UInt64(part.utf8.count).littleEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: Data(part.utf8))
        }
        return hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
