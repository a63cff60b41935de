import JSONText
import Municipality
import Services

extension Parameter where Value == AppealNumber {
    /// A number that no appeal can have is answered like an unknown number.
    static var number: Parameter {
        Parameter(
            .path,
            "number",
            as: "AppealNumber",
            "Public number of an appeal, with dashes or blanks of any kind or none; the last digit is a check digit.",
            schema: { .string.with(.pattern(#"^\d{3}-\d{3}-\d{3}$"#), .example("417-290-356")) }
        ) { text in
            guard let number = text.flatMap({ AppealNumber(parsing: $0) }) else {
                throw ServiceError.notFound("appeal")
            }
            return number
        }
    }
}

extension Parameter where Value == String {
    static var organisation: Parameter { code("organisation", as: "OrganisationCode") { .slug("teploset") } }

    static var project: Parameter { code("project", as: "ProjectCode") { .slug("svetlye_ulitsy") } }

    static var category: Parameter {
        code("category", as: "CategoryCode") {
            .string.with(.pattern("^[a-z0-9][a-z0-9_.-]{0,126}$"), .example("heating.no_heat"))
        }
    }

    static var login: Parameter {
        code("login", as: "Login") { .string.with(.pattern("^[a-z0-9][a-z0-9._-]{0,62}$"), .example("anna")) }
    }

    static var integration: Parameter { code("integration", as: "IntegrationCode") { .slug("gosuslugi") } }

    private static func code(
        _ name: String,
        as component: String,
        schema: @escaping @Sendable () -> JSONSchema
    ) -> Parameter {
        Parameter(.path, name, as: component, schema: schema) { $0 ?? "" }
    }
}

extension Parameter where Value == TicketID {
    static var ticket: Parameter {
        Parameter(.path, "ticket_id", as: "TicketId", schema: { Int64.schema }) {
            TicketID(rawValue: try wholeNumber($0 ?? "", "ticket_id"))
        }
    }
}

extension Parameter where Value == Int64 {
    static var house: Parameter {
        Parameter(.path, "house_id", as: "HouseId", schema: { Int64.schema }) { try wholeNumber($0 ?? "", "house_id") }
    }

    static var contract: Parameter {
        Parameter(.path, "contract_id", as: "ContractId", schema: { Int64.schema }) {
            try wholeNumber($0 ?? "", "contract_id")
        }
    }
}

extension Parameter where Value == Int32 {
    static var token: Parameter {
        Parameter(.path, "token_id", as: "TokenId", schema: { Int32.schema }) {
            try wholeNumber($0 ?? "", "token_id")
        }
    }

    static var milestone: Parameter {
        Parameter(.path, "milestone_id", as: "MilestoneId", schema: { Int32.schema }) {
            try wholeNumber($0 ?? "", "milestone_id")
        }
    }
}

func wholeNumber<Value: FixedWidthInteger & LosslessStringConvertible>(_ text: String, _ name: String) throws -> Value {
    guard let value = Value(text) else { throw Problem.parameter(name, "is not a whole number in range") }
    return value
}
