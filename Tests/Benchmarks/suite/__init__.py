"""The benchmarks: each module measures one thing and returns Figures."""
