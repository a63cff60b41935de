-- Posts nothing to one address over and over. Argument: a token, if any.
package.path = "Tests/Benchmarks/load/?.lua;" .. package.path
local result = require("result")
function done(summary, latency) result(summary, latency) end
wrk.method = "POST"
function init(arguments)
    if arguments[1] then wrk.headers["Authorization"] = "Bearer " .. arguments[1] end
end
