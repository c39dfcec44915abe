-- Takes the newest states of a batch of symbols. Each is written into its symbol's hash unless the hash holds the same
-- or a newer one, and published on its channel unless this stream instance has published the same or a newer one.
-- Runs atomically: a reader never sees half a state.
--
-- KEYS[i]   hash of symbol i
-- ARGV[1]   time to live of a hash in milliseconds; 0 keeps it
-- ARGV[2]   field that remembers what this stream instance published last
-- ARGV[3…]  19 arguments a symbol: session, sequence, revision, venueTimeNanos, channel, payload, and the values of
--           the fields in the order of HSET below
--
-- Returns {published, superseded, rejected, first error}. A symbol whose key is of a wrong type is rejected and
-- the others go on, else one bad key would stop them all. Any other error is returned as it is: the sender tries again,
-- and what was written before it is refused then.

-- Whole numbers as text, because Lua's numbers are doubles and nanoseconds since 1970 need 61 bits.
local function above(a, b)
  if #a ~= #b then
    return #a > #b
  end
  return a > b
end

local function newer(session, sequence, revision, venueTime, session0, sequence0, revision0, venueTime0)
  if not session0 then
    return true
  end
  -- Sessions have no order of their own; a later one has later venue times.
  if session ~= session0 then
    return above(venueTime, venueTime0)
  end
  if sequence ~= sequence0 then
    return above(sequence, sequence0)
  end
  return above(revision, revision0)
end

local ttl, publishedField = tonumber(ARGV[1]), ARGV[2]
local published, superseded, rejected, firstError = 0, 0, 0, ''
for i = 1, #KEYS do
  local at = 3 + (i - 1) * 19
  local session, sequence, revision, venueTime = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
  local stored = redis.pcall('HMGET', KEYS[i], 'session', 'sequence', 'revision', 'venueTimeNanos', publishedField)
  local failure = stored.err
  if not failure then
    local session0, sequence0, revision0, venueTime0
    if stored[5] then
      sequence0, revision0, venueTime0, session0 = string.match(stored[5], '^(%d+) (%d+) (%d+) (.*)$')
    end
    local toPublish = newer(session, sequence, revision, venueTime, session0, sequence0, revision0, venueTime0)
    local guard = sequence .. ' ' .. revision .. ' ' .. venueTime .. ' ' .. session
    local mark = stored[5]
    if toPublish then
      mark = sequence .. ' ' .. revision .. ' ' .. venueTime .. ' ' .. session
    end
    local written = false
    if newer(session, sequence, revision, venueTime, stored[1], stored[2], stored[3], stored[4]) then
      written = redis.pcall('HSET', KEYS[i],
        'session', session, 'sequence', sequence, 'revision', revision, 'venueTimeNanos', venueTime,
        'receiveTimeNanos', ARGV[at + 6], 'priceScale', ARGV[at + 7],
        'quality', ARGV[at + 8], 'qualityReason', ARGV[at + 9], 'tradingState', ARGV[at + 10],
        'bidPrice', ARGV[at + 11], 'bidShares', ARGV[at + 12], 'bidOrders', ARGV[at + 13],
        'askPrice', ARGV[at + 14], 'askShares', ARGV[at + 15], 'askOrders', ARGV[at + 16],
        'bids', ARGV[at + 17], 'asks', ARGV[at + 18], publishedField, mark)
      failure = type(written) == 'table' and written.err
    end
    if not failure and toPublish then
      redis.call('PUBLISH', ARGV[at + 4], ARGV[at + 5])
      published = published + 1
    elseif not failure then
      superseded = superseded + 1
    end
    if not failure and ttl > 0 and written then
      redis.call('PEXPIRE', KEYS[i], ttl)
    end
  end
  if failure then
    if not string.find(failure, 'WRONGTYPE', 1, true) then
      -- Out of memory, read-only replica, …: passes by itself, so the sender must try the whole batch again.
      return redis.error_reply(failure)
    end
    rejected = rejected + 1
    if firstError == '' then
      firstError = KEYS[i] .. ': ' .. failure
    end
  end
end
return {published, superseded, rejected, firstError}
