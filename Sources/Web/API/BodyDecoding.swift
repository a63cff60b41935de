import Foundation
import HTTPTypes
import JSONText
import Municipality
import NIOCore
import Services

/// Bodies into values. What is wrong is told with the path of the field: 400 when it is no JSON, 422 when it does not fit.
enum BodyDecoding {
    private static let decoder: JSONDecoder = {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            guard let instant = Date(rfc3339: try container.decode(String.self)) else {
                throw DecodingError.dataCorruptedError(
                    in: container,
                    debugDescription: "is not an RFC 3339 time, as 2026-11-23T14:35:00Z"
                )
            }
            return instant
        }
        return decoder
    }()

    /// What comes by the thousand is read without the decoder, as long as it is plain.
    static func decode<Value: Decodable & JSONReadable>(_ type: Value.Type, from buffer: ByteBuffer) throws -> Value {
        if let value = buffer.withUnsafeReadableBytes({ JSONReader.read($0, as: type) }) { return value }
        return try decodeSlowly(type, from: buffer)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from buffer: ByteBuffer) throws -> Value {
        try decodeSlowly(type, from: buffer)
    }

    private static func decodeSlowly<Value: Decodable>(_ type: Value.Type, from buffer: ByteBuffer) throws -> Value {
        guard buffer.readableBytes > 0 else {
            throw Problem(.badRequest, "the body is empty; a JSON object is expected")
        }
        guard buffer.withUnsafeReadableBytes({ String(validating: $0, as: UTF8.self) }) != nil else {
            throw Problem(.badRequest, "the body is not valid UTF-8")
        }
        let data = buffer.withUnsafeReadableBytes { Data($0) }
        if mayHoldNul(buffer) {
            // Rare enough to read the body twice for the field's name.
            let tree = try? decoder.decode(JSONTree.self, from: data)
            if let path = tree?.pathOfNul() {
                throw Problem(ServiceError.invalid(path.isEmpty ? "body" : path, "holds a NUL character"))
            }
        }
        do {
            return try decoder.decode(type, from: data)
        } catch let error as DecodingError {
            throw problem(error, in: data)
        }
    }

    /// By hand, for the standard library's search for a subsequence takes ten times as long as the decoding.
    private static func mayHoldNul(_ buffer: ByteBuffer) -> Bool {
        buffer.withUnsafeReadableBytes { bytes in
            var rest = bytes[...]
            while let backslash = rest.firstIndex(of: UInt8(ascii: "\\")) {
                rest = rest[backslash...]
                if rest.starts(with: escapedNul) { return true }
                rest = rest.dropFirst()
            }
            return false
        }
    }

    private static let escapedNul = Array(#"\u0000"#.utf8)

    private static func problem(_ error: DecodingError, in data: Data) -> Problem {
        switch error {
        case .keyNotFound(let key, let context):
            Problem(ServiceError.invalid(path(context.codingPath + [key]), "must be there"))
        case .valueNotFound(_, let context):
            Problem(ServiceError.invalid(path(context.codingPath), "must not be null"))
        case .typeMismatch(let type, let context):
            Problem(ServiceError.invalid(path(context.codingPath), "must be \(name(of: type))"))
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            // The decoder says the same of a number that its field cannot hold, and not which.
            (try? decoder.decode(JSONTree.self, from: data)) == nil
                ? Problem(.badRequest, "the body is not valid JSON")
                : Problem(ServiceError.invalid("body", "holds a number that does not fit its field"))
        case .dataCorrupted(let context):
            Problem(
                ServiceError.invalid(
                    path(context.codingPath),
                    context.debugDescription.hasPrefix("is ")
                        ? context.debugDescription : "has a value that does not fit"
                )
            )
        @unknown default:
            Problem(.badRequest, "the body does not fit")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "body" : keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Bool.Type: "true or false"
        case is any FixedWidthInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is any Collection.Type: "an object or a list, as documented"
        default: "of another type"
        }
    }
}
