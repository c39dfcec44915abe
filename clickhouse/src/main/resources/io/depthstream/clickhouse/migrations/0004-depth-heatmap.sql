-- What a depth heatmap draws, one row a second, side and price: the most shares shown there in that second.
CREATE TABLE IF NOT EXISTS depth_heatmap
(
    symbol LowCardinality(String),
    second DateTime('UTC') CODEC(Delta, ZSTD(1)),
    side   Enum8('BID' = 1, 'ASK' = 2),
    price  Int64 CODEC(Delta, ZSTD(1)),
    shares SimpleAggregateFunction(max, Int64) CODEC(ZSTD(1))
)
ENGINE = AggregatingMergeTree
PARTITION BY toDate(second)
ORDER BY (symbol, second, side, price)
TTL second + INTERVAL 3650 DAY;

CREATE MATERIALIZED VIEW IF NOT EXISTS depth_heatmap_bids TO depth_heatmap AS
SELECT symbol, toStartOfSecond(venue_time)::DateTime('UTC') AS second, 'BID' AS side, level.1 AS price, max(level.2) AS shares
FROM book_depth ARRAY JOIN arrayZip(bid_prices, bid_shares) AS level GROUP BY symbol, second, price;

CREATE MATERIALIZED VIEW IF NOT EXISTS depth_heatmap_asks TO depth_heatmap AS
SELECT symbol, toStartOfSecond(venue_time)::DateTime('UTC') AS second, 'ASK' AS side, level.1 AS price, max(level.2) AS shares
FROM book_depth ARRAY JOIN arrayZip(ask_prices, ask_shares) AS level GROUP BY symbol, second, price;
