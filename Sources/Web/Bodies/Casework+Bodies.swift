import JSONText

/// The follow-up code of an appeal.
struct CodeBody {
    var code = ""
}

/// The author's reasons for refuting an answer.
struct RefutationBody {
    var code = ""
    var note = ""
}

/// The appeal to merge into, and the code of the merged appeal. Staff need no code.
struct MergeBody {
    var into = ""
    var code: String?
}

struct TextBody {
    var text = ""
}

struct RejectionBody {
    var ground = ""
}

struct ForwardingBody {
    var to = ""
    var note: String?
}

struct ManualRoutingBody {
    var organisation: String?
    var category: String?
    var note: String?
}

extension Body where Value == CodeBody {
    static var code: Body {
        Body("CodeOnly", blank: CodeBody(), code: \.code) { BodyField("code", \.code, .followUpCode) }
    }
}

extension Body where Value == RefutationBody {
    static var refutation: Body {
        Body("Refutation", blank: RefutationBody(), code: \.code) {
            BodyField("code", \.code, .followUpCode)
            BodyField("note", \.note, .text(1...10_000, example: "Всё ещё холодно"))
        }
    }
}

extension Body where Value == MergeBody {
    static var merge: Body {
        Body("Merge", blank: MergeBody(), code: \.code) {
            BodyField(
                "into",
                \.into,
                .string.with("Number of the appeal to merge into.", .example("417-290-356"))
            )
            BodyField(
                "code",
                \.code,
                .string.with("The follow-up code of the merged appeal; required from its author.")
            )
        }
    }
}

extension Body where Value == TextBody {
    static var text: Body {
        Body("Text", blank: TextBody()) {
            BodyField("text", \.text, .text(1...10_000, example: "Отопление восстановлено"))
        }
    }
}

extension Body where Value == RejectionBody {
    static var rejection: Body {
        Body("Rejection", blank: RejectionBody()) { BodyField("ground", \.ground, .text(1...1_000, example: "спам")) }
    }
}

extension Body where Value == ForwardingBody {
    static var forwarding: Body {
        Body("Forwarding", blank: ForwardingBody()) {
            BodyField("to", \.to, .text(1...300, example: "Дорожный департамент области"))
            BodyField("note", \.note, .text(...600))
        }
    }
}

extension Body where Value == ManualRoutingBody {
    static var manualRouting: Body {
        Body("ManualRouting", blank: ManualRoutingBody()) {
            BodyField(
                "organisation",
                \.organisation,
                .text(...63, example: "teploset").with(
                    "Without it the contracts decide by the category; 422 when they do not name one organisation."
                )
            )
            BodyField("category", \.category, .text(...127).with("Required when the appeal has none."))
            BodyField("note", \.note, .text(...1_000))
        }
    }
}

extension JSONSchema {
    fileprivate static var followUpCode: JSONSchema { .text(...64, example: "7K3M-Q9TX") }
}
