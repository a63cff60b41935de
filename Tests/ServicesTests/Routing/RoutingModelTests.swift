import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// Models of a town's own history: trained, activated, and not deciding when uncertain.
@Suite struct RoutingModelTests {
    func decide(_ text: String, _ test: TestTown, house: Int64? = 1) async throws -> AppealView {
        let receipt = try await test.submit(text, house: house)
        try await test.routeAll()
        return try await AppealService(town: test.town)
            .staffView(try test.author(of: receipt).number, by: TestTown.coordinator)
    }

    @Test func aModelIsTrainedActivatedAndDeactivated() async throws {
        try await TestTown.with { test in
            try await test.teach()
            let service = RoutingModelService(town: test.town)
            let first = try await service.train(.category, by: .console)
            #expect(first.rows == 144)
            #expect(first.classes == 3)
            #expect(!first.active)
            let again = try await service.train(.category, by: .console)
            #expect(again.fingerprint == first.fingerprint)
            #expect(again.threshold == first.threshold)

            // Not activated yet: the keywords have none of these words.
            let before = try await decide("Стояк в комнате еле тёплый", test)
            #expect(before.decision?.reason.code == .categoryUnknown)

            #expect(try await service.activate(first.modelID, by: .console).active)
            let sure = try await decide("Прошу помочь: стояк еле тёплый, замерзаем", test)
            #expect(sure.state == .routed)
            #expect(sure.category == "heating.none")
            #expect(sure.organisation == "teploset")
            let opinion = try #require(sure.decision?.opinion)
            #expect(opinion.modelID == first.modelID)
            #expect(opinion.candidates.first?.code == "heating.none")
            #expect(try #require(opinion.candidates.first).confidence >= opinion.threshold)
            #expect(opinion.terms.contains { $0.word == "стояк" || $0.word == "замерзаем" })
            let words = try #require(sure.decision?.explanation)
            #expect(words.ru.contains("назвала модель \(first.modelID)"))
            #expect(words.en.contains("recognised by model \(first.modelID)"))

            _ = try await service.activate(again.modelID, by: .console)
            _ = try await service.activate(first.modelID, by: .console)
            #expect(try await service.all(by: .console).filter(\.active).map(\.modelID) == [first.modelID])
            try await service.deactivate(.category, by: .console)
            #expect(try await service.all(by: .console).allSatisfy { !$0.active })
            let after = try await decide("Радиатор ледяной третий день", test)
            #expect(after.decision?.reason.code == .categoryUnknown)
            #expect(after.decision?.opinion == nil)
        }
    }

    @Test func theModelDoesNotDecideWhenItIsNotCertain() async throws {
        try await TestTown.with { test in
            try await test.teach()
            let service = RoutingModelService(town: test.town)
            _ = try await service.activate(try await service.train(.category, by: .console).modelID, by: .console)
            for text in ["Кран и фонарь", "😡😡😡", "<b></b>", "Net otopleniya sovsem", "Хочу поблагодарить дворника"] {
                let unsure = try await decide(text, test)
                #expect(unsure.state == .triage, "\(text)")
                #expect(unsure.decision?.reason.code == .categoryUncertain, "\(text)")
                #expect(unsure.decision?.opinion?.candidates.count == 3, "\(text)")
            }
            // The catalogue's keywords still decide about categories that the model has never seen.
            let roof = try await decide("Протекает крыша", test)
            #expect(roof.category == "house.roof")
            #expect(roof.organisation == "uk-volga")
            #expect(roof.decision?.explanation.ru.contains("по ключевым словам каталога: «крыш»") == true)
        }
    }

    /// The model would decide for the lamp, and the keywords know the emergency.
    @Test func anEmergencyInTheTextStopsTheModel() async throws {
        try await TestTown.with { test in
            try await test.teach()
            let service = RoutingModelService(town: test.town)
            _ = try await service.activate(try await service.train(.category, by: .console).modelID, by: .console)
            let text = "Фонарь у подъезда перегорел, лампа над входом мигает, фонари погасли по всей улице"
            #expect(try await decide(text, test).category == "yard.light")
            let appeal = try await decide("\(text), отопления", test)
            #expect(appeal.state == .triage)
            let decision = try #require(appeal.decision)
            #expect(decision.opinion?.candidates.first?.code == "yard.light")
            #expect(decision.reason.code == .emergencyPossible)
            #expect(decision.suggestions.map(\.code) == ["heating.none"])
        }
    }

    /// Two categories of one service, in the same words: which of them it is cannot be known, but who is responsible can.
    @Test func aCertainServiceIsRoutedByItsMostProbableCategory() async throws {
        try await TestTown.with { test in
            try await test.pool.execute(
                """
                INSERT INTO categories (municipality_id, group_id, code, name_ru, name_en, service_id, emergency)
                VALUES (1, 2, 'water.weak', 'Слабый напор', 'Low pressure', 2, false)
                """
            )
            try await test.teach()
            try await test.teach("water.weak", TestTown.said("water.none").map { "\($0)!" })
            let service = RoutingModelService(town: test.town)
            let model = try await service.train(.category, by: .console)
            let services = try #require(model.quality.services)
            #expect(services.accuracy > 0.95 && services.threshold <= 1)
            _ = try await service.activate(model.modelID, by: .console)

            let text = "Насос стоит, кран сухой, из крана ничего не течёт"
            let routed = try await decide(text, test)
            let opinion = try #require(routed.decision?.opinion)
            let told = try #require(opinion.service)
            #expect(told.code == "cold_water" && told.confidence >= told.threshold)
            #expect(try #require(opinion.candidates.first).confidence < opinion.threshold)
            #expect(routed.organisation == "vodokanal" && routed.category == opinion.candidates.first?.code)
            #expect(routed.decision?.explanation.ru.contains("уверена в услуге cold_water") == true)
            #expect(routed.decision?.explanation.en.contains("is sure of the service cold_water") == true)

            // A person decides whether it is an emergency.
            try await test.pool.execute("UPDATE categories SET emergency = true WHERE code = 'water.weak'")
            let doubtful = try await decide(text + ", прошу помочь", test)
            #expect(doubtful.state == .triage)
        }
    }

