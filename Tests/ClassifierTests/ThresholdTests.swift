import Classifier
import Testing

/// The confidence at which a model decides by itself has to prove its promise.
@Suite struct ThresholdTests {
    /// Outcomes with confidences that fall from 0.99, one for each letter: r right, w wrong, u of an unlearnt class.
    func outcomes(_ letters: String) -> [Outcome] {
        letters.enumerated().map { place, letter in
            let confidence = 0.99 - 0.001 * Double(place)
            let answer = letter == "r" ? 0 : letter == "w" ? 1 : -1
            return Outcome(probabilities: [confidence, 1 - confidence], answer: answer)
        }
    }

    /// Only the bound of 90 %.
    static var boundOnly: DecisionProof {
        var proof = DecisionProof()
        proof.bound = PrecisionBound(confidence: 0.9)
        (proof.minimumCount, proof.leastConfidence) = (0, 0)
        return proof
    }

    func threshold(_ letters: String) -> Double? { Threshold.lowest(for: outcomes(letters), proof: Self.boundOnly) }

    func right(_ count: Int) -> String { String(repeating: "r", count: count) }

    /// 0.95^44 = 0.105, 0.95^45 = 0.099; with one wrong of 76 or 77 the tail is 0.101 or 0.097.
    @Test func theBoundIsThatOfClopperAndPearson() {
        let bound = PrecisionBound(precision: 0.95, confidence: 0.9)
        #expect(!bound.holds(right: 44, of: 44) && bound.holds(right: 45, of: 45))
        #expect(!bound.holds(right: 75, of: 76) && bound.holds(right: 76, of: 77))
        #expect(bound.minimumCount == 45)
        #expect(PrecisionBound(precision: 0.95, confidence: 0.95).minimumCount == 59)
        #expect(abs(bound.lowerBound(right: 10, of: 10) - 0.794328) < 1e-5)
        #expect(abs(bound.lowerBound(right: 9, of: 10) - 0.663152) < 1e-5)
        #expect(bound.lowerBound(right: 0, of: 10) == 0 && bound.lowerBound(right: 0, of: 0) == 0)
        #expect(bound.holds(right: 48_100, of: 50_000) && !bound.holds(right: 47_500, of: 50_000))
    }

    @Test func fewerDecisionsThanTheMinimumProveNothing() {
        #expect(threshold("") == nil)
        #expect(threshold(right(44)) == nil)
        #expect(threshold(right(45)) != nil)
    }

    @Test func theThresholdIsWhereTheBoundHoldsLast() throws {
        // 57 of 60 is 95 %, as a share without a bound.
        #expect(threshold(right(57) + "www") == outcomes(right(57)).last?.decisiveness)
        #expect(threshold("www" + right(57)) == nil)
        let later = try #require(threshold("w" + right(76) + "wwwww"))
        #expect(abs(later - (0.99 - 0.076)) < 1e-9)
    }

    @Test func textsOfClassesNeverLearntCountAsWrong() {
        #expect(threshold("uuu" + right(57)) == nil)
        #expect(threshold(right(45) + "uuu") == outcomes(right(45)).last?.decisiveness)
    }

    @Test func aProofForEveryOutcomeIsTrustedBelowThemToo() {
        let sure = Array(repeating: Outcome(probabilities: [0.99, 0.01], answer: 0), count: 60)
        #expect(Threshold.lowest(for: sure, proof: Self.boundOnly) == 0)
        #expect(Threshold.lowest(for: sure, proof: DecisionProof()) == 0.97)
    }

    /// By the bound of 80 % alone, 32 right decisions would be enough, and confidences down to 0.96.
    @Test func aProofNeedsSixtyDecisionsAndNinetySevenPercentOfEach() {
        #expect(PrecisionBound(confidence: 0.8).minimumCount == 32)
        let doubtful = [Outcome(probabilities: [0.2, 0.8], answer: 1), Outcome(probabilities: [0.8, 0.2], answer: 1)]
        func lowest(_ count: Int, from confidence: Double) -> Double? {
            let sure = (0..<count).map { place in
                let confidence = confidence - 0.0001 * Double(place)
                return Outcome(probabilities: [confidence, 1 - confidence], answer: 0)
            }
            return Threshold.lowest(for: sure + Array(repeating: doubtful, count: 9).joined(), proof: DecisionProof())
        }
        #expect(lowest(59, from: 0.999) == nil)
        #expect(lowest(60, from: 0.999).map { abs($0 - (0.999 - 0.0059)) < 1e-9 } == true)
        #expect(lowest(100, from: 0.975) == 0.97)
    }

    @Test func equalConfidencesAreAllAboveOrAllBelow() {
        let right = Outcome(probabilities: [0.9, 0.1], answer: 0)
        let wrong = Outcome(probabilities: [0.9, 0.1], answer: 1)
        let sure = outcomes(self.right(45))
        #expect(
            Threshold.lowest(for: sure + Array(repeating: right, count: 3) + [wrong, wrong], proof: Self.boundOnly)
                == sure.last?.decisiveness
        )
    }

    @Test func illegibleTextsAreNotDecided() {
        let illegible = Outcome(probabilities: [0.999, 0.001], answer: -1, isLegible: false)
        let outcomes =
            Array(repeating: illegible, count: 9) + outcomes(right(46))
            + outcomes("w").map { _ in
                Outcome(probabilities: [0.6, 0.4], answer: 1)
            }
        #expect(Threshold.lowest(for: outcomes, proof: Self.boundOnly) == outcomes[9 + 45].decisiveness)
    }

    /// Every fifth text is about something that is written in the words of a known class, but never occurs twice.
    @Test func aModelOfTextsWithManyUnknownClassesDoesNotDecide() throws {
        let known = try Trainer.train(
            Examples(SampleTexts.texts, labels: SampleTexts.labels),
            options: TrainingOptions()
        )
        #expect(known.model.threshold <= 1)
        var labels = SampleTexts.labels
        for place in stride(from: 0, to: labels.count, by: 5) { labels[place] = "alone-\(place)" }
        let result = try Trainer.train(Examples(SampleTexts.texts, labels: labels), options: TrainingOptions())
        #expect(result.model.threshold > 1)
    }
}
