/ Gateway: one port for today and for the past.
/ usage: q gateway.q [-rdb HOST:PORT] [-hdb HOST:PORT] -p 5013
/   -rdb   real-time database, by default localhost:5011
/   -hdb   historical database, by default localhost:5012

\l micro.q

.gw.o:.Q.opt .z.x
.gw.at:`rdb`hdb!`$":",/:($[`rdb in key .gw.o;first .gw.o`rdb;"localhost:5011"];$[`hdb in key .gw.o;first .gw.o`hdb;"localhost:5012"])
/ open handles
.gw.h:`rdb`hdb!0 0i
/ how long opening a connection may take, milliseconds
.gw.wait:2000

/ a handle, opened when it is not
.gw.handle:{[n]
  if[0i=.gw.h n;.gw.h[n]:hopen(.gw.at n;.gw.wait)];
  .gw.h n}

/ @desc   asks one database
/ @param  n: `rdb or `hdb
/ @param  q: text, or (function;arguments …)
/ @return its answer
/ @example .gw.ask[`rdb;"count trade"]
.gw.ask:{[n;q](.gw.handle n)q}

/ rows of a table, on the historical database
.gw.past:{[t;s;a;b]
  if[not t in tables`.;:()];
  c:((within;`date;(`date$a;`date$b));(within;`time;(a;b)));
  if[not s~`;c:c,enlist(in;`sym;enlist s)];
  r:delete date from ?[t;c;0b;()];
  flip{$[(type x)within 20 76h;value x;x]}each flip r}

/ rows of a table, on the real-time database
.gw.today:{[t;s;a;b]
  c:enlist(within;`time;(a;b));
  if[not s~`;c:(enlist(in;`sym;enlist s)),c];
  ?[t;c;0b;()]}

/ @desc   rows of a table between two times, from the past and of today, in order of time
/ @param  t: table's name
/ @param  s: symbols, ` for all
/ @param  a: first time
/ @param  b: last time
/ @return table
/ @example .gw.rows[`trade;`AAPL;2020.01.29D00:00;2020.01.31D00:00]
.gw.rows:{[t;s;a;b]
  if[not s~`;s:(),s];
  x:.gw.ask[`hdb;(.gw.past;t;s;a;b)];
  y:.gw.ask[`rdb;(.gw.today;t;s;a;b)];
  `time xasc $[count x;x,y;y]}

.z.pc:{if[x in value .gw.h;.gw.h[.gw.h?x]:0i]}
-1"gateway";
