import Municipality
import Postgres
import Store

/// The management companies in a register of houses, as organisations with contracts for the upkeep of their houses.
struct ManagementCompanies {
    let town: Town
    /// First day of the contracts.
    let from: Day

    func save(_ houses: [(house: HouseID, company: String)], in session: TownSession) async throws {
        guard !houses.isEmpty, let upkeep = Slug(rawValue: "house_upkeep") else { return }
        let known = try await OrganisationStore.all(in: session)
        var codes = Dictionary(known.map { ($0.name, $0.code) }) { first, _ in first }
        var taken = Set(known.map(\.code))
        var companies: [OrganisationStore.Values] = []
        for name in houses.map(\.company) where codes[name] == nil {
            guard let code = Self.freeCode(for: name, taken) else {
                throw ServiceError.invalid("management_company", "a code cannot be made from «\(name)»")
            }
            taken.insert(code.rawValue)
            codes[name] = code.rawValue
            companies.append(
                OrganisationStore.Values(code: code, name: name, sector: .business, kind: "management company")
            )
        }
        if !companies.isEmpty { _ = try await OrganisationStore.save(companies, in: session) }
        let contracts = houses.compactMap { house, company in
            codes[company].map {
                ContractStore.Values(
                    organisation: $0,
                    service: upkeep,
                    house: house,
                    area: nil,
                    validFrom: from,
                    validTo: nil
                )
            }
        }
        _ = try await ContractStore.save(contracts, in: session)
    }

    /// The slug of the name, with a number appended when it is taken.
    private static func freeCode(for name: String, _ taken: Set<String>) -> Slug? {
        guard let slug = Slug(from: name) else { return nil }
        var code = slug.rawValue
        var number = 2
        while taken.contains(code) {
            code = "\(slug.rawValue.prefix(56))-\(number)"
            number += 1
        }
        return Slug(rawValue: code)
    }
}
