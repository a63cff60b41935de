/// First in, first out; taking many from the front moves none of the others.
struct Line<Element> {
    /// From `head` on; those before it are gone.
    private var elements: [Element?] = []
    private var head = 0

    var count: Int { elements.count - head }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ element: Element) {
        elements.append(element)
    }

    /// Takes up to `limit` elements from the front.
    mutating func removeFirst(_ limit: Int) -> [Element] {
        let end = head + min(limit, count)
        let taken = elements[head..<end].compactMap(\.self)
        for index in head..<end { elements[index] = nil }
        head = end
        compact()
        return taken
    }

    /// The place, counted from the front, of the first that `holds`.
    func firstIndex(where holds: (Element) -> Bool) -> Int? {
        elements[head...].firstIndex { $0.map(holds) ?? false }.map { $0 - head }
    }

    /// Takes one out, from near the front: those before it move up by one.
    mutating func remove(at place: Int) -> Element {
        guard let element = elements[head + place] else { preconditionFailure("gone") }
        for index in stride(from: head + place, to: head, by: -1) { elements[index] = elements[index - 1] }
        elements[head] = nil
        head += 1
        compact()
        return element
    }

    private mutating func compact() {
        guard head == elements.count || (head > 64 && 2 * head > elements.count) else { return }
        elements.removeFirst(head)
        head = 0
    }
}
