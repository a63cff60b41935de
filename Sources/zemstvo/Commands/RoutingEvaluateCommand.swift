import ArgumentParser
import Classifier
import Foundation
import Services

/// `routing evaluate`: needs no database.
struct RoutingEvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure how well a model learns to label the texts of a CSV file.",
        discussion: """
            The model is cross-validated over stratified folds. With --test it learns from the whole file and is \
            measured on another. Repeated texts count once; classes with fewer than 5 texts are left out. \
            coverage_at_95 is the largest share of texts, most confident first, that can be labelled automatically \
            with at most 5 % of them wrong.
            """
    )
    @Option(help: "CSV file with a header.") var csv: String
    @Option(help: "Column of the texts.") var text: String
    @Option(help: "Column of the labels.") var label: String
    @Option(help: "Folds of the cross-validation, 2 to 20.") var folds = 5
    @Option(help: "Seed of the random choices.") var seed: UInt64 = 42
    @Option(help: "CSV file with the same columns, to measure on.") var test: String?
    @Option(help: "Write the prediction for each text to this CSV file: row,fold,label,prediction,confidence.")
    var predictions: String?
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        guard (2...20).contains(folds) else { throw ValidationError("--folds is 2 to 20") }
    }

    func run() throws {
        let texts = try read(csv, without: nil)
        var options = TrainingOptions()
        options.folds = folds
        options.seed = seed
        let evaluation: Evaluation
        if let test {
            let others = try read(test, without: texts)
            guard !others.texts.isEmpty else { throw ValidationError("\(test) has no text that is not in \(csv)") }
            evaluation = try Evaluation.test(
                texts.texts,
                labels: texts.labels,
                on: others.texts,
                labels: others.labels,
                options: options
            )
        } else {
            evaluation = try Evaluation.crossValidate(texts.texts, labels: texts.labels, options: options)
        }
        if let predictions { try write(evaluation, to: predictions) }
        if json { return Output.print(json: evaluation) }
        let quality = evaluation.quality
        for (name, value) in [
            ("accuracy", quality.accuracy), ("macro F1", quality.macroF1), ("top 3", quality.top3),
            ("calibration error", quality.calibrationError), ("coverage at 95 %", quality.coverageAt95),
            ("seconds to train", evaluation.trainSeconds), ("µs to classify", evaluation.classifyMicroseconds),
        ] {
            print("\(name)\t\((value * 1_000).rounded() / 1_000)")
        }
        print("rows\t\(evaluation.rows)\nclasses\t\(evaluation.classes)")
    }

    private func read(_ path: String, without others: LabelledTexts?) throws -> LabelledTexts {
        do {
            return try LabelledTexts(csv: path, text: text, label: label, without: others)
        } catch {
            throw ValidationError("\(path) \(error)")
        }
    }

    private func write(_ evaluation: Evaluation, to path: String) throws {
        let lines = evaluation.predictions.sorted { $0.row < $1.row }.map { one in
            func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
            return "\(one.row),\(one.fold),\(quoted(one.label)),\(quoted(one.prediction)),\(one.confidence)"
        }
        let text = (["row,fold,label,prediction,confidence"] + lines).joined(separator: "\n") + "\n"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
