/ Real-time database: today's rows in memory, written down by date at the end of the day.
/ usage: q rdb.q [-tick HOST:PORT] [-hdb HOST:PORT] [-db DIR] -p 5011
/   -tick  tickerplant, by default localhost:5010
/   -hdb   historical database to tell of a new day, by default localhost:5012
/   -db    folder of the historical database, by default db

\l schema.q
\l store.q
\l micro.q
\l write.q

.r.o:.Q.opt .z.x
.r.tick:`$":",$[`tick in key .r.o;first .r.o`tick;"localhost:5010"]
.r.hdb:`$":",$[`hdb in key .r.o;first .r.o`hdb;"localhost:5012"]
.r.db:hsym`$$[`db in key .r.o;first .r.o`db;"db"]

/ tells the historical database that a day is there; it is no error when none runs
.r.tell:{
  h:@[hopen;(.r.hdb;2000);0i];
  if[h>0;h"reload[]";hclose h];}

/ a message of the tickerplant or of its log
upd:{[t;x].ds.keep[t;x];}

/ @desc   writes the day down, empties the tables, tells the historical database
/ @param  x: date that ends
/ @return nothing
/ @example .u.end .z.d
.u.end:{[x]
  .ds.write .r.db;
  .ds.clear[];
  .r.tell[];}

/ subscribes to everything and replays the log up to the message that comes next
.r.start:{
  h:hopen .r.tick;
  s:h"(.u.sub[`;`];.u.i;.u.L .u.d)";
  if[s 1;-11!(s 1;s 2)];
  -1"real-time database: ",(string sum{count value x}each tables`.)," rows replayed";}

.z.ps:{.ds.async x}
if[not`alone in key`.u;.r.start[]];
