import Foundation
import Yams

/// Which topics of the catalogue are right for the labels of a file from elsewhere.
public struct TopicMap: Sendable {
    /// By label: codes of categories, or beginnings of codes that end with `*`.
    private let topics: [String: [String]]

    private struct Document: Decodable {
        let topics: [String: [String]]
    }

    /// Reads a YAML file with the key `topics`. Throws ``ServiceError/invalid(_:)`` when it is not one.
    public init(yaml path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        do {
            topics = try YAMLDecoder().decode(Document.self, from: text).topics
        } catch {
            throw ServiceError.invalid("map", "is not YAML with lists of topics under topics: \(error)")
        }
    }

    /// Topics of the map that none of the categories is, in alphabetical order.
    func topics(without categories: [String]) -> [String] {
        Set(topics.values.joined()).filter { topic in !categories.contains { Self.fits($0, topic) } }.sorted()
    }

    /// - Returns: false for every category when the map does not have the label.
    public func allows(_ category: String, for label: String) -> Bool {
        topics[label, default: []].contains { Self.fits(category, $0) }
    }

    private static func fits(_ category: String, _ topic: String) -> Bool {
        topic.hasSuffix("*") ? category.hasPrefix(topic.dropLast()) : category == topic
    }
}
