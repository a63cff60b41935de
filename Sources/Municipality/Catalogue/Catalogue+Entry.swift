extension Catalogue {
    /// A category: what an appeal can be about.
    public struct Entry: Hashable, Sendable {
        public let id: CategoryID
        public let code: String
        /// Code of its group, the upper level of the catalogue.
        public let group: String
        /// Whose contracts answer for it.
        public let service: Service
        public let isEmergency: Bool
        /// Hours round the clock within which it is to be solved.
        public let limitHours: Int?
        /// Word stems and two-word phrases by which a resident's own words are recognised.
        public let keywords: [String]
        /// Whether appeals may be given it.
        public let isActive: Bool

        public init(
            id: CategoryID,
            code: String,
            group: String,
            service: Service,
            isEmergency: Bool,
            limitHours: Int?,
            keywords: [String],
            isActive: Bool
        ) {
            self.id = id
            self.code = code
            self.group = group
            self.service = service
            self.isEmergency = isEmergency
            self.limitHours = limitHours
            self.keywords = keywords
            self.isActive = isActive
        }

        public var urgency: Urgency { isEmergency ? .emergency : .ordinary }
    }

    public struct Service: Hashable, Sendable {
        public let id: ServiceID
        public let code: String

        public init(id: ServiceID, code: String) {
            self.id = id
            self.code = code
        }
    }
}
