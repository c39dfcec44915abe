-- The derived topics as tables. Rows of a symbol lie together, by time; a row that comes again replaces itself.
-- insert_deduplication_token works on a plain MergeTree only with a window; 1000 blocks are minutes of inserts.
CREATE TABLE IF NOT EXISTS trades
(
    venue          LowCardinality(String),
    session        LowCardinality(String),
    symbol         LowCardinality(String),
    sequence       UInt64 CODEC(Delta, ZSTD(1)),
    venue_time     DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    receive_time   DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    price_scale    UInt8 CODEC(ZSTD(1)),
    kind           LowCardinality(String),
    aggressor      LowCardinality(String),
    price          Int64 CODEC(Delta, ZSTD(1)),
    shares         Int64 CODEC(ZSTD(1)),
    match_number   Int64 CODEC(Delta, ZSTD(1)),
    order_ref      Int64 CODEC(ZSTD(1)),
    printable      Bool,
    cross_type     LowCardinality(String),
    bid_price      Int64 CODEC(Delta, ZSTD(1)),
    ask_price      Int64 CODEC(Delta, ZSTD(1)),
    quality        LowCardinality(String),
    quality_reason LowCardinality(String),
    trading_state  LowCardinality(String),
    stored_at      DateTime MATERIALIZED now() CODEC(Delta, ZSTD(1)),
    CONSTRAINT symbol_is_named CHECK symbol != '',
    CONSTRAINT time_is_known CHECK venue_time > toDateTime64(0, 9, 'UTC')
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(venue_time)
ORDER BY (symbol, venue_time, session, sequence)
TTL stored_at + INTERVAL 400 DAY
SETTINGS non_replicated_deduplication_window = 1000;

CREATE TABLE IF NOT EXISTS book_top
(
    venue          LowCardinality(String),
    session        LowCardinality(String),
    symbol         LowCardinality(String),
    sequence       UInt64 CODEC(Delta, ZSTD(1)),
    venue_time     DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    receive_time   DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    price_scale    UInt8 CODEC(ZSTD(1)),
    bid_price      Int64 CODEC(Delta, ZSTD(1)),
    bid_shares     Int64 CODEC(ZSTD(1)),
    bid_orders     Int32 CODEC(ZSTD(1)),
    ask_price      Int64 CODEC(Delta, ZSTD(1)),
    ask_shares     Int64 CODEC(ZSTD(1)),
    ask_orders     Int32 CODEC(ZSTD(1)),
    quality        LowCardinality(String),
    quality_reason LowCardinality(String),
    trading_state  LowCardinality(String),
    stored_at      DateTime MATERIALIZED now() CODEC(Delta, ZSTD(1)),
    CONSTRAINT symbol_is_named CHECK symbol != '',
    CONSTRAINT time_is_known CHECK venue_time > toDateTime64(0, 9, 'UTC')
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(venue_time)
ORDER BY (symbol, venue_time, session, sequence)
TTL stored_at + INTERVAL 90 DAY
SETTINGS non_replicated_deduplication_window = 1000;

CREATE TABLE IF NOT EXISTS book_depth
(
    venue          LowCardinality(String),
    session        LowCardinality(String),
    symbol         LowCardinality(String),
    sequence       UInt64 CODEC(Delta, ZSTD(1)),
    venue_time     DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    receive_time   DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    price_scale    UInt8 CODEC(ZSTD(1)),
    bid_prices     Array(Int64) CODEC(Delta, ZSTD(1)),
    bid_shares     Array(Int64) CODEC(ZSTD(1)),
    bid_orders     Array(Int32) CODEC(ZSTD(1)),
    ask_prices     Array(Int64) CODEC(Delta, ZSTD(1)),
    ask_shares     Array(Int64) CODEC(ZSTD(1)),
    ask_orders     Array(Int32) CODEC(ZSTD(1)),
    quality        LowCardinality(String),
    quality_reason LowCardinality(String),
    trading_state  LowCardinality(String),
    stored_at      DateTime MATERIALIZED now() CODEC(Delta, ZSTD(1)),
    CONSTRAINT symbol_is_named CHECK symbol != '',
    CONSTRAINT time_is_known CHECK venue_time > toDateTime64(0, 9, 'UTC')
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(venue_time)
ORDER BY (symbol, venue_time, session, sequence)
TTL stored_at + INTERVAL 30 DAY
SETTINGS non_replicated_deduplication_window = 1000;

CREATE TABLE IF NOT EXISTS market_status
(
    venue           LowCardinality(String),
    session         LowCardinality(String),
    symbol          LowCardinality(String),
    sequence        UInt64 CODEC(Delta, ZSTD(1)),
    venue_time      DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    receive_time    DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    price_scale     UInt8 CODEC(ZSTD(1)),
    kind            LowCardinality(String),
    code            LowCardinality(String),
    reason          LowCardinality(String),
    reference_price Int64 CODEC(ZSTD(1)),
    upper_price     Int64 CODEC(ZSTD(1)),
    lower_price     Int64 CODEC(ZSTD(1)),
    `values`        Array(Int64) CODEC(ZSTD(1)),
    quality         LowCardinality(String),
    quality_reason  LowCardinality(String),
    trading_state   LowCardinality(String),
    stored_at       DateTime MATERIALIZED now() CODEC(Delta, ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(venue_time)
ORDER BY (symbol, venue_time, session, sequence, kind)
TTL stored_at + INTERVAL 400 DAY
SETTINGS non_replicated_deduplication_window = 1000;
