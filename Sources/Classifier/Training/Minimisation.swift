/// L-BFGS for smooth convex functions (Nocedal and Wright, "Numerical Optimization", algorithms 7.4 and 7.5, with
/// backtracking).
enum Minimisation {
    private static let memory = 10
    private static let iterations = 60
    /// The search stops at this relative change of the function.
    private static let tolerance = 1e-6

    /// - Parameter function: returns the value at a point and writes the gradient.
    static func minimise(
        from start: [Double],
        _ function: (_ point: [Double], _ gradient: inout [Double]) -> Double
    ) -> [Double] {
        var point = start
        var gradient = [Double](repeating: 0, count: start.count)
        var value = function(point, &gradient)
        var steps: [(change: [Double], turn: [Double], curvature: Double)] = []
        for _ in 0..<iterations {
            let direction = direction(gradient, steps)
            let slope = dot(direction, gradient)
            guard slope < 0 else { break }
            var rate = steps.isEmpty ? min(1, 1 / dot(gradient, gradient).squareRoot()) : 1
            var next = point
            var nextGradient = gradient
            var nextValue = value
            repeat {
                for place in next.indices { next[place] = point[place] + rate * direction[place] }
                nextValue = function(next, &nextGradient)
                if nextValue <= value + 1e-4 * rate * slope { break }
                rate /= 2
            } while rate > 1e-12
            guard nextValue < value else { break }
            let change = zip(next, point).map { $0 - $1 }
            let turn = zip(nextGradient, gradient).map { $0 - $1 }
            let curvature = dot(change, turn)
            if curvature > 0 {
                steps.append((change, turn, curvature))
                if steps.count > memory { steps.removeFirst() }
            }
            let gained = value - nextValue
            (point, gradient, value) = (next, nextGradient, nextValue)
            if gained <= tolerance * abs(value) { break }
        }
        return point
    }

    private static func direction(
        _ gradient: [Double],
        _ steps: [(change: [Double], turn: [Double], curvature: Double)]
    ) -> [Double] {
        var direction = gradient.map { -$0 }
        var factors: [Double] = []
        for step in steps.reversed() {
            let factor = dot(step.change, direction) / step.curvature
            add(-factor, step.turn, to: &direction)
            factors.append(factor)
        }
        if let last = steps.last {
            let scale = last.curvature / dot(last.turn, last.turn)
            for place in direction.indices { direction[place] *= scale }
        }
        for (step, factor) in zip(steps, factors.reversed()) {
            add(factor - dot(step.turn, direction) / step.curvature, step.change, to: &direction)
        }
        return direction
    }

    private static func dot(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for place in left.indices { sum += left[place] * right[place] }
        return sum
    }

    private static func add(_ factor: Double, _ vector: [Double], to sum: inout [Double]) {
        for place in sum.indices { sum[place] += factor * vector[place] }
    }
}
