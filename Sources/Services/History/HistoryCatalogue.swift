import Store

/// Finds what the file calls something in the town's catalogue.
struct HistoryCatalogue {
    private let codes: Set<String>
    private let codesByName: [String: String]
    private let translations: [String: String]

    /// - Parameters:
    ///   - translations: from what the file calls them to codes, before all else.
    ///   - key: where the mapping has the translations.
    ///
    /// Throws ``ServiceError/invalid(_:)`` when a translation leads to no code of the entries.
    init(
        _ entries: [(code: String, names: [String])],
        translations: [String: String],
        named key: String
    ) throws(ServiceError) {
        let codes = Set(entries.map(\.code))
        var check = FieldCheck()
        for (name, code) in translations.sorted(by: { $0.key < $1.key }) where !codes.contains(code) {
            check.fail("\(key).\(name)", "the town has none with the code \(code)")
        }
        try check.finish()
        self.codes = codes
        codesByName = Dictionary(
            entries.flatMap { entry in entry.names.map { ($0, entry.code) } },
            uniquingKeysWith: { first, _ in first }
        )
        self.translations = translations
    }

    /// The code of what the file calls by that name: as translated, or of that code or name; nil when there is none.
    func code(of name: String) -> String? {
        translations[name] ?? (codes.contains(name) ? name : codesByName[name])
    }

    /// Codes of the names that it has, and the names that it lacks, in their order.
    func resolve(_ names: [HistoryStore.Name]) -> (codes: [String: String], unknown: [HistoryStore.Name]) {
        var codes: [String: String] = [:]
        var unknown: [HistoryStore.Name] = []
        for name in names {
            if let code = code(of: name.name) { codes[name.name] = code } else { unknown.append(name) }
        }
        return (codes, unknown)
    }
}
