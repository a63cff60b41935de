import Services
import Testing

@Suite struct RecentlyUsedTests {
    @Test func theLeastRecentlyUsedValueIsDropped() {
        var memory = RecentlyUsed<String, Int>(capacity: 3)
        for (number, key) in ["a", "b", "c"].enumerated() { memory.keep(number, for: key) }
        #expect(memory.value(for: "a") == 0)
        memory.keep(3, for: "d")
        #expect(memory.value(for: "b") == nil)
        #expect(memory.value(for: "a") == 0)
        memory.keep(4, for: "c")
        memory.keep(5, for: "e")
        #expect(memory.value(for: "d") == nil)
        #expect(memory.value(for: "c") == 4)
        #expect(memory.count == 3)
    }

    @Test func theCostIsBoundedAndOneValueMayExceedIt() {
        var memory = RecentlyUsed<Int, String>(capacity: 100)
        memory.keep("small", for: 1, cost: 40)
        memory.keep("small", for: 2, cost: 40)
        memory.keep("large", for: 3, cost: 50)
        #expect(memory.value(for: 1) == nil)
        #expect(memory.cost == 90)
        memory.keep("huge", for: 4, cost: 1_000)
        #expect(memory.count == 1)
        #expect(memory.value(for: 4) == "huge")
        memory.keep("small", for: 4, cost: 1)
        #expect(memory.cost == 1)
    }

    @Test func theCacheBehavesLikeASimpleListOfRecentValues() {
        var memory = RecentlyUsed<Int, Int>(capacity: 16)
        var list: [(key: Int, value: Int)] = []
        for step in 0..<20_000 {
            let key = Int.random(in: 0..<40)
            switch Int.random(in: 0..<5) {
            case 0:
                memory.forget(key)
                list.removeAll { $0.key == key }
            case 1, 2:
                memory.keep(step, for: key)
                list.removeAll { $0.key == key }
                list.append((key, step))
                if list.count > 16 { list.removeFirst() }
            default:
                let found = list.first { $0.key == key }
                #expect(memory.value(for: key) == found?.value)
                guard let found else { continue }
                list.removeAll { $0.key == key }
                list.append(found)
            }
        }
        #expect(memory.count == list.count)
        #expect(memory.cost == list.count)
    }
}
