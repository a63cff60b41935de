/// Where each stored field of a town is read.
enum StoredFields {
    /// The column (for JSON, also its members), and the members of answers that show it; or `-` and why nobody reads it.
    /// `municipality_id` is left out, because every request is one town's.
    static let table = """
        api_tokens.token_id                 Token.token_id
        api_tokens.user_id                  Token.login
        api_tokens.integration_id           Token.integration
        api_tokens.token_hash               - recognises a token, and shows nothing of it
        api_tokens.label                    Token.label
        api_tokens.created_at               Token.created_at
        api_tokens.expires_at               Token.expires_at
        api_tokens.revoked_at               Token.revoked_at
        api_tokens.last_used_at             Token.last_used_at
        appeal_contacts.appeal_id           AppealView.number
        appeal_contacts.name                ContactData.name
        appeal_contacts.phone               ContactData.phone
        appeal_contacts.email               ContactData.email
        appeal_contacts.address             ContactData.address
        appeal_events.appeal_id             AppealView.number
        appeal_events.event_id              - the order of AppealView.history
        appeal_events.at                    HistoryEntry.at
        appeal_events.kind                  HistoryEntry.kind
        appeal_events.from_state            HistoryEntry.from
        appeal_events.to_state              HistoryEntry.to
        appeal_events.actor_kind            HistoryEntry.by
        appeal_events.actor_id              HistoryEntry.by
        appeal_events.note                  HistoryEntry.note
        appeal_events.public                - whether the author gets the event at all
        appeal_merges.merge_id              - the order of AppealView.joined
        appeal_merges.appeal_id             JoinedAppeal.number
        appeal_merges.target_id             MergeTarget.number
        appeal_merges.merged_at             HistoryEntry.at
        appeal_merges.actor_kind            HistoryEntry.by
        appeal_merges.actor_id              HistoryEntry.by
        appeal_merges.undone_at             HistoryEntry.at
        appeal_merges.undone_by_kind        HistoryEntry.by
        appeal_merges.undone_by_id          HistoryEntry.by
        appeal_texts.appeal_id              AppealView.number
        appeal_texts.text                   AppealView.text TicketDetail.text TriageItem.text
        appeals.appeal_id                   AppealView.number
        appeals.number                      AppealView.number PublicAppeal.number Ticket.appeal_number
        appeals.state                       AppealView.state PublicAppeal.state
        appeals.channel                     AppealView.channel
        appeals.kind                        AppealView.kind
        appeals.identity                    AppealView.identity
        appeals.house_id                    AppealView.house_id
        appeals.latitude                    Location.latitude
        appeals.longitude                   Location.longitude
        appeals.accuracy                    Location.accuracy
        appeals.address                     AppealView.written_address TicketDetail.written_address
        appeals.flat                        AppealView.flat TicketDetail.flat
        appeals.entrance                    AppealView.entrance TicketDetail.entrance
        appeals.details                     AppealView.details TicketDetail.details
        appeals.category_id                 AppealView.category PublicAppeal.category
        appeals.resident_id                 AppealView.resident
        appeals.organisation_id             AppealView.organisation PublicAppeal.organisation
        appeals.external_id                 AppealView.external_id
        appeals.occurred_at                 AppealView.occurred_at TicketDetail.occurred_at
        appeals.registered_at               AppealView.registered_at PublicAppeal.registered_at
        appeals.routed_at                   AppealView.routed_at
        appeals.answered_at                 AppealView.answered_at
        appeals.closed_at                   AppealView.closed_at PublicAppeal.closed_at
        appeals.answer                      AppealView.answer
        appeals.triage_urgency              - the order of GET /v1/triage
        appeals.triage_key                  - made of state and registered_at: the order of GET /v1/triage
        areas.area_id                       House.area
        areas.name                          House.area Contract.area
        catalogue_versions.houses           - tells programs to read the houses again
        catalogue_versions.version          - tells programs to read the catalogue again
        categories.category_id              Category.code
        categories.group_id                 Category.group
        categories.code                     Category.code
        categories.name_ru                  Category.name_ru
        categories.name_en                  Category.name_en
        categories.service_id               Category.service
        categories.emergency                Category.emergency
        categories.limit_hours              Category.limit_hours
        categories.keywords                 Category.keywords
        categories.keywords_right           - for administrators: zemstvo routing keywords
        categories.keywords_wrong           - for administrators: zemstvo routing keywords
        categories.town_right               - for administrators: zemstvo routing keywords
        categories.town_wrong               - for administrators: zemstvo routing keywords
        categories.active                   Category.active
        category_groups.group_id            CategoryGroup.code
        category_groups.code                CategoryGroup.code
        category_groups.name_ru             CategoryGroup.name_ru
        category_groups.name_en             CategoryGroup.name_en
        clock_pauses.subject                TicketDetail.ticket
        clock_pauses.subject_id             Ticket.ticket_id
        clock_pauses.pause_id               - the key of a pause
        clock_pauses.paused_at              TicketEvent.at
        clock_pauses.resumed_at             TicketEvent.at
        clock_pauses.expected_end           TicketEvent.expected_end Ticket.expected_end AppealView.paused_until
        clock_pauses.ground                 TicketEvent.note
        clock_pauses.actor_kind             TicketEvent.by
        clock_pauses.actor_id               TicketEvent.by
        clocks.subject                      AppealView.clocks
        clocks.subject_id                   AppealView.number
        clocks.policy                       Clock.policy
        clocks.lender_id                    - which merged appeal brought the clock, for taking it back; see AppealView.joined
        clocks.norm                         Clock.norm
        clocks.started_at                   Clock.started_at
        clocks.deadline_at                  Clock.deadline_at
        clocks.stopped_at                   Clock.stopped_at
        clocks.at_intake                    - for repeating the receipt of a repeated request
        houses.house_id                     House.house_id
        houses.registry_id                  House.registry_id
        houses.fias_guid                    House.fias_guid
        houses.settlement                   House.settlement
        houses.address                      House.address AppealView.address Ticket.address
        houses.street                       House.street
        houses.number                       House.number
        houses.area_id                      House.area
        houses.latitude                     House.latitude
        houses.longitude                    House.longitude
        houses.year_built                   House.year
        houses.floors                       House.floors
        houses.entrances                    House.entrances
        houses.flats                        House.flats
        houses.area_m2                      House.area_m2
        houses.created_at                   - when the row came in
        idempotency_keys.key                - the client's own name for its request
        idempotency_keys.request_hash       - recognises a repeated request
        idempotency_keys.appeal_id          Receipt.number
        idempotency_keys.created_at         - when the key may be forgotten
        integrations.integration_id         Integration.code
        integrations.code                   Integration.code
        integrations.name                   Integration.name
        integrations.permissions            Integration.permissions
        integrations.active                 Integration.active
        integrations.created_at             - when the row came in
        """ + "\n" + towns + "\n" + work

