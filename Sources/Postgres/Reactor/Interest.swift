import CPostgres
import Glibc

/// What a socket is watched for.
enum Interest {
    /// Level-triggered.
    case reading, readingAndWriting
    /// Reports once, then nothing until it is set again.
    case readingOnce, writingOnce
    /// Only a hang-up.
    case nothing

    var isOnce: Bool {
        switch self {
        case .readingOnce, .writingOnce, .nothing: true
        case .reading, .readingAndWriting: false
        }
    }

    var events: UInt32 {
        switch self {
        case .reading: EPOLLIN.rawValue
        case .readingAndWriting: EPOLLIN.rawValue | EPOLLOUT.rawValue
        case .readingOnce: EPOLLIN.rawValue | EPOLLONESHOT.rawValue
        case .writingOnce: EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLONESHOT.rawValue
        case .nothing: EPOLLONESHOT.rawValue
        }
    }
}
