-- Takes the newest states of a batch of symbols. Each is written into its symbol's hash unless the hash holds the same
-- or a newer one, and published on its channel (and appended to its stream) unless this stream instance has published
-- the same or a newer one. Runs atomically: a reader never sees half a state.
--
-- KEYS      hash of symbol 1, [stream of symbol 1,] [series of symbol 1,] hash of symbol 2, …
-- ARGV[1]   time to live of a hash and a stream in milliseconds; 0 keeps them
-- ARGV[2]   the stream instance
-- ARGV[3]   entries a stream is trimmed to, about; 0: there are no streams, nor keys of them
-- ARGV[4]   what series there are: '' none, 'module' of the TimeSeries module, 'stream' in its place
-- ARGV[5]   how long a point of a series is kept, milliseconds
-- ARGV[6]   what the module keeps of them for longer: aggregation, bucket and retention in milliseconds, a blank between
--           two, a semicolon after each rule
-- ARGV[7…]  3 arguments a symbol: guard, channel, state; with series 3 more: milliseconds, bid and ask, '' for none
--
-- A guard is sequence (19 digits), revision (10), venue time in nanoseconds (19), instance, session, a blank after each
-- but the last. Of fixed width and compared as text, because Lua's numbers are doubles and nanoseconds since 1970 need
-- 61 bits. The hash's guard says which state it holds and who published it: that is all a sole instance needs. Where
-- another one takes the hash over, it leaves the guard of the first in the field published:<instance>.
--
-- A series gets a point for each state that is written. What goes wrong with it is told as an error; the state stands.
--
-- Returns {published, superseded, rejected, first error}. A symbol whose key is of a wrong type is rejected and
-- the others go on, else one bad key would stop them all. Any other error is returned as it is: the sender tries again,
-- and what was written before it is refused then.

local call, pcall, sub = redis.call, redis.pcall, string.sub
local ttl, instance, streamLength = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])
local series, retention, rules = ARGV[4], tonumber(ARGV[5]), ARGV[6]
local keysEach = 1 + (streamLength > 0 and 1 or 0) + (series ~= '' and 1 or 0)
local argsEach = series ~= '' and 6 or 3

-- Whether a state is newer than one of perhaps another session; those have no order of their own but their times do.
local function newer(guard, session, held, heldSession)
  if session ~= heldSession then
    return sub(guard, 32, 50) > sub(held, 32, 50)
  end
  return sub(guard, 1, 30) > sub(held, 1, 30)
end

local function parts(guard)
  return string.match(guard, '^(%S+) (.*)$', 52)
end

-- Whether to write and whether to publish, and the field of another instance to leave its guard in.
local function decide(key, guard, held)
  if not held then
    return true, true
  end
  if sub(guard, 52) == sub(held, 52) then
    local after = guard > held
    return after, after
  end
  local _, session = parts(guard)
  local holder, heldSession = parts(held)
  local toWrite = newer(guard, session, held, heldSession)
  if holder == instance then
    return toWrite, toWrite
  end
  local mark = call('HGET', key, 'published:' .. instance)
  local toPublish = true
  if mark then
    local _, markSession = parts(mark)
    toPublish = newer(guard, session, mark, markSession)
  end
  return toWrite, toPublish, 'published:' .. holder
end

-- Makes the series of one side, and what is kept of it for longer.
local function create(base, key, side)
  local venue, symbol = string.match(base, '^series:{book:([^:]*):(.*)}$')
  local labels = {'LABELS', 'venue', venue, 'symbol', symbol, 'side', side}
  local made = pcall('TS.CREATE', key, 'RETENTION', retention, 'DUPLICATE_POLICY', 'LAST', unpack(labels))
  for kind, bucket, kept in string.gmatch(rules, '(%S+) (%d+) (%d+);') do
    local coarse = key .. ':' .. kind .. ':' .. bucket
    if call('EXISTS', coarse) == 0 then
      made = pcall('TS.CREATE', coarse, 'RETENTION', kept, unpack(labels))
    end
    made = pcall('TS.CREATERULE', key, coarse, 'AGGREGATION', kind, bucket)
  end
  return made
end

-- Keeps a point; returns what the last command did.
local function keep(base, time, bid, ask)
  if series == 'stream' then
    local oldest = string.format('%.0f', tonumber(time) - retention)
    local kept = pcall('XADD', base, 'MINID', '~', oldest, time .. '-*', 'bid', bid, 'ask', ask)
    if ttl > 0 then
      call('PEXPIRE', base, ttl)
    end
    return kept
  end
  local kept
  for side, value in pairs({bid = bid, ask = ask}) do
    if value ~= '' then
      local key = base .. ':' .. side
      if call('EXISTS', key) == 0 then
        kept = create(base, key, side)
        if type(kept) == 'table' and kept.err then
          return kept
        end
      end
      kept = pcall('TS.ADD', key, time, value, 'ON_DUPLICATE', 'LAST')
      if type(kept) == 'table' and kept.err then
        return kept
      end
    end
  end
  return kept
end

local published, superseded, rejected, firstError = 0, 0, 0, ''
local at = 7
for i = 1, #KEYS, keysEach do
  local key, guard, state = KEYS[i], ARGV[at], ARGV[at + 2]
  local held = pcall('HGET', key, 'guard')
  local failure = type(held) == 'table' and held.err
  if not failure then
    local toWrite, toPublish, others = decide(key, guard, held)
    local result
    if toPublish and streamLength > 0 then
      -- First, because it is the other command that can fail: the hash then doesn't claim what did not happen.
      result = pcall('XADD', KEYS[i + 1], 'MAXLEN', '~', streamLength, '*', 'guard', guard, 'state', state)
      failure = type(result) == 'table' and result.err
      if not failure and ttl > 0 then
        call('PEXPIRE', KEYS[i + 1], ttl)
      end
    end
    if not failure and (toWrite or toPublish) then
      if not toWrite then
        result = pcall('HSET', key, 'published:' .. instance, guard)
      elseif others then
        result = pcall('HSET', key, 'guard', guard, 'state', state, others, held)
      else
        result = pcall('HSET', key, 'guard', guard, 'state', state)
      end
      failure = type(result) == 'table' and result.err
    end
    if not failure then
      if toPublish then
        call('PUBLISH', ARGV[at + 1], state)
        published = published + 1
      else
        superseded = superseded + 1
      end
      if ttl > 0 and toWrite then
        call('PEXPIRE', key, ttl)
      end
      if toWrite and series ~= '' then
        local point = keep(KEYS[i + keysEach - 1], ARGV[at + 3], ARGV[at + 4], ARGV[at + 5])
        if type(point) == 'table' and point.err and firstError == '' then
          firstError = KEYS[i + keysEach - 1] .. ': ' .. point.err
        end
      end
    end
  end
  if failure then
    if not string.find(failure, 'WRONGTYPE', 1, true) then
      -- Out of memory, read-only replica, …: passes by itself, so the sender must try the whole batch again.
      return redis.error_reply(failure)
    end
    rejected = rejected + 1
    if firstError == '' then
      firstError = key .. ': ' .. failure
    end
  end
  at = at + argsEach
end
return {published, superseded, rejected, firstError}
