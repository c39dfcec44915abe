/ Microstructure: vector functions over the suite's tables, today's or a day's of the historical database.
//
/ q is a table of quotes, t of trades, d of depth, in order of time within a symbol. Results are in the currency's units.
/ A price that is not there is null, and so is what follows from it.

/ @desc   prices as floats
/ @param  scale: decimal places
/ @param  p: prices, longs or floats in units of 10 xexp neg scale
/ @return floats, null where p is
/ @example .ms.px[4i;3210100 0N]
.ms.px:{[scale;p]p%10 xexp scale}

/ @desc   trades that count: printable, neither broken nor reports of a break
/ @param  t: trades
/ @return trades
/ @example .ms.good trade
.ms.good:{[t]
  b:exec match from t where kind=`BROKEN;
  select from t where printable,kind<>`BROKEN,not match in b}

/ @desc   mid price
/ @param  q: quotes
/ @return quotes with mid
/ @example .ms.mid select from quote where sym=`AAPL
.ms.mid:{[q]update mid:.ms.px[scale;0.5*bid+ask]from q}

/ @desc   quoted spread
/ @param  q: quotes
/ @return time, sym, spread and bps (basis points of the mid)
/ @example .ms.spread select from quote where sym=`AAPL
.ms.spread:{[q]select time,sym,spread:.ms.px[scale;ask-bid],bps:1e4*(ask-bid)%0.5*bid+ask from q}

/ @desc   order-book imbalance at the touch, from -1 (only offers) to 1 (only bids)
/ @param  q: quotes
/ @return time, sym, imbalance; null where both sides are empty
/ @example .ms.imbalance select from quote where sym=`AAPL
.ms.imbalance:{[q]select time,sym,imbalance:(bsize-asize)%bsize+asize from q}

/ @desc   microprice: the touch weighted by the size on the other side
/ @param  q: quotes
/ @return time, sym, micro; null where a side is empty
/ @example .ms.micro select from quote where sym=`AAPL
.ms.micro:{[q]select time,sym,micro:.ms.px[scale;((ask*bsize)+bid*asize)%bsize+asize]from q}

