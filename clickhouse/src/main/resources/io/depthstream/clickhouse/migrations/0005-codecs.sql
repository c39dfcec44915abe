-- Codecs of the touch by measured size (README, ./depthstream bench clickhouse --codecs): prices step by a tick or not at
-- all, shares and orders are small integers. Parts written before keep theirs until they are merged.
ALTER TABLE book_top
    MODIFY COLUMN bid_price CODEC(DoubleDelta, ZSTD(1)),
    MODIFY COLUMN ask_price CODEC(DoubleDelta, ZSTD(1)),
    MODIFY COLUMN bid_shares CODEC(T64, ZSTD(1)),
    MODIFY COLUMN ask_shares CODEC(T64, ZSTD(1)),
    MODIFY COLUMN bid_orders CODEC(T64, ZSTD(1)),
    MODIFY COLUMN ask_orders CODEC(T64, ZSTD(1));
