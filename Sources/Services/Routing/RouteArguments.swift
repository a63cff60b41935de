package import Municipality

/// The arguments of a job of kind `route`.
package struct RouteArguments: Codable {
    package let municipality: MunicipalityID
    package let appeals: [AppealID]

    package init(municipality: MunicipalityID, appeals: [AppealID]) {
        self.municipality = municipality
        self.appeals = appeals
    }
}
