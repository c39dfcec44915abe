/ Tickerplant and real-time database in one process, for a laptop: logs, keeps, answers.
/ usage: q all.q [-dir LOGDIR] [-date 2020.01.30] [-db DIR] -p 5014

.u.alone:1b
\l tick.q
\l rdb.q

/ @desc   takes a message: checks it, logs it, keeps it, hands it on
/ @param  t: table's name
/ @param  x: list of columns
/ @return nothing
/ @example .u.upd[`trade;value flip trade]
.u.upd:{[t;x]
  r:.ds.rows[t;x];
  .u.l enlist(`upd;t;x);
  .u.i+:1;
  .ds.keep[t;r];
  .u.pub[t;r];}

/ writes the day down, empties the tables, begins the next day's log
.u.end:{[x]
  .ds.write .r.db;
  .ds.clear[];
  hclose .u.l;
  .u.d:1+x;
  .u.open[];}

.u.open[];
-11!.u.L .u.d;
system"t 1000";
-1"tickerplant and real-time database: ",(string .u.i)," messages replayed";
