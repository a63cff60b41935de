import Addresses
import Municipality
import Store

/// The rows of a file of houses.
struct HouseRows {
    struct Row: Sendable {
        /// Number of the row in its file.
        let number: Int
        let house: HouseStore.Values
        /// The flat that the row is about.
        let flat: String?
        /// The management company.
        let company: String?
    }

    /// Makes one house of rows that name flats of the same house: the row of the house itself, or else the first of them.
    static func houses(of rows: [Row], _ report: inout ImportReport) -> [Row] {
        struct Address: Hashable {
            let settlement: WrittenAddress.Settlement?
            let street: WrittenAddress.Street?
            let number: HouseNumber?

            init(_ house: HouseStore.Values) {
                let read = WrittenAddress(settlement: house.settlement, street: house.street, number: house.number)
                (settlement, street, number) = (read.settlement, read.street, read.number)
            }
        }
        guard rows.contains(where: { $0.flat != nil }) else { return rows }
        let addresses = rows.map { Address($0.house) }
        var kept: [Address: Row] = [:]
        for (row, address) in zip(rows, addresses) where row.flat == nil && kept[address] == nil { kept[address] = row }
        for (row, address) in zip(rows, addresses) where kept[address] == nil { kept[address] = row }
        return zip(rows, addresses).filter { row, address in
            guard let flat = row.flat, let house = kept[address] else { return true }
            let isKept = house.number == row.number
            report.note(
                row.number,
                "address",
                isKept
                    ? "flat \(flat) is left out: the row stands for the house"
                    : "flat \(flat) is left out: it is in the house of row \(house.number)"
            )
            if !isKept { report.skipped += 1 }
            return isKept
        }.map(\.0)
    }

    /// Notes which of the rows have the address of another house. None of these is found by it.
    static func noteNamesakes(
        _ saved: [(row: Row, house: HouseID)],
        _ report: inout ImportReport,
        in session: TownSession
    ) async throws {
        let rows = Dictionary(saved.map { ($0.house, $0.row) }) { first, _ in first }
        let groups = try await AddressBookStore.book(in: session).namesakes().filter { group in
            group.contains { rows[$0] != nil }
        }
        let others = groups.joined().filter { rows[$0] == nil }
        let known = Dictionary(
            try await HouseStore.houses(others, in: session).map { ($0.id, $0.values.registryID) }
        ) { first, _ in first }
        var notes: [(row: Int, text: String)] = []
        for group in groups {
            let imported = group.compactMap { rows[$0] }.sorted { $0.number < $1.number }
            let other = group.compactMap { known[$0] }.first.map { "the house \($0)" }
            for (place, row) in imported.enumerated() {
                guard let name = other ?? (place > 0 ? "row \(imported[0].number)" : nil) else { continue }
                notes.append((row.number, "has the same address as \(name), so it is found by its id only"))
            }
        }
        for note in notes.sorted(by: { $0.row < $1.row }) { report.note(note.row, nil, note.text) }
    }
}
