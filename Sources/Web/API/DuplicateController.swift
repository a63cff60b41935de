import Hummingbird
import Municipality
import Services

/// Appeals about the same thing: found, joined and taken apart again, by staff with a token or authors with the code.
struct DuplicateController: Sendable {
    let similar: SimilarAppealService
    let casework: AppealCasework

    var routes: [Route] {
        [
            .post("/v1/similar-appeals", before),
            .get("/v1/appeals/{number}/similar", alike),
            .post("/v1/appeals/{number}/merge", merge),
            .post("/v1/appeals/{number}/unmerge", unmerge),
        ]
    }

    @Sendable func before(_ call: Call) async throws -> Response {
        let submission: AppealSubmission = try await call.body()
        return try JSON.response(try await similar.before(submission))
    }

    @Sendable func alike(_ call: Call) async throws -> Response {
        let number = try call.number()
        if let actor = try await call.actorIfAny() {
            return try JSON.response(try await similar.similar(to: number, by: actor))
        }
        guard let code = try call.code() else { throw Problem.unauthorized }
        return try JSON.response(try await similar.similar(to: number, code: code))
    }

    @Sendable func merge(_ call: Call) async throws -> Response {
        struct Body: Decodable {
            let into: String
            let code: String?
        }
        let actor = try await call.actorIfAny()
        let number = try call.number()
        let body: Body = try await call.body()
        guard let target = AppealNumber(parsing: body.into) else {
            throw ServiceError.invalid("into", "is no appeal's number")
        }
        if let actor { return try JSON.response(try await casework.merge(number, into: target, by: actor)) }
        guard let code = body.code else { throw Problem.unauthorized }
        return try JSON.response(try await casework.merge(number, into: target, code: try call.code(code)))
    }

    @Sendable func unmerge(_ call: Call) async throws -> Response {
        struct Body: Decodable { let code: String }
        let number = try call.number()
        if let actor = try await call.actorIfAny() {
            return try JSON.response(try await casework.unmerge(number, by: actor))
        }
        let body: Body = try await call.body()
        return try JSON.response(try await casework.unmerge(number, code: try call.code(body.code)))
    }
}
