/// First in, first out. Removing many elements from the front moves none of the others.
struct Line<Element> {
    /// The elements from `head` on; those before it were removed.
    private var elements: [Element?] = []
    private var head = 0

    var count: Int { elements.count - head }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ element: Element) {
        elements.append(element)
    }

    /// Removes up to `limit` elements from the front.
    mutating func removeFirst(_ limit: Int) -> [Element] {
        let end = head + min(limit, count)
        let taken = elements[head..<end].compactMap(\.self)
        for index in head..<end { elements[index] = nil }
        head = end
        compact()
        return taken
    }

    /// The position of the first element for which `holds` is true, counted from the front.
    func firstIndex(where holds: (Element) -> Bool) -> Int? {
        elements[head...].firstIndex { $0.map(holds) ?? false }.map { $0 - head }
    }

    /// Removes an element near the front. The elements before it move up by one.
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