    /// The coordinator chooses one of three categories; the contracts decide the organisation.
    @Test func aCoordinatorsCategoryIsRoutedByTheContracts() async throws {
        try await TestTown.with { test in
            let triage = TriageService(town: test.town)
            let receipt = try await test.submit("Что-то случилось", house: 2)
            try await test.routeAll()
            let number = try test.author(of: receipt).number
            let routed = try await triage.route(
                number,
                to: nil,
                category: "water.none",
                note: nil,
                by: TestTown.coordinator
            )
            #expect(routed.organisation == "vodokanal")
            #expect(routed.decision?.reason.code == .contractForArea)
            #expect(routed.decision?.by == "olga")

            let other = try await test.submit("Что-то случилось опять", house: 1)
            try await test.routeAll()
            await #expect(
                throws: ServiceError.invalid(
                    "organisation",
                    "is required: several organisations hold a contract at once"
                )
            ) {
                try await triage.route(
                    try test.author(of: other).number,
                    to: nil,
                    category: "yard.rubbish",
                    note: nil,
                    by: TestTown.coordinator
                )
            }
        }
    }

    @Test func theModelOnlyProposesAnOrganisation() async throws {
        try await TestTown.with { test in
            try await test.teach()
            let service = RoutingModelService(town: test.town)
            let model = try await service.train(.organisation, by: .console)
            _ = try await service.activate(model.modelID, by: .console)
            let appeal = try await decide("Темно, фонарь у подъезда перегорел", test)
            #expect(appeal.state == .triage)
            #expect(appeal.decision?.reason.code == .noContract)
            let proposal = try #require(appeal.decision?.proposal)
            #expect(proposal.candidates.first?.code == "vodokanal")
            #expect(appeal.decision?.explanation.ru.contains("предлагает (это не решение)") == true)
            #expect(appeal.organisation == nil)
        }
    }

    @Test func aModelOfAnEarlierVersionIsReportedAndNeitherActivatedNorReplayed() async throws {
        try await TestTown.with { test in
            try await test.teach()
            let service = RoutingModelService(town: test.town)
            let model = try await service.train(.category, by: .console)
            #expect(try await service.activate(model.modelID, by: .console).usable)
            func finding() async throws -> Finding? {
                await DoctorService(database: test.town.database).examine(folder: "/").first { $0.subject == "models" }
            }
            #expect(try await finding()?.verdict == .ok)
            let old = try await test.pool.query(
                """
                INSERT INTO routing_models (municipality_id, kind, fingerprint, rows, classes, threshold, quality, model)
                SELECT municipality_id, kind, fingerprint, rows, classes, threshold, quality,
                    overlay(model PLACING 'ZTM1' FROM 1 FOR 4)
                FROM routing_models
                RETURNING model_id
                """
            ).only(Int32.self)
            try await test.pool.execute(
                "INSERT INTO routing_activations (municipality_id, kind, model_id) VALUES (1, 'category', \(old))"
            )
            #expect(try await service.all(by: .console).map(\.usable) == [false, true])
            let told = try #require(try await finding())
            #expect(told.verdict == .warning)
            #expect(told.message.hasSuffix("\(old) of «test»"))
            // It decides nothing.
            let appeal = try await decide("Темно, фонарь у подъезда перегорел", test)
            #expect(appeal.decision?.opinion == nil)
            let refusal = ServiceError.conflict(
                "model \(old) was stored by an earlier version of the program: train a new one"
            )
            await #expect(throws: refusal) { try await service.activate(Int(old), by: .console) }
            await #expect(throws: refusal) {
                try await RoutingReplayService(town: test.town).replay(
                    since: .distantPast,
                    RoutingReplayOptions(model: Int(old)),
                    by: .console
                )
            }
        }
    }

    @Test func tooLittleHistoryIsRefusedForTraining() async throws {
        try await TestTown.with { test in
            await #expect(throws: ServiceError.self) {
                try await RoutingModelService(town: test.town).train(.category, by: .console)
            }
            await #expect(throws: ServiceError.notFound("model")) {
                try await RoutingModelService(town: test.town).activate(77, by: .console)
            }
        }
    }

    @Test func afterTheSecondReturnACoordinatorDecides() async throws {
        try await TestTown.with { test in
            let tickets = TicketService(town: test.town)
            let receipt = try await test.submit("Батареи холодные", house: 1)
            try await test.routeAll()
            _ = try await tickets.giveBack(
                try await test.ticket(of: receipt),
                reason: "внутридомовая сеть",
                to: "vodokanal",
                by: TestTown.anna
            )
            _ = try await tickets.giveBack(
                try await test.ticket(of: receipt),
                reason: "и не наша",
                to: "teploset",
                by: TestTown.boris
            )
            let number = try test.author(of: receipt).number
            let appeal = try await AppealService(town: test.town).staffView(number, by: TestTown.coordinator)
            #expect(appeal.state == .triage)
            #expect(appeal.returns == 2)
            #expect(appeal.decision?.reason.code == .returnedAgain)
            #expect(appeal.decision?.explanation.ru.contains("Вернувшая организация назвала teploset") == true)
            let waiting = try await TriageService(town: test.town).list(after: nil, limit: 10, by: TestTown.coordinator)
            #expect(waiting.items.map(\.returns) == [2])
        }
    }
}