/ @desc   the book's touch as of a time
/ @param  q: quotes
/ @param  s: symbols
/ @param  ts: times, one or as many as symbols
/ @return a row a symbol: the last quote at or before its time
/ @example .ms.asof[quote;`AAPL`MSFT;2020.01.30D15:00]
.ms.asof:{[q;s;ts]
  s:(),s;
  aj[`sym`time;([]sym:s;time:(count s)#ts);q]}

/ one depth row as a ladder of at most n levels
.ms.ladder:{[n;r]
  m:n&max count each r`bids`asks;
  f:{[m;x]m#x,m#0N}[m];
  ([]sym:m#r`sym;time:m#r`time;level:1+til m;
    bid:.ms.px[r`scale;f r`bids];bsize:f r`bsizes;ask:.ms.px[r`scale;f r`asks];asize:f r`asizes)}

/ @desc   depth at a time
/ @param  d: depth
/ @param  s: symbols
/ @param  ts: time
/ @param  n: most levels
/ @return a row a level: sym, time of the state, level, bid, bsize, ask, asize
/ @example .ms.depthat[depth;`AAPL;2020.01.30D15:00;5]
.ms.depthat:{[d;s;ts;n]
  r:0!select by sym from d where sym in((),s),time<=ts;
  raze .ms.ladder[n]each r}

/ @desc   volume-weighted average price
/ @param  t: trades
/ @param  b: bucket, a timespan
/ @return keyed by sym and time (the bucket's start): vwap, volume, trades
/ @example .ms.vwap[trade;0D00:01]
.ms.vwap:{[t;b]
  select vwap:size wavg .ms.px[scale;price],volume:sum size,trades:count i by sym,time:b xbar time from .ms.good t}

/ @desc   time-weighted average of the mid, from a bucket's first quote to its end
/ @param  q: quotes
/ @param  b: bucket, a timespan
/ @return keyed by sym and time (the bucket's start): twap
/ @example .ms.twap[quote;0D00:01]
.ms.twap:{[q;b]
  q:update until:b+b xbar time from .ms.mid select from q where not null bid,not null ask;
  q:update w:`long$(until&until^next time)-time by sym from q;
  select twap:w wavg mid by sym,time:b xbar time from q}

/ @desc   open, high, low, close and volume
/ @param  t: trades
/ @param  b: bucket, a timespan
/ @return keyed by sym and time (the bucket's start)
/ @example .ms.ohlc[trade;0D00:01]
.ms.ohlc:{[t;b]
  t:update px:.ms.px[scale;price]from .ms.good t;
  select open:first px,high:max px,low:min px,close:last px,volume:sum size by sym,time:b xbar time from t}

/ @desc   order-flow imbalance (Cont, Kukanov and Stoikov 2014): what came to the bid and left the offer, less the opposite
/ @param  q: quotes
/ @param  b: bucket, a timespan
/ @return keyed by sym and time (the bucket's start): ofi in shares
/ @example .ms.ofi[quote;0D00:00:10]
.ms.ofi:{[q;b]
  q:update ask:0W^ask from q;
  q:update pb:prev bid,qb:prev bsize,pa:prev ask,qa:prev asize,before:prev seq by sym from q;
  select ofi:sum(((bid>=pb)*bsize)+(ask>=pa)*qa)-((bid<=pb)*qb)+(ask<=pa)*asize by sym,time:b xbar time
    from q where not null before}

/ @desc   volume by price
/ @param  t: trades
/ @param  w: width of a price bucket, a long in units of 10 xexp neg scale
/ @return keyed by sym and price: volume, trades
/ @example .ms.profile[trade;100]
.ms.profile:{[t;w]
  select volume:sum size,trades:count i by sym,price:.ms.px[scale;w xbar price]from .ms.good t}

/ @desc   trades with the quote that stood right before each, by sequence and not by time
/ @param  t: trades
/ @param  q: quotes
/ @return trades with qtime, qbid, qbsize, qask, qasize
/ @example .ms.taq[trade;quote]
.ms.taq:{[t;q]
  q:select sym,session,seq,qtime:time,qbid:bid,qbsize:bsize,qask:ask,qasize:asize from q;
  update seq:seq+1 from aj[`sym`session`seq;update seq:seq-1 from t;q]}

/ @desc   sign of a trade: 1 where the buyer took, -1 where the seller did, null where nobody says
/ @param  side: aggressors
/ @return longs
/ @example .ms.sign`BID`ASK`NONE
.ms.sign:{[side](`BID`ASK!1 -1)side}

/ @desc   effective spread of each trade: twice its distance from the mid before it, on the taker's side
/ @param  t: trades
/ @return time, sym, effective
/ @example .ms.effective trade
.ms.effective:{[t]
  select time,sym,effective:2*.ms.sign[side]*.ms.px[scale;price-0.5*bid+ask]from t where bid>0,ask>0}

/ @desc   realised volatility: root of the sum of squared log returns of the mid
/ @param  q: quotes
/ @param  w: time between samples, a timespan
/ @param  b: bucket, a timespan
/ @return keyed by sym and time (the bucket's start): rvol, returns
/ @example .ms.rvol[quote;0D00:00:10;0D00:05]
.ms.rvol:{[q;w;b]
  m:0!select mid:last mid by sym,time:w xbar time from .ms.mid select from q where not null bid,not null ask;
  m:update ret:(log mid)-prev log mid by sym from m;
  select rvol:sqrt sum ret*ret,returns:count i by sym,time:b xbar time from m where not null ret}

/ @desc   markouts: how far the mid went the taker's way after a trade
/ @param  t: trades
/ @param  q: quotes
/ @param  h: horizons, timespans
/ @return a row a trade and horizon: time, sym, seq, horizon, markout; null where the side or the mid is not known
/ @example .ms.markout[trade;quote;0D00:00:01 0D00:00:10]
.ms.markout:{[t;q;h]
  m:select sym,time,mid from .ms.mid q;
  f:{[t;m;h]
    r:aj[`sym`time;select sym,time:time+h,at:time,seq,side,px:.ms.px[scale;price]from .ms.good t;m];
    select time:at,sym,seq,horizon:h,markout:.ms.sign[side]*mid-px from r};
  raze f[t;m]each(),h}

/ @desc   cancel ratio: of the shares that left the touch at an unchanged price, those that were not executed
/ @param  q: quotes
/ @param  t: trades
/ @param  b: bucket, a timespan
/ @return keyed by sym and time (the bucket's start): removed, executed, ratio (null where nothing left)
/ @example .ms.cancelratio[quote;trade;0D00:01]
.ms.cancelratio:{[q;t;b]
  q:update db:bsize-prev bsize,da:asize-prev asize,sb:bid=prev bid,sa:ask=prev ask,before:prev seq by sym from q;
  r:select removed:sum(sb*0|neg db)+sa*0|neg da by sym,time:b xbar time from q where not null before;
  e:select executed:sum size by sym,time:b xbar time from t where kind in`EXECUTION`EXECUTION_AT_PRICE;
  r:update executed:0^executed from r lj e;
  update ratio:?[removed>0;(0|removed-executed)%removed;0n]from r}

/ @desc   gap report: when a book could not be trusted, and why
/ @param  q: quotes
/ @return a row a spell: sym, quality, reason, start, until (null where it has not ended), quotes
/ @example .ms.gaps quote
.ms.gaps:{[q]
  q:update spell:sums differ quality,after:next time by sym from q;
  delete spell from 0!select quality:first quality,reason:first reason,start:first time,until:last after,quotes:count i
    by sym,spell from q where quality in`STALE`RECOVERING}
