public import JSONText
public import Jobs
public import Services
import Web

extension SchemaService.Step.State: JSONEnumeration {}

extension SchemaService.Step: JSONObject {
    public static let members = JSONMembers<SchemaService.Step>("Migration") {
        JSONMember("name") { $0.name }
        JSONMember("state") { $0.state }
        JSONMember("applied_at") { $0.appliedAt }
    }
}

extension Finding.Verdict: JSONEnumeration {}

extension Finding: JSONObject {
    public static let members = JSONMembers<Finding>("Finding") {
        JSONMember("subject") { $0.subject }
        JSONMember("verdict") { $0.verdict }
        JSONMember("message") { $0.message }
    }
}

extension JobQueue.Status: JSONObject {
    public static let members = JSONMembers<JobQueue.Status>("QueueStatus") {
        JSONMember("kind") { $0.kind }
        JSONMember("ready") { $0.ready }
        JSONMember("scheduled") { $0.scheduled }
        JSONMember("running") { $0.running }
        JSONMember("dead") { $0.dead }
        JSONMember("oldest_ready_seconds") { $0.oldestReadySeconds }
    }
}

extension JobQueue.Dead: JSONObject {
    public static let members = JSONMembers<JobQueue.Dead>("DeadJob") {
        JSONMember("id") { $0.id }
        JSONMember("kind") { $0.kind }
        JSONMember("died_at") { $0.diedAt }
        JSONMember("errors") { $0.errors }
    }
}

extension JobQueue.Dead.Failure: JSONObject {
    public static let members = JSONMembers<JobQueue.Dead.Failure>("JobFailure") {
        JSONMember("attempt") { $0.attempt }
        JSONMember("at") { $0.at }
        JSONMember("error") { $0.error }
    }
}

extension TownHosts.Entry: JSONObject {
    public static let members = JSONMembers<TownHosts.Entry>("TownHost") {
        JSONMember("host") { $0.host }
        JSONMember("town") { $0.town }
    }
}
