import HTTPTypes
import Municipality
import Services

/// Organisations, houses, categories and contracts.
enum DirectoryRoutes {
    static let all: [Route] = organisations() + houses() + categories() + contracts()

    @Routes private static func organisations() -> [Route] {
        Route(
            .get,
            "/v1/organisations",
            Operation("listOrganisations", .directory, "Every organisation of the town."),
            access: .anybody,
            answer: .ok(Listing<Organisation>.self, "All of them.")
        ) { call in Listing(items: try await call.services.organisations.all()) }
        Route(
            .post,
            "/v1/organisations",
            Operation("createOrganisation", .directory, "Creates an organisation."),
            access: .staff(.manageDirectory),
            body: .newOrganisation,
            answer: .created(Organisation.self, "The organisation is created."),
            conflicts: true
        ) { call, draft in try await call.services.organisations.create(draft, by: call.actor) }
        Route(
            .patch,
            "/v1/organisations/\(.organisation)",
            Operation("updateOrganisation", .directory, "Changes the given fields."),
            access: .staff(.manageDirectory),
            body: .organisationChange,
            answer: .ok(Organisation.self, "The organisation.")
        ) { call, draft in
            try await call.services.organisations.update(try call[.organisation], draft, by: call.actor)
        }
    }

    @Routes private static func houses() -> [Route] {
        Route(
            .get,
            "/v1/houses",
            Operation("searchHouses", .directory, "Houses by address, in any spelling."),
            access: .anybody,
            parameters: .houseQuery,
            .after,
            .limit,
            answer: .ok(Page<House>.self, "A page.")
        ) { call in
            try await call.services.houses.search(
                try call[.houseQuery],
                after: try call[.after],
                limit: try call[.limit]
            )
        }
        Route(
            .post,
            "/v1/houses",
            Operation("createHouse", .directory, "Adds a house."),
            access: .staff(.manageDirectory),
            body: .newHouse,
            answer: .created(House.self, "The house is added."),
            conflicts: true
        ) { call, draft in try await call.services.houses.create(draft, by: call.actor) }
        Route(
            .get,
            "/v1/houses/\(.house)",
            Operation("showHouse", .directory, "A house."),
            access: .anybody,
            answer: .ok(House.self, "The house.")
        ) { call in try await call.services.houses.house(try call[.house]) }
    }

    @Routes private static func categories() -> [Route] {
        Route(
            .get,
            "/v1/categories",
            Operation("listCategories", .directory, "The catalogue: groups with their categories."),
            access: .anybody,
            answer: .ok(Listing<CategoryGroup>.self, "All of it.")
        ) { call in Listing(items: try await call.services.categories.all()) }
        Route(
            .post,
            "/v1/categories",
            Operation(
                "createCategory",
                .directory,
                "Adds a category, with its group and service if they do not exist."
            ),
            access: .staff(.manageDirectory),
            body: .newCategory,
            answer: .created(Category.self, "The category is added."),
            conflicts: true
        ) { call, draft in try await call.services.categories.create(draft, by: call.actor) }
        Route(
            .patch,
            "/v1/categories/\(.category)",
            Operation("updateCategory", .directory, "Changes the given fields."),
            access: .staff(.manageDirectory),
            body: .categoryChange,
            answer: .ok(Category.self, "The category."),
            conflicts: true
        ) { call, draft in try await call.services.categories.update(try call[.category], draft, by: call.actor) }
    }

    @Routes private static func contracts() -> [Route] {
        Route(
            .get,
            "/v1/contracts",
            Operation("listContracts", .directory, "Service contracts."),
            access: .staff(.readContracts),
            parameters: .organisationFilter,
            .serviceFilter,
            .houseFilter,
            .after,
            .limit,
            answer: .ok(Page<Contract>.self, "A page.")
        ) { call in
            try await call.services.contracts.list(
                organisation: try call[.organisationFilter],
                service: try call[.serviceFilter],
                house: try call[.houseFilter],
                after: try call[.after],
                limit: try call[.limit],
                by: call.actor
            )
        }
        Route(
            .post,
            "/v1/contracts",
            Operation(
                "createContract",
                .directory,
                "Adds a contract for a house, an area, or (without either) the whole town."
            ),
            access: .staff(.manageDirectory),
            body: .newContract,
            answer: .created(Contract.self, "The contract is added."),
            conflicts: true
        ) { call, draft in try await call.services.contracts.create(draft, by: call.actor) }
        Route(
            .patch,
            "/v1/contracts/\(.contract)",
            Operation(
                "endContract",
                .directory,
                "Sets the last day of validity; null makes the contract open-ended."
            ),
            access: .staff(.manageDirectory),
            body: .contractEnd,
            answer: .ok(Contract.self, "The contract.")
        ) { call, body in
            try await call.services.contracts.end(try call[.contract], on: body.validTo, by: call.actor)
        }
    }
}
