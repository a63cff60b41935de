-- Gets one address over and over. Argument: a token, if any.
package.path = "Tests/Benchmarks/load/?.lua;" .. package.path
local result = require("result")
function done(summary, latency) result(summary, latency) end
function init(arguments)
    if arguments[1] then wrk.headers["Authorization"] = "Bearer " .. arguments[1] end
end
