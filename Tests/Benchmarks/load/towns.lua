-- Posts the appeals of a file to many towns in turn, by their host names. Arguments: the file, how many towns, the first.
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
    towns, first = tonumber(arguments[2]), tonumber(arguments[3] or 1)
    for line in io.lines(arguments[1]) do bodies[#bodies + 1] = line end
    math.randomseed(tonumber(tostring({}):match("0x(%x+)"), 16) + id)
    count = math.random(#bodies)
end

function request()
    count = count + 1
    -- 7919 is a prime: consecutive requests are of towns far apart.
    local town = first + count * 7919 % towns
    return wrk.format("POST", "/v1/appeals",
        { ["Content-Type"] = "application/json", ["Host"] = "town-" .. town .. ".bench" }, bodies[count % #bodies + 1])
end
