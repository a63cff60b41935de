/// How many ids to reserve next. Unused ids are lost when the process ends, so blocks are small until they are used up
/// quickly: each block that lasts less than a second doubles the size of the next.
package struct IDBlocks {
    static let smallest = 16
    static let largest = 512

    private var size = IDBlocks.smallest
    private var last: ContinuousClock.Instant?

    package init() {}

    package mutating func next(now: ContinuousClock.Instant) -> Int {
        if let last { size = now - last < .seconds(1) ? min(2 * size, Self.largest) : Self.smallest }
        last = now
        return size
    }
}
