import CLinear

/// liblinear's primal support vector machine with squared hinge loss, for one class against the rest. It uses no random
/// numbers, so the same problem always has the same solution. Read-only once made, so several threads may share it.
struct LinearSolver: ~Copyable, @unchecked Sendable {
    /// Every vector with its bias and end mark, one after another.
    private let nodes: UnsafeMutableBufferPointer<feature_node>
    private let rows: [UnsafeMutablePointer<feature_node>?]
    private let features: Int

    /// - Parameter features: how many the vocabulary has; the bias comes after them.
    init(_ vectors: [SparseVector], features: Int) {
        self.features = features
        let nodes = UnsafeMutableBufferPointer<feature_node>.allocate(
            capacity: vectors.reduce(0) { $0 + $1.indexes.count + 2 }
        )
        var rows: [UnsafeMutablePointer<feature_node>?] = []
        var place = 0
        func append(_ index: Int, _ value: Double) {
            nodes.initializeElement(at: place, to: feature_node(index: Int32(index), value: value))
            place += 1
        }
        for vector in vectors {
            rows.append(nodes.baseAddress.map { $0 + place })
            // liblinear counts from 1.
            for (index, value) in zip(vector.indexes, vector.values) { append(Int(index) + 1, Double(value)) }
            append(features + 1, 1)
            append(-1, 0)
        }
        self.nodes = nodes
        self.rows = rows
    }

    deinit { nodes.deallocate() }

    /// - Parameters:
    ///   - isPositive: whether each vector is of the class.
    ///   - positiveWeight: how much more a mistake on a text of the class counts.
    /// - Returns: the weight of each feature, and the bias last.
    func separate(isPositive: [Bool], positiveWeight: Double, cost: Double) -> [Double] {
        var targets = isPositive.map { $0 ? 1.0 : -1.0 }
        var rows = rows
        var label: Int32 = 1
        var weight = positiveWeight
        // Silences liblinear. The function is static and set to the same value each time.
        set_print_string_function { _ in }
        return targets.withUnsafeMutableBufferPointer { targets in
            rows.withUnsafeMutableBufferPointer { rows in
                withUnsafeMutablePointer(to: &label) { label in
                    withUnsafeMutablePointer(to: &weight) { weight in
                        var problem = problem(
                            l: Int32(isPositive.count),
                            n: Int32(features + 1),
                            y: targets.baseAddress,
                            x: rows.baseAddress,
                            bias: 1
                        )
                        var parameter = parameter()
                        parameter.solver_type = Int32(L2R_L2LOSS_SVC)
                        parameter.eps = 0.01
                        parameter.C = cost
                        parameter.nr_weight = 1
                        parameter.weight_label = label
                        parameter.weight = weight
                        var model: UnsafeMutablePointer<model>? = train(&problem, &parameter)
                        defer { free_and_destroy_model(&model) }
                        guard let model, let found = model.pointee.w else { return [] }
                        // The weights are those of the first vector's class.
                        let sign = model.pointee.label[0] == 1 ? 1.0 : -1.0
                        return (0...features).map { found[$0] * sign }
                    }
                }
            }
        }
    }
}
