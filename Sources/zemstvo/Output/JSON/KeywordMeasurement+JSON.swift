public import JSONText
import Municipality
public import Services

extension KeywordMeasurement: JSONObject {
    public static let members = JSONMembers<KeywordMeasurement>("KeywordMeasurement") {
        JSONMember("texts") { $0.texts }
        JSONMember("proposals") { $0.predictions.count }
        JSONMember("right") { $0.right }
        JSONMember("proposed") { rounded($0.proposed, 1e4) }
        JSONMember("precision") { rounded($0.precision, 1e4) }
        JSONMember("decided") { rounded($0.decided, 1e4) }
        JSONMember("wrong") { rounded($0.wrong, 1e4) }
        JSONMember("families") { $0.families }
    }
}

extension KeywordMeasurement.Family: JSONObject {
    public static let members = JSONMembers<KeywordMeasurement.Family>("MeasuredKeywords") {
        JSONMember("category") { $0.category }
        JSONMember("right") { $0.evidence.right }
        JSONMember("wrong") { $0.evidence.wrong }
        JSONMember("lower_bound") { rounded($0.lowerBound, 1e4) }
        JSONMember("decides") { $0.decides }
    }
}

private func rounded(_ value: Double, _ parts: Double) -> Double { (value * parts).rounded() / parts }
