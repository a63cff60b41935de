public import Municipality

extension AppealService {
    /// The author of an appeal, proven by its code. Throws ``ServiceError/notFound(_:)`` for any other code.
    public func author(of number: AppealNumber, code: FollowUpCode) throws(ServiceError) -> Actor {
        try verify(code, of: number)
        return .author(number)
    }
}
