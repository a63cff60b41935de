import Foundation
import Municipality
import Postgres

extension PostgresColumns {
    /// The items of a column that holds a JSON array; none of one that is NULL.
    mutating func nextList<Item: Decodable>(of type: Item.Type) throws -> [Item] {
        guard let text = try next(String?.self) else { return [] }
        return try JSONDecoder().decode([Item].self, from: Data(text.utf8))
    }
}

extension AppealNumber {
    /// A number as the database keeps it.
    init(stored digits: String) throws(PostgresError) {
        guard let number = AppealNumber(parsing: digits) else {
            throw PostgresError(.decoding, "not an appeal number")
        }
        self = number
    }
}
