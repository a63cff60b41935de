/// Any JSON value, for searching one of unknown structure.
indirect enum BodyTree: Decodable {
    case object([String: BodyTree])
    case list([BodyTree])
    case string(String)
    case other

    /// Throws for invalid JSON, such as half of a surrogate pair.
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        func value<Value: Decodable>(_ type: Value.Type) throws -> Value? {
            do {
                return try container.decode(type)
            } catch DecodingError.typeMismatch, DecodingError.valueNotFound {
                return nil
            }
        }
        if let object = try value([String: BodyTree].self) {
            self = .object(object)
        } else if let list = try value([BodyTree].self) {
            self = .list(list)
        } else {
            self = try value(String.self).map(BodyTree.string) ?? .other
        }
    }

    /// The path of the first string or key with a NUL character, as keys joined by dots; nil if there is none.
    func pathOfNul() -> String? {
        switch self {
        case .string(let string): string.utf8.contains(0) ? "" : nil
        case .list(let list):
            list.enumerated().lazy.compactMap { index, value in
                value.pathOfNul().map { $0.isEmpty ? String(index) : "\(index).\($0)" }
            }.first
        case .object(let object):
            object.sorted { $0.key < $1.key }.lazy.compactMap { key, value in
                if key.utf8.contains(0) { return "body" }
                return value.pathOfNul().map { $0.isEmpty ? key : "\(key).\($0)" }
            }.first
        case .other: nil
        }
    }
}
