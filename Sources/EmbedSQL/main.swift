import Foundation

// Writes the texts of SQL files into one Swift file. Arguments: the file to write, and the SQL files.
let arguments = CommandLine.arguments.dropFirst().map { URL(filePath: $0) }
guard let output = arguments.first else {
    FileHandle.standardError.write(Data("usage: EmbedSQL OUTPUT [FILE…]\n".utf8))
    exit(64)
}

let entries = try arguments.dropFirst().map { file in
    let text = try String(contentsOf: file, encoding: .utf8)
    // Enough number signs that no text ends the literal.
    let longest = text.split { $0 != "#" }.map(\.count).max() ?? 0
    let signs = String(repeating: "#", count: longest + 1)
    return """
                "\(file.deletingPathExtension().lastPathComponent)": \(signs)\"""
        \(text)
        \"""\(signs),
        """
}
try """
extension SQLResources {
    /// The text of each SQL file by its name without `.sql`.
    static let files: [String: String] = [
\(entries.joined(separator: "\n"))
    ]
}

"""
.write(to: output, atomically: true, encoding: .utf8)