    private static let towns = """
        municipalities.code                 - printed by `zemstvo town list`
        municipalities.name                 - printed by `zemstvo town list`
        municipalities.time_zone            - printed by `zemstvo town list`
        municipalities.region               - printed by `zemstvo town list`
        municipalities.secret               - never leaves the server
        municipalities.created_at           - when the row came in
        municipalities.state                - printed by `zemstvo town list`
        municipalities.state_since          - printed by `zemstvo town list`
        municipalities.state_by             - printed by `zemstvo town list`
        municipalities.move_id              - makes both sides of a move the same
        municipalities.move_peer            - printed by `zemstvo town list`
        municipalities.appeal_ids_over      - keeps ids of appeals apart after a move
        municipality_hosts.host             - printed by `zemstvo town host list`
        organisations.organisation_id       Organisation.code
        organisations.code                  Organisation.code
        organisations.name                  Organisation.name
        organisations.sector                Organisation.sector
        organisations.parent_id             Organisation.parent
        organisations.kind                  Organisation.kind
        organisations.phone                 Organisation.phone
        organisations.email                 Organisation.email
        organisations.active                Organisation.active
        organisations.created_at            - when the row came in
        project_appeals.project_id          AppealProject.code
        project_appeals.appeal_id           AppealView.projects Project.appeals
        project_appeals.linked_at           AppealProject.linked_at
        project_milestones.milestone_id     Milestone.milestone_id
        project_milestones.project_id       Project.milestones
        project_milestones.title            Milestone.title
        project_milestones.due_on           Milestone.due_on
        project_milestones.weight           Milestone.weight
        project_milestones.progress         Milestone.progress
        project_milestones.done_on          Milestone.done_on
        project_partners.project_id         Project.partners
        project_partners.organisation_id    Partner.organisation
        project_partners.role               Partner.role
        projects.project_id                 Project.code
        projects.code                       Project.code
        projects.title                      Project.title
        projects.description                Project.description
        projects.state                      Project.state
        projects.lead_id                    Project.lead
        projects.starts_on                  Project.starts_on
        projects.ends_on                    Project.ends_on
        projects.created_at                 - when the row came in
        """

