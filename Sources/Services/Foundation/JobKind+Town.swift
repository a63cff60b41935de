package import Jobs

extension JobKind {
    /// The router decides about stored appeals.
    package static let route: JobKind = "route"
}
