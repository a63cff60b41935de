import Addresses
public import Municipality
import Postgres
import Store

/// Imports the town's directory from CSV files: all rows or, with `skipBad`, all valid ones. Importing the same file
/// again changes nothing; a changed file updates.
public struct ImportService: Sendable {
    let town: Town
    let actor: Actor
    /// The session of the import; nil if each import has its own.
    let session: TownSession?

    public init(town: Town, by actor: Actor) {
        self.town = town
        self.actor = actor
        session = nil
    }

    init(town: Town, within session: TownSession) {
        self.town = town
        actor = session.actor
        self.session = session
    }

    /// Columns `name,sector`; optional `code,parent,kind,phone,email`. Without a code, one is made from the name.
    public func importOrganisations(
        from path: String,
        options: ImportOptions,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportReport {
        try actor.require(.manageDirectory)
        var codes: Set<String> = []
        var parents: [(row: Int, code: String)] = []
        let table = TableImport<OrganisationStore.Values>(
            path: path,
            options: options,
            columns: ["name", "sector"],
            progress: progress
        )
        return try await table.run(in: town, by: actor, within: session) { reader, _ in
            let name = reader.required("name")
            let sector = Sector(rawValue: reader.required("sector"))
            if sector == nil { reader.fail("sector", "is not one of state, business, public") }
            let given = reader.text("code")
            guard let code = given.map(Slug.init(rawValue:)) ?? Slug(from: name) else {
                reader.fail("code", "«\(given ?? name)» \(Towns.slugRule)")
                return nil
            }
            if !codes.insert(code.rawValue).inserted { reader.fail("code", "«\(code.rawValue)» occurs twice") }
            let parent = reader.text("parent", limit: 63)
            if parent == code.rawValue { reader.fail("parent", "is the organisation itself") }
            if let parent { parents.append((reader.number, parent)) }
            guard let sector else { return nil }
            return OrganisationStore.Values(
                code: code,
                name: name,
                sector: sector,
                parent: parent,
                kind: reader.text("kind"),
                phone: reader.contact("phone", .publicPhones),
                email: reader.contact("email", .email)
            )
        } store: { rows, report, session in
            let known = Set(try await OrganisationStore.all(in: session).map(\.code))
            // Checked at the end, because a parent may come later in the file.
            let orphans = parents.filter { !known.contains($0.code) && !codes.contains($0.code) }
            guard orphans.isEmpty else {
                throw ServiceError.invalid(
                    orphans.map {
                        FieldProblem(field: "row \($0.row), parent", message: "«\($0.code)» is not an organisation")
                    }
                )
            }
            report.count(try await OrganisationStore.save(rows, in: session))
            let cycles = try await OrganisationStore.cycles(in: session)
            guard cycles.isEmpty else {
                let codes = cycles.joined(separator: ", ")
                throw ServiceError.invalid("parent", "makes organisations their own ancestors: \(codes)")
            }
        }
    }

    /// Columns `registry_id` (or `house_id`), and `street,house` or `address`; optional
    /// `settlement,fias_guid,area,lat,lon,year,floors,entrances,flats,area_m2`. With a column `management_company`, each name in it becomes
    /// an organisation with a contract for the upkeep of its houses from `contractsFrom` on.
    public func importHouses(
        from path: String,
        options: ImportOptions,
        contractsFrom: Day? = nil,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportReport {
        try actor.require(.manageDirectory)
        var ids: Set<String> = []
        var names: RegisterNames?
        let table = TableImport<HouseRows.Row>(
            path: path,
            options: options,
            columns: [],
            alternatives: [["street", "house"], ["address"]],
            progress: progress
        )
        return try await table.run(in: town, by: actor, within: session) { reader, session in
            let known: RegisterNames
            if let names {
                known = names
            } else {
                known = RegisterNames(
                    try await AddressBookStore.book(in: session),
                    settlements: try await HouseStore.settlements(in: session)
                )
                names = known
            }
            var house = HouseStore.Values()
            house.registryID = reader.required("registry_id", "house_id")
            if !ids.insert(house.registryID).inserted {
                reader.fail("registry_id", "«\(house.registryID)» occurs twice")
            }
            house.fiasGUID = reader.guid("fias_guid")
            let flat = reader.address(of: &house, in: known)
            house.area = reader.text("area")
            let latitude = reader.number("lat", "latitude", in: -90.0...90.0)
            let longitude = reader.number("lon", "longitude", in: -180.0...180.0)
            if (latitude == nil) != (longitude == nil) {
                reader.fail("lat", "requires a longitude, and a longitude requires lat")
            }
            if let latitude, let longitude {
                house.coordinates = Coordinates(latitude: latitude, longitude: longitude)
            }
            house.year = reader.number("year", in: Int16(1_000)...2_200)
            house.floors = reader.number("floors", in: Int16(0)...1_000)
            house.entrances = reader.number("entrances", in: Int16(0)...1_000)
            house.flats = reader.number("flats", in: Int16(0)...Int16.max)
            house.areaM2 = reader.number("area_m2", in: 0.0...1e7)
            return HouseRows.Row(
                number: reader.number,
                house: house,
                flat: flat,
                company: reader.text("management_company")
            )
        } store: { rows, report, session in
            let rows = HouseRows.houses(of: rows, &report)
            let saved = try await HouseStore.save(rows.map(\.house), in: session)
            report.count(saved.map(\.change))
            try await HouseRows.noteNamesakes(zip(rows, saved).map { ($0, $1.house) }, &report, in: session)
            let kept = zip(saved, rows).compactMap { saved, row in row.company.map { (saved.house, $0) } }
            try await ManagementCompanies(town: town, from: contractsFrom ?? firstOfYear).save(kept, in: session)
        }
    }

    /// Columns `group,group_ru,group_en,code,name_ru,name_en,service`; optional `emergency,limit_hours,keywords`
    /// (separated by `|`) and `keywords_right,keywords_wrong`, how often they were right about texts.
    public func importCategories(
        from path: String,
        options: ImportOptions,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportReport {
        try actor.require(.manageDirectory)
        var codes: Set<String> = []
        let table = TableImport<CategoryStore.Values>(
            path: path,
            options: options,
            columns: ["group", "group_ru", "group_en", "code", "name_ru", "name_en", "service"],
            progress: progress
        )
        return try await table.run(in: town, by: actor, within: session) { reader, _ in
            let code = reader.required("code", limit: 127)
            if !code.isEmpty, !CategoryRules.isCode(code) { reader.fail("code", "«\(code)» \(CategoryRules.codeRule)") }
            if !codes.insert(code).inserted { reader.fail("code", "«\(code)» occurs twice") }
            guard let group = reader.slug("group"), let service = reader.slug("service") else { return nil }
            return CategoryStore.Values(
                group: group,
                groupRu: reader.required("group_ru"),
                groupEn: reader.required("group_en"),
                code: code,
                nameRu: reader.required("name_ru"),
                nameEn: reader.required("name_en"),
                service: service,
                emergency: reader.flag("emergency"),
                limitHours: reader.number("limit_hours", in: Int32(1)...8_784),
                keywords: reader.text("keywords", limit: 2_000)?.split(separator: "|").map { String($0).trimmed } ?? [],
                evidence: evidence(in: &reader)
            )
        } store: { rows, report, session in
            report.count(try await CategoryStore.save(rows, in: session))
        }
    }

    /// nil when the file does not say.
    private func evidence(in reader: inout RowReader) -> KeywordEvidence? {
        let right = reader.number("keywords_right", in: Int32(0)...1_000_000)
        let wrong = reader.number("keywords_wrong", in: Int32(0)...1_000_000)
        guard right != nil || wrong != nil else { return nil }
        return KeywordEvidence(right: Int(right ?? 0), wrong: Int(wrong ?? 0))
    }

    /// Columns `organisation` (code or name), `service,from`; optional `to`, and `street,house` (with `settlement`),
    /// `address` or `area`. Without a place the contract covers the whole town.
    public func importContracts(
        from path: String,
        options: ImportOptions,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportReport {
        try actor.require(.manageDirectory)
        var places: ContractPlaces?
        var keys: Set<String> = []
        let table = TableImport<ContractStore.Values>(
            path: path,
            options: options,
            columns: ["organisation", "service", "from"],
            progress: progress
        )
        return try await table.run(in: town, by: actor, within: session) { reader, session in
            let known: ContractPlaces
            if let places {
                known = places
            } else {
                known = try await ContractPlaces(of: town, in: session)
                places = known
            }
            let organisation = known.organisation(in: &reader)
            let house = try await known.house(in: &reader, session)
            let area = known.area(in: &reader)
            if house != nil, area != nil { reader.fail("area", "cannot be given together with a house") }
            if house == nil, area == nil, reader.problems.isEmpty {
                known.takeWholeTown(in: &reader, besides: ["organisation", "service", "from", "to"])
            }
            let from = reader.day("from")
            if from == nil, reader.problems.isEmpty { reader.fail("from", "is empty") }
            let to = reader.day("to")
            if let from, let to, to < from { reader.fail("to", "is before the first day") }
            guard let service = reader.slug("service"), let organisation, let from else { return nil }
            let key = "\(organisation) \(service.rawValue) \(house?.rawValue ?? 0) \(area ?? "") \(from)"
            // A house that was not found is none to compare.
            if reader.problems.isEmpty, !keys.insert(key).inserted {
                reader.fail("organisation", "the same contract occurs twice")
            }
            return ContractStore.Values(
                organisation: organisation,
                service: service,
                house: house,
                area: area,
                validFrom: from,
                validTo: to
            )
        } store: { rows, report, session in
            report.count(try await ContractStore.save(rows, in: session).map(\.change))
        }
    }

    private var firstOfYear: Day {
        let today = Day(of: town.now, in: town.timeZone)
        return Day(year: today.components.year, month: 1, day: 1) ?? today
    }
}
