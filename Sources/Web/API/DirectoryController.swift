import HTTPTypes
import Hummingbird
import Services

/// Organisations, houses, categories and contracts.
struct DirectoryController: Sendable {
    let organisations: OrganisationService
    let houses: HouseService
    let categories: CategoryService
    let contracts: ContractService

    var routes: [Route] {
        [
            .get("/v1/organisations") { _ in try JSON.response(Listing(items: try await organisations.all())) },
            .post("/v1/organisations", createOrganisation),
            .patch("/v1/organisations/{organisation}", updateOrganisation),
            .get("/v1/houses", searchHouses),
            .post("/v1/houses", createHouse),
            .get("/v1/houses/{house_id}") { call in
                try JSON.response(try await houses.house(try call.integer("house_id")))
            },
            .get("/v1/categories") { _ in try JSON.response(Listing(items: try await categories.all())) },
            .post("/v1/categories", createCategory),
            .patch("/v1/categories/{category}", updateCategory),
            .get("/v1/contracts", listContracts),
            .post("/v1/contracts", createContract),
            .patch("/v1/contracts/{contract_id}", endContract),
        ]
    }

    @Sendable func createOrganisation(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        return try JSON.response(try await organisations.create(try await call.body(), by: actor), status: .created)
    }

    @Sendable func updateOrganisation(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        return try JSON.response(
            try await organisations.update(try call.text("organisation"), try await call.body(), by: actor)
        )
    }

    @Sendable func searchHouses(_ call: Call) async throws -> Response {
        try JSON.response(
            try await houses.search(try call.query("query"), after: try call.after(), limit: try call.limit())
        )
    }

    @Sendable func createHouse(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        return try JSON.response(try await houses.create(try await call.body(), by: actor), status: .created)
    }

    @Sendable func createCategory(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        return try JSON.response(try await categories.create(try await call.body(), by: actor), status: .created)
    }

    @Sendable func updateCategory(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        return try JSON.response(
            try await categories.update(try call.text("category"), try await call.body(), by: actor)
        )
    }

    @Sendable func listContracts(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        return try JSON.response(
            try await contracts.list(
                organisation: try call.query("organisation"),
                service: try call.query("service"),
                house: try call.queryInteger("house_id"),
                after: try call.after(),
                limit: try call.limit(),
                by: actor
            )
        )
    }

    @Sendable func createContract(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        return try JSON.response(try await contracts.create(try await call.body(), by: actor), status: .created)
    }

    @Sendable func endContract(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        let body: ContractEnd = try await call.body()
        return try JSON.response(
            try await contracts.end(try call.integer("contract_id"), on: body.validTo, by: actor)
        )
    }
}

/// A list that is small enough to be given whole.
struct Listing<Item: Encodable>: Encodable {
    let items: [Item]
}
