import Foundation
import HTTPTypes
import Hummingbird
import Municipality
import Services

/// Appeals: submitted, looked up and decided on by their authors, worked by coordinators.
struct AppealController: Sendable {
    let intake: IntakeService
    let appeals: AppealService
    let casework: AppealCasework

    var routes: [Route] {
        [
            .post("/v1/appeals", submit),
            .get("/v1/appeals", list),
            .get("/v1/appeals/{number}", show),
            .post("/v1/appeals/{number}/confirm", confirm),
            .post("/v1/appeals/{number}/refute", refute),
            .post("/v1/appeals/{number}/withdraw", withdraw),
            .post("/v1/appeals/{number}/answer", answer),
            .post("/v1/appeals/{number}/close", close),
            .post("/v1/appeals/{number}/reject", reject),
            .post("/v1/appeals/{number}/forward", forward),
            .post("/v1/appeals/{number}/comment", comment),
        ]
    }

    // MARK: Authors

    @Sendable func submit(_ call: Call) async throws -> Response {
        let key = try call.request.headers[.idempotencyKey].map { try IdempotencyKey(parsing: $0) }
        let bytes = try await call.bytes()
        let receipt = try await intake.submit(
            try BodyDecoding.decode(AppealSubmission.self, from: bytes),
            idempotencyKey: key,
            bodyHash: key == nil ? [] : Call.sha256(bytes),
            now: Date()
        )
        var response = try JSON.response(receipt, status: .created)
        response.headers[.location] = "/v1/appeals/\(receipt.number)"
        return response
    }

    @Sendable func show(_ call: Call) async throws -> Response {
        let number = try call.number()
        if let actor = try await call.actorIfAny() {
            return try JSON.response(try await appeals.staffView(number, by: actor))
        }
        if let code = try call.code() {
            return try JSON.response(try await appeals.authorView(number, code: code))
        }
        return try JSON.response(try await appeals.publicView(number))
    }

    @Sendable func confirm(_ call: Call) async throws -> Response {
        struct Body: Decodable { let code: String }
        let body: Body = try await call.body()
        return try JSON.response(try await casework.confirm(try call.number(), code: try call.code(body.code)))
    }

    @Sendable func refute(_ call: Call) async throws -> Response {
        struct Body: Decodable {
            let code: String
            let note: String
        }
        let body: Body = try await call.body()
        return try JSON.response(
            try await casework.refute(try call.number(), code: try call.code(body.code), note: body.note)
        )
    }

    @Sendable func withdraw(_ call: Call) async throws -> Response {
        struct Body: Decodable { let code: String }
        let body: Body = try await call.body()
        return try JSON.response(try await casework.withdraw(try call.number(), code: try call.code(body.code)))
    }

    // MARK: Coordinators

    @Sendable func list(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        let filter = AppealFilter(
            state: try call.query("state", AppealState.allCases),
            category: try call.query("category"),
            organisation: try call.query("organisation"),
            registeredFrom: try call.queryInstant("registered_from"),
            registeredTo: try call.queryInstant("registered_to")
        )
        return try JSON.response(
            try await appeals.list(filter, after: try call.after(), limit: try call.limit(), by: actor)
        )
    }

    @Sendable func answer(_ call: Call) async throws -> Response {
        struct Body: Decodable { let text: String }
        let actor = try await call.actor()
        let body: Body = try await call.body()
        return try JSON.response(try await casework.answer(try call.number(), text: body.text, by: actor))
    }

    @Sendable func close(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        return try JSON.response(try await casework.close(try call.number(), by: actor))
    }

    @Sendable func reject(_ call: Call) async throws -> Response {
        struct Body: Decodable { let ground: String }
        let actor = try await call.actor()
        let body: Body = try await call.body()
        return try JSON.response(try await casework.reject(try call.number(), ground: body.ground, by: actor))
    }

    @Sendable func forward(_ call: Call) async throws -> Response {
        struct Body: Decodable {
            let to: String
            let note: String?
        }
        let actor = try await call.actor()
        let body: Body = try await call.body()
        return try JSON.response(
            try await casework.forward(try call.number(), to: body.to, note: body.note, by: actor)
        )
    }

    @Sendable func comment(_ call: Call) async throws -> Response {
        struct Body: Decodable { let text: String }
        let actor = try await call.actor()
        let body: Body = try await call.body()
        return try JSON.response(try await casework.comment(try call.number(), text: body.text, by: actor))
    }
}
