import CPostgres

/// Each of these queues messages without blocking; `false` means that the connection is spent.
extension ConnectionHandle {
    func sendSimple(_ text: String) -> Bool {
        PQsendQuery(pointer, text) == 1
    }

    func sendPrepare(_ name: String, _ text: String, _ types: [PostgresType]) -> Bool {
        let types = types.map(\.rawValue)
        return PQsendPrepare(pointer, name, text, Int32(types.count), types) == 1
    }

    func sendPrepared(_ name: String, _ parameters: Parameters) -> Bool {
        parameters.withPointers { count, values, lengths, formats in
            PQsendQueryPrepared(pointer, name, count, values, lengths, formats, 1) == 1
        }
    }

    /// A parameterless statement in the extended protocol, which pipeline mode requires.
    func sendUnnamed(_ text: String) -> Bool {
        PQsendQueryParams(pointer, text, 0, nil, nil, nil, nil, 1) == 1
    }

    func enterPipeline() -> Bool { PQenterPipelineMode(pointer) == 1 }

    var isPipelining: Bool { PQpipelineStatus(pointer) != PQ_PIPELINE_OFF }

    func exitPipeline() -> Bool { PQexitPipelineMode(pointer) == 1 }

    func sendSync() -> Bool { PQpipelineSync(pointer) == 1 }

    func flush() -> Flush {
        switch PQflush(pointer) {
        case 0: .done
        case 1: .wouldBlock
        default: .failed
        }
    }
}
