/ Tickerplant: logs every message, hands it to who subscribed, ends the day.
/ usage: q tick.q [-dir LOGDIR] [-date 2020.01.30] -p 5010
/   -dir   folder of the log, by default log
/   -date  day the log belongs to; without it the day ends at midnight, UTC, by itself

\l schema.q
\l store.q

.u.o:.Q.opt .z.x
.u.dir:$[`dir in key .u.o;first .u.o`dir;"log"]
.u.fixed:`date in key .u.o
.u.d:$[.u.fixed;"D"$first .u.o`date;.z.d]

/ table -> list of (handle;symbols)
.u.w:(tables`.)!(count tables`.)#enlist()
/ messages in the log
.u.i:0
/ handle of the log
.u.l:0i

/ @desc   the log of a day
/ @param  x: date
/ @return file symbol
/ @example .u.L 2020.01.30
.u.L:{`$":",.u.dir,"/depthstream",string x}

/ @desc   opens the log of the day, keeping what is whole of one that is there
/ @return number of messages in it
/ @example .u.open[]
.u.open:{
  f:.u.L .u.d;
  if[()~key f;f set()];
  n:-11!(-2;f);
  if[1<count n;
    -2(string f)," is damaged after ",(string n 0)," messages: what follows is cut off";
    f 1:read1(f;0;n 1)];
  .u.l:hopen f;
  .u.i:first n;
  .u.i}

/ @desc   takes a message: checks it, logs it, hands it on
/ @param  t: table's name
/ @param  x: list of columns
/ @return nothing
/ @example .u.upd[`trade;value flip trade]
.u.upd:{[t;x]
  r:.ds.rows[t;x];
  .u.l enlist(`upd;t;x);
  .u.i+:1;
  .u.pub[t;r];}

/ rows of the symbols a subscriber asked for
.u.sel:{[x;s]$[s~`;x;select from x where sym in s]}

/ hands rows to one subscriber, where there are any for it
.u.hand:{[t;x;s]
  r:.u.sel[x;s 1];
  if[count r;(neg s 0)(`upd;t;r)];}

/ @desc   hands rows to every subscriber of their table
/ @param  t: table's name
/ @param  x: rows
/ @return nothing
/ @example .u.pub[`trade;trade]
.u.pub:{[t;x].u.hand[t;x]each .u.w t;}

/ forgets the subscription of a handle to a table
.u.del:{[t;h]
  s:.u.w t;
  .u.w[t]:s where not h=first each s;}

/ @desc   subscribes the asking handle; again replaces
/ @param  t: table's name, ` for all
/ @param  s: symbols, ` for all
/ @return (table's name;empty table), or a list of those
/ @example .u.sub[`trade;`AAPL`MSFT]
.u.sub:{[t;s]
  if[t~`;:.u.sub[;s]each key .u.w];
  if[not t in key .u.w;'"no such table: ",string t];
  .u.del[t;.z.w];
  .u.w[t]:.u.w[t],enlist(.z.w;s);
  (t;0#value t)}

/ @desc   ends a day: tells every subscriber, begins the next day's log
/ @param  x: date that ends
/ @return nothing
/ @example .u.end .u.d
.u.end:{[x]
  h:distinct raze{first each x}each value .u.w;
  {[x;h](neg h)(`.u.end;x)}[x]each h;
  hclose .u.l;
  .u.d:1+x;
  .u.open[];}

.z.ps:{.ds.async x}
.z.pc:{.u.del[;x]each key .u.w;.ds.forget x;}
.z.ts:{if[not[.u.fixed]&.u.d<.z.d;.u.end .u.d]}

if[not`alone in key`.u;
  .u.open[];
  system"t 1000";
  -1"tickerplant: ",(string .u.i)," messages in ",string .u.L .u.d];
