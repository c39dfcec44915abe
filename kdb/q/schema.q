/ Tables of the suite, and what makes a row the same row.
//
/ Every table starts with time (the venue's, UTC, nanoseconds) and sym. Prices are longs in units of 10 xexp neg scale
/ (.ms.px makes floats of them); a price is null where its side of the book is empty. seq is the venue's sequence: with
/ sym and session it names a row once and for all.

quote:([]time:`timestamp$();sym:`g#`symbol$();venue:`symbol$();session:`symbol$();seq:`long$();rtime:`timestamp$();
  scale:`int$();bid:`long$();bsize:`long$();borders:`int$();ask:`long$();asize:`long$();aorders:`int$();
  quality:`symbol$();reason:`symbol$();state:`symbol$())

depth:([]time:`timestamp$();sym:`g#`symbol$();venue:`symbol$();session:`symbol$();seq:`long$();rtime:`timestamp$();
  scale:`int$();bids:();bsizes:();borders:();asks:();asizes:();aorders:();
  quality:`symbol$();reason:`symbol$();state:`symbol$())

trade:([]time:`timestamp$();sym:`g#`symbol$();venue:`symbol$();session:`symbol$();seq:`long$();rtime:`timestamp$();
  scale:`int$();kind:`symbol$();side:`symbol$();price:`long$();size:`long$();match:`long$();order:`long$();
  printable:`boolean$();cross:`symbol$();bid:`long$();ask:`long$();
  quality:`symbol$();reason:`symbol$();state:`symbol$())

status:([]time:`timestamp$();sym:`g#`symbol$();venue:`symbol$();session:`symbol$();seq:`long$();rtime:`timestamp$();
  scale:`int$();kind:`symbol$();code:`symbol$();detail:`symbol$();ref:`long$();upper:`long$();lower:`long$();
  vals:();quality:`symbol$();reason:`symbol$();state:`symbol$())

imbalance:([]time:`timestamp$();sym:`g#`symbol$();venue:`symbol$();session:`symbol$();seq:`long$();rtime:`timestamp$();
  scale:`int$();crosstype:`symbol$();side:`symbol$();direction:`symbol$();variation:`symbol$();paired:`long$();
  excess:`long$();far:`long$();near:`long$();ref:`long$();
  quality:`symbol$();reason:`symbol$();state:`symbol$())

/ windows of a symbol as the analytics job publishes them; a late trade publishes a bar again with a higher revision.
/ Prices are in units of 10 xexp neg scale, vwap and mids in units of 10 xexp neg fscale
bar:([]time:`timestamp$();sym:`g#`symbol$();venue:`symbol$();session:`symbol$();seq:`long$();rtime:`timestamp$();
  scale:`int$();start:`timestamp$();width:`timespan$();revision:`int$();open:`long$();high:`long$();low:`long$();
  close:`long$();volume:`long$();trades:`long$();fscale:`int$();vwap:`long$();buyvol:`long$();sellvol:`long$();
  crossvol:`long$();quotes:`long$();ofi:`long$();openmid:`long$();closemid:`long$();
  quality:`symbol$();reason:`symbol$();state:`symbol$())

/ what a book says, on a change of the touch and on the grid of event time
signal:([]time:`timestamp$();sym:`g#`symbol$();venue:`symbol$();session:`symbol$();seq:`long$();rtime:`timestamp$();
  scale:`int$();cause:`symbol$();grid:`timestamp$();bid:`long$();bsize:`long$();borders:`int$();ask:`long$();
  asize:`long$();aorders:`int$();fscale:`int$();mid:`long$();micro:`long$();spread:`long$();ticks:`float$();
  bps:`float$();imbalance:`float$();levels:`int$();bdepth5:`long$();adepth5:`long$();bdepth10:`long$();
  adepth10:`long$();dimbalance:`float$();dlevels:`int$();nearbps:`int$();bnear:`long$();anear:`long$();ofi:`long$();
  events:`long$();trades:`long$();otr:`float$();
  quality:`symbol$();reason:`symbol$();state:`symbol$())

/ alerts raised and over; id and evidence are texts
alert:([]time:`timestamp$();sym:`g#`symbol$();venue:`symbol$();session:`symbol$();seq:`long$();rtime:`timestamp$();
  scale:`int$();id:();kind:`symbol$();severity:`symbol$();active:`boolean$();raised:`timestamp$();
  cleared:`timestamp$();bound:`long$();observed:`long$();unit:`symbol$();evidence:();
  quality:`symbol$();reason:`symbol$();state:`symbol$())

/ the newest whole book of each symbol: one row a symbol, every level, best first
book:([sym:`u#`symbol$()]time:`timestamp$();venue:`symbol$();session:`symbol$();seq:`long$();rtime:`timestamp$();
  scale:`int$();bids:();bsizes:();borders:();asks:();asizes:();aorders:();live:`long$();applied:`long$();
  quality:`symbol$();reason:`symbol$();state:`symbol$())

/ columns of book in the order in which they are sent
.ds.bookcols:`time`sym,2_cols book

/ columns that make a row the same row, table by table
.ds.id:`quote`depth`trade`status`imbalance`bar`signal`alert!(`sym`session`seq;`sym`session`seq;`sym`session`seq;
  `sym`session`seq`kind`code;`sym`session`seq;`sym`session`start`width`revision;`sym`session`seq`cause`grid;
  `sym`session`seq`kind`active`raised)

/ tables whose rows come, symbol by symbol, in ascending sequence: most rows are then known to be new without a search
.ds.ordered:`quote`depth`trade`imbalance
