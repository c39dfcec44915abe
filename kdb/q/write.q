/ Writing down: splayed tables, partitioned by date, sorted by symbol, p# on sym. Needs schema.q.

/ a table read from disk, with symbols instead of enumerations
.ds.plain:{[x]flip{$[(type x)within 20 76h;value x;x]}each flip select from x}

/ @desc   writes one table's rows of one day, together with those that are there already; a row there stays as it is
/ @param  db: folder of the historical database
/ @param  d: date
/ @param  t: table's name
/ @return number of rows of that day on disk
/ @example .ds.writeday[`:db;2020.01.30;`trade]
.ds.writeday:{[db;d;t]
  p:` sv db,(`$string d),t;
  x:select from(value t)where d=`date$time;
  if[not()~key p;
    k:.ds.id t;
    old:.ds.plain get` sv p,`;
    x:old,x where not(k#x)in k#old];
  x:.Q.en[db]`sym`time xasc x;
  (` sv p,`)set update`p#sym from x;
  count x}

/ @desc   writes every table but book, day by day as the rows' times say
/ @param  db: folder of the historical database
/ @return nothing
/ @example .ds.write`:db
.ds.write:{[db]
  t:(tables`.)except`book;
  d:asc distinct raze{exec distinct`date$time from value x}each t;
  {[db;t;d].ds.writeday[db;d]each t}[db;t]each d;}
