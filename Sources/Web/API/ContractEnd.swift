import Municipality

/// The body that ends a contract; null makes it open-ended again.
struct ContractEnd: Decodable {
    let validTo: Day?

    enum CodingKeys: String, CodingKey {
        case validTo = "valid_to"
    }

    /// The field must be there, so that nothing is ended or opened by mistake.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard container.contains(.validTo) else {
            throw DecodingError.keyNotFound(
                CodingKeys.validTo,
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "valid_to must be there")
            )
        }
        validTo = try container.decodeIfPresent(Day.self, forKey: .validTo)
    }
}
