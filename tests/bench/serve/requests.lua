-- SPDX-License-Identifier: MIT
-- For wrk: asks for the addresses in the file that PATHS names, one after the other.
local paths = {}
for line in io.lines(os.getenv("PATHS")) do
    paths[#paths + 1] = line
end
local next_path = 0

function request()
    next_path = next_path % #paths + 1
    return wrk.format("GET", paths[next_path], { ["Accept-Encoding"] = "gzip" })
end
