public import Foundation
import Store

/// An API token without its secret, of which only a hash is kept.
public struct Token: Sendable {
    public let tokenID: Int32
    public let login: String
    public let label: String
    public let createdAt: Date
    public let expiresAt: Date?
    public let revokedAt: Date?
    /// Kept to the minute; nil for a token that was never used.
    public let lastUsedAt: Date?

    init(_ row: TokenStore.Row) {
        tokenID = row.id
        login = row.login
        label = row.label
        createdAt = row.createdAt
        expiresAt = row.expiresAt
        revokedAt = row.revokedAt
        lastUsedAt = row.lastUsedAt
    }
}

/// A token that was just issued.
public struct IssuedToken: Sendable {
    /// What opens the API; it is not kept and cannot be shown again.
    public let secret: String
    public let token: Token
}
