/ Keeping rows so that a row that comes again changes nothing. Needs schema.q.

/ Mark of each symbol, for each ordered table: a session, and the highest sequence held of the symbol in that session.
/ A row of that session above the mark can't be there yet; any other row is looked for.
.ds.nomarks:([sym:`u#`symbol$()]session:`symbol$();seq:`long$())
.ds.marks:.ds.ordered!(count .ds.ordered)#enlist .ds.nomarks

/ @desc   columns of a table in the order in which they are sent
/ @param  t: table's name
/ @return symbols
/ @example .ds.sent`trade
.ds.sent:{[t]$[t=`book;.ds.bookcols;cols t]}

/ types of a table's columns in the order in which they are sent
.ds.types:{[t]type each(flip 0!value t).ds.sent t}

/ @desc   checks a message's columns against the table's: number, equal lengths, types
/ @param  t: table's name
/ @param  x: list of columns
/ @return a table
/ @example .ds.rows[`trade;value flip trade]
.ds.rows:{[t;x]
  if[not t in tables`.;'"no such table: ",string t];
  c:.ds.sent t;
  if[(count c)<>count x;'`length];
  if[1<count distinct count each x;'`length];
  if[not(type each x)~.ds.types t;'`type];
  flip c!x}

/ rows that are not held yet, in whatever order they come
.ds.search:{[t;x]
  k:.ds.id t;
  y:k#x;
  x:x where(til count y)=y?y;
  s:distinct x`sym;
  have:k#select from(value t)where sym in s;
  x where not(k#x)in have}

/ @desc   rows that are not held yet
/ @param  t: table's name
/ @param  x: table of its columns
/ @return the new rows
/ @example .ds.fresh[`trade;trade]
.ds.fresh:{[t;x]
  if[not t in .ds.ordered;:.ds.search[t;x]];
  s:x`sym;q:x`seq;
  m:.ds.marks[t]([]sym:s);
  if[all(null m`seq)|(q>m`seq)&x[`session]=m`session;
    if[all q>(prev;q)fby s;:x]];
  .ds.search[t;x]}

/ moves the marks behind rows that were appended; where the session changed the table itself is asked
.ds.mark:{[t;x]
  n:0!select session:last session,seq:max seq by sym from x;
  m:.ds.marks[t]([]sym:n`sym);
  same:n[`session]=m`session;
  moved:n[`sym]where not same|null m`seq;
  if[1<count distinct x`session;moved:n`sym];
  n:update seq:seq|?[same;m`seq;0N]from n;
  if[count moved;
    h:select top:max seq by sym,session from(value t)where sym in moved;
    n:delete top from update seq:seq|top from n lj h];
  .ds.marks[t]:.ds.marks[t]upsert n;}

/ a newer book replaces an older one of its symbol; an older one, or the same, changes nothing
.ds.books:{[x]
  x:0!select by sym from`seq xasc x;
  b:book([]sym:x`sym);
  x:x where(null b`seq)|?[x[`session]=b`session;x[`seq]>b`seq;x[`time]>b`time];
  `book upsert(cols book)#x;
  count x}

/ @desc   appends the rows that are not held yet
/ @param  t: table's name
/ @param  x: table of its columns, or list of columns
/ @return number of rows that were new
/ @example .ds.keep[`trade;value flip trade]
.ds.keep:{[t;x]
  if[98h<>type x;x:.ds.rows[t;x]];
  if[t=`book;:.ds.books x];
  x:.ds.fresh[t;x];
  if[not count x;:0];
  t upsert x;
  if[t in .ds.ordered;.ds.mark[t;x]];
  count x}

/ @desc   empties every table and forgets the marks
/ @return nothing
/ @example .ds.clear[]
.ds.clear:{
  {x set 0#value x}each tables`.;
  {@[x;`sym;`g#]}each(tables`.)except`book;
  .ds.marks:.ds.ordered!(count .ds.ordered)#enlist .ds.nomarks;}

/ A writer sends asynchronously and asks now and then whether all went well. What failed is remembered by handle.
.ds.failed:(`int$())!`symbol$()

/ @desc   says how the asynchronous messages of the asking handle went since it last asked
/ @return null symbol when all went well, else the first error
/ @example .ds.chase[]
.ds.chase:{
  e:.ds.failed .z.w;
  .ds.forget .z.w;
  e}

/ forgets what failed on a handle
.ds.forget:{.ds.failed:(enlist x)_.ds.failed;}

/ evaluates an asynchronous message and remembers its error
.ds.async:{
  r:@[{value x;`};x;{`$x}];
  if[not null r;
    if[null .ds.failed .z.w;.ds.failed[.z.w]:r];
    -2"async message refused: ",string r];}
