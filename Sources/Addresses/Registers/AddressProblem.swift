/// Why an address is not the address of one house. Texts are in the spelling of its author.
public enum AddressProblem: Error, Hashable, Sendable {
    /// It has no number of a house, or nothing else.
    case noHouse
    /// It is a place near a house, or several houses.
    case vague
    /// It has the number of the other side of a corner.
    case corner
    /// A part of the number may be something else: «5, 2», «5-7», «5 г. Тутаев».
    case doubtful(String)
    /// Words and numbers that are neither a street nor a settlement, nor a part of the number.
    case unread([String])
    /// A name that may be a street or a village, or that the register has with a kind of street.
    case bareName(String)
    /// In another region than the town.
    case otherRegion
    /// Another settlement than that of the row.
    case otherSettlement(String)
}
