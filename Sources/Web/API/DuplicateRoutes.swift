import HTTPTypes
import Municipality
import Services

/// Finding, merging and separating appeals about the same thing, by staff with a token or authors with the code.
enum DuplicateRoutes {
    static let all: [Route] = routes()

    @Routes private static func routes() -> [Route] {
        Route(
            .post,
            "/v1/similar-appeals",
            Operation(
                "similarBefore",
                .residents,
                """
                Open appeals that are probably about the same thing as one that is not submitted yet, most similar \
                first. Stores nothing.
                """
            ),
            access: .anybody.or(.anyStaff),
            body: AppealSubmission.body,
            answer: .ok(SimilarAppeals.self, "Their public parts.")
        ) { call, submission in try await call.services.similar.before(submission, by: call.actor) }
        Route(
            .get,
            "/v1/appeals/\(.number)/similar",
            Operation(
                "similarAppeals",
                .residents,
                """
                Open appeals that are probably about the same thing, earlier and later ones, most similar first; for \
                staff, or with the code.
                """
            ),
            access: .author(codeIn: .request).or(.staff(.readAppeals)),
            answer: .ok(SimilarAppeals.self, "Their public parts.")
        ) { call in
            let number = try call[.number]
            if let code = call.code { return try await call.services.similar.similar(to: number, code: code) }
            return try await call.services.similar.similar(to: number, by: call.actor)
        }
        Route(
            .post,
            "/v1/appeals/\(.number)/merge",
            Operation(
                "mergeAppeal",
                .residents,
                """
                Merges an appeal into another about the same thing. Its tickets are cancelled and its clocks stop. The \
                other inherits those of its clocks that expire earlier, and its author reads the other's progress here. For \
                coordinators and administrators, for dispatchers if their organisation has both, and for the author \
                with the code if the two are similar.
                """
            ),
            access: .author(codeIn: .body).or(.staff(.mergeAppeals)),
            body: .merge,
            answer: .ok(AppealView.self, "The merged appeal."),
            conflicts: true
        ) { call, body in
            let number = try call[.number]
            guard let target = AppealNumber(parsing: body.into) else {
                throw ServiceError.invalid("into", "is not the number of an appeal")
            }
            let casework = try call.services.casework
            if let code = call.code { return try await casework.merge(number, into: target, code: code) }
            return try await casework.merge(number, into: target, by: call.actor)
        }
        Route(
            .post,
            "/v1/appeals/\(.number)/unmerge",
            Operation(
                "unmergeAppeal",
                .residents,
                """
                Separates an appeal from the one it was merged into. It waits in triage, its clocks run as if they had \
                not stopped, and the other loses those that it inherited. The author may do so until seven days \
                after the other was closed.
                """
            ),
            access: .author(codeIn: .body).or(.staff(.mergeAppeals)),
            body: .code.fromAuthors,
            answer: .ok(AppealView.self, "The appeal."),
            conflicts: true
        ) { call, _ in
            let (number, casework) = (try call[.number], try call.services.casework)
            if let code = call.code { return try await casework.unmerge(number, code: code) }
            return try await casework.unmerge(number, by: call.actor)
        }
    }
}
