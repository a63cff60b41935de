import CPostgres

extension ConnectionHandle {
    enum CopyRead {
        case row, wouldBlock, end, failed
    }

    func putCopyData(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        return PQputCopyData(pointer, base.assumingMemoryBound(to: CChar.self), Int32(bytes.count)) == 1
    }

    /// Ends a COPY FROM STDIN; with a reason, the server rolls it back.
    func putCopyEnd(failing reason: String?) -> Bool {
        PQputCopyEnd(pointer, reason) == 1
    }

    /// Appends the next row of a COPY TO STDOUT to `buffer`.
    func readCopyData(into buffer: inout [UInt8]) -> CopyRead {
        var data: UnsafeMutablePointer<CChar>?
        let length = PQgetCopyData(pointer, &data, 1)
        if let data {
            buffer.append(contentsOf: UnsafeRawBufferPointer(start: data, count: Int(length)))
            PQfreemem(data)
        }
        return switch length {
        case 1...: .row
        case 0: .wouldBlock
        case -1: .end
        default: .failed
        }
    }
}
