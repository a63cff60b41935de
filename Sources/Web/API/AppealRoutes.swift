import Foundation
import HTTPTypes
import Municipality
import Services

/// Appeals: authors submit, read and decide on them; coordinators work on them.
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
                Submits an appeal. The answer comes when it is durably stored with its clocks and its routing job. \
                With an Idempotency-Key a repeated request gets the same answer.
                """
            ),
            access: .anybody.or(.anyStaff),
            parameters: .idempotencyKey,
            body: AppealSubmission.body,
            answer: .created(
                AppealReceipt.self,
                "The appeal is stored.",
                at: ("URL of the appeal.", { "/v1/appeals/\($0.number)" })
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
                "An appeal. Without a code, its public part; with its code, or for staff, its text, state and history."
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
            Operation("confirmAppeal", .residents, "The author agrees that the work is done; the appeal is closed."),
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
                The author says, within seven days of the answer, that the work is not done. The appeal opens \
                again and its clocks continue.
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
            Operation("withdrawAppeal", .residents, "The author withdraws the appeal."),
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
            Operation("answerAppeal", .coordination, "Answers an appeal officially. Every ticket must be finished."),
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
            Operation("closeAppeal", .coordination, "Closes an answered appeal."),
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
                "Rejects an appeal (no contact, obscene, spam) with the reason."
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
            Operation("forwardAppeal", .coordination, "Forwards an appeal to another body that is competent."),
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
            Operation("commentAppeal", .coordination, "Adds a comment that only staff see."),
            access: .staff(.answerAppeals),
            body: .text,
            answer: .ok(AppealView.self, "The appeal."),
            conflicts: true
        ) { call, body in
            try await call.services.casework.comment(try call[.number], text: body.text, by: call.actor)
        }
    }
}
