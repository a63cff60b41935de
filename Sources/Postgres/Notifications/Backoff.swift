/// Delays between attempts to connect: doubling from 50 ms to 5 s, ±20 %.
struct Backoff {
    private static let shortest = Duration.milliseconds(50)
    private static let longest = Duration.seconds(5)

    private var delay = Self.shortest

    mutating func next() -> Duration {
        defer { delay = min(delay * 2, Self.longest) }
        return delay * Double.random(in: 0.8...1.2)
    }

    mutating func reset() {
        delay = Self.shortest
    }
}
