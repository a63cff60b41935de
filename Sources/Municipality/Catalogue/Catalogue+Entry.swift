extension Catalogue {
    /// A category: what an appeal can be about.
    public struct Entry: Hashable, Sendable {
        public let id: CategoryID
        public let code: String
        /// Code of its group, the upper level of the catalogue.
        public let group: String
        /// The service whose contracts cover the category.
        public let service: Service
        public let isEmergency: Bool
        /// The limit for solving the problem, in hours around the clock.
        public let limitHours: Int?
        /// Word stems and two-word phrases that recognise the category in a resident's own words.
        public let keywords: [String]
        /// What is known of how often they are right.
        public let evidence: KeywordEvidence
        /// Whether new appeals may get this category.
        public let isActive: Bool

        public init(
            id: CategoryID,
            code: String,
            group: String,
            service: Service,
            isEmergency: Bool,
            limitHours: Int?,
            keywords: [String],
            evidence: KeywordEvidence = KeywordEvidence(),
            isActive: Bool
        ) {
            self.id = id
            self.code = code
            self.group = group
            self.service = service
            self.isEmergency = isEmergency
            self.limitHours = limitHours
            self.keywords = keywords
            self.evidence = evidence
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
