import Classifier
import Locking
import Municipality
import Postgres
import Store

/// Outlines of stored texts, remembered by the process: what was routed lately is what new appeals are compared with.
final class TextOutlines: Sendable {
    /// Texts remembered for sure; as many again may be, until the older half is forgotten at once. 0.3 KB each.
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

    /// The outlines of the appeals' texts; those not remembered are read.
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
