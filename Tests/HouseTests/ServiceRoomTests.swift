import Foundation
import Testing

/// The folders of Services depend on each other in one direction: a folder uses only types of the folders before it.
///
/// The compiler ignores folders, so the test searches for the names of each folder's types in the others.
@Suite struct ServiceRoomTests {
    /// What each folder may use, besides Foundation.
    static let allowed: [String: Set<String>] = [
        "Foundation": [],
        "Places": [],
        "Duplicates": [],
        "Decisions": ["Places"],
        "Staff": [],
        "Directory": [],
        "Statistics": [],
        "Projects": ["Directory"],
        "Import": ["Directory", "Projects"],
        "Appeals": ["Decisions", "Places"],
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
        /// Types declared in it that other files can use.
        let types: Set<String>
    }

    private static func rooms() throws -> [Room] {
        let files = try Checkout.files(below: "Sources/Services", ending: ".swift").map { path, text in
            // Comments, SQL and messages may mention anything.
            (path, text.replacing(#///[^\n]*/#, with: "").replacing(#/"(?:[^"\\\n]|\\.)*"/#, with: ""))
        }
        return Dictionary(grouping: files) { $0.0.split(separator: "/")[2] }.map { name, files in
            let declaration =
                #/(?m)^(?:(?:public|package|final|indirect) )*(?:struct|class|enum|actor|protocol|typealias) (\w+)/#
            let types = files.flatMap { $0.1.matches(of: declaration).map { String($0.1) } }
            return Room(name: String(name), files: files, types: Set(types))
        }
    }

    @Test func everyFolderOfServicesHasARule() throws {
        #expect(Set(try Self.rooms().map(\.name)) == Set(Self.allowed.keys))
    }

    @Test func theOrderOfFoldersHasNoCycles() {
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
