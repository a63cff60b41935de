import Foundation
import Testing

/// Arrows between the folders of Services run one way: a folder uses the types of those before it only.
///
/// The compiler does not see folders, so the types that each declares are looked for by name in the others.
@Suite struct ServiceRoomTests {
    /// What each folder may use, besides Foundation.
    static let allowed: [String: Set<String>] = [
        "Foundation": [],
        "Places": [],
        "Duplicates": [],
        "Decisions": [],
        "Staff": [],
        "Directory": [],
        "Statistics": [],
        "Projects": ["Directory"],
        "Import": ["Directory", "Projects"],
        "Appeals": ["Decisions"],
        "History": ["Appeals", "Import"],
        "Routing": ["Decisions", "Duplicates", "Import", "Places"],
        "Casework": ["Appeals", "Decisions", "Duplicates", "Places", "Routing"],
        "Tickets": ["Appeals", "Decisions", "Routing"],
        "Live": ["Tickets"],
        "Operations": ["Casework", "Directory", "Routing"],
        "Transfer": ["Directory"],
    ]

    private struct Room {
        let name: String
        let files: [(path: String, code: String)]
        /// Types declared in it that others can name.
        let types: Set<String>
    }

    private static func rooms() throws -> [Room] {
        let files = try Checkout.files(below: "Sources/Services", ending: ".swift").map { path, text in
            // Comments may speak of anything, and so may SQL and messages.
            (path, text.replacing(#///[^\n]*/#, with: "").replacing(#/"(?:[^"\\\n]|\\.)*"/#, with: ""))
        }
        return Dictionary(grouping: files) { $0.0.split(separator: "/")[2] }.map { name, files in
            let declaration =
                #/(?m)^(?:(?:public|package|final|indirect) )*(?:struct|class|enum|actor|protocol|typealias) (\w+)/#
            let types = files.flatMap { $0.1.matches(of: declaration).map { String($0.1) } }
            return Room(name: String(name), files: files, types: Set(types))
        }
    }

    @Test func everyFolderHasItsPlace() throws {
        #expect(Set(try Self.rooms().map(\.name)) == Set(Self.allowed.keys))
    }

    @Test func theOrderHasNoCircles() {
        var done: Set<String> = []
        while true {
            let free = Self.allowed.filter { !done.contains($0.key) && $0.value.isSubset(of: done) }.keys
            if free.isEmpty { break }
            done.formUnion(free)
        }
        #expect(done == Set(Self.allowed.keys))
    }

    @Test func foldersUseOnlyWhatComesBeforeThem() throws {
        let rooms = try Self.rooms()
        for room in rooms {
            let allowed = try #require(Self.allowed[room.name]).union([room.name, "Foundation"])
            let forbidden = rooms.filter { !allowed.contains($0.name) }
            for (path, code) in room.files {
                let words = Set(code.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
                for other in forbidden {
                    let used = other.types.intersection(words).subtracting(room.types)
                    #expect(used.isEmpty, "\(path) uses \(used.sorted()) of \(other.name)")
                }
            }
        }
    }
}
