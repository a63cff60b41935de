import Crypto
import Foundation
public import Municipality
import Store

/// A report with the bytes of its canonical form.
struct StoredStatistics {
    let report: MonthlyStatistics
    let json: [UInt8]
    let sha256: [UInt8]

    init(_ report: MonthlyStatistics) {
        self.report = report
        json = report.json
        sha256 = Array(SHA256.hash(data: json))
    }

    /// The report of a frozen month. Its bytes are as they were frozen, whatever the version of the program.
    ///
    /// Throws ``DamagedSnapshot`` when their hash differs from the stored one.
    init(_ snapshot: StatisticsStore.Snapshot, of month: Month) throws {
        json = Array(snapshot.report.utf8)
        sha256 = snapshot.sha256
        guard Array(SHA256.hash(data: json)) == sha256 else { throw DamagedSnapshot(month: month) }
        report = try JSONDecoder().decode(MonthlyStatistics.self, from: Data(json))
    }

    var snapshot: StatisticsStore.Snapshot {
        StatisticsStore.Snapshot(report: String(decoding: json, as: UTF8.self), sha256: sha256)
    }
}

/// A frozen month in the database differs from what was frozen.
public struct DamagedSnapshot: Error, Sendable, Hashable, CustomStringConvertible {
    public let month: Month

    public var description: String { "the frozen report of \(month) does not have the SHA-256 that was stored with it" }
}

extension [UInt8] {
    /// Lower case.
    var hexadecimal: String {
        map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
    }
}
