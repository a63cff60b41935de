package import Foundation
package import Municipality
import Postgres

/// Models, and which of them is active.
package enum RoutingModelStore {
    /// A model without its weights.
    package struct Row: Sendable {
        package let id: Int32
        package let kind: RoutingModelKind
        package let trainedAt: Date
        package let fingerprint: String
        package let rows: Int
        package let classes: Int
        package let threshold: Double
        /// JSON object.
        package let quality: String
        package let active: Bool
        /// The first four bytes of the stored form, which tell its version.
        package let format: [UInt8]
    }

    private static let newest: SQL = """
        SELECT DISTINCT ON (kind) kind, model_id FROM routing_activations
        """

    /// Newest first.
    package static func all(in session: TownSession) async throws -> [Row] {
        try await session.query(
            """
            WITH active AS (
                \(fragment: newest) WHERE municipality_id = \(session.municipality) ORDER BY kind, activation_id DESC
            )
            SELECT m.model_id, m.kind, m.trained_at, m.fingerprint, m.rows, m.classes, m.threshold, m.quality::text,
                EXISTS (SELECT FROM active WHERE active.model_id = m.model_id), substring(m.model FROM 1 FOR 4)
            FROM routing_models AS m
            WHERE m.municipality_id = \(session.municipality)
            ORDER BY m.model_id DESC
            """
        ).map { row in
            var columns = row.columns
            let model = Row(
                id: try columns.next(),
                kind: try columns.next(),
                trainedAt: try columns.next(),
                fingerprint: try columns.next(),
                rows: try columns.next(),
                classes: try columns.next(),
                threshold: try columns.next(),
                quality: try columns.next(),
                active: try columns.next(),
                format: try columns.next(Bytea.self).bytes
            )
            try columns.end()
            return model
        }
    }

    /// The active models, by kind.
    package static func active(
        in session: TownSession
    ) async throws -> [RoutingModelKind: Int32] {
        var models: [RoutingModelKind: Int32] = [:]
        for row in try await session.query(
            "\(fragment: newest) WHERE municipality_id = \(session.municipality) ORDER BY kind, activation_id DESC"
        ) {
            var columns = row.columns
            let kind: RoutingModelKind = try columns.next()
            models[kind] = try columns.next(Int32?.self)
            try columns.end()
        }
        return models
    }

    /// The model's stored form, or nil if it is of another version.
    package static func model(
        _ id: Int32,
        format: [UInt8],
        in session: TownSession
    ) async throws -> [UInt8]? {
        try await session.query(
            """
            SELECT model FROM routing_models
            WHERE municipality_id = \(session.municipality) AND model_id = \(id)
                AND substring(model FROM 1 FOR 4) = \(Bytea(format))
            """
        ).first?.decode(Bytea.self).bytes
    }

    package static func save(
        _ kind: RoutingModelKind,
        fingerprint: String,
        rows: Int,
        classes: Int,
        threshold: Double,
        quality: String,
        model: [UInt8],
        in session: TownSession
    ) async throws -> Int32 {
        try await session.query(
            """
            INSERT INTO routing_models (municipality_id, kind, fingerprint, rows, classes, threshold, quality, model)
            VALUES (\(session.municipality), \(kind.rawValue)::routing_model_kind, \(fingerprint), \(rows), \(classes),
                \(threshold), \(JSONB(quality)), \(Bytea(model)))
            RETURNING model_id
            """
        ).only(Int32.self)
    }

    /// - Parameter model: nil deactivates the kind's models.
    package static func activate(
        _ model: Int32?,
        _ kind: RoutingModelKind,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            INSERT INTO routing_activations (municipality_id, kind, model_id)
            VALUES (\(session.municipality), \(kind.rawValue)::routing_model_kind, \(model))
            """
        )
    }
}
