package import Classifier
package import JSONText

extension Evaluation: JSONObject {
    package static let members = JSONMembers<Evaluation>("Evaluation") {
        JSONMember("rows") { $0.grade.rows }
        JSONMember("classes") { $0.grade.classes }
        JSONMember("accuracy") { rounded($0.grade.quality.accuracy, 1e4) }
        JSONMember("macro_f1") { rounded($0.grade.quality.macroF1, 1e4) }
        JSONMember("top3") { rounded($0.grade.quality.top3, 1e4) }
        JSONMember("calibration_error") { rounded($0.grade.quality.calibrationError, 1e4) }
        JSONMember("coverage_at_95") { rounded($0.grade.quality.coverageAt95, 1e4) }
        JSONMember("threshold") { one in one.autonomy.map { rounded($0.threshold, 1e4) } }
        JSONMember("decided") { one in one.autonomy.map { rounded($0.decided, 1e4) } }
        JSONMember("wrong") { one in one.autonomy.map { rounded($0.wrong, 1e4) } }
        JSONMember("groups") { one in one.groups.map { GroupGrade(grade: $0, isOfOtherTexts: one.isOfOtherTexts) } }
        JSONMember("train_seconds") { rounded($0.trainSeconds, 100) }
        JSONMember("classify_microseconds") { rounded($0.classifyMicroseconds, 10) }
    }

    package var autonomy: Autonomy? { isOfOtherTexts ? grade.autonomy : nil }

    static func rounded(_ value: Double, _ parts: Double) -> Double { (value * parts).rounded() / parts }
}

/// The part of an evaluation that is about the groups.
package struct GroupGrade: JSONObject {
    let grade: Grade
    let isOfOtherTexts: Bool

    package static let members = JSONMembers<GroupGrade>("GroupGrade") {
        JSONMember("rows") { $0.grade.rows }
        JSONMember("classes") { $0.grade.classes }
        JSONMember("accuracy") { Evaluation.rounded($0.grade.quality.accuracy, 1e4) }
        JSONMember("macro_f1") { Evaluation.rounded($0.grade.quality.macroF1, 1e4) }
        JSONMember("top3") { Evaluation.rounded($0.grade.quality.top3, 1e4) }
        JSONMember("calibration_error") { Evaluation.rounded($0.grade.quality.calibrationError, 1e4) }
        JSONMember("coverage_at_95") { Evaluation.rounded($0.grade.quality.coverageAt95, 1e4) }
        JSONMember("threshold") { one in one.autonomy.map { Evaluation.rounded($0.threshold, 1e4) } }
        JSONMember("decided") { one in one.autonomy.map { Evaluation.rounded($0.decided, 1e4) } }
        JSONMember("wrong") { one in one.autonomy.map { Evaluation.rounded($0.wrong, 1e4) } }
    }

    var autonomy: Autonomy? { isOfOtherTexts ? grade.autonomy : nil }
}
