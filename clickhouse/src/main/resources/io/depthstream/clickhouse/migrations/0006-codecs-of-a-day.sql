-- Codecs by measured size on a simulated day that came through the jobs (README, ./depthstream bench clickhouse --codecs):
-- changed where that saves a twentieth of the column and a twentieth of a byte a row. Gorilla is measured and not chosen:
-- ClickHouse keeps it for floating-point columns. Parts written before keep theirs until they are merged.
ALTER TABLE book_depth
    MODIFY COLUMN bid_prices CODEC(LZ4),
    MODIFY COLUMN ask_prices CODEC(LZ4),
    MODIFY COLUMN bid_shares CODEC(Delta, ZSTD(1)),
    MODIFY COLUMN ask_shares CODEC(Delta, ZSTD(1));

ALTER TABLE depth_heatmap
    MODIFY COLUMN shares CODEC(Delta, ZSTD(1));

ALTER TABLE book_top
    MODIFY COLUMN bid_shares CODEC(Delta, ZSTD(1)),
    MODIFY COLUMN ask_shares CODEC(Delta, ZSTD(1)),
    MODIFY COLUMN bid_orders CODEC(DoubleDelta, ZSTD(1)),
    MODIFY COLUMN ask_orders CODEC(DoubleDelta, ZSTD(1));

ALTER TABLE trades
    MODIFY COLUMN shares CODEC(T64, ZSTD(1)),
    MODIFY COLUMN kind CODEC(ZSTD(1)),
    MODIFY COLUMN aggressor CODEC(ZSTD(1));

ALTER TABLE market_status
    MODIFY COLUMN venue_time CODEC(T64, ZSTD(1)),
    MODIFY COLUMN receive_time CODEC(ZSTD(1));

ALTER TABLE bars_1s
    MODIFY COLUMN open CODEC(ZSTD(1)),
    MODIFY COLUMN close CODEC(ZSTD(1)),
    MODIFY COLUMN traded CODEC(ZSTD(1));

ALTER TABLE bars_1m
    MODIFY COLUMN open CODEC(ZSTD(1)),
    MODIFY COLUMN close CODEC(ZSTD(1)),
    MODIFY COLUMN traded CODEC(ZSTD(1));

ALTER TABLE volume_at_price
    MODIFY COLUMN traded CODEC(ZSTD(1));
