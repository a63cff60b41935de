import Classifier
public import Foundation
public import Municipality
import Store

/// A model of the town, and its quality.
public struct RoutingModel: Sendable {
    public let modelID: Int
    public let kind: RoutingModelKind
    public let trainedAt: Date
    /// SHA-256 of the training set.
    public let fingerprint: String
    public let rows: Int
    public let classes: Int
    /// The confidence at which it decides by itself.
    public let threshold: Double
    /// Measured by cross-validation.
    public let quality: RoutingModelQuality
    public let active: Bool
    /// False for a model that an earlier version of the program stored. It decides nothing even if it is active.
    public let usable: Bool
}

/// Shares from 0 to 1, measured on texts that the model had not learnt from.
public struct RoutingModelQuality: Codable, Sendable {
    public let accuracy: Double
    public let macroF1: Double
    public let top3: Double
    public let calibrationError: Double
    /// Share of appeals that it may decide on with at most 5 % errors.
    public let coverageAt95: Double
    /// Of the services that the categories belong to; nil for a model of organisations, and when all that was learnt
    /// belongs to one service.
    public let services: Services?

    public struct Services: Codable, Sendable {
        public let accuracy: Double
        public let coverageAt95: Double
        /// The confidence at which the model decides on the service by itself; more than 1 if never.
        public let threshold: Double

        enum CodingKeys: String, CodingKey {
            case accuracy, threshold
            case coverageAt95 = "coverage_at_95"
        }
    }

    enum CodingKeys: String, CodingKey {
        case accuracy, top3, services
        case macroF1 = "macro_f1"
        case calibrationError = "calibration_error"
        case coverageAt95 = "coverage_at_95"
    }
}

extension RoutingModel {
    init(_ row: RoutingModelStore.Row) throws {
        modelID = Int(row.id)
        kind = row.kind
        trainedAt = row.trainedAt
        fingerprint = row.fingerprint
        rows = row.rows
        classes = row.classes
        threshold = row.threshold
        quality = try JSONDecoder().decode(RoutingModelQuality.self, from: Data(row.quality.utf8))
        active = row.active
        usable = row.isUsable
    }
}

extension RoutingModelStore.Row {
    /// Whether this version of the program reads the stored form.
    var isUsable: Bool { format == TextClassifier.format }

    func requireUsable() throws(ServiceError) {
        guard isUsable else {
            throw .conflict("model \(id) was stored by an earlier version of the program: train a new one")
        }
    }
}

extension RoutingModelQuality {
    init(_ result: Trainer.Result) {
        accuracy = result.quality.accuracy
        macroF1 = result.quality.macroF1
        top3 = result.quality.top3
        calibrationError = result.quality.calibrationError
        coverageAt95 = result.quality.coverageAt95
        services = result.groupQuality.map {
            Services(
                accuracy: $0.accuracy,
                coverageAt95: $0.coverageAt95,
                threshold: result.model.groupThreshold
            )
        }
    }
}
