"""The benchmarks: each module measures one thing and gives Figures."""
