/ The parts of .Q, .h and the constants that are best said in q.
.Q.a:"abcdefghijklmnopqrstuvwxyz"
.Q.A:"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
.Q.n:"0123456789"
.Q.nA:.Q.n,.Q.A
.Q.an:.Q.a,.Q.A,"_",.Q.n
.Q.b6:.Q.A,.Q.a,.Q.n,"+/"
.Q.k:4.1
.Q.fmt:{[w;d;x](neg w)$.Q.f[d;x]}
.Q.addmonths:{[d;n]("d"$n+"m"$d)+d-"d"$"m"$d}
.Q.ind:{[t;i]$[98h=type t;t i;'"nyi"]}
.Q.id:{$[-11h=type x;`$x1 where (x1:string x) in .Q.an;98h=type x;(.Q.id each cols x)xcol x;'"type"]}
.Q.ty:{$[0h=t:type x;" ";t<0h;.Q.t neg t;upper .Q.t t]}
.Q.t:" bg xhijefcspmdznuvts"
.Q.ft:{[f;t]$[99h=type t;(keys t)xkey f 0!t;f t]}
.Q.fu:{[f;x]u:distinct x;(f u)u?x}
.Q.fc:{[f;x]f x}
.Q.par:{[d;p;t]`$(string d),"/",(string p),"/",string t}
.Q.hg:{'"nyi"}
.Q.view:{'"nyi"}
.Q.chk:{'"nyi"}
.Q.bv:{'"nyi"}
.Q.cn:{count x}
.Q.v:{value x}
.Q.V:{flip 0!value x}
.Q.dd:{` sv x,`$string y}
.Q.opt:{[a]i:where a like "-[a-zA-Z]*";(`$1_'a i)!{[a;f;t]a f+1+til t-f+1}[a]'[i;(count a)^next i]}
.Q.def:{[d;o]k:(key o)inter key d;d,k!{[x;y]$[10h=abs type x;first y;0h>type x;first(upper .Q.t abs type x)$y;(upper .Q.t abs type x)$y]}'[d k;o k]}
.Q.x:()
.Q.trp:{[f;x;g]@[f;x;{[g;e]g[e;()]}[g]]}
.Q.btoa:{'"nyi"}
.Q.host:{'"nyi"}
.Q.addr:{'"nyi"}
