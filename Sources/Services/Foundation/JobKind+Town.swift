package import Jobs

extension JobKind {
    /// The router decides about appeals that were stored.
    package static let route: JobKind = "route"
}
