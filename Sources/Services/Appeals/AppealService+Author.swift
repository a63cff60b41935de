public import Municipality
import Store

extension AppealService {
    /// The code of an appeal, as its author wrote it. Throws ``ServiceError/notFound(_:)`` when there is no such appeal,
    /// ``ServiceError/invalid(_:)`` for text that cannot be a code, ``ServiceError/wrongCode`` for any other code.
    public func code(of number: AppealNumber, parsing text: String) async throws -> FollowUpCode {
        guard let code = FollowUpCode(parsing: text) else {
            try await requireAppeal(number)
            throw ServiceError.invalid("code", "is not eight letters and digits, such as 7K3M-Q9TX")
        }
        try await verify(code, of: number)
        return code
    }

    /// Throws ``ServiceError/wrongCode`` unless the code belongs to the number, or ``ServiceError/notFound(_:)`` when there
    /// is no such appeal. That tells nobody more than the public part of the appeal does.
    func verify(_ code: FollowUpCode, of number: AppealNumber) async throws {
        guard !town.numbering.followUpCode(of: number).matches(code) else { return }
        try await requireAppeal(number)
        throw ServiceError.wrongCode
    }

    private func requireAppeal(_ number: AppealNumber) async throws {
        _ = try await town.read(by: .anybody) { session in try await appeal(number, in: session) }
    }
}
