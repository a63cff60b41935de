public import JSONText
public import Services

extension Organisation: JSONListed {
    public static let members = JSONMembers<Organisation>("Organisation") {
        JSONMember("code") { $0.code }
        JSONMember("name") { $0.name }
        JSONMember("sector") { $0.sector }
        JSONMember("parent", "Code of the parent organisation.") { $0.parent }
        JSONMember("kind") { $0.kind }
        JSONMember("phone") { $0.phone }
        JSONMember("email") { $0.email }
        JSONMember("active") { $0.active }
    }
}

extension House: JSONListed {
    public static let members = JSONMembers<House>("House") {
        JSONMember("house_id") { $0.houseID }
        JSONMember("registry_id") { $0.registryID }
        JSONMember("fias_guid", "Identifier in the state register of addresses.") { $0.fiasGUID }
        JSONMember("address", "Settlement, street and number.") { $0.address }
        JSONMember("settlement", "Village or part of the town; absent for the town itself.") { $0.settlement }
        JSONMember("street") { $0.street }
        JSONMember("number") { $0.number }
        JSONMember("area") { $0.area }
        JSONMember("latitude") { $0.latitude }
        JSONMember("longitude") { $0.longitude }
        JSONMember("year") { $0.year }
        JSONMember("floors") { $0.floors }
        JSONMember("entrances") { $0.entrances }
        JSONMember("flats") { $0.flats }
        JSONMember("area_m2") { $0.areaM2 }
    }
}

extension CategoryGroup: JSONListed {
    public static var listed: String { "Category" }

    public static let members = JSONMembers<CategoryGroup>("CategoryGroup") {
        JSONMember("code") { $0.code }
        JSONMember("name_ru") { $0.nameRu }
        JSONMember("name_en") { $0.nameEn }
        JSONMember("categories") { $0.categories }
    }
}

extension Category: JSONObject {
    public static let members = JSONMembers<Category>("Category") {
        JSONMember("code") { $0.code }
        JSONMember("group") { $0.group }
        JSONMember("name_ru") { $0.nameRu }
        JSONMember("name_en") { $0.nameEn }
        JSONMember("service", "Code of the service responsible for it.") { $0.service }
        JSONMember("emergency") { $0.emergency }
        JSONMember("limit_hours", "The limit for solving the problem, in hours around the clock.") { $0.limitHours }
        JSONMember("keywords") { $0.keywords }
        JSONMember("active") { $0.active }
    }
}

extension Contract: JSONListed {
    public static let members = JSONMembers<Contract>("Contract") {
        JSONMember("contract_id") { $0.contractID }
        JSONMember("organisation") { $0.organisation }
        JSONMember("service") { $0.service }
        JSONMember("house_id") { $0.houseID }
        JSONMember("address") { $0.address }
        JSONMember("area") { $0.area }
        JSONMember("valid_from") { $0.validFrom }
        JSONMember("valid_to", "The last day of validity; absent while open-ended.") { $0.validTo }
    }
}
