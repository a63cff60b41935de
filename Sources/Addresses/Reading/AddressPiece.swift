/// A part of an address between the words that say what it is.
enum AddressPiece: Hashable, Sendable {
    /// Words of a name; numbers in names are words too.
    case words([String])
    /// A word that can mean a kind of street, and the word.
    case street(Set<StreetKind>, String)
    /// The mark of a settlement, whose name follows.
    case settlement(SettlementKind)
    case number(HouseNumber, isMarked: Bool)
    case comma
}
