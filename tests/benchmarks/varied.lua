-- For wrk: a simple query that is another one each time, so that no answer is known already.
local count = 0
request = function()
  count = count + 1
  local query = "SELECT%20%3Fname" .. count .. "%20WHERE%20%7B%3Chttps://w3id.org/edu-kg/id/person/ada-"
    .. (count % 2000) .. "%3E%20schema:name%20%3Fname" .. count .. "%7D"
  return wrk.format("GET", "/sparql?query=" .. query)
end
