public import JSONText
public import Municipality
public import Services
import Web

extension RoutingModelKind: JSONEnumeration {}

extension RoutingModel: JSONObject {
    public static let members = JSONMembers<RoutingModel>("RoutingModel") {
        JSONMember("model_id") { $0.modelID }
        JSONMember("kind") { $0.kind }
        JSONMember("trained_at") { $0.trainedAt }
        JSONMember("fingerprint") { $0.fingerprint }
        JSONMember("rows") { $0.rows }
        JSONMember("classes") { $0.classes }
        JSONMember("threshold") { $0.threshold }
        JSONMember("quality") { $0.quality }
        JSONMember("active") { $0.active }
        JSONMember("usable") { $0.usable }
    }
}

extension RoutingModelQuality: JSONObject {
    public static let members = JSONMembers<RoutingModelQuality>("RoutingModelQuality") {
        JSONMember("accuracy") { $0.accuracy }
        JSONMember("macro_f1") { $0.macroF1 }
        JSONMember("top3") { $0.top3 }
        JSONMember("calibration_error") { $0.calibrationError }
        JSONMember("coverage_at_95") { $0.coverageAt95 }
        JSONMember("services") { $0.services }
    }
}

extension RoutingModelQuality.Services: JSONObject {
    public static let members = JSONMembers<RoutingModelQuality.Services>("RoutingServiceQuality") {
        JSONMember("accuracy") { $0.accuracy }
        JSONMember("coverage_at_95") { $0.coverageAt95 }
        JSONMember("threshold") { $0.threshold }
    }
}

extension RoutingReplay: JSONObject {
    public static let members = JSONMembers<RoutingReplay>("RoutingReplay") {
        JSONMember("appeals") { $0.appeals }
        JSONMember("before") { $0.before }
        JSONMember("after") { $0.after }
        JSONMember("newly_automatic") { $0.newlyAutomatic }
        JSONMember("newly_in_triage") { $0.newlyInTriage }
        JSONMember("newly_right") { $0.newlyRight }
        JSONMember("newly_wrong") { $0.newlyWrong }
        JSONMember("moves") { $0.moves }
        JSONMember("confusion") { $0.confusion }
    }
}

extension RoutingReplay.Record: JSONObject {
    public static let members = JSONMembers<RoutingReplay.Record>("RoutingRecord") {
        JSONMember("automatic") { $0.automatic }
        JSONMember("right") { $0.right }
        JSONMember("wrong") { $0.wrong }
        JSONMember("triage") { $0.triage }
    }
}

extension RoutingReplay.Move: JSONObject {
    public static let members = JSONMembers<RoutingReplay.Move>("RoutingMove") {
        JSONMember("from") { $0.from }
        JSONMember("to") { $0.to }
        JSONMember("appeals") { $0.appeals }
    }
}

extension RoutingReplay.Confusion: JSONObject {
    public static let members = JSONMembers<RoutingReplay.Confusion>("RoutingConfusion") {
        JSONMember("category") { $0.category }
        JSONMember("told") { $0.told }
        JSONMember("appeals") { $0.appeals }
    }
}

extension KeywordFamily: JSONObject {
    public static let members = JSONMembers<KeywordFamily>("KeywordFamily") {
        JSONMember("category") { $0.category }
        JSONMember("keywords_right") { $0.shipped.right }
        JSONMember("keywords_wrong") { $0.shipped.wrong }
        JSONMember("town_right") { $0.counted.right }
        JSONMember("town_wrong") { $0.counted.wrong }
        JSONMember("lower_bound") { $0.lowerBound }
        JSONMember("decides") { $0.decides }
    }
}
