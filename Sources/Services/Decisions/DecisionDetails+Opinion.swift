import JSONText

extension DecisionDetails {
    /// A model's answer.
    struct Opinion: Decodable, JSONWritable {
        struct Candidate: Decodable, JSONWritable {
            let label: String
            let confidence: Double

            func write(to writer: inout JSONWriter) {
                writer.object { writer in
                    writer.member("label", label)
                    writer.member("confidence", confidence)
                }
            }
        }

        struct Term: Decodable, JSONWritable {
            let word: String
            let weight: Double

            func write(to writer: inout JSONWriter) {
                writer.object { writer in
                    writer.member("word", word)
                    writer.member("weight", weight)
                }
            }
        }

        /// The service that the categories add up to.
        struct Service: Decodable, JSONWritable {
            let label: String
            let confidence: Double
            let threshold: Double
            let sure: Bool

            func write(to writer: inout JSONWriter) {
                writer.object { writer in
                    writer.member("label", label)
                    writer.member("confidence", confidence)
                    writer.member("threshold", threshold)
                    writer.member("sure", sure)
                }
            }
        }

        let model: Int32
        /// The confidence at which the model decides by itself.
        let threshold: Double
        let sure: Bool
        /// False if it knows too few words of the text.
        let legible: Bool
        /// The most probable first.
        let candidates: [Candidate]
        /// The words that contributed most to the first candidate.
        let terms: [Term]
        /// The most probable service; nil for a model that knows none.
        let service: Service?

        func write(to writer: inout JSONWriter) {
            writer.object { writer in
                writer.member("model", model)
                writer.member("threshold", threshold)
                writer.member("sure", sure)
                writer.member("legible", legible)
                writer.member("candidates", candidates)
                writer.member("terms", terms)
                writer.member("service", service)
            }
        }
    }
}
