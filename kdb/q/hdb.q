/ Historical database: the days that the real-time database has written down.
/ usage: q hdb.q [-db DIR] -p 5012
/   -db    folder, by default db; it may still be empty

\l micro.q

.hdb.o:.Q.opt .z.x
.hdb.db:$[`db in key .hdb.o;first .hdb.o`db;"db"]

/ @desc   loads the days that are there
/ @return number of days
/ @example reload[]
reload:{
  if[not count key hsym`$.hdb.db;:0];
  system"l ",.hdb.db;
  .hdb.db:".";
  count date}

reload[];
-1"historical database";
