// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 language mode (the default of these tools), the upcoming features, and warnings as errors.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// The program contains Swift's runtime, so it runs where Swift is not installed and calls the runtime directly. Foundation
/// needs the listed libraries when it is linked statically.
let selfContained: [LinkerSetting] = [
    .unsafeFlags(["-static-stdlib", "-use-ld=lld"]),
    .linkedLibrary("CoreFoundation"),
    .linkedLibrary("_FoundationICU"),
    .linkedLibrary("_FoundationCShims"),
    .linkedLibrary("_FoundationCollections"),
    .linkedLibrary("stdc++"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "zemstvo",
    products: [
        .executable(name: "zemstvo", targets: ["zemstvo"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.6.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Dependencies run in one direction, from here …
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CLinear", providers: [.apt(["liblinear-dev"])]),
        .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .target(name: "Locking", swiftSettings: house),
        .target(name: "Postgres", dependencies: ["CPostgres", "Locking", logging], swiftSettings: house),
        .target(name: "Jobs", dependencies: ["Locking", "Postgres", lifecycle, logging], swiftSettings: house),
        .target(name: "TextWords", swiftSettings: house),
        .target(name: "Municipality", dependencies: ["TextWords", crypto], swiftSettings: house),
        .target(name: "Addresses", dependencies: ["Municipality", "TextWords"], swiftSettings: house),
        .target(name: "Classifier", dependencies: ["CLinear", "CStemmer", "TextWords"], swiftSettings: house),
        .target(name: "JSONText", swiftSettings: house),
        .target(name: "Spreadsheet", dependencies: ["CXlsxWriter"], swiftSettings: house),
        .target(
            name: "SQLResources",
            path: "SQL",
            swiftSettings: house,
            plugins: ["EmbedSQLPlugin"]
        ),
        .plugin(
            name: "EmbedSQLPlugin",
            capability: .buildTool,
            dependencies: ["EmbedSQL"],
            path: "Sources/EmbedSQLPlugin"
        ),
        .executableTarget(name: "EmbedSQL", swiftSettings: house),
        .target(
            name: "Store",
            dependencies: ["Addresses", "Locking", "Municipality", "Postgres", "SQLResources", crypto],
            swiftSettings: house
        ),
        .target(
            name: "Services",
            dependencies: [
                "Addresses", "Classifier", "JSONText", "Jobs", "Locking", "Municipality", "Postgres", "Spreadsheet",
                "Store", crypto, lifecycle, logging, yams,
            ],
            swiftSettings: house
        ),
        .target(
            name: "Web",
            dependencies: ["JSONText", "Municipality", "Services", crypto, hummingbird, lifecycle, logging, yams],
            swiftSettings: house
        ),
        .target(
            name: "Workers",
            dependencies: ["Jobs", "Municipality", "Postgres", "Services"],
            swiftSettings: house
        ),
        // … to here.
        .executableTarget(
            name: "zemstvo",
            dependencies: [
                "Classifier", "JSONText", "Jobs", "Municipality", "Services", "Web", "Workers",
                argumentParser, configuration, lifecycle, logging, signals, systemPackage,
            ],
            swiftSettings: house,
            linkerSettings: selfContained
        ),

        .target(
            name: "TestSupport",
            dependencies: ["Postgres", logging],
            path: "Tests/TestSupport",
            swiftSettings: house
        ),
        .target(
            name: "TownSupport",
            dependencies: ["Municipality", "Postgres", "Services", "Store", "TestSupport", lifecycle, logging],
            path: "Tests/TownSupport",
            swiftSettings: house
        ),
        .testTarget(name: "HouseTests", swiftSettings: house),
        .testTarget(
            name: "PostgresTests",
            dependencies: ["Locking", "Postgres", "TestSupport", logging],
            swiftSettings: house
        ),
        .testTarget(
            name: "JobsTests",
            dependencies: ["Jobs", "Locking", "Postgres", "TestSupport", lifecycle, logging],
            swiftSettings: house
        ),
        .testTarget(name: "AddressesTests", dependencies: ["Addresses", "Municipality"], swiftSettings: house),
        .testTarget(name: "ClassifierTests", dependencies: ["Classifier"], swiftSettings: house),
        .testTarget(name: "JSONTextTests", dependencies: ["JSONText"], swiftSettings: house),
        .testTarget(name: "MunicipalityTests", dependencies: ["Municipality"], swiftSettings: house),
        .testTarget(name: "SpreadsheetTests", dependencies: ["Spreadsheet"], swiftSettings: house),
        .testTarget(
            name: "ServicesTests",
            dependencies: [
                "JSONText", "Jobs", "Locking", "Municipality", "Postgres", "Services", "Spreadsheet", "Store",
                "TestSupport", "TownSupport", "Workers", crypto,
                logging,
            ],
            exclude: ["Schema/migrations.sha256"],
            swiftSettings: house
        ),
        .testTarget(
            name: "WorkersTests",
            dependencies: [
                "Jobs", "Municipality", "Postgres", "Services", "TestSupport", "TownSupport", "Workers", lifecycle,
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Municipality", "Postgres", "Services", "TestSupport", "TownSupport", "Web", lifecycle, yams,
            ],
            exclude: ["Snapshots"],
            swiftSettings: house
        ),
    ]
)
