/// Writes the data of a `COPY … FROM STDIN`, in the format that the statement names.
public final class CopyInWriter {
    private static let chunk = 64 * 1024

    private let session: Session
    private let operation: UInt64
    private var buffer: [UInt8] = []
    private var isBinary = false

    init(_ session: Session, operation: UInt64) {
        self.session = session
        self.operation = operation
    }

    /// Appends data; rows need not be whole. Throws `CancellationError` when the task is cancelled.
    public func write(_ bytes: [UInt8]) async throws {
        buffer.append(contentsOf: bytes)
        try await flush(atLeast: Self.chunk)
    }

    /// Appends one row, for `WITH (FORMAT binary)` only. The types have to be those of the columns.
    public func writeRow(_ values: [PostgresValue]) async throws {
        if !isBinary {
            isBinary = true
            BinaryCopy.appendHeader(to: &buffer)
        }
        try BinaryCopy.appendRow(values, to: &buffer)
        try await flush(atLeast: Self.chunk)
    }

    /// Sends the remaining data and the end of the binary format.
    func finish() async throws {
        if isBinary { BinaryCopy.appendTrailer(to: &buffer) }
        try await flush(atLeast: 1)
    }

    private func flush(atLeast threshold: Int) async throws {
        guard buffer.count >= threshold else { return }
        let data = buffer
        buffer.removeAll(keepingCapacity: true)
        try await session.sendCopyData(operation, data)
    }
}
