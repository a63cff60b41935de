import JSONText
import Municipality
import Services

extension Body where Value == OrganisationDraft {
    static var newOrganisation: Body { named("NewOrganisation").requiring("name", "sector") }

    /// A code is refused unless it is the present one.
    static var organisationChange: Body { named("OrganisationChange").hiding("code") }

    private static func named(_ component: String) -> Body {
        Body(component, blank: OrganisationDraft()) {
            BodyField("code", \.code, .slug("teploset").with(.maxLength(63)))
            BodyField("name", \.name, .text(1...200, example: "Теплосеть"))
            BodyField("sector", \.sector, Sector.schema)
            BodyField("parent", \.parent, .text(...63))
            BodyField("kind", \.kind, .text(...200))
            BodyField("phone", \.phone, .text(...40))
            BodyField("email", \.email, .text(...254))
            BodyField("active", \.active, Bool.schema)
        }
    }
}

extension Body where Value == HouseDraft {
    static var newHouse: Body {
        Body("NewHouse", blank: HouseDraft(registryID: "", street: "", number: "")) {
            BodyField("registry_id", \.registryID, .text(1...100, example: "9900001"))
            BodyField("fias_guid", \.fiasGUID, .text(36...36, example: "0c5b2444-70a0-4932-980c-b4dc0d3f02b5"))
            BodyField("settlement", \.settlement, .text(...200, example: "д. Ивановка"))
            BodyField("street", \.street, .text(...200, example: "ул. Новая"))
            BodyField("number", \.number, .text(1...40, example: "1"))
            BodyField("area", \.area, .text(...200))
            BodyField("latitude", \.latitude, .degrees(90))
            BodyField("longitude", \.longitude, .degrees(180))
            BodyField("year", \.year, .wholeNumber(0...32_767))
            BodyField("floors", \.floors, .wholeNumber(0...32_767))
            BodyField("entrances", \.entrances, .wholeNumber(0...32_767))
            BodyField("flats", \.flats, .wholeNumber(0...32_767))
            BodyField("area_m2", \.areaM2, Double.schema.with(.minimum(0)))
        }
    }
}

extension Body where Value == CategoryDraft {
    static var newCategory: Body {
        named("NewCategory", "group_ru and group_en are required for a new group.")
            .requiring("code", "group", "name_ru", "name_en", "service")
    }

    static var categoryChange: Body { named("CategoryChange").hiding("code") }

    private static func named(_ component: String, _ about: String? = nil) -> Body {
        Body(component, about, blank: CategoryDraft()) {
            BodyField(
                "code",
                \.code,
                .text(...127, example: "heating.staircase").with(.pattern("^[a-z0-9][a-z0-9_.-]{0,126}$"))
            )
            BodyField("group", \.group, .slug("heating").with(.maxLength(63)))
            BodyField("group_ru", \.groupRu, .text(...200, example: "Отопление"))
            BodyField("group_en", \.groupEn, .text(...200, example: "Heating"))
            BodyField("name_ru", \.nameRu, .text(1...200, example: "Холодно в подъезде"))
            BodyField("name_en", \.nameEn, .text(1...200, example: "Cold staircase"))
            BodyField("service", \.service, .slug("heating").with(.maxLength(63)))
            BodyField("emergency", \.emergency, Bool.schema)
            BodyField("limit_hours", \.limitHours, .wholeNumber(1...8_784))
            BodyField("keywords", \.keywords, JSONSchema(.type("array"), .items(.text(...100))))
            BodyField("active", \.active, Bool.schema)
        }
    }
}
