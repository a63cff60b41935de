/// What kind of street it is.
public enum StreetKind: String, CaseIterable, Sendable, Codable {
    case street, lane, avenue, square, embankment, boulevard, highway, drive, tract, deadEnd, alley, line, quarter,
        microdistrict, territory

    /// The kinds that a word can mean; «пр.» can mean two. Empty if the word is no kind.
    static func named(_ word: String) -> Set<StreetKind> { kinds[word] ?? [] }

    private static let kinds: [String: Set<StreetKind>] = {
        var kinds: [String: Set<StreetKind>] = [:]
        for (kind, words) in [
            (StreetKind.street, "ул улица улице улицы улицу street st ulitsa"),
            (.lane, "пер переулок переулке переулка перулок пр-лок"),
            (.avenue, "пр просп проспект проспекте проспекта пркт прт прт-т пр-т"),
            (.square, "пл площадь площади площадью площ"), (.embankment, "наб набережная набережной набережную набер"),
            (.boulevard, "бр бул бульвар бульваре бульвара блвр бульв"), (.highway, "ш шоссе"),
            (.drive, "пр прд проезд проезде проезда прзд"), (.tract, "тракт тр-т тракте тракта трт"),
            (.deadEnd, "туп тупик тупике тупика"), (.alley, "ал аллея аллее аллеи"), (.line, "лин линия линии линию"),
            (.quarter, "квл квартал квартале квартала"),
            (.microdistrict, "мкр мкрн микрорайон микрорайоне микрорайона мрн мн мон мкрорайон"),
            (.territory, "тер территория"),
        ] {
            for word in words.split(separator: " ") {
                kinds[word.filter { $0 != "-" }, default: []].insert(kind)
            }
        }
        return kinds
    }()
}
