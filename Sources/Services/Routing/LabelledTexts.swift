import Spreadsheet

/// The labelled texts of a CSV file, each text once: at its first occurrence.
public struct LabelledTexts: Sendable {
    public private(set) var texts: [String] = []
    public private(set) var labels: [String] = []

    /// Rows without a text or a label are left out.
    /// - Parameters:
    ///   - text: name of the column of texts.
    ///   - label: name of the column of labels.
    ///   - others: further texts to leave out.
    public init(csv path: String, text: String, label: String, without others: LabelledTexts? = nil) throws {
        var reader = try CSVReader(path: path)
        func column(_ name: String) throws -> Int {
            guard let index = reader.header.firstIndex(of: name) else {
                throw CSVError(row: 1, message: "has no column \(name)")
            }
            return index
        }
        let (text, label) = (try column(text), try column(label))
        var seen = Set(others?.texts ?? [])
        while let (_, fields) = try reader.next() {
            guard fields.count > max(text, label) else { continue }
            let (said, meant) = (fields[text], fields[label].trimmed)
            guard !said.trimmed.isEmpty, !meant.isEmpty, seen.insert(said).inserted else { continue }
            texts.append(said)
            labels.append(meant)
        }
    }
}
