import Spreadsheet

/// The labelled texts of a CSV file, each text once: at its first occurrence.
public struct LabelledTexts: Sendable {
    public private(set) var texts: [String] = []
    public private(set) var labels: [String] = []
    /// Of the labels; nil when no column is named.
    public private(set) var groups: [String]?

    /// Rows without a text or a label are left out.
    /// - Parameters:
    ///   - text: name of the column of texts.
    ///   - label: name of the column of labels.
    ///   - group: name of the column of the labels' groups; rows without one are left out too.
    ///   - others: further texts to leave out.
    public init(
        csv path: String,
        text: String,
        label: String,
        group: String? = nil,
        without others: LabelledTexts? = nil
    ) throws {
        var reader = try CSVReader(path: path)
        func column(_ name: String) throws -> Int {
            guard let index = reader.header.firstIndex(of: name) else {
                throw CSVError(row: 1, message: "has no column \(name)")
            }
            return index
        }
        let (text, label, group) = (try column(text), try column(label), try group.map(column))
        if group != nil { groups = [] }
        var seen = Set(others?.texts ?? [])
        while let (_, fields) = try reader.next() {
            guard fields.count > max(text, label, group ?? 0) else { continue }
            let (said, meant, above) = (fields[text], fields[label].trimmed, group.map { fields[$0].trimmed })
            guard !said.trimmed.isEmpty, !meant.isEmpty, above != "", seen.insert(said).inserted else { continue }
            if let above { groups?.append(above) }
            texts.append(said)
            labels.append(meant)
        }
    }
}
