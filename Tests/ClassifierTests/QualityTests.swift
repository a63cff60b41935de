import Classifier
import Testing

@Suite struct QualityTests {
    @Test func foldsAreStratifiedAndRepeatable() {
        let labels = (0..<103).map { $0 % 10 == 0 ? 1 : 0 }
        let folds = Folds.assign(labels, into: 5, seed: 42)
        #expect(folds == Folds.assign(labels, into: 5, seed: 42))
        #expect(folds != Folds.assign(labels, into: 5, seed: 43))
        for fold in 0..<5 {
            #expect((20...21).contains(folds.count { $0 == fold }))
            #expect((2...3).contains(zip(folds, labels).count { $0 == fold && $1 == 1 }))
        }
    }

    /// Five texts of three classes, calculated by hand.
    @Test func qualityMeasuresMatchTheirDefinitions() {
        let quality = Quality(of: [
            Outcome(probabilities: [0.9, 0.05, 0.05], answer: 0), Outcome(probabilities: [0.8, 0.1, 0.1], answer: 0),
            Outcome(probabilities: [0.2, 0.7, 0.1], answer: 0), Outcome(probabilities: [0.3, 0.6, 0.1], answer: 1),
            Outcome(probabilities: [0.5, 0.3, 0.2], answer: 2),
        ])
        #expect(quality.accuracy == 0.6)
        #expect(quality.top3 == 1)
        // Class 0: 2 correct, 3 predicted, 3 true; class 1: 1, 2, 1; class 2: 0, 0, 1.
        #expect(abs(quality.macroF1 - (4.0 / 6 + 2.0 / 3 + 0) / 3) < 1e-12)
        #expect(quality.coverageAt95 == 0.4)
        // Each is in its own bin: 0.1 + 0.2 + 0.7 + 0.4 + 0.5, over five.
        #expect(abs(quality.calibrationError - 0.38) < 1e-12)
    }

    @Test func equalConfidencesAreAllAboveOrAllBelowTheThreshold() {
        let right = Outcome(probabilities: [0.9, 0.1], answer: 0)
        let wrong = Outcome(probabilities: [0.9, 0.1], answer: 1)
        #expect(Quality(of: [right, wrong]).coverageAt95 == 0)
        #expect(Quality(of: [right, right]).coverageAt95 == 1)
        #expect(Quality(of: Array(repeating: right, count: 19) + [wrong]).coverageAt95 == 1)
        let illegible = Outcome(probabilities: [0.99, 0.01], answer: 0, isLegible: false)
        #expect(Quality(of: [right, illegible]).coverageAt95 == 0.5)
    }

    @Test func crossValidationMeasuresEveryTextOnce() throws {
        let evaluation = try Evaluation.crossValidate(
            Examples(SampleTexts.texts + ["Кошка на дереве"], labels: SampleTexts.labels + ["cats"]),
            options: TrainingOptions()
        )
        #expect(evaluation.grade.rows == SampleTexts.texts.count)
        #expect(evaluation.grade.classes == 4)
        #expect(Set(evaluation.predictions.map(\.row)) == Set(SampleTexts.texts.indices))
        #expect(evaluation.grade.quality.accuracy > 0.95)
        #expect(evaluation.groups == nil)
    }

    /// Every third text is of a class that was never learnt, in the words of one that was.
    @Test func aTestCountsWhatTheModelDecidesByItself() throws {
        let learnt = Examples(SampleTexts.texts, labels: SampleTexts.labels)
        let same = try Evaluation.test(learnt, on: learnt, options: TrainingOptions()).grade.autonomy
        #expect(same.threshold <= 1 && same.decided > 0.9 && same.wrong == 0)
        let labels = SampleTexts.labels.enumerated().map { $0 % 3 == 0 ? "new" : $1 }
        let strange = Examples(SampleTexts.texts, labels: labels)
        let autonomy = try Evaluation.test(learnt, on: strange, options: TrainingOptions()).grade.autonomy
        #expect(autonomy.decided == same.decided)
        #expect(abs(autonomy.wrong - 1.0 / 3) < 0.02)
    }

    /// One class of each group, and texts of a topic too rare to be learnt, whose group is known all the same.
    @Test func groupsAreTheSumsOfTheirClasses() throws {
        let group = ["heating": "house", "light": "street", "roads": "street", "waste": "yard"]
        var labels = SampleTexts.labels
        for place in labels.indices.filter({ labels[$0] == "roads" }).prefix(4) { labels[place] = "rare" }
        let evaluation = try Evaluation.crossValidate(
            Examples(
                SampleTexts.texts + ["Кошка на дереве"],
                labels: labels + ["cats"],
                groups: SampleTexts.labels.map { group[$0] ?? "" } + ["animals"]
            ),
            options: TrainingOptions()
        )
        let groups = try #require(evaluation.groups)
        #expect(groups.rows == SampleTexts.texts.count && groups.classes == 3)
        #expect(evaluation.grade.rows == SampleTexts.texts.count - 4 && evaluation.grade.classes == 4)
        #expect(groups.quality.accuracy > 0.95)
    }
}
