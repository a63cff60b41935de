import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Municipality
import NIOCore
import Services

/// A request on its way to a route, read by types: what cannot be read is a ``Problem`` that names it.
struct Call: Sendable {
    let request: Request
    let parameters: Parameters
    let staff: StaffService

    /// Bytes of a body at most.
    static let bodyLimit = 65_536

    // MARK: Path and query

    func text(_ name: String) throws -> String {
        guard let value = parameters.get(name).flatMap({ Self.unescaped($0[...]) }) else {
            throw Problem.parameter(name, "is not UTF-8 text without NUL characters")
        }
        return value
    }

    /// nil unless it is UTF-8 without NUL characters.
    private static func unescaped(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text.utf8.contains(0) ? nil : String(text) }
        return text.removingPercentEncoding.flatMap { $0.utf8.contains(0) ? nil : $0 }
    }

    func number() throws -> AppealNumber {
        guard let number = AppealNumber(parsing: try text("number")) else {
            throw Problem(ServiceError.notFound("appeal"))
        }
        return number
    }

    func integer<Value: FixedWidthInteger & LosslessStringConvertible>(_ name: String) throws -> Value {
        guard let value = Value(try text(name)) else { throw Problem.parameter(name, "is not a whole number in range") }
        return value
    }

    func query(_ name: String) throws -> String? {
        let pairs = request.uri.query?.split(separator: "&") ?? []
        guard let pair = pairs.first(where: { $0.prefix { $0 != "=" } == name }) else { return nil }
        guard let value = Self.unescaped(pair.dropFirst(name.count + 1)) else {
            throw Problem.parameter(name, "is not UTF-8 text without NUL characters")
        }
        guard value.utf8.count <= 1_000 else { throw Problem.parameter(name, "is longer than 1000 bytes") }
        return value
    }

    func query<Value: RawRepresentable<String>>(_ name: String, _ values: [Value]) throws -> Value? {
        guard let text = try query(name) else { return nil }
        guard let value = values.first(where: { $0.rawValue == text }) else {
            throw Problem.parameter(name, "is none of \(values.map(\.rawValue).joined(separator: ", "))")
        }
        return value
    }

    func queryInteger<Value: FixedWidthInteger & LosslessStringConvertible>(_ name: String) throws -> Value? {
        guard let text = try query(name) else { return nil }
        guard let value = Value(text) else { throw Problem.parameter(name, "is not a whole number in range") }
        return value
    }

    func queryFlag(_ name: String) throws -> Bool {
        guard let text = try query(name) else { return false }
        guard let value = Bool(text) else { throw Problem.parameter(name, "is neither true nor false") }
        return value
    }

    func queryInstant(_ name: String) throws -> Date? {
        guard let text = try query(name) else { return nil }
        guard let instant = Date(rfc3339: text) else {
            throw Problem.parameter(name, "is not an RFC 3339 time, as 2026-11-23T14:35:00Z")
        }
        return instant
    }

    /// Items of a page: 1 to 200, 50 unless told.
    func limit() throws -> Int {
        let limit: Int = try queryInteger("limit") ?? 50
        guard (1...200).contains(limit) else { throw Problem.parameter("limit", "is not 1 to 200") }
        return limit
    }

    func after() throws -> String? { try query("after") }

    // MARK: Who calls

    /// The member of staff whose token the request carries. Throws ``Problem/unauthorized``.
    func actor() async throws -> Actor {
        guard let actor = try await actorIfAny() else { throw Problem.unauthorized }
        return actor
    }

    /// nil without an Authorization header; a token that is not valid is refused all the same.
    func actorIfAny() async throws -> Actor? {
        guard let header = request.headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer",
            let member = try await staff.authenticate(token: String(parts[1]))
        else { throw Problem.unauthorized }
        return .staff(member)
    }

    /// The follow-up code of the header or the query; nil without one.
    func code() throws -> FollowUpCode? {
        try (request.headers[.appealCode] ?? query("code")).map(code)
    }

    /// What is no code at all is told like a wrong one.
    func code(_ text: String) throws -> FollowUpCode {
        guard let code = FollowUpCode(parsing: text) else { throw ServiceError.notFound("appeal") }
        return code
    }

    // MARK: Body

    func bytes() async throws -> ByteBuffer {
        if let type = request.headers[.contentType], !Self.isJSON(type) {
            throw Problem(.unsupportedMediaType, "the body must be application/json")
        }
        do {
            return try await request.body.collect(upTo: Self.bodyLimit)
        } catch is NIOTooManyBytesError {
            throw Problem(.contentTooLarge, "the body is larger than \(Self.bodyLimit) bytes")
        } catch {
            // Whoever sent it is gone; nobody reads this.
            throw Problem(.badRequest, "the body ends too early")
        }
    }

    func body<Value: Decodable>(_ type: Value.Type = Value.self) async throws -> Value {
        try BodyDecoding.decode(type, from: try await bytes())
    }

    static func sha256(_ bytes: ByteBuffer) -> [UInt8] {
        bytes.withUnsafeReadableBytes { Array(SHA256.hash(data: $0)) }
    }

    private static func isJSON(_ type: String) -> Bool {
        if type == "application/json" { return true }
        let media = type.prefix { $0 != ";" }.lowercased()
        return media.filter { !$0.isWhitespace } == "application/json"
    }
}
