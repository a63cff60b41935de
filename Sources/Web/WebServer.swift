import HTTPTypes
public import Hummingbird
public import Logging
import NIOCore
public import Services

/// The address and port of the server.
public struct WebConfiguration: Sendable {
    public var host: String
    /// 0 takes a free one.
    public var port: Int

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}

/// The HTTP server of all towns.
public struct WebServer: Sendable {
    private let server: ServerServices
    private let configuration: WebConfiguration
    private let logger: Logger

    public init(
        directory: TownDirectory,
        intake: Intake,
        live: LiveQueues,
        health: HealthService,
        configuration: WebConfiguration,
        logger: Logger
    ) {
        server = ServerServices(directory: directory, intake: intake, live: live, health: health)
        self.configuration = configuration
        self.logger = logger
    }

    /// The operations of the server, such as `GET /v1/appeals/{number}`.
    public static var operations: [String] {
        RouteTable.all.map { "\($0.method.rawValue) \($0.path)" }
    }

    /// The service to run.
    /// - Parameter onListening: called with the port once the server accepts requests.
    public func application(
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: RouteTable.router(server: server, logger: logger),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                serverName: "zemstvo"
            ),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
            logger: logger
        )
    }
}
