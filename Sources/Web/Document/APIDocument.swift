import HTTPTypes
import JSONText
import NIOCore

/// The OpenAPI document of a table of routes.
public struct APIDocument: Sendable {
    let tree: JSONTree

    /// - Parameter isStrict: whether objects in answers may have only the described members, for tests. The served
    ///   document leaves them open, because answers may gain members.
    public init(isStrict: Bool = false) throws {
        try self.init(RouteTable.all, isStrict: isStrict)
    }

    init(_ routes: [Route], isStrict: Bool) throws {
        var components = DocumentComponents(isStrict: isStrict)
        var paths: [(name: String, value: JSONTree)] = []
        for route in routes {
            let method = route.method.rawValue.lowercased()
            let operation = (name: method, value: try components.resolve(route.description(&components)))
            if let index = paths.firstIndex(where: { $0.name == route.path }),
                case .object(let others) = paths[index].value
            {
                paths[index].value = .object(others + [operation])
            } else {
                paths.append((route.path, .object([operation])))
            }
        }
        tree = .object([
            ("openapi", .string("3.0.3")),
            ("info", Self.info),
            ("servers", .list([.object([("url", .string("/"))])])),
            ("tags", .list(Operation.Tag.allCases.map { .named($0.rawValue, $0.about) })),
            ("paths", .object(paths)),
            ("components", try components.tree()),
        ])
    }

    /// The document that the server serves; built at the first request.
    static let served = Result { ByteBuffer(string: try APIDocument().yaml()) }

    private static var info: JSONTree {
        .object([
            ("title", .string("zemstvo")),
            ("version", .string("1.0.0")),
            (
                "description",
                .string(
                    """
                    Citizens' appeals, utilities dispatch and city projects of a municipality. Times are RFC 3339 in UTC \
                    with milliseconds; fields that have no value are left out; unknown fields of a body are ignored; errors \
                    are `application/problem+json` (RFC 9457) and name the wrong fields. Answers and enumerations \
                    may grow: a client must ignore unknown members and accept values that are not listed here.
                    """
                )
            ),
            (
                "license",
                .object([("name", .string("MIT")), ("url", .string("https://opensource.org/license/mit"))])
            ),
        ])
    }
}

extension JSONTree {
    fileprivate static func named(_ name: String, _ about: String) -> JSONTree {
        .object([("name", .string(name)), ("description", .string(about))])
    }
}
