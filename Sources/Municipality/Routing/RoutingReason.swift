/// The rule that decided where an appeal went. Stored as its raw value, explained in words by ``sentence(in:)``.
public enum RoutingReason: String, CaseIterable, Sendable, Codable {
    /// One organisation holds the contract for the category's service at this house.
    case contractForHouse = "contract_for_house"
    /// No contract for the house itself, one for its area.
    case contractForArea = "contract_for_area"
    /// No contract for the house or its area, one for the whole town.
    case contractForTown = "contract_for_town"
    /// A coordinator named the organisation.
    case coordinator
    /// No category was given, and none was recognised in the text.
    case categoryUnknown = "category_unknown"
    /// No category was given, and the model is not sure enough of any.
    case categoryUncertain = "category_uncertain"
    /// A category was recognised in the text, but other words of it tell of an emergency.
    case emergencyPossible = "emergency_possible"
    /// The place is not one of the town's houses, and no contract covers the whole town.
    case houseUnknown = "house_unknown"
    /// The address or the point can mean several of the town's houses, or none of them exactly, and they have different
    /// contracts; or address, point and chosen house contradict each other.
    case addressUnclear = "address_unclear"
    /// The point is outside the town, or the address names another region.
    case outsideTown = "outside_town"
    /// No organisation holds a contract for the service there on that day.
    case noContract = "no_contract"
    /// Several organisations hold such a contract, and no rule chooses one of them.
    case severalContracts = "several_contracts"
    /// The organisation returned the ticket: «не наш» ("not ours").
    case returned
    /// It was returned before, so only a coordinator decides now.
    case returnedAgain = "returned_again"
    /// It was merged into another appeal and separated again.
    case unmerged

    public enum Language: String, CaseIterable, Sendable {
        case russian = "ru"
        case english = "en"
    }

    public func sentence(in language: Language) -> String {
        switch (self, language) {
        case (.contractForHouse, .russian): "по договору обслуживания этого дома"
        case (.contractForHouse, .english): "by the service contract of this house"
        case (.contractForArea, .russian): "по договору обслуживания района дома"
        case (.contractForArea, .english): "by the service contract of the house's area"
        case (.contractForTown, .russian): "по договору обслуживания всего города"
        case (.contractForTown, .english): "by the service contract of the whole town"
        case (.coordinator, .russian): "по решению координатора"
        case (.coordinator, .english): "by a coordinator's decision"
        case (.categoryUnknown, .russian): "тема не указана и по тексту не определяется"
        case (.categoryUnknown, .english): "no category was given and none was recognised in the text"
        case (.categoryUncertain, .russian): "тема не указана, а модель не уверена ни в одной"
        case (.categoryUncertain, .english): "no category was given and the model is not sure of any"
        case (.emergencyPossible, .russian): "тема определена, но другие слова обращения говорят об аварии"
        case (.emergencyPossible, .english): "a category was recognised, but other words tell of an emergency"
        case (.houseUnknown, .russian): "место не найдено среди домов города"
        case (.houseUnknown, .english): "the place is not among the town's houses"
        case (.addressUnclear, .russian): "по адресу или точке подходят несколько домов или ни одного в точности"
        case (.addressUnclear, .english): "the address or the point can mean several houses, or none of them exactly"
        case (.outsideTown, .russian): "указанное место — за пределами города"
        case (.outsideTown, .english): "the place is outside the town"
        case (.noContract, .russian): "на этот день никто не отвечает по договору за эту услугу в этом месте"
        case (.noContract, .english): "nobody holds a contract for this service there on that day"
        case (.severalContracts, .russian): "по договорам отвечают сразу несколько организаций"
        case (.severalContracts, .english): "several organisations hold a contract at once"
        case (.returned, .russian): "организация вернула заявку: «не наш»"
        case (.returned, .english): "the organisation returned the ticket as not its own"
        case (.returnedAgain, .russian): "заявку вернули повторно: «не наш»"
        case (.returnedAgain, .english): "an organisation returned the ticket again as not its own"
        case (.unmerged, .russian): "отделено от обращения, к которому было присоединено"
        case (.unmerged, .english): "it was separated from the appeal that it was merged into"
        }
    }
}
