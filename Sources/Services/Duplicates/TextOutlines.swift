import Classifier
import Locking
import Municipality
import Postgres
import Store

/// Outlines of stored texts, kept in memory, because new appeals are compared with recently routed ones.
final class TextOutlines: Sendable {
    /// Number of texts that are certainly kept. Up to twice as many may be kept before the older half is dropped. 0.3
    /// KB each.
    static let capacity = 32_768

    private struct Key: Hashable {
        let municipality: MunicipalityID
        let appeal: AppealID
    }

    private struct Memory {
        var young: [Key: TextOutline] = [:]
        var old: [Key: TextOutline] = [:]

        mutating func keep(_ outline: TextOutline, _ key: Key) {
            if young.count >= TextOutlines.capacity {
                old = young
                young = [:]
            }
            young[key] = outline
        }
    }

    private let memory = Locked(Memory())

    /// The outlines of the appeals' texts. Those not in memory are read.
    func outlines(
        of appeals: Set<AppealID>,
        in session: TownSession
    ) async throws -> [AppealID: TextOutline] {
        var outlines: [AppealID: TextOutline] = [:]
        outlines.reserveCapacity(appeals.count)
        let unknown = memory.withLock { memory in
            appeals.filter { appeal in
                let key = Key(municipality: session.municipality, appeal: appeal)
                if let outline = memory.young[key] {
                    outlines[appeal] = outline
                } else if let outline = memory.old[key] {
                    memory.keep(outline, key)
                    outlines[appeal] = outline
                }
                return outlines[appeal] == nil
            }
        }
        let read = try await AppealTextStore.read(Array(unknown), in: session) {
            TextOutline(utf8: $0.bindMemory(to: UInt8.self))
        }
        memory.withLock { memory in
            for (appeal, outline) in read {
                memory.keep(outline, Key(municipality: session.municipality, appeal: appeal))
            }
        }
        outlines.merge(read) { $1 }
        return outlines
    }
}
