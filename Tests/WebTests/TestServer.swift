import Foundation
import FoundationNetworking
import ServiceLifecycle
import Services
import TestSupport
import TownSupport
import Web

/// The real server of a small town on its own port, and a client of it.
struct TestServer: Sendable {
    let test: TestTown
    let base: URL

    @discardableResult
    static func with<Result: Sendable>(
        _ body: @Sendable @escaping (TestServer) async throws -> Result
    ) async throws -> Result {
        try await TestTown.with { test in
            let web = WebServer(
                directory: TownDirectory(database: test.database),
                intake: test.line,
                live: test.live,
                health: HealthService(database: test.database),
                configuration: WebConfiguration(host: "127.0.0.1", port: 0),
                logger: .silent
            )
            let (ports, port) = AsyncStream.makeStream(of: Int.self)
            return try await withThrowingTaskGroup(of: Result?.self) { group in
                group.addTask {
                    try await web.application { port.yield($0) }.run()
                    return nil
                }
                group.addTask {
                    for await number in ports {
                        guard let base = URL(string: "http://127.0.0.1:\(number)") else { break }
                        return try await body(TestServer(test: test, base: base))
                    }
                    throw CancellationError()
                }
                while let finished = try await group.next() {
                    guard let finished else { continue }
                    group.cancelAll()
                    return finished
                }
                throw CancellationError()
            }
        }
    }

    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let body: Data

        /// The value at a path of keys and indices in a JSON object.
        func value(_ path: String...) -> String? {
            var value = try? JSONSerialization.jsonObject(with: body)
            for key in path {
                if let list = value as? [Any], let index = Int(key), list.indices.contains(index) {
                    value = list[index]
                } else {
                    value = (value as? [String: Any])?[key]
                }
            }
            return value.map { "\($0)" }
        }

        /// The fields in a problem.
        var fields: [String] {
            let problem = try? JSONSerialization.jsonObject(with: body) as? [String: Any]
            let errors = problem?["errors"] as? [[String: Any]]
            return errors?.compactMap { $0["field"] as? String } ?? []
        }
    }

    func send(
        _ method: String,
        _ path: String,
        json: String? = nil,
        as login: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        try await send(
            method,
            path,
            body: json.map { Data($0.utf8) },
            as: login,
            headers: ["Content-Type": "application/json"].merging(headers) { $1 }
        )
    }

    func send(
        _ method: String,
        _ path: String,
        body: Data?,
        as login: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        guard let url = URL(string: path, relativeTo: base) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        if let login { request.setValue("Bearer \(TestTown.token(of: login))", forHTTPHeaderField: "Authorization") }
        let (data, response) = try await URLSession.shared.data(for: request)
        guard let http = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        var answered: [String: String] = [:]
        for (name, value) in http.allHeaderFields { answered["\(name)".lowercased()] = "\(value)" }
        return Answer(status: http.statusCode, headers: answered, body: data)
    }
}
