-- Bars of 1 s and 1 min. A batch may come again cut in other places, which no token recognises, so every aggregate here
-- is one that the same trade may enter twice: extremes, first and last by sequence, and the set of (sequence, shares,
-- price) that volume and turnover are summed from on reading.
CREATE TABLE IF NOT EXISTS bars_1s
(
    symbol LowCardinality(String),
    second DateTime('UTC') CODEC(Delta, ZSTD(1)),
    open   AggregateFunction(argMin, Int64, UInt64),
    high   SimpleAggregateFunction(max, Int64) CODEC(Delta, ZSTD(1)),
    low    SimpleAggregateFunction(min, Int64) CODEC(Delta, ZSTD(1)),
    close  AggregateFunction(argMax, Int64, UInt64),
    traded AggregateFunction(groupUniqArray, Tuple(UInt64, Int64, Int64))
)
ENGINE = AggregatingMergeTree
PARTITION BY toDate(second)
ORDER BY (symbol, second);

CREATE MATERIALIZED VIEW IF NOT EXISTS bars_1s_from_trades TO bars_1s AS
SELECT symbol, toStartOfSecond(venue_time)::DateTime('UTC') AS second,
    argMinState(price, sequence) AS open, max(price) AS high, min(price) AS low,
    argMaxState(price, sequence) AS close,
    groupUniqArrayState((sequence, shares, price)) AS traded
FROM trades WHERE printable AND shares > 0 AND kind != 'BROKEN' GROUP BY symbol, second;

CREATE TABLE IF NOT EXISTS bars_1m
(
    symbol LowCardinality(String),
    minute DateTime('UTC') CODEC(Delta, ZSTD(1)),
    open   AggregateFunction(argMin, Int64, UInt64),
    high   SimpleAggregateFunction(max, Int64) CODEC(Delta, ZSTD(1)),
    low    SimpleAggregateFunction(min, Int64) CODEC(Delta, ZSTD(1)),
    close  AggregateFunction(argMax, Int64, UInt64),
    traded AggregateFunction(groupUniqArray, Tuple(UInt64, Int64, Int64))
)
ENGINE = AggregatingMergeTree
PARTITION BY toDate(minute)
ORDER BY (symbol, minute);

CREATE MATERIALIZED VIEW IF NOT EXISTS bars_1m_from_trades TO bars_1m AS
SELECT symbol, toStartOfMinute(venue_time)::DateTime('UTC') AS minute,
    argMinState(price, sequence) AS open, max(price) AS high, min(price) AS low,
    argMaxState(price, sequence) AS close,
    groupUniqArrayState((sequence, shares, price)) AS traded
FROM trades WHERE printable AND shares > 0 AND kind != 'BROKEN' GROUP BY symbol, minute;

CREATE VIEW IF NOT EXISTS second_bars AS
SELECT symbol, second, argMinMerge(open) AS open, max(high) AS high, min(low) AS low, argMaxMerge(close) AS close,
    arraySum(t -> t.2, groupUniqArrayMerge(traded) AS all_traded) AS volume, length(all_traded) AS trades,
    arraySum(t -> t.2 * t.3, all_traded) AS turnover
FROM bars_1s GROUP BY symbol, second;

CREATE VIEW IF NOT EXISTS minute_bars AS
SELECT symbol, minute, argMinMerge(open) AS open, max(high) AS high, min(low) AS low, argMaxMerge(close) AS close,
    arraySum(t -> t.2, groupUniqArrayMerge(traded) AS all_traded) AS volume, length(all_traded) AS trades,
    arraySum(t -> t.2 * t.3, all_traded) AS turnover
FROM bars_1m GROUP BY symbol, minute;
