import Foundation
import HTTPTypes
import Municipality
import Services

/// Appeals: submitted, looked up and decided on by their authors, worked by coordinators.
enum AppealRoutes {
    static let all: [Route] = authors() + coordinators()

    // MARK: Authors

    @Routes private static func authors() -> [Route] {
        Route(
            .post,
            "/v1/appeals",
            Operation(
                "submitAppeal",
                .residents,
                """
                Submits an appeal. The answer comes when it is durably stored with its clocks and its way to the router. \
                With an Idempotency-Key a repeated request gets the same answer.
                """
            ),
            access: .anybody.or(.anyStaff),
            parameters: .idempotencyKey,
            body: AppealSubmission.body,
            answer: .created(
                AppealReceipt.self,
                "It is stored.",
                at: ("Where the appeal is.", { "/v1/appeals/\($0.number)" })
            ),
            conflicts: true
        ) { call, submission in
            let key = try call[.idempotencyKey]
            return try await call.services.intake.submit(
                submission,
                idempotencyKey: key,
                bodyHash: key == nil ? [] : Call.sha256(call.content),
                by: call.actor,
                now: Date()
            )
        }
        Route(
            .get,
            "/v1/appeals/\(.number)",
            Operation(
                "showAppeal",
                .residents,
                "An appeal. Without a code what is public of it; with its code, or as staff, its text, state and history."
            ),
            access: .anybody.or(.author(codeIn: .request)).or(.staff(.readAppeals)),
            answer: .ok(AnyAppeal.self, "The appeal.")
        ) { call in
            let (number, appeals) = (try call[.number], try call.services.appeals)
            if let code = call.code { return .full(try await appeals.authorView(number, code: code)) }
            return call.actor.isStaff
                ? .full(try await appeals.staffView(number, by: call.actor))
                : .summary(try await appeals.publicView(number))
        }
        Route(
            .post,
            "/v1/appeals/\(.number)/confirm",
            Operation("confirmAppeal", .residents, "The author agrees that it is done; the appeal closes."),
            access: .author(codeIn: .body),
            body: .code,
            answer: .ok(AppealView.self, "The appeal."),
            conflicts: true
        ) { call, _ in
            try await call.services.casework.confirm(try call[.number], code: try call.authorCode)
        }
        Route(
            .post,
            "/v1/appeals/\(.number)/refute",
            Operation(
                "refuteAppeal",
                .residents,
                """
                The author says, within seven days of the answer, that it is not done; the appeal opens again and its \
                clocks run on.
                """
            ),
            access: .author(codeIn: .body),
            body: .refutation,
            answer: .ok(AppealView.self, "The appeal."),
            conflicts: true
        ) { call, body in
            try await call.services.casework.refute(try call[.number], code: try call.authorCode, note: body.note)
        }
        Route(
            .post,
            "/v1/appeals/\(.number)/withdraw",
            Operation("withdrawAppeal", .residents, "The author takes the appeal back."),
            access: .author(codeIn: .body),
            body: .code,
            answer: .ok(AppealView.self, "The appeal."),
            conflicts: true
        ) { call, _ in
            try await call.services.casework.withdraw(try call[.number], code: try call.authorCode)
        }
    }

    // MARK: Coordinators

    @Routes private static func coordinators() -> [Route] {
        Route(
            .get,
            "/v1/appeals",
            Operation("listAppeals", .coordination, "Appeals, newest first."),
            access: .staff(.listAppeals),
            parameters: .appealState,
            .categoryFilter,
            .organisationFilter,
            .registeredFrom,
            .registeredTo,
            .after,
            .limit,
            answer: .ok(Page<AppealSummary>.self, "A page.")
        ) { call in
            let filter = AppealFilter(
                state: try call[.appealState],
                category: try call[.categoryFilter],
                organisation: try call[.organisationFilter],
                registeredFrom: try call[.registeredFrom],
                registeredTo: try call[.registeredTo]
            )
            return try await call.services.appeals.list(
                filter,
                after: try call[.after],
                limit: try call[.limit],
                by: call.actor
            )
        }
        Route(
            .post,
            "/v1/appeals/\(.number)/answer",
            Operation("answerAppeal", .coordination, "Answers officially. Every ticket must be finished."),
            access: .staff(.answerAppeals),
            body: .text,
            answer: .ok(AppealView.self, "The appeal."),
            conflicts: true
        ) { call, body in
            try await call.services.casework.answer(try call[.number], text: body.text, by: call.actor)
        }
        Route(
            .post,
            "/v1/appeals/\(.number)/close",
            Operation("closeAppeal", .coordination, "Closes what was answered."),
            access: .staff(.answerAppeals),
            answer: .ok(AppealView.self, "The appeal."),
            conflicts: true
        ) { call in try await call.services.casework.close(try call[.number], by: call.actor) }
        Route(
            .post,
            "/v1/appeals/\(.number)/reject",
            Operation(
                "rejectAppeal",
                .coordination,
                "Refuses an appeal (no contact, obscene, spam) with the ground."
            ),
            access: .staff(.answerAppeals),
            body: .rejection,
            answer: .ok(AppealView.self, "The appeal."),
            conflicts: true
        ) { call, body in
            try await call.services.casework.reject(try call[.number], ground: body.ground, by: call.actor)
        }
        Route(
            .post,
            "/v1/appeals/\(.number)/forward",
            Operation("forwardAppeal", .coordination, "Hands an appeal to another body that is competent."),
            access: .staff(.answerAppeals),
            body: .forwarding,
            answer: .ok(AppealView.self, "The appeal."),
            conflicts: true
        ) { call, body in
            try await call.services.casework.forward(try call[.number], to: body.to, note: body.note, by: call.actor)
        }
        Route(
            .post,
            "/v1/appeals/\(.number)/comment",
            Operation("commentAppeal", .coordination, "Keeps a remark that only staff see."),
            access: .staff(.answerAppeals),
            body: .text,
            answer: .ok(AppealView.self, "The appeal."),
            conflicts: true
        ) { call, body in
            try await call.services.casework.comment(try call[.number], text: body.text, by: call.actor)
        }
    }
}
