/// Limits the number of tests that have a database at the same time, because the server's connections are limited.
final class DatabaseGate: Sendable {
    static let shared = DatabaseGate(places: 6)

    private let places: Places

    init(places: Int) {
        self.places = Places(places)
    }

    func pass<Result>(_ body: () async throws -> Result) async throws -> Result {
        await places.take()
        do {
            let result = try await body()
            await places.giveBack()
            return result
        } catch {
            await places.giveBack()
            throw error
        }
    }

    private actor Places {
        private var free: Int
        private var waiting: [CheckedContinuation<Void, Never>] = []

        init(_ free: Int) {
            self.free = free
        }

        func take() async {
            guard free == 0 else {
                free -= 1
                return
            }
            await withCheckedContinuation { waiting.append($0) }
        }

        func giveBack() {
            guard waiting.isEmpty else {
                waiting.removeFirst().resume()
                return
            }
            free += 1
        }
    }
}
