/// How many ids to reserve next. What is reserved and not used is lost when the process ends, so blocks are small until
/// they are used up quickly: each that lasts for less than a second makes the next twice as large.
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
