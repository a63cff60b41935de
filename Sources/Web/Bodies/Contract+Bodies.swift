import JSONText
import Municipality
import Services

/// The last day of a contract; null makes it open-ended again.
struct ContractEndBody {
    var validTo: Day?
}

extension Body where Value == ContractDraft {
    static var newContract: Body {
        Body(
            "NewContract",
            blank: ContractDraft(organisation: "", service: "", validFrom: Day(daysSince1970: 0))
        ) {
            BodyField("organisation", \.organisation, .text(...63, example: "teploset"))
            BodyField("service", \.service, .slug("heating").with(.maxLength(63)))
            BodyField("house_id", \.houseID, Int64.schema)
            BodyField("area", \.area, .text(...200))
            BodyField("valid_from", \.validFrom, .date(example: "2026-01-01"))
            BodyField("valid_to", \.validTo, .date)
        }
    }
}

extension Body where Value == ContractEndBody {
    static var contractEnd: Body {
        Body("ContractEnd", blank: ContractEndBody()) {
            BodyField("valid_to", nullable: \.validTo, .date(example: "2026-12-31"))
        }
    }
}
