import Foundation
import JSONText
import Municipality

struct PauseBody {
    var ground = ""
    var expectedEnd = Date.distantPast
}

struct NoteBody {
    var note = ""
}

/// Why the organisation is not responsible for a ticket, and which one is, if known.
struct ReturnBody {
    var reason = ""
    var organisation: String?
}

struct NewTicketLinkBody {
    var validHours: Int?
}

extension Body where Value == PauseBody {
    static var pause: Body {
        Body("Pause", blank: PauseBody()) {
            BodyField("ground", \.ground, .text(1...1_000, example: "ждём запчасть"))
            BodyField("expected_end", \.expectedEnd, .instant.with("Within a year from now."))
        }
    }
}

extension Body where Value == NoteBody {
    static var note: Body {
        Body("Note", blank: NoteBody()) { BodyField("note", \.note, .text(1...10_000, example: "Заменили кран")) }
    }
}

extension Body where Value == ReturnBody {
    static var returning: Body {
        Body("Return", blank: ReturnBody()) {
            BodyField("reason", \.reason, .text(1...1_000, example: "внутридомовая разводка"))
            BodyField(
                "organisation",
                \.organisation,
                .text(...63).with("Code of the responsible organisation; without it triage decides.")
            )
        }
    }
}

extension Body where Value == NewTicketLinkBody {
    static var newTicketLink: Body {
        Body("NewTicketLink", blank: NewTicketLinkBody()) {
            BodyField(
                "valid_hours",
                \.validHours,
                .wholeNumber(TicketLink.validHours).with(.standard(.integer(TicketLink.usualHours)))
            )
        }
    }
}
