/ Two symbols on one afternoon, so that every example of the library has something to give.
n:40
s:n#`AAPL`MSFT
x:2020.01.30D14:50:00+0D00:00:15*til n
head:{[k]([]time:x;sym:s;venue:n#`XNAS;session:n#`S1;seq:k+10*til n;rtime:x;scale:n#4i)}
tail:([]quality:n#`OK`OK`STALE`STALE`OK`OK`OK`OK;reason:n#`;state:n#`TRADING)
`quote insert flip(cols quote)#flip(head 5),'([]bid:3000000+100*n#0 1 2 1;bsize:n#100 300 200;borders:n#1i;ask:3000200+100*n#0 1 2 1;asize:n#200 100;aorders:n#1i),'tail
`trade insert flip(cols trade)#flip(head 7),'([]kind:n#`EXECUTION;side:n#`BID`ASK`ASK;price:3000100+100*n#0 1 2 1;size:n#100 50;match:til n;order:til n;printable:n#1b;cross:n#`;bid:n#3000000;ask:n#3000200),'tail
`depth insert flip(cols depth)#flip(head 5),'([]bids:n#enlist 3000000 2999900;bsizes:n#enlist 100 200;borders:n#enlist 1 2i;asks:n#enlist 3000200 3000300;asizes:n#enlist 100 200;aorders:n#enlist 1 1i),'tail
