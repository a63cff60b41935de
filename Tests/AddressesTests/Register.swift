import Addresses
import Municipality

/// A small register of houses, and what spellings find in it.
struct Register {
    private let houses: [String]
    let book: AddressBook

    /// - Parameters:
    ///   - houses: written as `settlement; street; number`, or `street; number`.
    ///   - region: where the town is.
    init(_ houses: [String], town: String = "Тутаев", region: String? = nil) {
        self.houses = houses
        book = AddressBook(
            houses.enumerated().map { id, text in
                let parts = text.split(separator: ";", omittingEmptySubsequences: false).map {
                    String($0.trimmingPrefix(" "))
                }
                return AddressBook.House(
                    id: HouseID(rawValue: Int64(id)),
                    settlement: parts.count == 3 ? parts[0] : nil,
                    street: parts[parts.count - 2],
                    number: parts[parts.count - 1]
                )
            },
            townName: town,
            areas: ["Правый берег"],
            region: region
        )
    }

    /// The house as it is written in the register; nil when none was found.
    func find(_ typed: String) -> String? { book.find(typed).house.map(text) }

    /// Whether it names another region.
    func isElsewhere(_ typed: String) -> Bool { book.find(typed).isElsewhere }

    /// The houses where an address without a house is; nil when it names no street or settlement of the register.
    func extent(_ typed: String) -> [String]? {
        guard case .houses(let houses) = book.extent(of: WrittenAddress(reading: typed)) else { return nil }
        return houses.sorted { $0.rawValue < $1.rawValue }.map(text)
    }

    func candidates(_ typed: String) -> [String] { book.find(typed).candidates.map(text) }

    /// The first 50 houses of a search by fragments.
    func search(_ query: String) -> [String] { book.search(query, after: nil, limit: 50).map(text) }

    func text(_ house: HouseID) -> String { houses[Int(house.rawValue)] }
}
