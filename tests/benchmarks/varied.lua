-- For wrk: a simple query that is another one each time, so that no answer is known already.
-- `wrk -s varied.lua ADDRESS -- ROUND` asks others in each round.
local count = 0
local round = ""
init = function(arguments)
  round = arguments[1] or ""
end
request = function()
  count = count + 1
  local name = "name" .. round .. "_" .. count
  local query = "SELECT%20%3F" .. name .. "%20WHERE%20%7B%3Chttps://w3id.org/edu-kg/id/person/ada-"
    .. (count % 2000) .. "%3E%20schema:name%20%3F" .. name .. "%7D"
  return wrk.format("GET", "/sparql?query=" .. query)
end
