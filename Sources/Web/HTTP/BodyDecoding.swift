package import Foundation
import HTTPTypes
import Municipality
import NIOCore
import Services

/// Decodes bodies. A problem names the field by its path: 400 when the body is not JSON, 422 when it has the wrong
/// form.
enum BodyDecoding {
    fileprivate static let decoder: JSONDecoder = {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            guard let instant = Date(rfc3339: try container.decode(String.self)) else {
                throw DecodingError.dataCorruptedError(
                    in: container,
                    debugDescription: "is not an RFC 3339 time such as 2026-11-23T14:35:00Z"
                )
            }
            return instant
        }
        return decoder
    }()

    static func decode<Value>(_ body: Body<Value>, from buffer: ByteBuffer) throws -> Value {
        if let value = buffer.withUnsafeReadableBytes({ body.readPlain?($0) }) { return value }
        guard buffer.readableBytes > 0 else {
            throw Problem(.badRequest, "the body is empty; a JSON object is expected")
        }
        guard buffer.withUnsafeReadableBytes({ String(validating: $0, as: UTF8.self) }) != nil else {
            throw Problem(.badRequest, "the body is not valid UTF-8")
        }
        let data = buffer.withUnsafeReadableBytes { Data($0) }
        if mayHoldNul(buffer) {
            // Rare, so the body is read again to find the field's name.
            let tree = try? decoder.decode(BodyTree.self, from: data)
            if let path = tree?.pathOfNul() {
                throw Problem(ServiceError.invalid(path.isEmpty ? "body" : path, "holds a NUL character"))
            }
        }
        do {
            return try body.decode(data)
        } catch let error as DecodingError {
            throw problem(error, in: data)
        }
    }

    /// By hand, because the standard library's search for a subsequence takes ten times as long as the decoding.
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
            Problem(ServiceError.invalid(path(context.codingPath + [key]), "is required"))
        case .valueNotFound(_, let context):
            Problem(ServiceError.invalid(path(context.codingPath), "must not be null"))
        case .typeMismatch(let type, let context):
            Problem(ServiceError.invalid(path(context.codingPath), "must be \(name(of: type))"))
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            // For a number out of range, the decoder reports the same error without the field.
            (try? decoder.decode(BodyTree.self, from: data)) == nil
                ? Problem(.badRequest, "the body is not valid JSON")
                : Problem(ServiceError.invalid("body", "holds a number that does not fit its field"))
        case .dataCorrupted(let context):
            Problem(
                ServiceError.invalid(
                    path(context.codingPath),
                    context.debugDescription.hasPrefix("is ")
                        ? context.debugDescription : "has an invalid value"
                )
            )
        @unknown default:
            Problem(.badRequest, "the body has an invalid form")
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

extension Body {
    /// Throws `DecodingError`.
    package func decode(_ json: Data) throws -> Value {
        try BodyDecoding.decoder.decode(Decoded<Value>.self, from: json, configuration: self).value
    }
}

/// The value decoded by the fields of a body.
private struct Decoded<Value: Sendable>: DecodableWithConfiguration {
    let value: Value

    init(from decoder: any Decoder, configuration body: Body<Value>) throws {
        value = try body.read(try decoder.container(keyedBy: BodyKey.self))
    }
}
