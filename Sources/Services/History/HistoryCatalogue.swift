import Store

/// Finds the entries of the town's catalogue that the file's names stand for.
struct HistoryCatalogue {
    private let codes: Set<String>
    private let codesByName: [String: String]
    private let translations: [String: String]

    /// - Parameters:
    ///   - translations: from the file's names to codes. They come before all other rules.
    ///   - key: the key of the translations in the mapping.
    ///
    /// Throws ``ServiceError/invalid(_:)`` when a translation names a code that does not exist.
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

    /// The code for a name in the file: translated, or the entry with that code or name; nil when there is none.
    func code(of name: String) -> String? {
        translations[name] ?? (codes.contains(name) ? name : codesByName[name])
    }

    /// The codes of the known names, and the unknown names in their order.
    func resolve(_ names: [HistoryStore.Name]) -> (codes: [String: String], unknown: [HistoryStore.Name]) {
        var codes: [String: String] = [:]
        var unknown: [HistoryStore.Name] = []
        for name in names {
            if let code = code(of: name.name) { codes[name.name] = code } else { unknown.append(name) }
        }
        return (codes, unknown)
    }
}