    private static let work = """
        queue_heads.organisation_id         Organisation.code
        queue_heads.sequence                QueueEvent.sequence
        routing_activations.kind            - printed by `zemstvo routing models`
        routing_activations.activation_id   - the order of activations
        routing_activations.at              - the newest one counts
        routing_activations.model_id        - printed by `zemstvo routing models`
        routing_decisions.appeal_id         AppealView.number
        routing_decisions.decision_id       - the order of decisions
        routing_decisions.decided_at        Decision.decided_at
        routing_decisions.outcome           Decision.outcome
        routing_decisions.reason            Reason.code
        routing_decisions.category_id       Decision.category
        routing_decisions.house_id          Decision.house_id
        routing_decisions.contract_id       Decision.contract_id
        routing_decisions.organisation_id   Decision.organisation
        routing_decisions.actor_kind        Decision.by
        routing_decisions.actor_id          Decision.by
        routing_decisions.details           Decision.explanation
        routing_decisions.details.keywords  Decision.explanation
        routing_decisions.details.suggestions Decision.suggestions
        routing_decisions.details.opinion   Decision.opinion
        routing_decisions.details.proposal  Decision.proposal
        routing_decisions.details.place     Decision.house_candidates Decision.place_disagreement
        routing_decisions.details.day       - the day of AppealView.registered_at
        routing_decisions.details.contracts Decision.found_contracts
        routing_decisions.details.duplicates Decision.duplicates
        routing_decisions.details.named     Decision.explanation
        routing_decisions.details.note      Decision.note
        routing_decisions.details.reason    Decision.return_reason
        routing_models.model_id             - printed by `zemstvo routing models`
        routing_models.kind                 - printed by `zemstvo routing models`
        routing_models.trained_at           - printed by `zemstvo routing models`
        routing_models.fingerprint          - printed by `zemstvo routing models`
        routing_models.rows                 - printed by `zemstvo routing models`
        routing_models.classes              - printed by `zemstvo routing models`
        routing_models.threshold            - printed by `zemstvo routing models`
        routing_models.quality              - printed by `zemstvo routing models`
        routing_models.model                - numbers for the program
        service_contracts.contract_id       Contract.contract_id
        service_contracts.organisation_id   Contract.organisation
        service_contracts.service_id        Contract.service
        service_contracts.house_id          Contract.house_id
        service_contracts.area_id           Contract.area
        service_contracts.valid_from        Contract.valid_from
        service_contracts.valid_to          Contract.valid_to
        services.service_id                 Category.service
        services.code                       Category.service
        staff_users.user_id                 StaffUser.login
        staff_users.login                   StaffUser.login
        staff_users.name                    StaffUser.name
        staff_users.role                    StaffUser.role
        staff_users.organisation_id         StaffUser.organisation
        staff_users.active                  StaffUser.active
        staff_users.created_at              - when the row came in
        statistics_snapshots.month          - printed by `zemstvo stats`
        statistics_snapshots.frozen_at      - when the month was frozen
        statistics_snapshots.report         - printed by `zemstvo stats`
        statistics_snapshots.sha256         - printed by `zemstvo stats`
        ticket_events.organisation_id       Ticket.organisation
        ticket_events.sequence              QueueEvent.sequence
        ticket_events.ticket_id             Ticket.ticket_id
        ticket_events.at                    TicketEvent.at
        ticket_events.kind                  TicketEvent.kind
        ticket_events.from_state            TicketEvent.from
        ticket_events.to_state              TicketEvent.to
        ticket_events.actor_kind            TicketEvent.by
        ticket_events.actor_id              TicketEvent.by
        ticket_events.note                  TicketEvent.note TicketReturn.reason AppealTicket.return_reason
        ticket_events.details               TicketDetail.events
        ticket_events.details.expires_at    TicketEvent.expires_at
        ticket_events.details.organisation  TicketEvent.organisation
        tickets.ticket_id                   Ticket.ticket_id
        tickets.appeal_id                   Ticket.appeal_number
        tickets.organisation_id             Ticket.organisation
        tickets.state                       Ticket.state
        tickets.urgency                     Ticket.emergency
        tickets.due_at                      Ticket.due_at
        tickets.category_id                 Ticket.category
        tickets.house_id                    Ticket.house_id
        tickets.assignee_id                 Ticket.assignee
        tickets.lease_user_id               Ticket.leased_by
        tickets.leased_until                Ticket.leased_until
        tickets.queued_at                   Ticket.queued_at
        tickets.done_at                     Ticket.done_at
        """
}
