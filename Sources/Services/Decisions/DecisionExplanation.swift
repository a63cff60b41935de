import Foundation
import Municipality
import Store

/// A decision in words: how the category was recognised, what matched, and by which rule.
struct DecisionExplanation {
    let decision: RoutingExplanationStore.Explanation
    /// Code of the decision's category.
    let category: String?
    let details: DecisionDetails

    func text(in language: RoutingReason.Language) -> String {
        [
            topic(language), suggested(language), place(language), disagreement(language), rule(language),
            returned(language), proposal(language), duplicates(language),
        ].compactMap(\.self)
            .map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }
            .joined(separator: " ")
    }

    private func topic(_ language: RoutingReason.Language) -> String? {
        if let keywords = details.keywords, let category {
            let list = keywords.map { "«\($0)»" }.joined(separator: ", ")
            return switch language {
            case .russian: "тема \(category) определена по ключевым словам каталога: \(list)"
            case .english: "the category \(category) was recognised by the catalogue's keywords \(list)"
            }
        }
        guard let opinion = details.opinion else {
            guard decision.by == nil, let category else { return nil }
            return switch language {
            case .russian: "тема \(category) указана при подаче"
            case .english: "the category \(category) was given with the appeal"
            }
        }
        return told(opinion, language)
    }

    private func suggested(_ language: RoutingReason.Language) -> String? {
        guard let suggestions = details.suggestions, !suggestions.isEmpty else { return nil }
        let list = suggestions.map { one in
            "\(one.label) (\(one.keywords.map { "«\($0)»" }.joined(separator: ", ")))"
        }.joined(separator: ", ")
        return switch language {
        case .russian: "ключевые слова каталога предлагают (это не решение): \(list)"
        case .english: "the catalogue's keywords propose (this is not a decision): \(list)"
        }
    }

    private func told(_ opinion: DecisionDetails.Opinion, _ language: RoutingReason.Language) -> String {
        let threshold = percent(opinion.threshold)
        if opinion.sure, let best = opinion.candidates.first {
            let words = opinion.terms.map { "«\($0.word)»" }.joined(separator: ", ")
            return switch language {
            case .russian:
                "тему \(best.label) назвала модель \(opinion.model) с уверенностью \(percent(best.confidence)) "
                    + "(порог \(threshold)); больше всего весили слова \(words)"
            case .english:
                "the category \(best.label) was recognised by model \(opinion.model) with a confidence of "
                    + "\(percent(best.confidence)) (threshold \(threshold)); the words \(words) weighed most"
            }
        }
        let list = opinion.candidates.map { "\($0.label) \(percent($0.confidence))" }.joined(separator: ", ")
        if let service = opinion.service, service.sure, decision.by == nil, let category {
            let (confidence, threshold) = (percent(service.confidence), percent(service.threshold))
            return switch language {
            case .russian:
                "модель \(opinion.model) уверена в услуге \(service.label): \(confidence) (порог \(threshold)); "
                    + "тема \(category) — лишь самая вероятная в ней: \(list)"
            case .english:
                "model \(opinion.model) is sure of the service \(service.label): \(confidence) "
                    + "(threshold \(threshold)); the category \(category) is only its most probable one: \(list)"
            }
        }
        return switch (language, opinion.legible) {
        case (.russian, true): "модель \(opinion.model) не уверена: \(list) (порог \(threshold))"
        case (.english, true): "model \(opinion.model) is not sure: \(list) (threshold \(threshold))"
        case (.russian, false): "модели \(opinion.model) знакомо слишком мало слов обращения, чтобы судить о теме"
        case (.english, false): "model \(opinion.model) knows too few words of the appeal to recognise its category"
        }
    }

    private func place(_ language: RoutingReason.Language) -> String? {
        let house = decision.house.map { "\(language == .russian ? "дом" : "house") \($0.rawValue)" }
        let contract = decision.contract.map { "\(language == .russian ? "договор" : "contract") \($0.rawValue)" }
        let parts = [house, contract].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private func disagreement(_ language: RoutingReason.Language) -> String? {
        guard let place = details.place, place.disagreement != nil || place.between != nil else { return nil }
        let kind = place.between.flatMap(PlaceFinding.Conflict.Kind.init) ?? .pointAndAddress
        let metres = place.disagreement ?? 0
        return switch (kind, language) {
        case (.pointAndAddress, .russian): "точка на карте — в \(metres) м от этого дома; дом взят по адресу"
        case (.pointAndAddress, .english):
            "the point is \(metres) m away from that house; the house was taken from the address"
        case (.pointAndChoice, .russian): "точка на карте — в \(metres) м от этого дома; дом выбран при подаче"
        case (.pointAndChoice, .english):
            "the point is \(metres) m away from that house; the house was chosen with the appeal"
        case (.pointAndStreet, .russian):
            "точка на карте — в \(metres) м от ближайшего дома той улицы или местности, что названа в адресе"
        case (.pointAndStreet, .english):
            "the point is \(metres) m away from the nearest house of the street or settlement in the address"
        case (.addressAndChoice, .russian):
            "адрес не сходится с выбранным домом\(place.disagreement.map { ": место по адресу — в \($0) м от него" } ?? "")"
        case (.addressAndChoice, .english):
            "the address does not agree with the chosen house"
                + "\(place.disagreement.map { ": its place is \($0) m away from that" } ?? "")"
        }
    }

    private func rule(_ language: RoutingReason.Language) -> String {
        let sentence = decision.reason.sentence(in: language)
        let organisation = decision.organisation.map { "\($0): \(sentence)" } ?? sentence
        guard decision.routed else {
            return switch language {
            case .russian: "решает координатор: \(sentence)"
            case .english: "a coordinator decides: \(sentence)"
            }
        }
        return switch language {
        case .russian: "направлено в \(organisation)"
        case .english: "routed to \(organisation)"
        }
    }

    private func returned(_ language: RoutingReason.Language) -> String? {
        switch (details.named, language) {
        case (nil, _): nil
        case (let named?, .russian): "вернувшая организация назвала \(named)"
        case (let named?, .english): "the organisation that returned it named \(named)"
        }
    }

    private func proposal(_ language: RoutingReason.Language) -> String? {
        guard let proposal = details.proposal else { return nil }
        let list = proposal.candidates.map { "\($0.label) \(percent($0.confidence))" }.joined(separator: ", ")
        return switch language {
        case .russian: "модель \(proposal.model) предлагает (это не решение): \(list)"
        case .english: "model \(proposal.model) proposes (this is not a decision): \(list)"
        }
    }

    private func duplicates(_ language: RoutingReason.Language) -> String? {
        guard let duplicates = details.duplicates else { return nil }
        return switch language {
        case .russian:
            "возможно, о том же: "
                + duplicates.map { "\($0.number) (\(percent($0.likeness)) общих слов)" }.joined(separator: ", ")
        case .english:
            "perhaps about the same: "
                + duplicates.map { "\($0.number) (\(percent($0.likeness)) of the words in common)" }
                .joined(separator: ", ")
        }
    }

    private func percent(_ share: Double) -> String {
        share > 1 ? "—" : "\(Int((share * 100).rounded(.down))) %"
    }
}
