-- Shares traded at each price of a day; safe against trades that come again, as the bars are.
CREATE TABLE IF NOT EXISTS volume_at_price
(
    day    Date,
    symbol LowCardinality(String),
    price  Int64 CODEC(Delta, ZSTD(1)),
    traded AggregateFunction(groupUniqArray, Tuple(UInt64, Int64))
)
ENGINE = AggregatingMergeTree
PARTITION BY day
ORDER BY (symbol, price);

CREATE MATERIALIZED VIEW IF NOT EXISTS volume_at_price_from_trades TO volume_at_price AS
SELECT toDate(venue_time) AS day, symbol, price, groupUniqArrayState((sequence, shares)) AS traded
FROM trades WHERE printable AND shares > 0 AND kind != 'BROKEN' GROUP BY day, symbol, price;

CREATE VIEW IF NOT EXISTS volume_profile AS
SELECT day, symbol, price, arraySum(t -> t.2, groupUniqArrayMerge(traded) AS all_traded) AS volume,
    length(all_traded) AS trades
FROM volume_at_price GROUP BY day, symbol, price;
