public import Foundation
import Store

/// An API token without its secret. Only a hash of the secret is stored.
public struct Token: Sendable {
    public let tokenID: Int32
    /// Of the member of staff who holds it.
    public let login: String?
    /// Code of the integration that holds it.
    public let integration: String?
    public let label: String
    public let createdAt: Date
    public let expiresAt: Date?
    public let revokedAt: Date?
    /// Accurate to the minute; nil for a token that was never used.
    public let lastUsedAt: Date?

    init(_ row: TokenStore.Row) {
        tokenID = row.id
        login = row.login
        integration = row.integration
        label = row.label
        createdAt = row.createdAt
        expiresAt = row.expiresAt
        revokedAt = row.revokedAt
        lastUsedAt = row.lastUsedAt
    }
}

/// A newly issued token.
public struct IssuedToken: Sendable {
    /// The secret for the API. It is not stored and cannot be shown again.
    public let secret: String
    public let token: Token
}
