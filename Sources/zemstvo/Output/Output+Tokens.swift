import Foundation
import Services

extension Output {
    /// Lists tokens as a table, or as JSON.
    /// - Parameter holder: header of the column that says whose each is.
    static func print(tokens: [Token], holder: String, json: Bool) {
        guard !json else { return print(json: tokens) }
        print(
            table: tokens.map {
                [
                    String($0.tokenID), $0.login ?? $0.integration ?? "-", $0.label, $0.createdAt.ISO8601Format(),
                    $0.revokedAt.map { "revoked \($0.ISO8601Format())" }
                        ?? $0.expiresAt.map { "until \($0.ISO8601Format())" } ?? "valid",
                    $0.lastUsedAt?.ISO8601Format() ?? "-",
                ]
            },
            header: ["ID", holder, "LABEL", "CREATED", "STATE", "LAST USED"]
        )
    }
}
