-- Posts the appeals of a file, a JSON body a line, each with an idempotency key of its own. Argument: the file.
package.path = "Tests/Benchmarks/load/?.lua;" .. package.path
local result = require("result")
function done(summary, latency) result(summary, latency) end

local threads = 0
function setup(thread)
    thread:set("id", threads)
    threads = threads + 1
end

function init(arguments)
    bodies = {}
    run = string.format("%d-%d-%s-", os.time(), id, tostring({}):match("0x(%x+)"))
    for line in io.lines(arguments[1]) do bodies[#bodies + 1] = line end
    -- Each thread of each run begins somewhere else.
    math.randomseed(tonumber(tostring({}):match("0x(%x+)"), 16) + id)
    count = math.random(#bodies)
end

function request()
    count = count + 1
    return wrk.format("POST", "/v1/appeals",
        { ["Content-Type"] = "application/json", ["Idempotency-Key"] = run .. count }, bodies[count % #bodies + 1])
end
