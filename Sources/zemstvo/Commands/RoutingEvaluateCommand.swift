import ArgumentParser
import Classifier
import Foundation
import Municipality
import Services

/// `routing evaluate`: needs no database.
struct RoutingEvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure how well a model, or the catalogue's keywords, label the texts of a CSV file.",
        discussion: """
            The model is cross-validated over stratified folds. With --test it learns from the whole file and is \
            measured on another. Repeated texts count once; classes with fewer than 5 texts are left out. \
            coverage_at_95 is the largest share of texts, most confident first, that can be labelled automatically \
            with at most 5 % of them wrong, as one finds out afterwards. With --test, threshold is the confidence at \
            which the trained model would decide by itself, decided the share of the texts that it decides, and wrong \
            the share of these that it decides wrongly, texts of classes that it never learnt among them.

            With --group, the probabilities of the labels are added up to those of their groups, and both are measured. \
            Labels with fewer than 5 texts are then learnt as one for each group. --titles is for labels that are names in \
            words, such as «Street lights»: they are learnt as texts too, as a town's model learns the names of categories.

            With --keywords, the keywords of a catalogue are measured instead: the share of the texts for which they \
            propose a category, the share of these proposals that --map calls right, and what they would decide by \
            themselves with the evidence of the catalogue. Deploy/mappings has a map.
            """
    )
    @Option(help: "CSV file with a header.") var csv: String
    @Option(help: "Column of the texts.") var text = "text"
    @Option(help: "Column of the labels.") var label: String
    @Option(help: "Column of the groups of the labels, which are measured too.") var group: String?
    @Flag(help: "The labels are names in words, and learnt as texts too.") var titles = false
    @Option(help: "Folds of the cross-validation, 2 to 20.") var folds = 5
    @Option(help: "Seed of the random choices.") var seed: UInt64 = 42
    @Option(help: "CSV file with the same columns, to measure on.") var test: String?
    @Option(help: "Write the prediction for each text to this CSV file: row,fold,label,prediction,confidence.")
    var predictions: String?
    @Flag(help: "Measure the keywords of a catalogue.") var keywords = false
    @Option(help: "The catalogue, in the format of `import categories`.")
    var categories = "Deploy/town/categories.csv"
    @Option(help: "YAML file with the categories that are right for each label.") var map: String?
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        guard (2...20).contains(folds) else { throw ValidationError("--folds is 2 to 20") }
        guard keywords == (map != nil) else { throw ValidationError("--keywords and --map are given together") }
        guard !keywords || test == nil && group == nil else {
            throw ValidationError("--keywords cannot be combined with --test or --group")
        }
    }

    func run() throws {
        let texts = try read(csv, without: nil)
        if let map { return try measureKeywords(on: texts, map) }
        var options = TrainingOptions()
        options.folds = folds
        options.seed = seed
        let evaluation: Evaluation
        if let test {
            let others = try read(test, without: texts)
            guard !others.texts.isEmpty else { throw ValidationError("\(test) has no text that is not in \(csv)") }
            evaluation = try Evaluation.test(examples(texts), on: examples(others), options: options)
        } else {
            evaluation = try Evaluation.crossValidate(examples(texts), options: options)
        }
        if let predictions { try write(evaluation, to: predictions) }
        if json { return Output.print(json: evaluation) }
        show(evaluation.grade, of: evaluation, "")
        if let groups = evaluation.groups { show(groups, of: evaluation, "groups: ") }
        show([("seconds to train", evaluation.trainSeconds), ("µs to classify", evaluation.classifyMicroseconds)], "")
    }

    private func show(_ grade: Grade, of evaluation: Evaluation, _ prefix: String) {
        let quality = grade.quality
        show(
            [
                ("accuracy", quality.accuracy), ("macro F1", quality.macroF1), ("top 3", quality.top3),
                ("calibration error", quality.calibrationError), ("coverage at 95 %", quality.coverageAt95),
            ],
            prefix
        )
        if evaluation.isOfOtherTexts {
            let autonomy = grade.autonomy
            print("\(prefix)threshold\t\(autonomy.threshold > 1 ? "never" : Self.rounded(autonomy.threshold))")
            show([("decided", autonomy.decided), ("wrong", autonomy.wrong)], prefix)
        }
        print("\(prefix)rows\t\(grade.rows)\n\(prefix)classes\t\(grade.classes)")
    }

    private func show(_ values: [(name: String, value: Double)], _ prefix: String) {
        for (name, value) in values { print("\(prefix)\(name)\t\(Self.rounded(value))") }
    }

    private static func rounded(_ value: Double) -> String { String((value * 1_000).rounded() / 1_000) }

    private func examples(_ texts: LabelledTexts) -> Examples {
        Examples(
            texts.texts,
            labels: texts.labels,
            groups: texts.groups,
            titles: titles ? Dictionary(texts.labels.map { ($0, $0) }) { first, _ in first } : [:]
        )
    }

    private func read(_ path: String, without others: LabelledTexts?) throws -> LabelledTexts {
        do {
            return try LabelledTexts(csv: path, text: text, label: label, group: group, without: others)
        } catch {
            throw ValidationError("\(path) \(error)")
        }
    }

    private func measureKeywords(on texts: LabelledTexts, _ map: String) throws {
        let measured: KeywordMeasurement
        do {
            measured = try KeywordMeasurement(texts, categories: categories, map: TopicMap(yaml: map))
        } catch let error as CocoaError {
            throw ValidationError("\(error.filePath ?? map) cannot be read")
        } catch {
            throw ValidationError("\(error)")
        }
        if let predictions {
            try write(
                "row,label,category,keywords,right",
                measured.predictions.map {
                    let keywords = Self.quoted($0.keywords.joined(separator: "|"))
                    return "\($0.row),\(Self.quoted($0.label)),\($0.category),\(keywords),\($0.isRight)"
                },
                to: predictions
            )
        }
        guard !json else { return Output.print(json: measured) }
        print("texts\t\(measured.texts)\nproposals\t\(measured.predictions.count)\nright\t\(measured.right)")
        show(
            [
                ("proposed", measured.proposed), ("precision", measured.precision), ("decided", measured.decided),
                ("wrong", measured.wrong),
            ],
            ""
        )
        Output.print(
            table: measured.families.map { family in
                [
                    family.category, String(family.evidence.right), String(family.evidence.wrong),
                    Output.percent(family.lowerBound), family.decides ? "decides" : "proposes",
                ]
            },
            header: ["category", "right", "wrong", "at least", "keywords"]
        )
    }

    private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }

    private func write(_ header: String, _ lines: [String], to path: String) throws {
        try (([header] + lines).joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }

    private func write(_ evaluation: Evaluation, to path: String) throws {
        let lines = evaluation.predictions.sorted { $0.row < $1.row }.map { one in
            "\(one.row),\(one.fold),\(Self.quoted(one.label)),\(Self.quoted(one.prediction)),\(one.confidence)"
        }
        try write("row,fold,label,prediction,confidence", lines, to: path)
    }
}
