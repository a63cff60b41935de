import argparse
import json
import resource
import sys

from suite import board, decoder, footprint, growth, intake, latency, lists, move, route, stats, towns, walls
from suite.measuring import Settings

BENCHMARKS = {
    "intake": intake.alone,
    "intake-routing": intake.with_routing,
    "route": route.given,
    "route-text": route.by_text,
    "latency": latency.measure,
    "board": board.measure,
    "list": lists.measure,
    "stats": stats.measure,
    "growth": growth.measure,
    "footprint": footprint.measure,
    "towns": towns.measure,
    "move": move.measure,
    "walls": walls.measure,
    "decoder": decoder.measure,
}


def main():
    parser = argparse.ArgumentParser(prog="Tests/Benchmarks/run")
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], metavar="NAME")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=8, help="of load in a round")
    arguments = parser.parse_args()
    # A thousand boards are a thousand connections here and in the server.
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    settings = Settings(arguments.rounds, arguments.seconds)
    results = {}
    for name in arguments.names or BENCHMARKS:
        print(f"— {name}", file=sys.stderr)
        results[name] = BENCHMARKS[name](settings)
        if not arguments.json:
            print(results[name].line(name), flush=True)
    if arguments.json:
        print(json.dumps({name: result.json() for name, result in results.items()}, indent=1))


main()
