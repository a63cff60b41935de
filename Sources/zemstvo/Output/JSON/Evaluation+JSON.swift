package import Classifier
package import JSONText

extension Evaluation: JSONObject {
    package static let members = JSONMembers<Evaluation>("Evaluation") {
        JSONMember("rows") { $0.rows }
        JSONMember("classes") { $0.classes }
        JSONMember("accuracy") { rounded($0.quality.accuracy, 1e4) }
        JSONMember("macro_f1") { rounded($0.quality.macroF1, 1e4) }
        JSONMember("top3") { rounded($0.quality.top3, 1e4) }
        JSONMember("calibration_error") { rounded($0.quality.calibrationError, 1e4) }
        JSONMember("coverage_at_95") { rounded($0.quality.coverageAt95, 1e4) }
        JSONMember("train_seconds") { rounded($0.trainSeconds, 100) }
        JSONMember("classify_microseconds") { rounded($0.classifyMicroseconds, 10) }
    }

    private static func rounded(_ value: Double, _ parts: Double) -> Double { (value * parts).rounded() / parts }
}
