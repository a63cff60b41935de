import Foundation
import Testing
import TownSupport

@Suite struct DirectoryAPITests {
    @Test func administratorsSetUpTheTown() async throws {
        try await TestServer.with { server in
            let organisation = try await server.send(
                "POST",
                "/v1/organisations",
                json: #"{"name": "ООО «Лифт»", "sector": "business"}"#,
                as: "pavel"
            )
            #expect(organisation.status == 201)
            #expect(organisation.value("code") == "ooo-lift")
            let renamed = try await server.send(
                "PATCH",
                "/v1/organisations/ooo-lift",
                json: #"{"phone": "112", "parent": "tos"}"#,
                as: "pavel"
            )
            #expect(renamed.value("parent") == "tos")
            #expect(renamed.value("name") == "ООО «Лифт»")

            let category = try await server.send(
                "POST",
                "/v1/categories",
                json: """
                    {"code": "house.lift", "group": "house", "name_ru": "Лифт", "name_en": "Lift", "service": "lift",
                        "limit_hours": 8}
                    """,
                as: "pavel"
            )
            #expect(category.status == 201)
            let calmer = try await server.send(
                "PATCH",
                "/v1/categories/house.lift",
                json: #"{"limit_hours": 48}"#,
                as: "pavel"
            )
            #expect(calmer.value("limit_hours") == "48")

            let house = try await server.send(
                "POST",
                "/v1/houses",
                json: #"{"registry_id": "h9", "street": "ул. Новая", "number": "9"}"#,
                as: "pavel"
            )
            let id = try #require(house.value("house_id"))
            #expect(try await server.send("GET", "/v1/houses/\(id)").value("address") == "ул. Новая, 9")

            let contract = try await server.send(
                "POST",
                "/v1/contracts",
                json:
                    #"{"organisation": "ooo-lift", "service": "lift", "house_id": \#(id), "valid_from": "2026-01-01"}"#,
                as: "pavel"
            )
            let number = try #require(contract.value("contract_id"))
            let ended = try await server.send(
                "PATCH",
                "/v1/contracts/\(number)",
                json: #"{"valid_to": "2026-12-31"}"#,
                as: "pavel"
            )
            #expect(ended.value("valid_to") == "2026-12-31")
            let list = try await server.send("GET", "/v1/contracts?organisation=ooo-lift", as: "olga")
            #expect(list.value("items", "0", "contract_id") == number)
            #expect(list.value("items", "1", "contract_id") == nil)
        }
    }

    @Test(arguments: [
        ("POST", "/v1/organisations", #"{"name": "Т", "code": "teploset", "sector": "state"}"#, 409, ""),
        ("POST", "/v1/organisations", #"{"name": "Т", "sector": "private"}"#, 422, "sector"),
        ("POST", "/v1/organisations", #"{"sector": "state"}"#, 422, "name"),
        ("PATCH", "/v1/organisations/teploset", #"{"code": "other"}"#, 422, "code"),
        ("PATCH", "/v1/organisations/nobody", "{}", 404, ""),
        ("POST", "/v1/houses", #"{"registry_id": "h1", "street": "ул. Новая", "number": "1"}"#, 409, ""),
        ("POST", "/v1/houses", #"{"registry_id": "n", "street": "ул. Новая"}"#, 422, "number"),
        ("POST", "/v1/houses", #"{"registry_id": "n", "street": "у", "number": "1", "floors": -1}"#, 422, "floors"),
        ("PATCH", "/v1/categories/no.such", "{}", 404, ""),
        ("PATCH", "/v1/categories/water.none", #"{"limit_hours": 0}"#, 422, "limit_hours"),
        (
            "POST", "/v1/contracts", #"{"organisation": "tos", "service": "yard", "valid_from": "2026-02-30"}"#, 422,
            "valid_from"
        ),
        (
            "POST", "/v1/contracts", #"{"organisation": "nobody", "service": "yard", "valid_from": "2026-02-03"}"#, 422,
            "organisation"
        ),
        ("PATCH", "/v1/contracts/1", "{}", 422, "valid_to"),
        ("PATCH", "/v1/contracts/1", #"{"valid_to": "2019-12-31"}"#, 422, "valid_to"),
        ("PATCH", "/v1/contracts/999", #"{"valid_to": null}"#, 404, ""),
    ])
    func invalidInputIsRefused(method: String, path: String, json: String, status: Int, field: String) async throws {
        try await TestServer.with { server in
            let answer = try await server.send(method, path, json: json, as: "pavel")
            #expect(answer.status == status)
            #expect(answer.fields == (field.isEmpty ? [] : [field]))
            #expect(try await server.send(method, path, json: json).status == 401)
        }
    }

    @Test(arguments: [
        ("POST", "/v1/organisations", #"{"name": "Т", "sector": "state"}"#),
        ("PATCH", "/v1/organisations/teploset", #"{"name": "Т"}"#),
        ("POST", "/v1/houses", #"{"registry_id": "n", "street": "у", "number": "1"}"#),
        ("PATCH", "/v1/categories/water.none", #"{"limit_hours": 1}"#),
        ("POST", "/v1/contracts", #"{"organisation": "tos", "service": "yard", "valid_from": "2026-02-03"}"#),
        ("PATCH", "/v1/contracts/1", #"{"valid_to": null}"#),
    ])
    func onlyAdministratorsSetUpTheTown(method: String, path: String, json: String) async throws {
        try await TestServer.with { server in
            for (login, status) in [(nil, 401), ("anna", 403), ("olga", 403), ("boris", 403)] {
                let answer = try await server.send(method, path, json: json, as: login)
                #expect(answer.status == status)
            }
        }
    }
}
