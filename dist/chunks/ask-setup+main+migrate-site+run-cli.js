import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  escapeHtml,
  parseShard
} from "./ask-setup+main+migrate-site+post+run-cli.js";
import {
  defineMessages
} from "./artifact-store+ask-setup+cache-store+cli+failure-text+index+main+migrate-site+post+run-cli.js";
import {
  external_exports
} from "./artifact-store+ask-setup+cache-store+failure-text+local-d1-process+local-r2-process+main+migrate-site+post+run-cli.js";
import {
  __esm,
  __export
} from "./all.js";

// node_modules/entities/dist/decode-codepoint.js
function isInvalidCodePoint(codePoint) {
  return codePoint === 0 || codePoint >= 55296 && codePoint <= 57343 || codePoint > 1114111;
}
function replaceCodePoint(codePoint) {
  if (isInvalidCodePoint(codePoint)) {
    return 65533;
  }
  if (codePoint >= 128 && codePoint <= 159) {
    return c1[codePoint - 128] || codePoint;
  }
  return codePoint;
}
function replaceCodePointXML(codePoint) {
  return isInvalidCodePoint(codePoint) ? 65533 : codePoint;
}
function codePointToString(codePoint) {
  return codePoint - 1 >>> 0 < 127 || codePoint - 160 >>> 0 < 55136 ? String.fromCharCode(codePoint) : String.fromCodePoint(replaceCodePoint(codePoint));
}
var c1;
var init_decode_codepoint = __esm({
  "node_modules/entities/dist/decode-codepoint.js"() {
    c1 = [
      8364,
      0,
      8218,
      402,
      8222,
      8230,
      8224,
      8225,
      710,
      8240,
      352,
      8249,
      338,
      0,
      381,
      0,
      0,
      8216,
      8217,
      8220,
      8221,
      8226,
      8211,
      8212,
      732,
      8482,
      353,
      8250,
      339,
      0,
      382,
      376
    ];
  }
});

// node_modules/entities/dist/internal/decode-shared.js
function decodeTrieDict(input, resultLength, atomCount, dict1AtomCount, ngramCount, dictSize) {
  const base = 91;
  const inputLength = input.length;
  const twoCharBias = dictSize * (base - 1);
  let pos = 0;
  const readSlotCode = () => {
    const c12 = BASE91_INVERSE[input.charCodeAt(pos++)];
    return c12 < dictSize ? c12 : c12 * base - twoCharBias + BASE91_INVERSE[input.charCodeAt(pos++)];
  };
  const dict2AtomCount = atomCount - dict1AtomCount;
  const slotCount = atomCount + ngramCount;
  const single = new Int32Array(slotCount);
  single.fill(-1, dict1AtomCount, dictSize);
  single.fill(-1, dictSize + dict2AtomCount, slotCount);
  const start = new Int32Array(slotCount);
  const length = new Int32Array(slotCount);
  function decodeDelta(count2, off) {
    let previous = 0;
    let slot = off;
    const end = off + count2;
    while (slot < end) {
      const code2 = BASE91_INVERSE[input.charCodeAt(pos++)];
      if (code2 < 89) {
        previous += code2;
        single[slot++] = previous;
      } else if (code2 === 89) {
        let runLength = BASE91_INVERSE[input.charCodeAt(pos++)] + 2;
        while (runLength--)
          single[slot++] = ++previous;
      } else {
        const next2 = BASE91_INVERSE[input.charCodeAt(pos++)];
        previous += 89 + // eslint-disable-next-line unicorn/prefer-minimal-ternary -- branches read a different number of side-effecting input bytes
        (next2 < 90 ? next2 * base + BASE91_INVERSE[input.charCodeAt(pos++)] : BASE91_INVERSE[input.charCodeAt(pos++)] * 8281 + BASE91_INVERSE[input.charCodeAt(pos++)] * base + BASE91_INVERSE[input.charCodeAt(pos++)]);
        single[slot++] = previous;
      }
    }
  }
  decodeDelta(dict1AtomCount, 0);
  decodeDelta(dict2AtomCount, dictSize);
  const references = new Int32Array(ngramCount * 2);
  let poolSize = 0;
  let ngramIndex = 0;
  function readNgramReferences(count2, startSlot) {
    for (let index = 0; index < count2; index++) {
      const slot = startSlot + index;
      const a = readSlotCode();
      const b = readSlotCode();
      references[ngramIndex * 2] = a;
      references[ngramIndex * 2 + 1] = b;
      ngramIndex += 1;
      start[slot] = poolSize;
      const entryLength = (single[a] < 0 ? length[a] : 1) + (single[b] < 0 ? length[b] : 1);
      length[slot] = entryLength;
      poolSize += entryLength;
    }
  }
  readNgramReferences(ngramCount - dictSize + dict1AtomCount, dictSize + dict2AtomCount);
  readNgramReferences(dictSize - dict1AtomCount, dict1AtomCount);
  const pool = new Uint16Array(poolSize);
  let write = 0;
  for (let index = 0; index < ngramIndex; index++) {
    for (let half = 0; half < 2; half++) {
      const source = references[index * 2 + half];
      const value = single[source];
      if (value < 0) {
        let read = start[source];
        const readEnd = read + length[source];
        while (read < readEnd)
          pool[write++] = pool[read++];
      } else {
        pool[write++] = value;
      }
    }
  }
  const out = new Uint16Array(resultLength);
  let outIndex = 0;
  while (pos < inputLength) {
    let slot = BASE91_INVERSE[input.charCodeAt(pos++)];
    if (slot >= dictSize) {
      slot = slot * base - twoCharBias + BASE91_INVERSE[input.charCodeAt(pos++)];
    }
    const value = single[slot];
    if (value < 0) {
      let read = start[slot];
      const readEnd = read + length[slot];
      while (read < readEnd)
        out[outIndex++] = pool[read++];
    } else {
      out[outIndex++] = value;
    }
  }
  return out;
}
var BASE91_INVERSE;
var init_decode_shared = __esm({
  "node_modules/entities/dist/internal/decode-shared.js"() {
    BASE91_INVERSE = /* @__PURE__ */ (() => {
      const table = new Uint8Array(127);
      let code2 = 0;
      for (let char = 33; char <= 126; char++) {
        if (char !== 34 && char !== 36 && char !== 92) {
          table[char] = code2++;
        }
      }
      return table;
    })();
  }
});

// node_modules/entities/dist/generated/decode-data-html.js
var htmlDecodeTree;
var init_decode_data_html = __esm({
  "node_modules/entities/dist/generated/decode-data-html.js"() {
    init_decode_shared();
    htmlDecodeTree = /* @__PURE__ */ decodeTrieDict("!}.&u%}'&}*'~!6*)%&,~!J~!J~%L~y<~!R,~~%Lu~~#GD~~#|)1#%}^%}2%+#.##%##%}&%##%'#%##&%#%#'%#&#%#&#'#%%#&#%##%#)%''%&%#%#'%#%%#%%}%%%#%#&(23#%%#&-%0%('1#(##%#'##+%'*.:1}#%#6-+(%'%%#%%%}#L'2351&('%}&/N'(0(/*-%(%%}#'+&T%7.2}#&%&#%#36/5##%&%%#&#%%#))2%%##%&&'0~!#*+&'%1~!%).'3q?&%'1~!.##%6(~!+%%%(Gw'rT~!E#<nA%#jZ~!H%(~!42##~!*31&~!G%U~#)5~#`3~!J~!Z~%]~%Y~%C~!q~!u~#kz~%#~!6'~!D~!U~!?~#T~!c%~!G#'~%7|~!G~!J~!G&~#pb~(Df}#%}*&}#%##%##%##&#-}&'#'&%#.++}%mI,#,@&(}*%}*'%&##&#%##%}&0}#.},U},%}+%}&%}#%##&}B%(}(%}+%)})%##%#&}&%##%&}<%}>%#%&}*%}(%}9%}/%})%}*%}*%}?&}&%}3%}&*#%})%#%#)}#&#-#+*%E%%'%'#%}#*V##&##I}#&&##%&%#&&Qf%%))w/0+&%#(#.%-''''++++7}>%4'',##1,#%#&%##&#'##&#*#9)%&%}#*}%,#+P(%A&%#'&##wSD',9E00#y#@}(+}&%&>~!#~!X}#*}(&&}(&}(,%}%&#+&}#&}I%#%}%)#(},'%#*}4%%#%}(''}#/##(##),%-##%%)#&}(.}&%#&}%%}*&#%},&&}&%}#%*'#%})%}D&}&%}-&}6&#&}-,%}#%})-(~+`~,=?~I9'9%~!,#%})%})%}@%}?%}(~!?~#<~#pP~#BG~#=1#%K+~#?#~%;)~#A~#mF1~#A'~'X%'~#lR~#N~'N~#r~#m#-~#i'?%#'%~#B%##%,%#~#_%#0%~#]732~,w~2+#:&#%&'0%&>%}#>##F+)#%&&#(+_}4&}-%}(&}@&}O7Fdf0@+/v4}&WU##&/0#&'('B#%}.%}'+#%}#%%&#&%#%##+#&#)#6#'#.},%}c%},%#%##%&#&%#&~#>'*-.%##%##%}#%%}%'~#)D1}#%*&~#_%%'(~#S2%'.}#~#=##*'*-%}&'%'##&&~'E%.#&~#M4}%%##&'%#~#O1##%&#'+~#<B%##%%'%+~#;#@%}#&%#&&%#(~#H1}'%'##&&~#?A}&'~#D#%32}'&&&&~#[}'(#%}'~#;C})&}%%#%~#=&%,3}%'(#%%~#^'#&&)#%'~#Y%-~#d-%'~#^%%&#&&&}#~#b~2t*&'~&(~&@~0%~e~3}%*''0})&}+~!9##-}#%-hD*)1fC#%/&/fB#40~!+#)*4~!+~!K'&:~!/*7~!.#~!H~!L':~%x&~!H#~!*~%1~!I#~!+A~#p'~!F~~#-#~,,(~.Z~!V~%;'B'mq-W~!N~%I%#&&#&}#%},%%}'%}+X#%}#&}(%}'%}<%}#%}%%'}'%}:~![)9@~%>~#UA%-%##&~!C%~!-.9:~!1~!-^2/:a~!y,D*J#-5)/4~%23,~#G~!L1~!0X3`~!2+~!!0-~&E~!W~!o,>Y&]~%cZx_&~#O*9#A#'#+I'%#)~!0B*-5A+-((F&*M#)(-7-5+'-3a5Vi~!Y~!?+[)%3),ERHm~!+:D,VG.+)?fB%%*(%)'(#&80%1'8`K8?`+'Z#&O&'H5#*9)A%%5&3))0%39+.*7#()&&*=4@**L)<'_&*+..;(#*+)./&0#3)%')-8(4ixD(&.}%,('aI:,)%,k2231T)I'#/-W7,/'Q#.'Y24+h')37</31&83##&0#),H(?'&?/1##%#&&#%''-%&&&#(&''&#.-'%#%%(,')*'&#&#'##%(%(#%('#&##%%%%('%#%#%%#%#&%##h>w+v<ayvyvcg.uuhKr}g/v|g>u9i[~>g5uI~=RvdwEg;v/g;uk!!TTSx]@RT!U!#!@VBRUU!'UTe-d0c`e&gSdicedFcrdTaqb.kYcAohdYd@a3e+d}dMdtd.aJ#bqcK`dle/e.e'dwdPdodddjbEb}ogd^ofdpduc6j?l%d{drdqc)d7bacOdQ%T#Y)X.sR[yH>6Vyv3[xwLu>vo'!*.[yBacahoj>6Rew3[xqdZa#!a&#^(X-[yG>6Vyu3[xvg3sEr|g.u/Ri9db0T#^(Xa)!-[y;>6Vylg4wKs{JwNZt3@3r=c4Z([xlg;wKt!cpq's@v7A'*a(a+!-a#[y<3Dt?3Dt'>6Vym3[xmg9rxsNJwLZt4~?r?db1T#`-!(Xa,!0[yS>6Vz%NuQs.g4wKtnJwNZtS@3r>c4Z([y%g;wKtrdga8!a(!#&T*Y-Xa#!a0<or[yc3Dtq>6Vz43[y3JwNZtf@3s!Ju}!%Dti:pm3c_%X#tjB5pkd6q!r]u?voC'*-a.a2!0a&a+[yI3DtI3Ds~3DtH>6Vyw3[xx;:s#~<5pKJwNZtE@3r~d`a)!a2T#a.(!+U.X1[yT3Dt`3Dtv>6Vz&3[y&g9rxwzcxstPu.<rAJwLZtT~?r@dZa%!a.&^*Za(/Reu[ya>6Vz23[y1g3sEr}wkg{NuQRg{ci(U#5@b`~,cg#U(2WnH5wugcRh7dX#T(Y,a'Ta!!a,[yZ<]mj>6Vz,3[y+Pv#5ReZKu+=,%!H}7ABwkaS?Rh:BcW(X#<]mrj:ubv/ARekdg%!(!a.*Ta(Y.X1!#sP>Rl*Dt6[y>>6Vyo3Wf*jOvuumvuRgRJuq*!:9<B@bX~3jVv&v@s@5Re[d/rQt{uAvo&a&a*)a2!,0Wf!3Dt0=Bs'>6Re}3[xy~<5s%JwJZt1~Gs)c;&!#2sJkNuXvzq7rxu,Re8dka4!a8(aEZ+a@Y.X1Xa)[yd=Bs(3DtP>6Vz53[y4cX#X&Re:avRe9~<5s&JwJZtQ~Gs*i^rzvdRg+Jv{%!2sbB@bX}kdga,!Za?&^*T1/!a'Dt+[y6>6Vyf3Wf%g/u;s4hGu6?Rh-JvZ,!c%#&RoX54Rivj7uyvf8RgTKvZB%*!2sGh<vu5Rgq<=C::9bb~#dZ#T&Ta6Y.X*Dt>[y93Wf)coZ(T,6VyifluvRgC@95@B@bX~/hFu34cC#T,k/unq8w8Q5RkUklwQuzunq8w8Q5Rk8d/rJu?v8w9)-&!a0a;a&aIWejg3sEr/h1s<DtDJvyZqY5aws3Jvy!&Wei~Hr1:au5@Bag>23E~5c:Z&bX};kKv?w&unuVu5Rjc;>bs)#~@:Rh.=ay<a]C;b`}Vd6s/t{uAvoaxa()!a,a7%-a#a2Dt,[yF2Wo[>6Vyt3[xuNuPRi&NuPwpi#RoWh?vf8Ri%Jv]!%Ri:KvxD!.'2WeAjZu`q9rxu,Re7woeAg-unLq(qA_/*2Wg_g3u5q^9:4E}/jTrxrzv=Wkkd~0UX#^^Xa-a1a5T&a=U1a'*aEa]!a*aPaA-adok[y54Rn>;:p3~Dp5g9rpsFNvZqjg3uJp4~<5p0Pw;5qlJwNZt*@3p1Pw:5p/Ou!5p2JvG'!6Vye=<qnJvh_[xhg3v,Rh3kOwOw-sDuev/Re^dha[a%!%!a+#Ta7)-5TaCaO!aka!a)sf[yb2>Rl!9ARiq5E}Qg=ucRkBE|oJrJ_@Wk~@Wk{JrJ_@Wk|@WkyJrJ_@Wk}@WkzJvO_[y2g-vMRmiKuYC!)&>Ri;>Ri<@3RkNc](X#@9Rk=g5vuRmhKvDB!+'=]meg3u4Rmgd)#Y'Vz3CARmfd`a+!%T'!+#Ta1Ta6TaM-sTDt9[yA9sYd'%Y#s[[xpj:ueunaXRgEjRq,v-vuqdd2'`#6Rev<32@5>:2<E}5xIo9a*X#Y(;5RePJvD_g>vyRgNj8w)v8<wggs:RgXiZt|vjx,hSq3ah!-(~@:Ro/Ou!5RhWj^v(pyw8unRhUdx-UY#^Ua.a3a70!)%UX1TaDa)'omRiRRhE[y:3Dsz=Br,>6Vyj3[xkg6ruwjcqsrPw;5r*Ku]D'Zt-@3r(~?r.i[vwv]dU1a--U#`a4(g/vsRhPOu!5RhLj:rmu9Wo!~@:wdh@g/vsRiTjXuvvNr}:RhBj^v(pyw8unRn]dz1UYa'a+^Y(!aETZalaRY.Ta?a4[yDJw1!#qLsW>6Vyrfzq-pLflpwRe|Js>%!Dt@3Dt&Jvy_[xs~HrnjMuwpsw'RecKu+D#'!t<~Grl~?rjg5u-x,gwp{ah!-(~@:Rg~Ou!5Rh'jXuvvNr}:Rh#cW#X/c;&!#2sLi[v7u7RgpJv)(!iLrxu,Re6j7v@s@5Se[e7d`aW!Za(a`T.a#!a3!&aDa-!9)Dt_=6s+3[x~~DR|h~DS6avhGun5RkZj3w)v-]mkKunB!&*]kb97R|i<ARk<c:Z(6Vy}Juh'!wziMRoS:F|vkLuauJv5vtvQRh1d='T+Y#VyO~DR|jcF#T'7R|g97R|kJv3'!ay<Rj,Jvh&!:ReXcsa6*a+#a#_aIRf9aLRf?c,Z&Rf5Rf7c.Z&Rf;Rf>cQ#%T'p-Rf8Rf=ct#%'(*!,p,Rf4p+Rf6Rf:Rf<d~'Ua%U*^UYa(!a,-!#a4YaTalaEX0a8a<Weo3Dt/3Dsx=Br93Wen~Dr;~<5p<JwNZt2@3p=Pw:5p;Ou!5r3c7&!#:p>3Ds}KvGB)_6Vyk2sM=<r7x'eovA(!hFu1ARf}cV#X&@r5j6rvwQa^Rf3c=Za'wkghJv__g;unRggA53B9=b^}%j6uduo5Jq;!(hIv%2Re`Ou4ARe_e%a#^^^Xa&!a*a2!&a6YaP!*ad!#a:aE/5Rn?[y@>6Vyp;:pE~DrY~<5pBJwNZt8@3pCh=rt3rWPw:5pAJup_[xoNuPpF9c!#'45pD5ARn)d8#X'X*3@rU72s]h>v<<sSjJpqvewOJq/(!hNw'5ReBk0s2u3w/w'5ReE5@Jq.!a+JQ!&WeU23d(#Y&RjG5]jBk!u7w&u0udARjEe#+^^^Ub#!a2/a`Z(agT1!a-a;|@TaG!aS[yV=Re~fow'RguNuPRe?bz#'>RoUWeL>:Cbb|?JwPZtVg6ruRmzJvD'!6Vz(g/vmRh~Jvy_[y(g9voRgyx*cy(#2>Ri2B9b]~9kIw9u7rluJu3Rg]dI#a%UY'@=p%CAx.gQZ&RhwwygtRm{x5g_Z'+ABqR9Woa=Bp&dV#^*Xa'!&@o{g4v]Rk;Jv{!%Rk[wkkiA5RkiwwfUB=x,fUuqC&*!>RfTg8v0RfV~ARfSd;rJsAuAv9wR'ae+/aO!a@aza/a#[yQ@Wg!2Wemg3sEr0JvB_g>uvReWg2v+Re=KupB_+[y!2AbY~-~Hr2AJwD!(h<~El>h<~El?Kun@+_:9b`}Kg-v/Ri3g;vtwyk_9]k_d=&T#*U.6qh@Ab`|K9:H|CJv[!&3Dtex'fDwC%!Rf[9WlMd[(^X,!a%Z06Vz!@WgBg=v~Rgvg,QRe@awd,#Y+jTv|Q~EfWj]uNr|~FRfXdy#Y&^Ua%!aO.!(a)Ua;=!a@aKap!a-,a!Ta]a[rSa]p?[y82sK=Bq~;:p:~<5p8Pw:5p7d'#Y'Wf(;RnRi[u4w&RgJJvG'!6Vyh=<r#ijuuv/sIKuYD'ZtG@3p9~Gr&d2#`(g<vtRgFj`u5w&rqpxRf2CJuY!+:wfnTOu!5Rg}jNs1ucv&RfwJvA!&3@q|BDcC#T,k/unq8w8Q5RkTklwQuzunq8w8Q5Rk9dga#!a'!a=#a0!:+Tb*b@aO.a4!aba8aFJv^}?!VyR~Dr<g;u%Rn.~<5p[x'e`wNZtR@3p]Pw:5pZhNvjBp.woe_g5u-r4JwF!%DtO3:ooc7&!#:p^3DtpLuGw(!+%)Dtk6Vz#2sd=<r8d'#Y([y#<x3gJt`w@!)%}MRiowzikRij=]ilxAf3,U(#B2Rf#g0v-Rm[ck{`U#]giKv3>)!&6Ri154s,KuGB_%@r68r:dJ|t`#X(9<E|u2@H|rx3gJu?w'!+'1Nu7Reg4=H~+9<wxgY95Rm]xLggZ-`(X}U2:Ri4h<uOawRmsJv__5@bb{jbV~3dka#a'a]!,#a+U=a>b6a3b%!/aKa/)!arwve^VyJ;:pR~DpTg3uJpS~<5pOPw;5qmPw:5pNOu!5pQJvG'!6Vyx=<qoJvA!{~Jup!%@qk7Rn/KvyD!}''[xz;>wkh'?Rh,x8gyt`w5D!&),(SgyccRgztJ@3pPB5p#d'(Y#<]mmifubw&RgoJvE&!82s^JvF&!8Rf,ADb]~;x=h'rNu]vK!,%'*0RnORh)4Rh*AqQg-vaRnNg;wHwkh'ba~4cE#Ta*x3gctyw@'!+%RnFRnD<4Rn@hFvK5RnCxWg[#`&a0Ua()`1Rm75Rg[c]%X#qi8Rg^NvdRj>BwzgZauwji7Rm6A4wgg]d1#&(*,.0a#Rm;Rm<Rm=Rm>Rm?Rm@RmARmBe%#^^^Xaea?aC/b+(,!a+a#!a/!>a&Ta<aKbD!2wphBRnk[yPw}hE|.=Br-3Dtm>6Vy~g6urRf.x,hPrNav!%'RnqRo%Ro#Nu;q[Pw;5r+JwNZtM@3r)d'#Y'Weh;xChL#`&RnmRnoKu}>%(!Rne~Bs-;2wjcussJv+'!aYSO}6@B<5?ba~8LrNvj!.%*ROwungw~ng~:9;Ri^>wtnig;wHRnixDh@|(UZ.x1h@|)!#:2<H|*xHn]#-UX'3Ro)z=iT}6ARns=Bwsn_wpnaRncw]aR(#UXa&Ua*a/=]iPd'#Y&Ro'WnXf{QRm2hNvj]nZd`'T~&1`{|`#9b]{}c:'!#Wl{>@=be}]?cl{{U#:5Abb}Jds#^YaF!a*b4a#a3aPa>&Tb!bH!*a_!Eau?/a&RjY<]gj>6Vz*;:pe~DrZg,QRj1JwNZtX@wihspcJvZ&!VyX9WmOJu|!|N2WmHJvh&!]ht~Bpbcn&T(!#RmQ<s7Nu;padH#X'`+WmJ@>RmKCARhnKup=!)&Wf+:RhqNuPpf9c!#'45pd5AwghpARn(Ls@w!%,)!RmP@Wfe<E|IJva!&WmNg8vsRmLd`*.`#Y'Xa!axRn*]hrA8Rhug5s@rXg8u!RmMd8#X'X*3@rV72smdI*#UY&RmICARho~GsgxVgd)Ta'U-Y&Xa!T#RnEWnA@Wffg1uDRi0hFvK5RnBxGnG&#`%owp)@wsf+bX}Ze-*1!a*^^^Ua|!#a.aq&Ya2!a>.a6!a:aO`aJDtL[y`@Wg#>6Vz12@wzoYRoZNuPRi!NuPRhzg=ucRi,@=b`{Yg=ucRi-ACJvB!&Sh[ebSh]ebi`wUuFRm4Jw2_[y0JvB!.<Ju(!&SoG}6Shd}6<Ju(!&SoH}6She}6Kur@._g5vHRieJvx!{L2G{Kx6gd'T#?Rh82Wi5cZ#X(g1w)Rm5dW-Y(Ta#!a)!#aYa=wnfE=su2>>bU{0j9udv:<svj8uQv-7RgHdE%#^'sq9sp=>Bb_{TJv`!&g/r|snj6v(us5d,#Y(56H}[978H}]Jw5!&g1rushJvB!+j;v{u5?zDhd}6}bj;v{u5?zDhe}6}ce*#`(^^^a[aea!=!a6a*aoXb1a.!aAbL!b>,b'aL!aV@Wf|2Wlg3[y/JwNZt^@3piPw:5pgJunZou3@rsJva&!Vy_g<v~Rm#JvG'!6Vz0=<r{Ju{%!:pj@WfsiXuJu3Rm:JvZ&!WfA~Bph@c4Z&Dtwax5rubx(#:awRk1@d,#Y&RfjRfid1#,Y(@Wfp2Wlrg5s@ryKu[@!,'=]ig9wlk?Rk>g5u-rqJvy'!@9RkQcH(T#=>Ri~@<wkj(Wj(KuZB*!&<7rw@9RkRcH(T#=>Ri}@<wkj)Wj)dg(Ta2Xa9X#`-!a*CARhg@@=I}d9x;c~#X%so=<sj>2@@=aybb}XjWv0Q~EfEj3vLv;<d,#Y(56H}`978H}_dgaPaFa'a/!#a3Y0a_a;a|!1(a7-[yE3[xt;:pJNvZrrg3uJrvJwNZt=@3pIh=rt3rxPw:5pGOu!5rpJvG'!6Vys=<rz@c4Z&Dt(ax5rtJvZ!&~BpH@wsfNg-vaRlNci*U#=<wei<F}a5@Jq.!a*JQ!%@qZ23d(#Y&RjH5]jCk!u7w&u0udARjFd/prq=tyvpaEa(a:.!a1aZ(@@=I}:9wpd%=<sX55w_h}@@=I{t=ay<aU@@=I}T=ay<2@@=I})?C9:9au@9Cb]}DP~=x-fAZ(2Wl1=ay<aU@@=I}>5@d##Y+jTv|vV~EfFj]uNpn~FRfGdgaK!Z2&!a8a-Tb({E!acTbM*!a(DtY[yYd'%Y#sl[y*hHvh>Re5x2c{Z}.j4uCvcawRiMd+#X+_x&d!},<5RkX;2Hzw@x,gavfB-!{CcF&T#Roe;RodwWbBg5urRgaKvHC*_6Vz+<4opieuew&Rmq@d]&Y)X,T#X0Rh}<BqP=4qS9:ReMg/ujReNJw0!/<Jui%!bd{kawwnemRelAxUa?a3#*.&UX(Ya+a/RhvRnQ<o}9Wmtd-#Y&RgSRmw9;Rmxay=Rmyg-vaRmuxEhSrNu,v-voC!%(aR.a(a7+1Ro1>Ro5CE{A9b]{@;5x#eO{:g;urRi+KrNA!%(Ro3>Ro79;Ri_Ku@>{;&!x%gX|{KunA_+g5QRj/g3u5Rj#g>uERj%wio/xRhS&!,!#^1U}wba{8>>@=be}qC@:D5ba{7Ku+A&!}x?ba}t>>@=be}se(aA^^^Uat!b0#{pa+awUazbGa#aLb9bgaWac'a5TbS=Br!d1#`%scp_Jvl!#rT>Re0JvX&!VyN=H{Fcm#U&:pY=ReaJv2&!]h0=]nUJvG'!6Vy|=<r%JrM_=]h2@Wlud'#)U'Wf'b]{i=]h/Jvh!&~BpWg=v]RnMx+ny#'Nu;pVwjnu=]nwxJnx,T#`&Reqwjnt=]nvieu9vrRjLLuYwP(#+!th@wih5pX~Gr'g5v/Rh4KunA'!-CARnP@wwiN:Rm_9x'cvw>!|l=<saKvAA!0&3@q}>w^e1bp#&Re2Re3BDx7gH#T|f5H|eKuZ>!%(:qNAH{]Jv6!+3B2B9=b^{X<5<B92:E{ZLvhwA(a;a%!igQuyRmad+#Y}m@3Rh5d8#X'X*:AqUAHzmaxwbh<aXRnVcF}RT#Nw&cj#U(BWnug/vsRntdka)(a3+.Zb7aYYan1!bVa@Xa}[y^@b[{G=H{+hFu73Rj&Pv#5ReQcK%T#sig1v{Rj'Ku+D#'!t]~Grm~?rkKuMB!01d5#`'Vy.ta3Dtu~Hroc8#'{^45s85AwZbP&!#Rn!wghxWn#KvEA!)&2RlA2RlBx:h|#(T,=]j09Wobz>x]z/@awRoTd+#Y(az]hFhCrm4d,#Y+jTv|Q~EfMj]uNr|~FRfOdCa!Xa9_X#@<plJvf!%b`{(9;Rgwc;.!#2x7cw#T|UDb]|T5Ju={(!=@E{&Jv)&!Ab`{'awJvf!~*>>@=be{#KuY>!+&4Ezyi[ugv&RjIdea+T)#UXa&T-T&a!Rh9auRmW=]kLg5vuRn+g3u4Rn-Ow6ARn,hHus5xNk?#UX(U~)/g8v0RkD~AwkkF?Ri.OuNBwkkA?Ri/d|a2`a*^UYa.!aBTZaTa'Xa;!(!2!-a#b2[yC>6Vyq3[xr2Wi?g1rusVh%s?DtF~<5rbJs;%!DtBfswKtCj[uvuSsEu3RgVx3o:u+wN'*Zt;@3rd~Grh~?rfg8w)Lq)qE&-a%!>bI|`jWv0vV~EfCjTv|vV~Ef@j]uNpn~FRfBcK#T']gWNu7x,k7q4ai(0!hHv8<RhmkMu9vrsBuev/RhlCJvB!,g<v{wchh~@:Rhji[vrv{wchi~@:RhkdS&a5UY#Ta!RgPwwiI5BwciI~@:Rh`x'iJvj'!5]iJPu8Bwch]~@:Rhach)U#h3rp]gLh@t|Ax,hTq3ah!-(~@:Ro0Ou!5RhXj^v(pyw8unRhVd|)`,^UYas!a?/a2Z'a^Ta{Tb7Ta(a#!a,Wf&9sZ3DtAadamov=Bqt3[xig8vsRm~>waiL2b`{QJv*_Ouv2qgj<v]v2BqfdR'X*X#Y-@3qr~Gqv~?p6hHv-]glPup5Lq+q?_%*b_{qF{n9b^{rOu4ARhpKvCD!+&~Bqp:5Dbb}nwoiKl&unuTuBv]v+ueunaXRf0=Jvh!0nKufu8v1w&w7q%w&uHrz:Rgnj5w,uxDJq/(!hNw'5ReCk0s2u3w/w'5ReFd>Za&!*UaA=<wkgsRnSJv^!%Refifw3vyRgOKu_B'!,<]gkiiu:w&Rh<=C@a^<B57@2F{[<B5@aW:=3away9A5aW=<B=C@a^<B57@2F{Ie-#`(^^^bCara.b8aza6!/bZ,!adTbnTbOb+aFaS!aAT9@Wf~2Wli3Dtl2@d,#Y&RfnRfmJwJZtN~GqyJva&!VyMg<v~Rm%iXuJu3Rm9Jv[_=]ih9wlkDRkCd1#`(@Wg>2Wls3cH#T(@<Rj*=>Ri|b~'#23s9h<~El.d'#Y&Dtxi^rzvdRl#d*#U%(o|B2s`hJwSaxRmDKv4B&!1:Rmdd5#`'Vx}to~Hq{x'f1v3(!BA5ba|bJv_&!Wfug1v]ReIdO+U/Y#&G}-8wze=Rh{g1v]ReHg/uQRf/by#)ibQwERl/cH#T(@<Rj+=>Ri{cNu+vlax-!(#a0qa9<Rii2;;bU{H;x<i=&X#Rk`<4wwi=C9H~8xAI(Y#<azRi@45wXI<B9;5bb~7dL(X#Xa(+!aL6Vy{g5QqOau:5au2@ay547EzbxOcU(UX-T#Ta#:Cbb|A?wjh/b_|SOw6ARgtihr}u7Rhy<d1#T)X1@@=I|~=ay<2@@=aybb}Sj3vLv;<d,#Y(56H}A978H}@dGpvs@uAu`vcw9*!aFa+ai%(b!aXa8.a?a[ozWey=sU2@G}Nch&U#Rf_WexKu+D#'!t:~Gr`~?r^j]uNr|~FRg*j^psurwJt|RmcKv)@&!)7Rkv~Br[@wxfO:Rl3co#U'6Rezj_q#vIuavjRltwzeyh@vr5JqD0!>aY?C9:9au@9Cb]}9cl#U*5;5<H||jbuus1ucv&Rfvg1v~d/pppzqFr^a--a~!aMat1(hFv;Wiz@@=Izoj5uuv-7Rix~Cw`fk2WlVcZ#X,k)u3vWs@u2]ktg;wEx'fBq(_2Wg/jTv|vV~EfoJv]!15x'hzqG!(P~EfU~CRl_j6v(us5x4i-#T(2WmZ?C2F|d>Kq<aj1!*jTqIsBv=Wl`~Cw`fi2WlWj`v0u*~>RlR=c>Z,k#u3vWs@u2]kr<c1Z+jTqIsBv=Wla~Cw`fm2WlXdmb3!a{(arZa`bkTa%TbQTa-a9+c'!aM!/[yL=Bqug.w'RifhFvyDRj.g>vgwyk^9]k^Jv3_@WfbAARkhJw2_[x|JvB_wkoIRoKwkoJRoLd'(Y#<]gm=<9<H|yd'%_X#skDtb3awwqkgNulRkgdB#^',9:p'hJwSaxRmEBwVb8@4=H|qLu+w50&!)@3qs~?pU>Awwn;;Rn=c:Z'ARn<=<qwKvC@!/&~BqqJv6!&]eVb^z^xRge'/a%+^`#Sge}6<4Rn3=]n0Pw2>Rn8Jw0!&>Rn:>Rn6cY#a7+!a&=<wkaNw~h3z_c5Z{=wjh#=]nLKv^D!&)Vyz=bW|swYb<WetcG#T(2wxa@qVx@gD#Y&b^|V5JwG&!5bb|pg/w&RgD@x=kHs=uAvn!a%%/'+RmSRh694Ro`g-vaRmRhHv-]mlxCcS#`&ba~.5cD#Ta)P~=d,#Y(56H{>978H{Dd_#{2^Y%_+qbbb{6g3sERhsbU{?dfa.,`a(Xa<!aiX#(55RiG54RiHcI#T'WiU3RiVNvdwtfcRlKNvdd,#Y&RlHRlExQgf.1*^T'X#Sgf}6Wn4=]hfPrk>Rn7Jw0!&>Rn5>Rn9Lunw?&a2!,5<oq@@wqfdRlJj5Q~=d,#Y(~ARfcOuN]fdDKw;ay(}i!547E}j?cI#T(@5bV}iCbV}hdv(^^Tb?a40,b##Tbo!a*bR!a<b|a/!aKai!aU[yK=]o^g:v>ReGJwPZtK<7Rh+h<~El,Pv#5ReR@awwxjCg,ulRjDJv6&!]j!z?aQeeg>w=Sh<eeJw;!&axEzOg,Qosc!#*:wkeJ]eJ>x'h-u(!%Ro.w~h.zPdNZ(X,Ya![x{;9ReY;wkgxRiF:x?ap#Y&RmUg<s2Rkod]+UY0TZ'!a&A9sw<=bczLNvuw{gqzNhJwSaxRmCKuLay!#&s_Rf-55b^{uJvZa!!c%#(55Ri654wmiu5RiuawLu,vp!+}^%b_}Y9;wkgxba}o>A9:=b^}zKuh=a''!3awRk3c*'!#aHRk6c+Z&Rk5Rk4Jv)&!awRjSawd9*`#0?C2@EzMj8u<uJ5RmbjQrquJu3x,k>uq@_+=ayb^|W~ARkEOuN]k@7dhzV^X/X&a-#zRzSb`zXcJzTT#2WkVKvDBzW!%FzY9;5bbzWjQrquJu3Jw3%!b`zU=ayb^zQd:#X(T-a!6Vyywxh}=b]{Jg=u1RiAdGp~qHtzv!w(wA+a+a;<!aJaYai'anasb(=azRmV:Cbb{MLq2vb!%')RjuRjrRjtRjqx3jnqCw3!%')Rk(Rk+Rk&Rk)Lq2vb!%')Rj{RjxRjzRjwLq2vb!%')RjsRjpRjfRjex3jcqCw3!%')Rk'Rk*RjkRjl9<CbbzfOu4ARhxLq2vb!%')RjyRjvRjhRjgx=joq*uKvb!%')+-Rk.Rk%Rj~Rk-Rk#Rj}x=jdq*uKvb!%')+-Rk,Rk!Rj|RjmRjjRjidAq&qKs@uAv8Aa.'*-a@a&0!aM@a5[y73Dsy3Ds|3Dt):wxgI2sHJwJZt.~Gqxwsf0ikrzt}Rl0Jvy_[xj~HqzKv_A|D!&WfP8axRoVcf,U#k(v]v+ueunaXRf1Ju}'!g8u#Ri=jQw!sCunLprq>!,')~<5qeGzq9F{W=c##%s5au:5aU3CBE|;d4#X(D!a&6Vygx(b;#(=]ed?C2F{N<capoq2r[a&!aPa9,'Pw;5s:@@=I|,55w_h|@@=IzcP~=x'fCqB_2Wl2>aU@@=I|1OuNBc1Z+jTqIsBv=Wlc~Cw`fl2WlZ~AcTa%!Z+jTqIsBv=Wlb~Cw`fh2WlYk+uNqJsBv=WlSg,u3dca3#UXaMYa)TaB-=cM|7T#<bI}l5@B932:aV2G{BOuNBJq:|M!5Ezt=<B=C@a^<B57@2F{v>cB{/T#=ay<bI{3Jv6!a.6BKq0ah&+!5E}HP~Ef{978BaU@@=Iza<7d#.Y#978BaU@@=IzH~AJq0!(@@=IzG978BaU@@=IzFe,aU*Y&^^^bvJb,b:bFad!a,c2Ta>aL.bo6!a#CbTa'T#Re{2Wlh2@G{yg6t~Ro_NvdRfticuRQRllJv3&!x&c|zs@Jw3!%RflwpfkRlpKuL;%(!Re<@G|C2GzdhIvuBwgjAg-u0RjAKQB%!(GzZ@G|5NuuRl7d='T+Y#Vy[g<v~Rm!==G|>JvA!)@wma=]m1ifuaw&RmnLs@vT'!|/+[y,g:v>ReTJw1!#qX=x!eC{bLu+wT&)ZtZauq_~Graci&U#F|89:r_Lupvq!.)&2RlG8RfaC=x!eF{_h?rpWlmd&'!#X|&]k::xJey#`'T|+<E|&2@H|%dE#(^,g;u.RiEg6vjRiC9xCkA{O|zY#g=ucRmXKs0@!&*@G|m@awRknJuh!,3d(}gY}eJvj!%Rm):Jw3!%Rm+Rm-Ls0w(&!a(a#@b[|6cZ#X'7RkxWgAOu4ARn'dH'U#Y*Vz-Wm'CARm}d]*#a%^a*T'aK!a<9bV{PC=p*Jw4!&SgxcbB5r]idw(wBRmF7xFkt#&`(Rm/Rm8E|!JuY_9:Rl5=wrgr2:bbxd@xXfB(a*#T+!.X0X1Ta/a'T&RlDRfL>RlyARl9b[z[>RfZ:RlL:RfRwlg/ARl;9;RlxKv,A/!%7s69<74=BA5ba{-8Bde#`a<XaKYa1,a'P~=wxfB2bZ}}?C972@@=I}r8@55B9;5bb}G978B2@@=aybb}3j3vLv;<Jw3&!>Rfk=ayb^}4~Ad1#`*@@=aybb{w2@>==<bbz]dx+UY#^UaF!a9!bB'Ya1.!ajXa#%olRhD[y=3Dt#Ov5BrHKuMB%!(Rf^Wep~HrJwkiQjKr|~FRg)Ku+D#'!t5~GrF~?rDdV)UY,Z/_7RkuG{<~BrBg,rlsO:235B@bX}|d?a1!#`(6Vyn5@d##Y+jTv|vV~EfIj]uNpn~FRfH7Lq2vb1!a9-978BaU@@=Iz9978BbU}#~AJq0!(@@=Iz8978BaU@@=Iz7~AJQ|}!978BbU}!JvkaK!AdUa21-U#`a+(g/vsRn~Ou!5RPj:rmu9WhOjXuvvNr}:RhAj^v(pyw8unRn[kPr}p|u7vwv]RiSBd;pppzq@qHQa?(b.!a.a`@.|xa(hFv;Wiyj5uuv-7Riw~Cw`fg2WlU978BbU|wOuNBJqG!(P~EfD~CRlQcZ#X,k)u3vWs@u2]ksg;wEx'f@q1_2Wg.j]uNpn~FRfqJv]!15x'h{qG!(@@=IzK~CRl^j6v(us5x4i,#T(2WmY?C2F{1>Kq<aj1!*jTqIsBv=Wld~Cw`fj2Wl[j`v0u*~>RlT=c>Z,k#u3vWs@u2]kq<c1Z+jTqIsBv=Wle~Cw`fn2Wl]dn1#c(a(b^a2!b/bAT(bj!aDa7bu,a_a{c0!2T0g:v>ReD2@G{42@G{5~DpM~<5rc=Bx6i>{RT#RnI@zCx]y]z:2Jv[!zr5Awyk]9]k]dD(Y+X#6Vz.g=wKtgwhaCwgmTWj2Lu,w%_+/[y-B;b^xeg3u3Rj-2@bX{*KrJ<!+'@Wg(g?QRlC@Jv`!%b[zIwsfII}8JQ_@w|kW|=Jv(%!AqcOuNBJvEzh!bYzjLs@wP#(0!oy@>RkdJwMZtc3Dtd@BcG#T'9bWxg2@2Fznd*#Y+;2x'c}w<zizixNgwa#Z'U+!/!a'!a+w~g~z6wcn{Rn}wcnzRn|5Rh%=]nJg5vuRmvNvdRlvcprJu}w*az*a#!%.a.'Bot9qT]kj@Wg'ay2Gzv@Jv`!%b[zEwsfHI}1;ck#Ux`<Cbbx_Lu+w!a&0*!wko*wwo,So,}6Juqxf!E}PigQuyRm`d3(`#8>Rn%:A5B;bZ~%KvhCa!a2!x>k7#Uxb@b{#xaRk7Jw0!)>wwhlShl}6>wwhmShm}6CJvB!.x'hhvj{!!5Bwkhhbaz}x'hivjz~!5Bwkhibaz|xEhTrNu,v-vpD!a%&/)a3a.,%Ro2t[CE{)@3re9b]{%wjo09:rgc:Z&Ro6=<riifuaw&RmoKrNA!%(Ro4>Ro89;Ri`dSaL'UYzxZb)7Rka3xRhT&!,!#^1U}vbaz{>>@=be}yC@:D5bazzKu+A&!}{?ba}y>>@=be}wxBh[t`u~vJvr!%a!a()a,a0a4RoC=]o;Ju(!%RoGRhdwjh`=]oAg>w#Ro?g5vuRo=NvdRl|Ku]C.!&;RoEJvB!%RoORoMBx'h[v+_?w~h`}~5?w~hd~!xKh]oiptu-utv.vp!#%&a30a@a'a+(a/aOp(o~p!RoDJu(!%RoHRhewjha=]oBNvdRl}g>w#Ro@g5vuRo>c[#X']o<CauRoRAd-#Y':RkpauRoQKu]C.!&;RoFJvB!%RoNRoPBx'h]v+_?w~ha}t5?w~he}ue!/UbhYacXaW^Tc&a;b:a-c/#b&aja1(!cL+!bKbt!bmcRc9aIc?8[yW3Dtt94Rg`Jv}!&SiRMzBhEebShEMNuPRe>x7gL#TzuwjirRipc<Z&>on;>z=h-MSh.Mwqczx'a7vj&!>Re4@=ResJt__NuPRi*NuPRi)j]uNr|~FRfzKrJ>_+@Wfy@Wf]2WocKrJ<!+'@Wg%g/QRl@@Jv`!&awRl<wsfFIzgLu(w*!.*&ShBMwvhIRhI9;RhNx1hK'!#Sn]Mx1hK~0!#:2<H~7cNu+w7D*'1ZtW>Rn1~?rOc:Z&Rn2=<rQ<7wjh&=BSnLMc]#X(6Vz)w[b=a!U#9wzgMc3#&(RgMRitRis<x,gKt`ax!&+SioM=BSilMc3#&(RgKRinRimKurB,!&SiQMzBhDebShDM6BJQ!(P~Efx978B2@@=I}WLrJw!!,a*&@G}O@9wkibRid@@x'fKwC!&SlDMSfLMjUv~Q~EfKKv3@a+!(hFv-]mpx/hYZ(C5RiWz<o/MwkhY?So/M@x,gbvfB*&!SgEM:SoeeehFu3:Rgbda(,^TZa)X/7Sg[eb:2RgI~BrMC@wgkc:wwkcRerx3h(uUvK!&*,SnOM4Sh*MArRg;wHRh(x=h;rJvPwI!a4',a'0@Wg&=BSh/Mg>w=Rh=g3w*wwgGRgGcW(X#;Sg}M2Gzk@Jv`!&awRl=wsfGIz`dKZ*T'Y-:RhR7RhQg5u-p`j6v(us5d,#Y+~Awkia?RicOuNBwkibba}Ld6p~tyu_vbAa'a+!a/'a3aEa8a!>Sh,ebJv{!&Sh@ebSaReb9;SgwebNuPRi(NvdRl)NuPRi'hHu^<Rm^Jvv_@Wl(g;u1Si/ebKu'B&!*Sh?eb@Wl'z@aPeb95Si.ebcpputyvjB)!,&a+0a%ShAMWeK@G}C@WfJ9;RhMwvhH9w{ia}ix,hJvRA1(!zAn[MRhHx1hJ~*!#hFv(BSn[MBJQ!(@@=I~'978B2@@=I}2db.Ua<'X}+T#a0XaG2G}E;wkg|wuh!Rh!x,hZu,@)!&So0MVy)C5RiXACJvB!&5RiY5RiZg8w)cG}*T#2@bU}=KsA>(!a.3wkhZba~(x,h^u(A!&(SoCMRhb5Bz=h[eb?w~hb~6x,h_u(A!&(SoDMRhc5Bz=h]eb?w~hc~6e)aA1T#T,^^^c-bMb&blcPaP(a/!0!bA=b5c@a(!bfbrc#2afwmhARnjwchORnp2Wlf3DtsNvdRl-2@wpa<]m0bx(#:awRk2@Jw3!%RfhwpfgRlnKQB%!(G{V@G|'NuuRl6d='T+Y#VyUg<v~Rl~==G|<Jv+'!aYShC}6@B<5?ba~8@Jw3'!g2QRljhLrpWlOd+#Y'g.w'rIg>w*wgj@g-u0Rj@Lu+wT&)ZtUauq]~GrGci&U#F|39:rELrNvj!.%*RhCwunfw~nf~:9;Ri]>wtnhg;wHRnhx3hDs@v~!/+'@Wfr@9RkSNu&Rlo=@<5GzoKs0@_+@Wl+@awRkmJuh!-3d(}pY#qWJvj!%Rm(:Jw3!%Rm,Rm*de&!1U-U#`)Re;@G|.@9Ri82@wjfvRlq=@<5GzpLvOvr!).&2RlF8Rf`C=x!eE{.Jw3_g2QRlkhLrpWlPde(!#U{s,UXa*Ta'[y'g:v>ReS;x0PZ&RnlRnn~HrKJw1}f!=x!eB|2w]aP(#Xa&a*Ta.Ua2a7=]iOd'#Y&Ro&WnWg;u.RiDg6vjRiBNvdRlzhNvj]nYJuW_2Wm3x)kFze{9d])!a.!,Y01!#&aC!a3RndC=ox~BrC@2b^{pg,rlse7x'ksuq!%Rm.E{xidw(wBRmGx9o+)X#wwo-So-}69:Rl4@xSf@a#XZ'X)X,Ta(/ARl8b[xc>RfY:RlI:RfQwlg.ARl:9;Rlwdn'#^XafaQa1X1TaHTa)@b[{zcZ#X'7RkwWg@Ou4ARn&x)kG#{,g7u/RkGdH'U#Y*Vz'Wm&CARm|bx#(A]gUbUzJj9Q~=d,#Y(56H}l978H{U7d,0#U*2>ABb_xZ978BbU{e~AJQ{g!978BbU{hxMh?ad{oUYZ.x1h?{l!#:2<H{mx3n[t{vl!,&a%3Ro(z=iS}6ARnr=Bwsn^wvn`Rnbd`*T}B0!#^X'BG{c9b]{a>>@=be}F?JvS!&BG{d7BG}(Bde#`a1X,Ya@!a'P~=wxf@2bZ}I56B2@@=aybb}08@55B9;5bb}<j3vLv;<Jw3&!>Rfg=ayb^}&OuNBKuLA!)a!P~=x#fD{f2@>==<bbzl?C972@@=Ix^d6rSu,v7w*C(0a)a6#B+a%!sQ[y?3Dt%3[xn~<5rLOu!5p@Ku+D#'!t7~GrP~?rNKvlaya7'!h+v-5qMg=t|cd,U#5AAaa5Abb{S@52B5@a[@52B5Gx[iXueu;d<#`a(!/549C;ag>23ExY5@Dah89b^~689Jv)!~2b[~1Lv'w(%*!a#bX|aPrmawRe]keu7uhv-q6rxu,q`xTo]/a5aU!bNaDXbi!b-!ao!b<bwA!#5@B932:aV2G|:d-)Y#hJrL>RhG<7@C5<H|_=Cau:5aj5@B932:bJ|ng>vIbs)#?C2F|9jPv0w.vISh-MKvUaz(.!9ABbb|[5;5<H|Eg>unwfh;9:4E|YjQsBt|vjx'hYq3!(?C2F|J:2<BaY?C2F|GOu!5x,g|p{ah!-(?C2F|c9:4E|OjXuvvNr}:Rh&i[w*t|cd+U#jJvsu)vsSn~Mkfrmu9p}u7vwv]So!McW#Xa!ax5@A5aY:5;5<H|>kJv~vYrquJu3x4ib#T)2@SmZM?C2F|Bj:rmu9@xPhI(a*a#U#`a3-5Abb|L~@:RhK9:4E|0@52B5G|#C::aY?C2F|-:2<BaY?C2F|.5Jvk!a)javYrquJu3x4ia#T)2@SmYM?C2F|HAxPhH(!a#U#`a*-5Abb|4~@:RhJ9:4E|R@52B5G|F:2<BaY?C2F|Sc^#Xa2j=Qq5CJvB!-g<v{z;hhM?C2F|Zi[vrv{z;hiM?C2F|XKsA>!a)-g<v{z;h[eb?C2F|]i[vrv{z;h]eb?C2F|^iZu.vix,hZq3ah!.(?C2F|QOu!5ShXM:2<BaY?C2F|P", 13494, 2713, 49, 25, 61);
  }
});

// node_modules/entities/dist/generated/decode-data-xml.js
var xmlDecodeTree;
var init_decode_data_xml = __esm({
  "node_modules/entities/dist/generated/decode-data-xml.js"() {
    xmlDecodeTree = /* @__PURE__ */ new Uint16Array([
      512,
      26465,
      29036,
      7,
      0,
      2,
      4,
      116,
      24638,
      116,
      24636,
      8693,
      29807,
      24610,
      621,
      1,
      0,
      0,
      3,
      112,
      24614,
      111,
      115,
      24615
    ]);
  }
});

// node_modules/entities/dist/internal/bin-trie-flags.js
var BinTrieFlags;
var init_bin_trie_flags = __esm({
  "node_modules/entities/dist/internal/bin-trie-flags.js"() {
    (function(BinTrieFlags2) {
      BinTrieFlags2[BinTrieFlags2["VALUE_LENGTH"] = 49152] = "VALUE_LENGTH";
      BinTrieFlags2[BinTrieFlags2["FLAG13"] = 8192] = "FLAG13";
      BinTrieFlags2[BinTrieFlags2["BRANCH_LENGTH"] = 8064] = "BRANCH_LENGTH";
      BinTrieFlags2[BinTrieFlags2["JUMP_TABLE"] = 127] = "JUMP_TABLE";
      BinTrieFlags2[BinTrieFlags2["VALUE_MASK"] = 8191] = "VALUE_MASK";
    })(BinTrieFlags || (BinTrieFlags = {}));
  }
});

// node_modules/entities/dist/decode.js
function unpackConsumed(packed) {
  const consumed = packed >>> CONSUMED_SHIFT;
  return consumed === CONSUMED_OVERFLOW ? longNumericConsumed : consumed;
}
function isNumber(code2) {
  return code2 - CharCodes.ZERO >>> 0 <= 9;
}
function isHexadecimalCharacter(code2) {
  return (code2 | TO_LOWER_BIT) - CharCodes.LOWER_A >>> 0 <= 5;
}
function isAlpha(code2) {
  return (code2 | TO_LOWER_BIT) - CharCodes.LOWER_A >>> 0 <= 25;
}
function isEntityInAttributeInvalidEnd(code2) {
  return code2 === CharCodes.EQUALS || isAlpha(code2) || isNumber(code2);
}
function determineBranch(decodeTree, current, nodeIndex, char) {
  const branchCount = (current & BinTrieFlags.BRANCH_LENGTH) >> 7;
  const jumpOffset = current & BinTrieFlags.JUMP_TABLE;
  if (jumpOffset) {
    if (branchCount === 0) {
      return char === jumpOffset ? nodeIndex : -1;
    }
    const slot = char - jumpOffset;
    if (slot >>> 0 >= branchCount)
      return -1;
    const stored = decodeTree[nodeIndex + slot];
    return stored === 0 ? -1 : nodeIndex + branchCount + stored - 1 & 65535;
  }
  if (branchCount === 0)
    return -1;
  const packedKeySlots = branchCount + 1 >> 1;
  const branchEnd = nodeIndex + packedKeySlots + branchCount;
  for (let index = 0; index < branchCount; index++) {
    const packed = decodeTree[nodeIndex + (index >> 1)];
    const key3 = packed >> ((index & 1) << 3) & 255;
    if (key3 === char) {
      const pointerIndex = nodeIndex + packedKeySlots + index;
      return branchEnd + decodeTree[pointerIndex] & 65535;
    }
    if (key3 > char)
      return -1;
  }
  return -1;
}
function readTrieValue(decodeTree, nodeIndex, valueLength) {
  if (valueLength === 1) {
    return String.fromCharCode(decodeTree[nodeIndex] & BinTrieFlags.VALUE_MASK);
  }
  if (valueLength === 2) {
    return String.fromCharCode(decodeTree[nodeIndex + 1]);
  }
  return String.fromCharCode(decodeTree[nodeIndex + 1], decodeTree[nodeIndex + 2]);
}
function parseNumericEntity(input, numberStart, inputLength) {
  let offset = numberStart + 1;
  let cp = 0;
  let digitStart = offset;
  if (offset < inputLength && (input.charCodeAt(offset) | TO_LOWER_BIT) === CharCodes.LOWER_X) {
    offset += 1;
    digitStart = offset;
    while (offset < inputLength) {
      const char = input.charCodeAt(offset);
      if (isNumber(char)) {
        cp = cp * 16 + (char - CharCodes.ZERO);
      } else if (isHexadecimalCharacter(char)) {
        cp = cp * 16 + ((char | TO_LOWER_BIT) - CharCodes.LOWER_A + 10);
      } else {
        break;
      }
      offset += 1;
    }
  } else {
    while (offset < inputLength) {
      const digit = input.charCodeAt(offset) - CharCodes.ZERO;
      if (digit >>> 0 > 9)
        break;
      cp = cp * 10 + digit;
      offset += 1;
    }
  }
  if (offset === digitStart)
    return 0;
  if (offset < inputLength && input.charCodeAt(offset) === CharCodes.SEMI) {
    offset += 1;
  }
  if (cp > 1114111)
    cp = 1114112;
  let consumed = offset - numberStart;
  if (consumed >= CONSUMED_OVERFLOW) {
    longNumericConsumed = consumed;
    consumed = CONSUMED_OVERFLOW;
  }
  return consumed << CONSUMED_SHIFT | cp;
}
function decodeWithTrie(input, isStrict, isAttribute) {
  const decodeTree = htmlDecodeTree;
  let offset = input.indexOf("&");
  if (offset < 0)
    return input;
  const inputLength = input.length;
  let chunkStart = 0;
  let result = "";
  const root = decodeTree[0];
  const rootJumpOffset = root & BinTrieFlags.JUMP_TABLE;
  const rootBranchCount = (root & BinTrieFlags.BRANCH_LENGTH) >> 7;
  do {
    const entityStart = offset + 1;
    const firstChar = input.charCodeAt(entityStart);
    let consumed;
    let value;
    if (firstChar === CharCodes.NUM) {
      const packed = parseNumericEntity(input, entityStart, inputLength);
      consumed = unpackConsumed(packed);
      if (isStrict && consumed > 0 && input.charCodeAt(entityStart + consumed - 1) !== CharCodes.SEMI) {
        consumed = 0;
      }
      value = consumed === 0 ? "" : codePointToString(packed & CODE_POINT_MASK);
    } else if (isAlpha(firstChar)) {
      consumed = 0;
      value = "";
      const rootSlotIndex = firstChar - rootJumpOffset;
      let nodeIndex;
      if (rootSlotIndex >>> 0 < rootBranchCount) {
        const stored = decodeTree[1 + rootSlotIndex];
        nodeIndex = stored === 0 ? -1 : rootBranchCount + stored & 65535;
      } else {
        nodeIndex = -1;
      }
      let bestNodeIndex = 0;
      let bestValueLength = 0;
      let current = nodeIndex < 0 ? 0 : decodeTree[nodeIndex];
      let index = entityStart + 1;
      trie: while (index < inputLength) {
        while (
          // Value-less, non-run node with a nonzero jump offset.
          (current & (BinTrieFlags.VALUE_LENGTH | BinTrieFlags.FLAG13)) === 0 && (current & BinTrieFlags.JUMP_TABLE) !== 0
        ) {
          const jumpOffset = current & BinTrieFlags.JUMP_TABLE;
          const branchCount = (current & BinTrieFlags.BRANCH_LENGTH) >> 7;
          if (branchCount === 0) {
            if (input.charCodeAt(index) !== jumpOffset)
              break trie;
            nodeIndex += 1;
          } else {
            const slot = input.charCodeAt(index) - jumpOffset;
            if (slot >>> 0 >= branchCount)
              break trie;
            const stored = decodeTree[nodeIndex + 1 + slot];
            if (stored === 0)
              break trie;
            nodeIndex = nodeIndex + branchCount + stored & 65535;
          }
          current = decodeTree[nodeIndex];
          index += 1;
          if (index >= inputLength)
            break trie;
        }
        if ((current & (BinTrieFlags.VALUE_LENGTH | BinTrieFlags.FLAG13)) === BinTrieFlags.FLAG13) {
          const runLength = (current & BinTrieFlags.BRANCH_LENGTH) >> 7;
          if (input.charCodeAt(index) !== (current & BinTrieFlags.JUMP_TABLE)) {
            break;
          }
          index += 1;
          const remaining = runLength - 1;
          let wordIndex = nodeIndex + 1;
          let charIndexInPacked = 0;
          for (; charIndexInPacked + 1 < remaining; charIndexInPacked += 2) {
            const packed = decodeTree[wordIndex];
            if (input.charCodeAt(index) !== (packed & 255))
              break trie;
            index += 1;
            if (input.charCodeAt(index) !== (packed >> 8 & 255))
              break trie;
            index += 1;
            wordIndex += 1;
          }
          if (charIndexInPacked < remaining) {
            if (input.charCodeAt(index) !== (decodeTree[wordIndex] & 255))
              break;
            index += 1;
          }
          nodeIndex += 1 + (runLength >> 1);
          current = decodeTree[nodeIndex];
          continue;
        }
        const valueLength = current >>> 14;
        const char = input.charCodeAt(index);
        if (valueLength !== 0) {
          if (char === CharCodes.SEMI) {
            consumed = index - entityStart + 1;
            value = valueLength === 1 ? String.fromCharCode(current & BinTrieFlags.VALUE_MASK) : readTrieValue(decodeTree, nodeIndex, valueLength);
            break;
          }
          if (!isStrict && (current & BinTrieFlags.FLAG13) === 0) {
            consumed = index - entityStart;
            bestNodeIndex = nodeIndex;
            bestValueLength = valueLength;
          }
          if (valueLength === 1)
            break;
        }
        const next2 = determineBranch(decodeTree, current, nodeIndex + (valueLength || 1), char);
        if (next2 < 0)
          break;
        nodeIndex = next2;
        current = decodeTree[nodeIndex];
        index += 1;
      }
      if (value === "") {
        const finalVL = current >>> 14;
        if (finalVL !== 0 && !isStrict && (current & BinTrieFlags.FLAG13) === 0) {
          consumed = index - entityStart;
          bestNodeIndex = nodeIndex;
          bestValueLength = finalVL;
        }
        if (consumed > 0) {
          value = readTrieValue(decodeTree, bestNodeIndex, bestValueLength);
        }
      }
    } else {
      consumed = 0;
      value = "";
    }
    if (consumed === 0 || isAttribute && firstChar !== CharCodes.NUM && input.charCodeAt(entityStart + consumed - 1) !== CharCodes.SEMI && entityStart + consumed < inputLength && isEntityInAttributeInvalidEnd(input.charCodeAt(entityStart + consumed))) {
      offset = entityStart;
    } else {
      if (chunkStart < offset) {
        result += input.slice(chunkStart, offset);
      }
      result += value;
      offset = chunkStart = entityStart + consumed;
    }
    if (input.charCodeAt(offset) !== CharCodes.AMP) {
      offset = input.indexOf("&", offset);
    }
  } while (offset >= 0);
  return result + input.slice(chunkStart);
}
function decodeHTMLStrict(htmlString) {
  return decodeWithTrie(htmlString, true, false);
}
var CharCodes, TO_LOWER_BIT, CONSUMED_SHIFT, CODE_POINT_MASK, CONSUMED_OVERFLOW, longNumericConsumed, EntityDecoderState, DecodingMode, EntityDecoder;
var init_decode = __esm({
  "node_modules/entities/dist/decode.js"() {
    init_decode_codepoint();
    init_decode_data_html();
    init_decode_data_xml();
    init_bin_trie_flags();
    init_decode_data_html();
    init_decode_data_xml();
    (function(CharCodes3) {
      CharCodes3[CharCodes3["AMP"] = 38] = "AMP";
      CharCodes3[CharCodes3["NUM"] = 35] = "NUM";
      CharCodes3[CharCodes3["SEMI"] = 59] = "SEMI";
      CharCodes3[CharCodes3["EQUALS"] = 61] = "EQUALS";
      CharCodes3[CharCodes3["ZERO"] = 48] = "ZERO";
      CharCodes3[CharCodes3["NINE"] = 57] = "NINE";
      CharCodes3[CharCodes3["LOWER_A"] = 97] = "LOWER_A";
      CharCodes3[CharCodes3["LOWER_X"] = 120] = "LOWER_X";
    })(CharCodes || (CharCodes = {}));
    TO_LOWER_BIT = 32;
    CONSUMED_SHIFT = 21;
    CODE_POINT_MASK = 2097151;
    CONSUMED_OVERFLOW = 2047;
    longNumericConsumed = 0;
    (function(EntityDecoderState2) {
      EntityDecoderState2[EntityDecoderState2["EntityStart"] = 0] = "EntityStart";
      EntityDecoderState2[EntityDecoderState2["NumericStart"] = 1] = "NumericStart";
      EntityDecoderState2[EntityDecoderState2["NumericDecimal"] = 2] = "NumericDecimal";
      EntityDecoderState2[EntityDecoderState2["NumericHex"] = 3] = "NumericHex";
      EntityDecoderState2[EntityDecoderState2["NamedEntity"] = 4] = "NamedEntity";
    })(EntityDecoderState || (EntityDecoderState = {}));
    (function(DecodingMode2) {
      DecodingMode2[DecodingMode2["Legacy"] = 0] = "Legacy";
      DecodingMode2[DecodingMode2["Strict"] = 1] = "Strict";
      DecodingMode2[DecodingMode2["Attribute"] = 2] = "Attribute";
    })(DecodingMode || (DecodingMode = {}));
    EntityDecoder = class {
      decodeTree;
      emitCodePoint;
      errors;
      /** The current state of the decoder. */
      state = EntityDecoderState.EntityStart;
      /** Characters that were consumed while parsing an entity. */
      consumed = 1;
      /**
       * The result of the entity.
       *
       * For named entities: the trie index of the best legacy match so far
       * (0 = none). For numeric entities: the accumulated code point.
       */
      result = 0;
      /** The current index in the decode tree. */
      treeIndex = 0;
      /**
       * Characters consumed since the last recorded legacy match, plus one.
       * Invariant at the top of the `stateNamedEntity` loop: `excess` equals
       * the number of unrecorded consumed characters + 1.
       */
      // biome-ignore lint/correctness/noUnusedPrivateClassMembers: False positive (read via destructuring)
      excess = 1;
      /** The mode in which the decoder is operating. */
      decodeMode = DecodingMode.Strict;
      /** The number of characters that have been consumed in the current run. */
      // biome-ignore lint/correctness/noUnusedPrivateClassMembers: False positive
      runConsumed = 0;
      constructor(decodeTree, emitCodePoint, errors) {
        this.decodeTree = decodeTree;
        this.emitCodePoint = emitCodePoint;
        this.errors = errors;
      }
      /**
       * Resets the instance to make it reusable.
       * @param decodeMode Entity decoding mode to use.
       */
      startEntity(decodeMode) {
        this.decodeMode = decodeMode;
        this.state = EntityDecoderState.EntityStart;
        this.result = 0;
        this.treeIndex = 0;
        this.excess = 1;
        this.consumed = 1;
        this.runConsumed = 0;
      }
      /**
       * Write an entity to the decoder. This can be called multiple times with partial entities.
       * If the entity is incomplete, the decoder will return -1.
       *
       * Mirrors the non-streaming `decodeWithTrie`, but with the ability to stop decoding if the
       * entity is incomplete, and resume when the next string is written.
       * @param input The string containing the entity (or a continuation of the entity).
       * @param offset The offset at which the entity begins. Should be 0 if this is not the first call.
       * @returns The number of characters that were consumed, or -1 if the entity is incomplete.
       */
      write(input, offset) {
        switch (this.state) {
          case EntityDecoderState.EntityStart: {
            if (input.charCodeAt(offset) === CharCodes.NUM) {
              this.state = EntityDecoderState.NumericStart;
              this.consumed += 1;
              return this.stateNumericStart(input, offset + 1);
            }
            this.state = EntityDecoderState.NamedEntity;
            return this.stateNamedEntity(input, offset);
          }
          case EntityDecoderState.NumericStart: {
            return this.stateNumericStart(input, offset);
          }
          case EntityDecoderState.NumericDecimal: {
            return this.stateNumericDecimal(input, offset);
          }
          case EntityDecoderState.NumericHex: {
            return this.stateNumericHex(input, offset);
          }
          default: {
            return this.stateNamedEntity(input, offset);
          }
        }
      }
      /**
       * Switches between the numeric decimal and hexadecimal states.
       *
       * Equivalent to the `Numeric character reference state` in the HTML spec.
       * @param input The string containing the entity (or a continuation of the entity).
       * @param offset The current offset.
       * @returns The number of characters that were consumed, or -1 if the entity is incomplete.
       */
      // eslint-disable-next-line unicorn/consistent-class-member-order
      stateNumericStart(input, offset) {
        if (offset >= input.length) {
          return -1;
        }
        if ((input.charCodeAt(offset) | TO_LOWER_BIT) === CharCodes.LOWER_X) {
          this.state = EntityDecoderState.NumericHex;
          this.consumed += 1;
          return this.stateNumericHex(input, offset + 1);
        }
        this.state = EntityDecoderState.NumericDecimal;
        return this.stateNumericDecimal(input, offset);
      }
      /**
       * Parses a hexadecimal numeric entity.
       *
       * Equivalent to the `Hexademical character reference state` in the HTML
       * spec. Digit parsing matches the hex loop in `parseNumericEntity`.
       * The accumulated value is preserved for numeric validation callbacks.
       * @param input The string containing the entity (or a continuation of the entity).
       * @param offset The current offset.
       * @returns The number of characters that were consumed, or -1 if the entity is incomplete.
       */
      stateNumericHex(input, offset) {
        const inputLength = input.length;
        let { result } = this;
        let { consumed } = this;
        while (offset < inputLength) {
          const char = input.charCodeAt(offset);
          if (isNumber(char) || isHexadecimalCharacter(char)) {
            const digit = char <= CharCodes.NINE ? char - CharCodes.ZERO : (char | TO_LOWER_BIT) - CharCodes.LOWER_A + 10;
            result = result * 16 + digit;
            consumed += 1;
            offset += 1;
          } else {
            this.result = result;
            this.consumed = consumed;
            return this.emitNumericEntity(char, 3);
          }
        }
        this.result = result;
        this.consumed = consumed;
        return -1;
      }
      /**
       * Parses a decimal numeric entity.
       *
       * Equivalent to the `Decimal character reference state` in the HTML
       * spec. Digit parsing matches the decimal loop in `parseNumericEntity`.
       * The accumulated value is preserved for numeric validation callbacks.
       * @param input The string containing the entity (or a continuation of the entity).
       * @param offset The current offset.
       * @returns The number of characters that were consumed, or -1 if the entity is incomplete.
       */
      stateNumericDecimal(input, offset) {
        const inputLength = input.length;
        let { result } = this;
        let { consumed } = this;
        while (offset < inputLength) {
          const digit = input.charCodeAt(offset) - CharCodes.ZERO;
          if (digit >>> 0 > 9) {
            this.result = result;
            this.consumed = consumed;
            return this.emitNumericEntity(digit + CharCodes.ZERO, 2);
          }
          result = result * 10 + digit;
          consumed += 1;
          offset += 1;
        }
        this.result = result;
        this.consumed = consumed;
        return -1;
      }
      /**
       * Validate and emit a numeric entity.
       *
       * Implements the logic from the `Hexademical character reference start
       * state` and `Numeric character reference end state` in the HTML spec.
       * @param lastCp The last code point of the entity. Used to see if the
       *               entity was terminated with a semicolon.
       * @param expectedLength The minimum number of characters that should be
       *                       consumed. Used to validate that at least one digit
       *                       was consumed.
       * @returns The number of characters that were consumed.
       */
      emitNumericEntity(lastCp, expectedLength) {
        if (this.consumed <= expectedLength) {
          this.errors?.absenceOfDigitsInNumericCharacterReference(this.consumed);
          return 0;
        }
        if (lastCp === CharCodes.SEMI) {
          this.consumed += 1;
        } else if (this.decodeMode === DecodingMode.Strict) {
          return 0;
        }
        this.emitCodePoint((this.decodeTree === xmlDecodeTree ? replaceCodePointXML : replaceCodePoint)(this.result), this.consumed);
        if (this.errors) {
          if (lastCp !== CharCodes.SEMI) {
            this.errors.missingSemicolonAfterCharacterReference();
          }
          this.errors.validateNumericCharacterReference(this.result);
        }
        return this.consumed;
      }
      /**
       * Flush locally-tracked walk state back to the fields, then emit the
       * recorded legacy match or reject (cold path — at most once per
       * entity). Called after failed navigation (leaf node, branch miss, or
       * compact-run mismatch). In attribute mode, reject if no legacy was
       * recorded at the current node, if we descended past it, or if the
       * pending input character is an invalid attribute terminator.
       * @param consumed Locally-tracked consumed count.
       * @param excess Locally-tracked excess count.
       * @param char Pending input character (may be the mismatching char).
       * @param valueLength Value length at the current trie node.
       */
      flushAndEmitLegacyOrReject(consumed, excess, char, valueLength) {
        this.consumed = consumed;
        this.excess = excess;
        return this.result === 0 || this.decodeMode === DecodingMode.Attribute && (valueLength === 0 || excess > 1 || isEntityInAttributeInvalidEnd(char)) ? 0 : this.emitNotTerminatedNamedEntity();
      }
      /**
       * Parses a named entity.
       *
       * Equivalent to the `Named character reference state` in the HTML spec.
       * @param input The string containing the entity (or a continuation of the entity).
       * @param offset The current offset.
       * @returns The number of characters that were consumed, or -1 if the entity is incomplete.
       */
      stateNamedEntity(input, offset) {
        const { decodeTree } = this;
        const inputLength = input.length;
        const isStrict = this.decodeMode === DecodingMode.Strict;
        let { treeIndex } = this;
        let { excess } = this;
        let { consumed } = this;
        let current = decodeTree[treeIndex];
        while (offset < inputLength) {
          while ((current & (BinTrieFlags.VALUE_LENGTH | BinTrieFlags.FLAG13)) === 0 && (current & BinTrieFlags.JUMP_TABLE) !== 0) {
            const char2 = input.charCodeAt(offset);
            const jumpOffset = current & BinTrieFlags.JUMP_TABLE;
            const branchCount = (current & BinTrieFlags.BRANCH_LENGTH) >> 7;
            if (branchCount === 0) {
              if (char2 !== jumpOffset) {
                return this.flushAndEmitLegacyOrReject(consumed, excess, char2, 0);
              }
              treeIndex += 1;
            } else {
              const slot = char2 - jumpOffset;
              if (slot >>> 0 >= branchCount) {
                return this.flushAndEmitLegacyOrReject(consumed, excess, char2, 0);
              }
              const stored = decodeTree[treeIndex + 1 + slot];
              if (stored === 0) {
                return this.flushAndEmitLegacyOrReject(consumed, excess, char2, 0);
              }
              treeIndex = treeIndex + branchCount + stored & 65535;
            }
            current = decodeTree[treeIndex];
            offset += 1;
            excess += 1;
            if (offset >= inputLength)
              break;
          }
          if (offset >= inputLength)
            break;
          if ((current & (BinTrieFlags.VALUE_LENGTH | BinTrieFlags.FLAG13)) === BinTrieFlags.FLAG13) {
            const runLength = (current & BinTrieFlags.BRANCH_LENGTH) >> 7;
            let { runConsumed } = this;
            if (runConsumed === 0) {
              const char2 = input.charCodeAt(offset);
              if (char2 !== (current & BinTrieFlags.JUMP_TABLE)) {
                return this.flushAndEmitLegacyOrReject(consumed, excess, char2, 0);
              }
              offset += 1;
              excess += 1;
              runConsumed = 1;
            }
            while (runConsumed < runLength) {
              if (offset >= inputLength) {
                this.treeIndex = treeIndex;
                this.excess = excess;
                this.consumed = consumed;
                this.runConsumed = runConsumed;
                return -1;
              }
              const charIndexInPacked = runConsumed - 1;
              const packedWord = decodeTree[treeIndex + 1 + (charIndexInPacked >> 1)];
              const expectedChar = packedWord >> ((charIndexInPacked & 1) << 3) & 255;
              const char2 = input.charCodeAt(offset);
              if (char2 !== expectedChar) {
                this.runConsumed = 0;
                return this.flushAndEmitLegacyOrReject(consumed, excess, char2, 0);
              }
              offset += 1;
              excess += 1;
              runConsumed += 1;
            }
            this.runConsumed = 0;
            treeIndex += 1 + (runLength >> 1);
            current = decodeTree[treeIndex];
            continue;
          }
          const valueLength = current >>> 14;
          const char = input.charCodeAt(offset);
          if (valueLength !== 0) {
            if (!isStrict && (current & BinTrieFlags.FLAG13) === 0) {
              this.result = treeIndex;
              consumed += excess - 1;
              excess = 1;
            }
            if (char === CharCodes.SEMI) {
              return this.emitNamedEntityData(treeIndex, valueLength, consumed + excess);
            }
            if (valueLength === 1) {
              return this.flushAndEmitLegacyOrReject(consumed, excess, char, valueLength);
            }
          }
          const next2 = determineBranch(decodeTree, current, treeIndex + (valueLength || 1), char);
          if (next2 < 0) {
            return this.flushAndEmitLegacyOrReject(consumed, excess, char, valueLength);
          }
          treeIndex = next2;
          current = decodeTree[treeIndex];
          offset += 1;
          excess += 1;
        }
        if (!isStrict && current >>> 14 !== 0 && (current & BinTrieFlags.FLAG13) === 0) {
          this.result = treeIndex;
          consumed += excess - 1;
          excess = 1;
        }
        this.treeIndex = treeIndex;
        this.excess = excess;
        this.consumed = consumed;
        return -1;
      }
      /**
       * Emit a named entity that was not terminated with a semicolon.
       * @returns The number of characters consumed.
       */
      emitNotTerminatedNamedEntity() {
        const { result, decodeTree } = this;
        const valueLength = decodeTree[result] >>> 14;
        this.emitNamedEntityData(result, valueLength, this.consumed);
        this.errors?.missingSemicolonAfterCharacterReference();
        return this.consumed;
      }
      /**
       * Emit a named entity.
       * @param result The index of the entity in the decode tree.
       * @param valueLength Encoded value length (header plus any value words).
       * @param consumed The number of characters consumed.
       * @returns The number of characters consumed.
       */
      emitNamedEntityData(result, valueLength, consumed) {
        const { decodeTree } = this;
        this.emitCodePoint(valueLength === 1 ? decodeTree[result] & BinTrieFlags.VALUE_MASK : decodeTree[result + 1], consumed);
        if (valueLength === 3) {
          this.emitCodePoint(decodeTree[result + 2], consumed);
        }
        return consumed;
      }
      /**
       * Signal to the parser that the end of the input was reached.
       *
       * Remaining data will be emitted and relevant errors will be produced.
       * @returns The number of characters consumed.
       */
      end() {
        switch (this.state) {
          case EntityDecoderState.NamedEntity: {
            return this.result !== 0 && (this.decodeMode !== DecodingMode.Attribute || this.result === this.treeIndex) ? this.emitNotTerminatedNamedEntity() : 0;
          }
          // Otherwise, emit a numeric entity if we have one.
          case EntityDecoderState.NumericDecimal: {
            return this.emitNumericEntity(0, 2);
          }
          case EntityDecoderState.NumericHex: {
            return this.emitNumericEntity(0, 3);
          }
          case EntityDecoderState.NumericStart: {
            this.errors?.absenceOfDigitsInNumericCharacterReference(this.consumed);
            return 0;
          }
          default: {
            return 0;
          }
        }
      }
    };
  }
});

// node_modules/htmlparser2/dist/Tokenizer.js
function isWhitespace(c) {
  return c === CharCodes2.Space || c === CharCodes2.NewLine || c === CharCodes2.Tab || c === CharCodes2.FormFeed || c === CharCodes2.CarriageReturn;
}
function isEndOfTagSection(c) {
  return c === CharCodes2.Slash || c === CharCodes2.Gt || isWhitespace(c);
}
function isASCIIAlpha(c) {
  return c >= CharCodes2.LowerA && c <= CharCodes2.LowerZ || c >= CharCodes2.UpperA && c <= CharCodes2.UpperZ;
}
var CharCodes2, State, QuoteType, Sequences, specialStartSequences, Tokenizer;
var init_Tokenizer = __esm({
  "node_modules/htmlparser2/dist/Tokenizer.js"() {
    init_decode();
    (function(CharCodes3) {
      CharCodes3[CharCodes3["Tab"] = 9] = "Tab";
      CharCodes3[CharCodes3["NewLine"] = 10] = "NewLine";
      CharCodes3[CharCodes3["FormFeed"] = 12] = "FormFeed";
      CharCodes3[CharCodes3["CarriageReturn"] = 13] = "CarriageReturn";
      CharCodes3[CharCodes3["Space"] = 32] = "Space";
      CharCodes3[CharCodes3["ExclamationMark"] = 33] = "ExclamationMark";
      CharCodes3[CharCodes3["Number"] = 35] = "Number";
      CharCodes3[CharCodes3["Amp"] = 38] = "Amp";
      CharCodes3[CharCodes3["SingleQuote"] = 39] = "SingleQuote";
      CharCodes3[CharCodes3["DoubleQuote"] = 34] = "DoubleQuote";
      CharCodes3[CharCodes3["Dash"] = 45] = "Dash";
      CharCodes3[CharCodes3["Slash"] = 47] = "Slash";
      CharCodes3[CharCodes3["Zero"] = 48] = "Zero";
      CharCodes3[CharCodes3["Nine"] = 57] = "Nine";
      CharCodes3[CharCodes3["Semi"] = 59] = "Semi";
      CharCodes3[CharCodes3["Lt"] = 60] = "Lt";
      CharCodes3[CharCodes3["Eq"] = 61] = "Eq";
      CharCodes3[CharCodes3["Gt"] = 62] = "Gt";
      CharCodes3[CharCodes3["Questionmark"] = 63] = "Questionmark";
      CharCodes3[CharCodes3["UpperA"] = 65] = "UpperA";
      CharCodes3[CharCodes3["LowerA"] = 97] = "LowerA";
      CharCodes3[CharCodes3["UpperF"] = 70] = "UpperF";
      CharCodes3[CharCodes3["LowerF"] = 102] = "LowerF";
      CharCodes3[CharCodes3["UpperZ"] = 90] = "UpperZ";
      CharCodes3[CharCodes3["LowerZ"] = 122] = "LowerZ";
      CharCodes3[CharCodes3["LowerX"] = 120] = "LowerX";
      CharCodes3[CharCodes3["OpeningSquareBracket"] = 91] = "OpeningSquareBracket";
    })(CharCodes2 || (CharCodes2 = {}));
    (function(State2) {
      State2[State2["Text"] = 1] = "Text";
      State2[State2["BeforeTagName"] = 2] = "BeforeTagName";
      State2[State2["InTagName"] = 3] = "InTagName";
      State2[State2["InSelfClosingTag"] = 4] = "InSelfClosingTag";
      State2[State2["BeforeClosingTagName"] = 5] = "BeforeClosingTagName";
      State2[State2["InClosingTagName"] = 6] = "InClosingTagName";
      State2[State2["AfterClosingTagName"] = 7] = "AfterClosingTagName";
      State2[State2["BeforeAttributeName"] = 8] = "BeforeAttributeName";
      State2[State2["InAttributeName"] = 9] = "InAttributeName";
      State2[State2["AfterAttributeName"] = 10] = "AfterAttributeName";
      State2[State2["BeforeAttributeValue"] = 11] = "BeforeAttributeValue";
      State2[State2["InAttributeValueDq"] = 12] = "InAttributeValueDq";
      State2[State2["InAttributeValueSq"] = 13] = "InAttributeValueSq";
      State2[State2["InAttributeValueNq"] = 14] = "InAttributeValueNq";
      State2[State2["BeforeDeclaration"] = 15] = "BeforeDeclaration";
      State2[State2["InDeclaration"] = 16] = "InDeclaration";
      State2[State2["InProcessingInstruction"] = 17] = "InProcessingInstruction";
      State2[State2["BeforeComment"] = 18] = "BeforeComment";
      State2[State2["CDATASequence"] = 19] = "CDATASequence";
      State2[State2["DeclarationSequence"] = 20] = "DeclarationSequence";
      State2[State2["InSpecialComment"] = 21] = "InSpecialComment";
      State2[State2["InCommentLike"] = 22] = "InCommentLike";
      State2[State2["SpecialStartSequence"] = 23] = "SpecialStartSequence";
      State2[State2["InSpecialTag"] = 24] = "InSpecialTag";
      State2[State2["InPlainText"] = 25] = "InPlainText";
      State2[State2["InEntity"] = 26] = "InEntity";
    })(State || (State = {}));
    (function(QuoteType2) {
      QuoteType2[QuoteType2["NoValue"] = 0] = "NoValue";
      QuoteType2[QuoteType2["Unquoted"] = 1] = "Unquoted";
      QuoteType2[QuoteType2["Single"] = 2] = "Single";
      QuoteType2[QuoteType2["Double"] = 3] = "Double";
    })(QuoteType || (QuoteType = {}));
    Sequences = {
      Empty: new Uint8Array(0),
      Cdata: new Uint8Array([67, 68, 65, 84, 65, 91]),
      // CDATA[
      CdataEnd: new Uint8Array([93, 93, 62]),
      // ]]>
      CommentEnd: new Uint8Array([45, 45, 33, 62]),
      // `--!>`
      Doctype: new Uint8Array([100, 111, 99, 116, 121, 112, 101]),
      // `doctype`
      IframeEnd: new Uint8Array([60, 47, 105, 102, 114, 97, 109, 101]),
      // `</iframe`
      NoembedEnd: new Uint8Array([
        60,
        47,
        110,
        111,
        101,
        109,
        98,
        101,
        100
      ]),
      // `</noembed`
      NoframesEnd: new Uint8Array([
        60,
        47,
        110,
        111,
        102,
        114,
        97,
        109,
        101,
        115
      ]),
      // `</noframes`
      Plaintext: new Uint8Array([
        60,
        47,
        112,
        108,
        97,
        105,
        110,
        116,
        101,
        120,
        116
      ]),
      // `</plaintext`
      ScriptEnd: new Uint8Array([60, 47, 115, 99, 114, 105, 112, 116]),
      // `</script`
      StyleEnd: new Uint8Array([60, 47, 115, 116, 121, 108, 101]),
      // `</style`
      TitleEnd: new Uint8Array([60, 47, 116, 105, 116, 108, 101]),
      // `</title`
      TextareaEnd: new Uint8Array([
        60,
        47,
        116,
        101,
        120,
        116,
        97,
        114,
        101,
        97
      ]),
      // `</textarea`
      XmpEnd: new Uint8Array([60, 47, 120, 109, 112])
      // `</xmp`
    };
    specialStartSequences = /* @__PURE__ */ new Map([
      [Sequences.IframeEnd[2], Sequences.IframeEnd],
      [Sequences.NoembedEnd[2], Sequences.NoembedEnd],
      [Sequences.Plaintext[2], Sequences.Plaintext],
      [Sequences.ScriptEnd[2], Sequences.ScriptEnd],
      [Sequences.TitleEnd[2], Sequences.TitleEnd],
      [Sequences.XmpEnd[2], Sequences.XmpEnd]
    ]);
    Tokenizer = class {
      cbs;
      /** The current state the tokenizer is in. */
      state = State.Text;
      /** The read buffer. */
      buffer = "";
      /** The beginning of the section that is currently being read. */
      sectionStart = 0;
      /** The index within the buffer that we are currently looking at. */
      index = 0;
      /** The start of the last entity. */
      entityStart = 0;
      /** Some behavior, eg. when decoding entities, is done while we are in another state. This keeps track of the other state type. */
      baseState = State.Text;
      /** For special parsing behavior inside of script and style tags. */
      isSpecial = false;
      /** Indicates whether the tokenizer has been paused. */
      running = true;
      /** The offset of the current buffer. */
      offset = 0;
      xmlMode;
      decodeEntities;
      recognizeSelfClosing;
      entityDecoder;
      constructor({ xmlMode = false, decodeEntities = true, recognizeSelfClosing = xmlMode }, cbs) {
        this.cbs = cbs;
        this.xmlMode = xmlMode;
        this.decodeEntities = decodeEntities;
        this.recognizeSelfClosing = recognizeSelfClosing;
        this.entityDecoder = new EntityDecoder(xmlMode ? xmlDecodeTree : htmlDecodeTree, (cp, consumed) => this.emitCodePoint(cp, consumed));
      }
      reset() {
        this.state = State.Text;
        this.buffer = "";
        this.sectionStart = 0;
        this.index = 0;
        this.baseState = State.Text;
        this.isSpecial = false;
        this.currentSequence = Sequences.Empty;
        this.sequenceIndex = 0;
        this.running = true;
        this.offset = 0;
      }
      write(chunk) {
        this.offset += this.buffer.length;
        this.buffer = chunk;
        this.parse();
      }
      end() {
        if (this.running)
          this.finish();
      }
      pause() {
        this.running = false;
      }
      resume() {
        this.running = true;
        if (this.index < this.buffer.length + this.offset) {
          this.parse();
        }
      }
      stateText(c) {
        if (c === CharCodes2.Lt || !this.decodeEntities && this.fastForwardTo(CharCodes2.Lt)) {
          if (this.index > this.sectionStart) {
            this.cbs.ontext(this.sectionStart, this.index);
          }
          this.state = State.BeforeTagName;
          this.sectionStart = this.index;
        } else if (this.decodeEntities && c === CharCodes2.Amp) {
          this.startEntity();
        }
      }
      currentSequence = Sequences.Empty;
      sequenceIndex = 0;
      enterTagBody() {
        if (this.currentSequence === Sequences.Plaintext) {
          this.currentSequence = Sequences.Empty;
          this.state = State.InPlainText;
        } else if (this.isSpecial) {
          this.state = State.InSpecialTag;
          this.sequenceIndex = 0;
        } else {
          this.state = State.Text;
        }
      }
      /**
       * Match the opening tag name against an HTML text-only tag sequence.
       *
       * Some tags share an initial prefix (`script`/`style`, `title`/`textarea`,
       * `noembed`/`noframes`), so we may switch to an alternate sequence at the
       * first distinguishing byte.  On a successful full match we fall back to
       * the normal tag-name state; a later `>` will enter raw-text, RCDATA, or
       * plaintext mode based on `currentSequence` / `isSpecial`.
       * @param c Current character code point.
       */
      stateSpecialStartSequence(c) {
        const lower2 = c | 32;
        if (this.sequenceIndex < this.currentSequence.length) {
          if (lower2 === this.currentSequence[this.sequenceIndex]) {
            this.sequenceIndex++;
            return;
          }
          if (this.sequenceIndex === 3) {
            if (this.currentSequence === Sequences.ScriptEnd && lower2 === Sequences.StyleEnd[3]) {
              this.currentSequence = Sequences.StyleEnd;
              this.sequenceIndex = 4;
              return;
            }
            if (this.currentSequence === Sequences.TitleEnd && lower2 === Sequences.TextareaEnd[3]) {
              this.currentSequence = Sequences.TextareaEnd;
              this.sequenceIndex = 4;
              return;
            }
          } else if (this.sequenceIndex === 4 && this.currentSequence === Sequences.NoembedEnd && lower2 === Sequences.NoframesEnd[4]) {
            this.currentSequence = Sequences.NoframesEnd;
            this.sequenceIndex = 5;
            return;
          }
        } else if (isEndOfTagSection(c)) {
          this.sequenceIndex = 0;
          this.state = State.InTagName;
          this.stateInTagName(c);
          return;
        }
        this.isSpecial = false;
        this.currentSequence = Sequences.Empty;
        this.sequenceIndex = 0;
        this.state = State.InTagName;
        this.stateInTagName(c);
      }
      stateCDATASequence(c) {
        if (c === Sequences.Cdata[this.sequenceIndex]) {
          if (++this.sequenceIndex === Sequences.Cdata.length) {
            this.state = State.InCommentLike;
            this.currentSequence = Sequences.CdataEnd;
            this.sequenceIndex = 0;
            this.sectionStart = this.index + 1;
          }
        } else {
          this.sequenceIndex = 0;
          if (this.xmlMode) {
            this.state = State.InDeclaration;
            this.stateInDeclaration(c);
          } else {
            this.state = State.InSpecialComment;
            this.stateInSpecialComment(c);
          }
        }
      }
      /**
       * When we wait for one specific character, we can speed things up
       * by skipping through the buffer until we find it.
       * @param c Current character code point.
       * @returns Whether the character was found.
       */
      fastForwardTo(c) {
        while (++this.index < this.buffer.length + this.offset) {
          if (this.buffer.charCodeAt(this.index - this.offset) === c) {
            return true;
          }
        }
        this.index = this.buffer.length + this.offset - 1;
        return false;
      }
      /**
       * Emit a comment token and return to the text state.
       * @param offset Number of characters in the end sequence that have already been matched.
       */
      emitComment(offset) {
        this.cbs.oncomment(this.sectionStart, this.index, offset);
        this.sequenceIndex = 0;
        this.sectionStart = this.index + 1;
        this.state = State.Text;
      }
      /**
       * Comments and CDATA end with `-->` and `]]>`.
       *
       * Their common qualities are:
       * - Their end sequences have a distinct character they start with.
       * - That character is then repeated, so we have to check multiple repeats.
       * - All characters but the start character of the sequence can be skipped.
       * @param c Current character code point.
       */
      stateInCommentLike(c) {
        if (!this.xmlMode && this.currentSequence === Sequences.CommentEnd && this.sequenceIndex <= 1 && /*
         * We're still at the very start of the comment: the only
         * characters consumed since `<!--` are the dashes that
         * advanced sequenceIndex (0 for `<!-->`, 1 for `<!--->`).
         */
        this.index === this.sectionStart + this.sequenceIndex && c === CharCodes2.Gt) {
          this.emitComment(this.sequenceIndex);
        } else if (this.currentSequence === Sequences.CommentEnd && this.sequenceIndex === 2 && c === CharCodes2.Gt) {
          this.emitComment(2);
        } else if (this.currentSequence === Sequences.CommentEnd && this.sequenceIndex === this.currentSequence.length - 1 && c !== CharCodes2.Gt) {
          this.sequenceIndex = Number(c === CharCodes2.Dash);
        } else if (c === this.currentSequence[this.sequenceIndex]) {
          if (++this.sequenceIndex === this.currentSequence.length) {
            if (this.currentSequence === Sequences.CdataEnd) {
              this.cbs.oncdata(this.sectionStart, this.index, 2);
            } else {
              this.cbs.oncomment(this.sectionStart, this.index, 3);
            }
            this.sequenceIndex = 0;
            this.sectionStart = this.index + 1;
            this.state = State.Text;
          }
        } else if (this.sequenceIndex === 0) {
          if (this.fastForwardTo(this.currentSequence[0])) {
            this.sequenceIndex = 1;
          }
        } else if (c !== this.currentSequence[this.sequenceIndex - 1]) {
          this.sequenceIndex = 0;
        }
      }
      /**
       * HTML only allows ASCII alpha characters (a-z and A-Z) at the beginning of a tag name.
       *
       * XML allows a lot more characters here (@see https://www.w3.org/TR/REC-xml/#NT-NameStartChar).
       * We allow anything that wouldn't end the tag.
       * @param c Current character code point.
       */
      isTagStartChar(c) {
        return this.xmlMode ? !isEndOfTagSection(c) : isASCIIAlpha(c);
      }
      /**
       * Scan raw-text / RCDATA content for the matching end tag.
       *
       * For RCDATA tags (`<title>`, `<textarea>`) entities are decoded inline.
       * For raw-text tags (`<script>`, `<style>`, etc.) we fast-forward to `<`.
       * @param c Current character code point.
       */
      stateInSpecialTag(c) {
        if (this.sequenceIndex === this.currentSequence.length) {
          if (isEndOfTagSection(c)) {
            const endOfText = this.index - this.currentSequence.length;
            if (this.sectionStart < endOfText) {
              const actualIndex = this.index;
              this.index = endOfText;
              this.cbs.ontext(this.sectionStart, endOfText);
              this.index = actualIndex;
            }
            this.isSpecial = false;
            this.sectionStart = endOfText + 2;
            this.stateInClosingTagName(c);
            return;
          }
          this.sequenceIndex = 0;
        }
        if ((c | 32) === this.currentSequence[this.sequenceIndex]) {
          this.sequenceIndex += 1;
        } else if (this.sequenceIndex === 0) {
          if (this.currentSequence === Sequences.TitleEnd || this.currentSequence === Sequences.TextareaEnd) {
            if (this.decodeEntities && c === CharCodes2.Amp) {
              this.startEntity();
            }
          } else if (this.fastForwardTo(CharCodes2.Lt)) {
            this.sequenceIndex = 1;
          }
        } else {
          this.sequenceIndex = Number(c === CharCodes2.Lt);
        }
      }
      stateBeforeTagName(c) {
        if (c === CharCodes2.ExclamationMark) {
          this.state = State.BeforeDeclaration;
          this.sectionStart = this.index + 1;
        } else if (c === CharCodes2.Questionmark) {
          if (this.xmlMode) {
            this.state = State.InProcessingInstruction;
            this.sequenceIndex = 0;
            this.sectionStart = this.index + 1;
          } else {
            this.state = State.InSpecialComment;
            this.sectionStart = this.index;
          }
        } else if (this.isTagStartChar(c)) {
          this.sectionStart = this.index;
          const special = this.xmlMode || this.cbs.isInForeignContext?.() ? void 0 : specialStartSequences.get(c | 32);
          if (special === void 0) {
            this.state = State.InTagName;
          } else {
            this.isSpecial = true;
            this.currentSequence = special;
            this.sequenceIndex = 3;
            this.state = State.SpecialStartSequence;
          }
        } else if (c === CharCodes2.Slash) {
          this.state = State.BeforeClosingTagName;
        } else {
          this.state = State.Text;
          this.stateText(c);
        }
      }
      stateInTagName(c) {
        if (isEndOfTagSection(c)) {
          this.cbs.onopentagname(this.sectionStart, this.index);
          this.sectionStart = -1;
          this.state = State.BeforeAttributeName;
          this.stateBeforeAttributeName(c);
        }
      }
      stateBeforeClosingTagName(c) {
        if (isWhitespace(c)) {
          if (this.xmlMode) {
          } else {
            this.state = State.InSpecialComment;
            this.sectionStart = this.index;
          }
        } else if (c === CharCodes2.Gt) {
          this.state = State.Text;
          if (!this.xmlMode) {
            this.sectionStart = this.index + 1;
          }
        } else {
          this.state = this.isTagStartChar(c) ? State.InClosingTagName : State.InSpecialComment;
          this.sectionStart = this.index;
        }
      }
      stateInClosingTagName(c) {
        if (isEndOfTagSection(c)) {
          this.cbs.onclosetag(this.sectionStart, this.index);
          this.sectionStart = -1;
          this.state = State.AfterClosingTagName;
          this.stateAfterClosingTagName(c);
        }
      }
      stateAfterClosingTagName(c) {
        if (c === CharCodes2.Gt || this.fastForwardTo(CharCodes2.Gt)) {
          this.state = State.Text;
          this.sectionStart = this.index + 1;
        }
      }
      stateBeforeAttributeName(c) {
        if (c === CharCodes2.Gt) {
          this.cbs.onopentagend(this.index);
          this.enterTagBody();
          this.sectionStart = this.index + 1;
        } else if (c === CharCodes2.Slash) {
          this.state = State.InSelfClosingTag;
        } else if (!isWhitespace(c)) {
          this.state = State.InAttributeName;
          this.sectionStart = this.index;
        }
      }
      /**
       * Handle `/` before `>` in an opening tag.
       *
       * In HTML mode, text-only tags ignore the self-closing flag and still enter
       * their raw-text/RCDATA/plaintext state unless self-closing tags are being
       * recognized. In XML mode, or for ordinary tags, the tokenizer returns to
       * regular text parsing after emitting the self-closing callback.
       * @param c Current character code point.
       */
      stateInSelfClosingTag(c) {
        if (c === CharCodes2.Gt) {
          this.cbs.onselfclosingtag(this.index);
          this.sectionStart = this.index + 1;
          if (!this.recognizeSelfClosing) {
            this.enterTagBody();
            return;
          }
          this.state = State.Text;
          this.isSpecial = false;
          this.currentSequence = Sequences.Empty;
        } else if (!isWhitespace(c)) {
          this.state = State.BeforeAttributeName;
          this.stateBeforeAttributeName(c);
        }
      }
      stateInAttributeName(c) {
        if (c === CharCodes2.Eq || isEndOfTagSection(c)) {
          this.cbs.onattribname(this.sectionStart, this.index);
          this.sectionStart = this.index;
          this.state = State.AfterAttributeName;
          this.stateAfterAttributeName(c);
        }
      }
      stateAfterAttributeName(c) {
        if (c === CharCodes2.Eq) {
          this.state = State.BeforeAttributeValue;
        } else if (c === CharCodes2.Slash || c === CharCodes2.Gt) {
          this.cbs.onattribend(QuoteType.NoValue, this.sectionStart);
          this.sectionStart = -1;
          this.state = State.BeforeAttributeName;
          this.stateBeforeAttributeName(c);
        } else if (!isWhitespace(c)) {
          this.cbs.onattribend(QuoteType.NoValue, this.sectionStart);
          this.state = State.InAttributeName;
          this.sectionStart = this.index;
        }
      }
      stateBeforeAttributeValue(c) {
        if (c === CharCodes2.DoubleQuote) {
          this.state = State.InAttributeValueDq;
          this.sectionStart = this.index + 1;
        } else if (c === CharCodes2.SingleQuote) {
          this.state = State.InAttributeValueSq;
          this.sectionStart = this.index + 1;
        } else if (!isWhitespace(c)) {
          this.sectionStart = this.index;
          this.state = State.InAttributeValueNq;
          this.stateInAttributeValueNoQuotes(c);
        }
      }
      handleInAttributeValue(c, quote) {
        if (c === quote || !this.decodeEntities && this.fastForwardTo(quote)) {
          this.cbs.onattribdata(this.sectionStart, this.index);
          this.sectionStart = -1;
          this.cbs.onattribend(quote === CharCodes2.DoubleQuote ? QuoteType.Double : QuoteType.Single, this.index + 1);
          this.state = State.BeforeAttributeName;
        } else if (this.decodeEntities && c === CharCodes2.Amp) {
          this.startEntity();
        }
      }
      stateInAttributeValueDoubleQuotes(c) {
        this.handleInAttributeValue(c, CharCodes2.DoubleQuote);
      }
      stateInAttributeValueSingleQuotes(c) {
        this.handleInAttributeValue(c, CharCodes2.SingleQuote);
      }
      stateInAttributeValueNoQuotes(c) {
        if (isWhitespace(c) || c === CharCodes2.Gt) {
          this.cbs.onattribdata(this.sectionStart, this.index);
          this.sectionStart = -1;
          this.cbs.onattribend(QuoteType.Unquoted, this.index);
          this.state = State.BeforeAttributeName;
          this.stateBeforeAttributeName(c);
        } else if (this.decodeEntities && c === CharCodes2.Amp) {
          this.startEntity();
        }
      }
      /**
       * Distinguish between CDATA, declarations, HTML comments, and HTML bogus
       * comments after `<!`.
       *
       * In HTML mode, only real comments and doctypes stay on declaration paths;
       * everything else becomes a bogus comment terminated by the next `>`.
       * @param c Current character code point.
       */
      stateBeforeDeclaration(c) {
        if (c === CharCodes2.OpeningSquareBracket) {
          this.state = State.CDATASequence;
          this.sequenceIndex = 0;
        } else if (this.xmlMode) {
          this.state = c === CharCodes2.Dash ? State.BeforeComment : State.InDeclaration;
        } else if ((c | 32) === Sequences.Doctype[0]) {
          this.state = State.DeclarationSequence;
          this.currentSequence = Sequences.Doctype;
          this.sequenceIndex = 1;
        } else if (c === CharCodes2.Gt) {
          this.cbs.oncomment(this.sectionStart, this.index, 0);
          this.state = State.Text;
          this.sectionStart = this.index + 1;
        } else if (c === CharCodes2.Dash) {
          this.state = State.BeforeComment;
        } else {
          this.state = State.InSpecialComment;
        }
      }
      /**
       * Continue matching `doctype` after `<!d`.
       *
       * A full `doctype` match stays on the declaration path; any other name falls
       * back to an HTML bogus comment, which matches browser behavior for
       * non-doctype `<!...>` constructs.
       * @param c Current character code point.
       */
      stateDeclarationSequence(c) {
        if (this.sequenceIndex === this.currentSequence.length) {
          this.state = State.InDeclaration;
          this.stateInDeclaration(c);
        } else if ((c | 32) === this.currentSequence[this.sequenceIndex]) {
          this.sequenceIndex += 1;
        } else if (c === CharCodes2.Gt) {
          this.cbs.oncomment(this.sectionStart, this.index, 0);
          this.state = State.Text;
          this.sectionStart = this.index + 1;
        } else {
          this.state = State.InSpecialComment;
        }
      }
      stateInDeclaration(c) {
        if (c === CharCodes2.Gt || this.fastForwardTo(CharCodes2.Gt)) {
          this.cbs.ondeclaration(this.sectionStart, this.index);
          this.state = State.Text;
          this.sectionStart = this.index + 1;
        }
      }
      /**
       * XML processing instructions (`<?...?>`).
       *
       * In HTML mode `<?` is routed to `InSpecialComment` instead, so this
       * state is only reachable in XML mode.
       * @param c Current character code point.
       */
      stateInProcessingInstruction(c) {
        if (c === CharCodes2.Questionmark) {
          this.sequenceIndex = 1;
        } else if (c === CharCodes2.Gt && this.sequenceIndex === 1) {
          this.cbs.onprocessinginstruction(this.sectionStart, this.index - 1);
          this.sequenceIndex = 0;
          this.state = State.Text;
          this.sectionStart = this.index + 1;
        } else {
          this.sequenceIndex = Number(this.fastForwardTo(CharCodes2.Questionmark));
        }
      }
      stateBeforeComment(c) {
        if (c === CharCodes2.Dash) {
          this.state = State.InCommentLike;
          this.currentSequence = Sequences.CommentEnd;
          this.sequenceIndex = 0;
          this.sectionStart = this.index + 1;
        } else if (this.xmlMode) {
          this.state = State.InDeclaration;
        } else if (c === CharCodes2.Gt) {
          this.cbs.oncomment(this.sectionStart, this.index, 0);
          this.state = State.Text;
          this.sectionStart = this.index + 1;
        } else {
          this.state = State.InSpecialComment;
        }
      }
      stateInSpecialComment(c) {
        if (c === CharCodes2.Gt || this.fastForwardTo(CharCodes2.Gt)) {
          this.cbs.oncomment(this.sectionStart, this.index, 0);
          this.state = State.Text;
          this.sectionStart = this.index + 1;
        }
      }
      startEntity() {
        this.baseState = this.state;
        this.state = State.InEntity;
        this.entityStart = this.index;
        this.entityDecoder.startEntity(this.xmlMode ? DecodingMode.Strict : this.baseState === State.Text || this.baseState === State.InSpecialTag ? DecodingMode.Legacy : DecodingMode.Attribute);
      }
      stateInEntity() {
        const indexInBuffer = this.index - this.offset;
        const length = this.entityDecoder.write(this.buffer, indexInBuffer);
        if (length >= 0) {
          this.state = this.baseState;
          if (length === 0) {
            this.index -= 1;
          }
        } else {
          if (indexInBuffer < this.buffer.length && this.buffer.charCodeAt(indexInBuffer) === CharCodes2.Amp) {
            this.state = this.baseState;
            this.index -= 1;
            return;
          }
          this.index = this.offset + this.buffer.length - 1;
        }
      }
      /**
       * Remove data that has already been consumed from the buffer.
       */
      cleanup() {
        if (this.running && this.sectionStart !== this.index) {
          if (this.state === State.Text || this.state === State.InPlainText || this.state === State.InSpecialTag && this.sequenceIndex === 0) {
            this.cbs.ontext(this.sectionStart, this.index);
            this.sectionStart = this.index;
          } else if (this.state === State.InAttributeValueDq || this.state === State.InAttributeValueSq || this.state === State.InAttributeValueNq) {
            this.cbs.onattribdata(this.sectionStart, this.index);
            this.sectionStart = this.index;
          }
        }
      }
      shouldContinue() {
        return this.index < this.buffer.length + this.offset && this.running;
      }
      /**
       * Iterates through the buffer, calling the function corresponding to the current state.
       *
       * States that are more likely to be hit are higher up, as a performance improvement.
       */
      parse() {
        while (this.shouldContinue()) {
          const c = this.buffer.charCodeAt(this.index - this.offset);
          switch (this.state) {
            case State.Text: {
              this.stateText(c);
              break;
            }
            case State.InPlainText: {
              this.index = this.buffer.length + this.offset - 1;
              break;
            }
            case State.SpecialStartSequence: {
              this.stateSpecialStartSequence(c);
              break;
            }
            case State.InSpecialTag: {
              this.stateInSpecialTag(c);
              break;
            }
            case State.CDATASequence: {
              this.stateCDATASequence(c);
              break;
            }
            case State.DeclarationSequence: {
              this.stateDeclarationSequence(c);
              break;
            }
            case State.InAttributeValueDq: {
              this.stateInAttributeValueDoubleQuotes(c);
              break;
            }
            case State.InAttributeName: {
              this.stateInAttributeName(c);
              break;
            }
            case State.InCommentLike: {
              this.stateInCommentLike(c);
              break;
            }
            case State.InSpecialComment: {
              this.stateInSpecialComment(c);
              break;
            }
            case State.BeforeAttributeName: {
              this.stateBeforeAttributeName(c);
              break;
            }
            case State.InTagName: {
              this.stateInTagName(c);
              break;
            }
            case State.InClosingTagName: {
              this.stateInClosingTagName(c);
              break;
            }
            case State.BeforeTagName: {
              this.stateBeforeTagName(c);
              break;
            }
            case State.AfterAttributeName: {
              this.stateAfterAttributeName(c);
              break;
            }
            case State.InAttributeValueSq: {
              this.stateInAttributeValueSingleQuotes(c);
              break;
            }
            case State.BeforeAttributeValue: {
              this.stateBeforeAttributeValue(c);
              break;
            }
            case State.BeforeClosingTagName: {
              this.stateBeforeClosingTagName(c);
              break;
            }
            case State.AfterClosingTagName: {
              this.stateAfterClosingTagName(c);
              break;
            }
            case State.InAttributeValueNq: {
              this.stateInAttributeValueNoQuotes(c);
              break;
            }
            case State.InSelfClosingTag: {
              this.stateInSelfClosingTag(c);
              break;
            }
            case State.InDeclaration: {
              this.stateInDeclaration(c);
              break;
            }
            case State.BeforeDeclaration: {
              this.stateBeforeDeclaration(c);
              break;
            }
            case State.BeforeComment: {
              this.stateBeforeComment(c);
              break;
            }
            case State.InProcessingInstruction: {
              this.stateInProcessingInstruction(c);
              break;
            }
            case State.InEntity: {
              this.stateInEntity();
              break;
            }
          }
          this.index++;
        }
        this.cleanup();
      }
      finish() {
        if (this.state === State.InEntity) {
          this.entityDecoder.end();
          this.state = this.baseState;
        }
        this.handleTrailingData();
        this.cbs.onend();
      }
      handleTrailingCommentLikeData(endIndex) {
        if (this.state !== State.InCommentLike) {
          return false;
        }
        if (this.currentSequence === Sequences.CdataEnd) {
          if (this.xmlMode) {
            if (this.sectionStart < endIndex) {
              this.cbs.oncdata(this.sectionStart, endIndex, 0);
            }
          } else {
            const cdataStart = this.sectionStart - Sequences.Cdata.length - 1;
            this.cbs.oncomment(cdataStart, endIndex, 0);
          }
        } else {
          const offset = this.xmlMode ? 0 : Math.min(this.sequenceIndex, Sequences.CommentEnd.length - 1);
          this.cbs.oncomment(this.sectionStart, endIndex, offset);
        }
        return true;
      }
      handleTrailingMarkupDeclaration(endIndex) {
        if (this.xmlMode) {
          switch (this.state) {
            case State.InSpecialComment:
            case State.BeforeComment:
            case State.CDATASequence:
            case State.DeclarationSequence:
            case State.InDeclaration: {
              this.cbs.ontext(this.sectionStart, endIndex);
              return true;
            }
            default: {
              return false;
            }
          }
        }
        switch (this.state) {
          case State.BeforeDeclaration:
          case State.InSpecialComment:
          case State.BeforeComment:
          case State.CDATASequence: {
            this.cbs.oncomment(this.sectionStart, endIndex, 0);
            return true;
          }
          case State.DeclarationSequence: {
            if (this.sequenceIndex !== Sequences.Doctype.length) {
              this.cbs.oncomment(this.sectionStart, endIndex, 0);
            }
            return true;
          }
          case State.InDeclaration: {
            return true;
          }
          default: {
            return false;
          }
        }
      }
      /** Handle any trailing data. */
      handleTrailingData() {
        const endIndex = this.buffer.length + this.offset;
        if (this.handleTrailingCommentLikeData(endIndex) || this.handleTrailingMarkupDeclaration(endIndex)) {
          return;
        }
        if (this.sectionStart >= endIndex) {
          return;
        }
        switch (this.state) {
          case State.InTagName:
          case State.BeforeAttributeName:
          case State.BeforeAttributeValue:
          case State.AfterAttributeName:
          case State.InAttributeName:
          case State.InAttributeValueSq:
          case State.InAttributeValueDq:
          case State.InAttributeValueNq:
          case State.InClosingTagName: {
            break;
          }
          default: {
            this.cbs.ontext(this.sectionStart, endIndex);
          }
        }
      }
      emitCodePoint(cp, consumed) {
        if (this.baseState !== State.Text && this.baseState !== State.InSpecialTag) {
          if (this.sectionStart < this.entityStart) {
            this.cbs.onattribdata(this.sectionStart, this.entityStart);
          }
          this.sectionStart = this.entityStart + consumed;
          this.index = this.sectionStart - 1;
          this.cbs.onattribentity(cp);
        } else {
          if (this.sectionStart < this.entityStart) {
            this.cbs.ontext(this.sectionStart, this.entityStart);
          }
          this.sectionStart = this.entityStart + consumed;
          this.index = this.sectionStart - 1;
          this.cbs.ontextentity(cp, this.sectionStart);
        }
      }
    };
  }
});

// node_modules/htmlparser2/dist/Parser.js
var fromCodePoint, formTags, pTag, headingTags, tableSectionTags, ddtTags, rtpTags, openImpliesClose, DOCUMENT_TYPE, voidElements, foreignContextElements, htmlIntegrationElements, svgTagNameAdjustments, ForeignContext, reNameEnd, Parser;
var init_Parser = __esm({
  "node_modules/htmlparser2/dist/Parser.js"() {
    init_Tokenizer();
    ({ fromCodePoint } = String);
    formTags = /* @__PURE__ */ new Set([
      "input",
      "option",
      "optgroup",
      "select",
      "button",
      "datalist",
      "textarea"
    ]);
    pTag = /* @__PURE__ */ new Set(["p"]);
    headingTags = /* @__PURE__ */ new Set(["h1", "h2", "h3", "h4", "h5", "h6", "p"]);
    tableSectionTags = /* @__PURE__ */ new Set(["thead", "tbody"]);
    ddtTags = /* @__PURE__ */ new Set(["dd", "dt"]);
    rtpTags = /* @__PURE__ */ new Set(["rt", "rp"]);
    openImpliesClose = /* @__PURE__ */ new Map([
      ["tr", /* @__PURE__ */ new Set(["tr", "th", "td"])],
      ["th", /* @__PURE__ */ new Set(["th"])],
      ["td", /* @__PURE__ */ new Set(["thead", "th", "td"])],
      ["body", /* @__PURE__ */ new Set(["head", "link", "script"])],
      ["a", /* @__PURE__ */ new Set(["a"])],
      ["li", /* @__PURE__ */ new Set(["li"])],
      ["p", pTag],
      ["h1", headingTags],
      ["h2", headingTags],
      ["h3", headingTags],
      ["h4", headingTags],
      ["h5", headingTags],
      ["h6", headingTags],
      ["select", formTags],
      ["input", formTags],
      ["output", formTags],
      ["button", formTags],
      ["datalist", formTags],
      ["textarea", formTags],
      ["option", /* @__PURE__ */ new Set(["option"])],
      ["optgroup", /* @__PURE__ */ new Set(["optgroup", "option"])],
      ["dd", ddtTags],
      ["dt", ddtTags],
      ["address", pTag],
      ["article", pTag],
      ["aside", pTag],
      ["blockquote", pTag],
      ["details", pTag],
      ["div", pTag],
      ["dl", pTag],
      ["fieldset", pTag],
      ["figcaption", pTag],
      ["figure", pTag],
      ["footer", pTag],
      ["form", pTag],
      ["header", pTag],
      ["hr", pTag],
      ["main", pTag],
      ["nav", pTag],
      ["ol", pTag],
      ["pre", pTag],
      ["section", pTag],
      ["table", pTag],
      ["ul", pTag],
      ["rt", rtpTags],
      ["rp", rtpTags],
      ["tbody", tableSectionTags],
      ["tfoot", tableSectionTags]
    ]);
    DOCUMENT_TYPE = "doctype";
    voidElements = /* @__PURE__ */ new Set([
      "area",
      "base",
      "basefont",
      "br",
      "col",
      "command",
      "embed",
      "frame",
      "hr",
      "img",
      "input",
      "isindex",
      "keygen",
      "link",
      "meta",
      "param",
      "source",
      "track",
      "wbr"
    ]);
    foreignContextElements = /* @__PURE__ */ new Set(["math", "svg"]);
    htmlIntegrationElements = /* @__PURE__ */ new Set([
      "mi",
      "mo",
      "mn",
      "ms",
      "mtext",
      "annotation-xml",
      "foreignObject",
      "desc",
      "title"
    ]);
    svgTagNameAdjustments = /* @__PURE__ */ new Map([
      ["altglyph", "altGlyph"],
      ["altglyphdef", "altGlyphDef"],
      ["altglyphitem", "altGlyphItem"],
      ["animatecolor", "animateColor"],
      ["animatemotion", "animateMotion"],
      ["animatetransform", "animateTransform"],
      ["clippath", "clipPath"],
      ["feblend", "feBlend"],
      ["fecolormatrix", "feColorMatrix"],
      ["fecomponenttransfer", "feComponentTransfer"],
      ["fecomposite", "feComposite"],
      ["feconvolvematrix", "feConvolveMatrix"],
      ["fediffuselighting", "feDiffuseLighting"],
      ["fedisplacementmap", "feDisplacementMap"],
      ["fedistantlight", "feDistantLight"],
      ["fedropshadow", "feDropShadow"],
      ["feflood", "feFlood"],
      ["fefunca", "feFuncA"],
      ["fefuncb", "feFuncB"],
      ["fefuncg", "feFuncG"],
      ["fefuncr", "feFuncR"],
      ["fegaussianblur", "feGaussianBlur"],
      ["feimage", "feImage"],
      ["femerge", "feMerge"],
      ["femergenode", "feMergeNode"],
      ["femorphology", "feMorphology"],
      ["feoffset", "feOffset"],
      ["fepointlight", "fePointLight"],
      ["fespecularlighting", "feSpecularLighting"],
      ["fespotlight", "feSpotLight"],
      ["fetile", "feTile"],
      ["feturbulence", "feTurbulence"],
      ["foreignobject", "foreignObject"],
      ["glyphref", "glyphRef"],
      ["lineargradient", "linearGradient"],
      ["radialgradient", "radialGradient"],
      ["textpath", "textPath"]
    ]);
    (function(ForeignContext2) {
      ForeignContext2[ForeignContext2["None"] = 0] = "None";
      ForeignContext2[ForeignContext2["Svg"] = 1] = "Svg";
      ForeignContext2[ForeignContext2["MathML"] = 2] = "MathML";
    })(ForeignContext || (ForeignContext = {}));
    reNameEnd = /\s|\//;
    Parser = class {
      options;
      /** The start index of the last event. */
      startIndex = 0;
      /** The end index of the last event. */
      endIndex = 0;
      /**
       * Store the start index of the current open tag,
       * so we can update the start index for attributes.
       */
      openTagStart = 0;
      tagname = "";
      attribname = "";
      attribvalue = "";
      attribs = null;
      stack = [];
      foreignContext;
      cbs;
      lowerCaseTagNames;
      lowerCaseAttributeNames;
      recognizeSelfClosing;
      /** We are parsing HTML. Inverse of the `xmlMode` option. */
      htmlMode;
      tokenizer;
      buffers = [];
      bufferOffset = 0;
      /** The index of the last written buffer. Used when resuming after a `pause()`. */
      writeIndex = 0;
      /** Indicates whether the parser has finished running / `.end` has been called. */
      ended = false;
      constructor(cbs, options = {}) {
        this.options = options;
        this.cbs = cbs ?? {};
        this.htmlMode = !this.options.xmlMode;
        this.lowerCaseTagNames = options.lowerCaseTags ?? this.htmlMode;
        this.lowerCaseAttributeNames = options.lowerCaseAttributeNames ?? this.htmlMode;
        this.recognizeSelfClosing = options.recognizeSelfClosing ?? !this.htmlMode;
        this.tokenizer = new (options.Tokenizer ?? Tokenizer)(this.options, this);
        this.foreignContext = [ForeignContext.None];
        this.cbs.onparserinit?.(this);
      }
      // Tokenizer event handlers
      /**
       * @param start Start index for the current parser event.
       * @param endIndex End index for the current parser event.
       * @internal
       */
      ontext(start, endIndex) {
        const data = this.getSlice(start, endIndex);
        this.endIndex = endIndex - 1;
        this.cbs.ontext?.(data);
        this.startIndex = endIndex;
      }
      /**
       * @param cp Current Unicode code point.
       * @param endIndex End index for the current parser event.
       * @internal
       */
      ontextentity(cp, endIndex) {
        this.endIndex = endIndex - 1;
        this.cbs.ontext?.(fromCodePoint(cp));
        this.startIndex = endIndex;
      }
      /** @internal */
      isInForeignContext() {
        return this.foreignContext[0] !== ForeignContext.None;
      }
      /**
       * Checks if the current tag is a void element. Override this if you want
       * to specify your own additional void elements.
       * @param name Name of the pseudo selector.
       */
      isVoidElement(name) {
        return this.htmlMode && voidElements.has(name);
      }
      /**
       * Read a tag name from the buffer.
       *
       * When `lowerCaseTagNames` is enabled (the default in HTML mode), the name
       * is lowercased and may be adjusted for SVG casing or the `image` → `img`
       * alias.
       * @param start Start index of the tag name in the buffer.
       * @param endIndex End index of the tag name in the buffer.
       */
      readTagName(start, endIndex) {
        const name = this.lowerCaseTagNames ? this.getSlice(start, endIndex).toLowerCase() : this.getSlice(start, endIndex);
        if (!(this.lowerCaseTagNames && this.htmlMode)) {
          return name;
        }
        if (this.foreignContext[0] === ForeignContext.Svg) {
          return svgTagNameAdjustments.get(name) ?? name;
        }
        if (this.foreignContext.length > 1) {
          const adjusted = svgTagNameAdjustments.get(name);
          if (adjusted !== void 0 && this.stack.includes(adjusted)) {
            return adjusted;
          }
        }
        if (!this.isInForeignContext()) {
          return name === "image" ? "img" : name;
        }
        return name;
      }
      /**
       * @param start Start index for the current parser event.
       * @param endIndex End index for the current parser event.
       * @internal
       */
      onopentagname(start, endIndex) {
        this.endIndex = endIndex;
        this.emitOpenTag(this.readTagName(start, endIndex));
      }
      emitOpenTag(name) {
        this.openTagStart = this.startIndex;
        this.tagname = name;
        if (this.htmlMode && name === "form" && this.stack.includes("form")) {
          this.tagname = "";
          return;
        }
        const impliesClose = this.htmlMode && openImpliesClose.get(name);
        if (impliesClose) {
          while (this.stack.length > 0 && impliesClose.has(this.stack[0])) {
            this.popElement(true);
          }
        }
        if (!this.isVoidElement(name)) {
          this.stack.unshift(name);
          if (this.htmlMode) {
            if (name === "svg") {
              this.foreignContext.unshift(ForeignContext.Svg);
            } else if (name === "math") {
              this.foreignContext.unshift(ForeignContext.MathML);
            } else if (htmlIntegrationElements.has(name)) {
              this.foreignContext.unshift(ForeignContext.None);
            }
          }
        }
        this.cbs.onopentagname?.(name);
        if (this.cbs.onopentag)
          this.attribs = {};
      }
      endOpenTag(isImplied) {
        this.startIndex = this.openTagStart;
        if (this.attribs) {
          this.cbs.onopentag?.(this.tagname, this.attribs, isImplied);
          this.attribs = null;
        }
        if (this.cbs.onclosetag && this.isVoidElement(this.tagname)) {
          this.cbs.onclosetag(this.tagname, true);
        }
        this.tagname = "";
      }
      /**
       * @param endIndex End index for the current parser event.
       * @internal
       */
      onopentagend(endIndex) {
        this.endIndex = endIndex;
        this.endOpenTag(false);
        this.startIndex = endIndex + 1;
      }
      /**
       * @param start Start index for the current parser event.
       * @param endIndex End index for the current parser event.
       * @internal
       */
      onclosetag(start, endIndex) {
        this.endIndex = endIndex;
        const name = this.readTagName(start, endIndex);
        if (!this.isVoidElement(name)) {
          const pos = this.stack.indexOf(name);
          if (pos !== -1) {
            for (let index = 0; index < pos; index++) {
              this.popElement(true);
            }
            this.popElement(false);
          } else if (this.htmlMode && name === "p") {
            this.emitOpenTag("p");
            this.closeCurrentTag(true);
          }
        } else if (this.htmlMode && name === "br") {
          this.cbs.onopentagname?.("br");
          this.cbs.onopentag?.("br", {}, true);
          this.cbs.onclosetag?.("br", false);
        }
        this.startIndex = endIndex + 1;
      }
      /**
       * @param endIndex End index for the current parser event.
       * @internal
       */
      onselfclosingtag(endIndex) {
        this.endIndex = endIndex;
        if (this.recognizeSelfClosing || this.isInForeignContext()) {
          this.closeCurrentTag(false);
          this.startIndex = endIndex + 1;
        } else {
          this.onopentagend(endIndex);
        }
      }
      /**
       * Pop the top element off the stack, emit a close event, and maintain
       * the foreign context stack.
       * @param implied Whether this close is implied (not from an explicit end tag).
       */
      popElement(implied) {
        const element = this.stack.shift();
        if (this.htmlMode && (foreignContextElements.has(element) || htmlIntegrationElements.has(element))) {
          this.foreignContext.shift();
        }
        this.cbs.onclosetag?.(element, implied);
      }
      closeCurrentTag(isOpenImplied) {
        const name = this.tagname;
        this.endOpenTag(isOpenImplied);
        if (this.stack[0] === name) {
          this.popElement(!isOpenImplied);
        }
      }
      /**
       * @param start Start index for the current parser event.
       * @param endIndex End index for the current parser event.
       * @internal
       */
      onattribname(start, endIndex) {
        this.startIndex = start;
        const name = this.getSlice(start, endIndex);
        this.attribname = this.lowerCaseAttributeNames ? name.toLowerCase() : name;
      }
      /**
       * @param start Start index for the current parser event.
       * @param endIndex End index for the current parser event.
       * @internal
       */
      onattribdata(start, endIndex) {
        this.attribvalue += this.getSlice(start, endIndex);
      }
      /**
       * @param cp Current Unicode code point.
       * @internal
       */
      onattribentity(cp) {
        this.attribvalue += fromCodePoint(cp);
      }
      /**
       * @param quote Quote type used for the current attribute.
       * @param endIndex End index for the current parser event.
       * @internal
       */
      onattribend(quote, endIndex) {
        this.endIndex = endIndex;
        this.cbs.onattribute?.(this.attribname, this.attribvalue, quote === QuoteType.Double ? '"' : quote === QuoteType.Single ? "'" : quote === QuoteType.NoValue ? void 0 : null);
        if (this.attribs && !Object.hasOwn(this.attribs, this.attribname)) {
          this.attribs[this.attribname] = this.attribvalue;
        }
        this.attribvalue = "";
      }
      getInstructionName(value) {
        const index = value.search(reNameEnd);
        let name = index < 0 ? value : value.substr(0, index);
        if (this.lowerCaseTagNames) {
          name = name.toLowerCase();
        }
        return name;
      }
      /**
       * @param start Start index for the current parser event.
       * @param endIndex End index for the current parser event.
       * @internal
       */
      ondeclaration(start, endIndex) {
        this.endIndex = endIndex;
        const value = this.getSlice(start, endIndex);
        if (this.cbs.onprocessinginstruction) {
          const name = this.htmlMode ? this.lowerCaseTagNames ? DOCUMENT_TYPE : value.slice(0, DOCUMENT_TYPE.length) : this.getInstructionName(value);
          this.cbs.onprocessinginstruction(`!${name}`, `!${value}`);
        }
        this.startIndex = endIndex + 1;
      }
      /**
       * @param start Start index for the current parser event.
       * @param endIndex End index for the current parser event.
       * @internal
       */
      onprocessinginstruction(start, endIndex) {
        this.endIndex = endIndex;
        const value = this.getSlice(start, endIndex);
        if (this.cbs.onprocessinginstruction) {
          const name = this.getInstructionName(value);
          this.cbs.onprocessinginstruction(`?${name}`, `?${value}`);
        }
        this.startIndex = endIndex + 1;
      }
      /**
       * @param start Start index for the current parser event.
       * @param endIndex End index for the current parser event.
       * @param offset Offset applied when computing parser indices.
       * @internal
       */
      oncomment(start, endIndex, offset) {
        this.endIndex = endIndex;
        this.cbs.oncomment?.(this.getSlice(start, endIndex - offset));
        this.cbs.oncommentend?.();
        this.startIndex = endIndex + 1;
      }
      /**
       * @param start Start index for the current parser event.
       * @param endIndex End index for the current parser event.
       * @param offset Offset applied when computing parser indices.
       * @internal
       */
      oncdata(start, endIndex, offset) {
        this.endIndex = endIndex;
        const value = this.getSlice(start, endIndex - offset);
        if (!this.htmlMode || this.options.recognizeCDATA) {
          this.cbs.oncdatastart?.();
          this.cbs.ontext?.(value);
          this.cbs.oncdataend?.();
        } else if (this.isInForeignContext()) {
          this.cbs.ontext?.(value);
        } else {
          this.cbs.oncomment?.(`[CDATA[${value}]]`);
          this.cbs.oncommentend?.();
        }
        this.startIndex = endIndex + 1;
      }
      /** @internal */
      onend() {
        if (this.cbs.onclosetag) {
          this.endIndex = this.startIndex;
          for (let index = 0; index < this.stack.length; index++) {
            this.cbs.onclosetag(this.stack[index], true);
          }
        }
        this.cbs.onend?.();
      }
      /**
       * Resets the parser to a blank state, ready to parse a new HTML document
       */
      reset() {
        this.cbs.onreset?.();
        this.tokenizer.reset();
        this.tagname = "";
        this.attribname = "";
        this.attribvalue = "";
        this.attribs = null;
        this.stack.length = 0;
        this.startIndex = 0;
        this.endIndex = 0;
        this.cbs.onparserinit?.(this);
        this.buffers.length = 0;
        this.foreignContext.length = 0;
        this.foreignContext.unshift(ForeignContext.None);
        this.bufferOffset = 0;
        this.writeIndex = 0;
        this.ended = false;
      }
      /**
       * Resets the parser, then parses a complete document and
       * pushes it to the handler.
       * @param data Document to parse.
       */
      parseComplete(data) {
        this.reset();
        this.end(data);
      }
      getSlice(start, end) {
        if (start === end) {
          return "";
        }
        while (start - this.bufferOffset >= this.buffers[0].length) {
          this.shiftBuffer();
        }
        let slice = this.buffers[0].slice(start - this.bufferOffset, end - this.bufferOffset);
        while (end - this.bufferOffset > this.buffers[0].length) {
          this.shiftBuffer();
          slice += this.buffers[0].slice(0, end - this.bufferOffset);
        }
        return slice;
      }
      shiftBuffer() {
        this.bufferOffset += this.buffers[0].length;
        this.writeIndex--;
        this.buffers.shift();
      }
      /**
       * Parses a chunk of data and calls the corresponding callbacks.
       * @param chunk Chunk to parse.
       */
      write(chunk) {
        if (this.ended) {
          this.cbs.onerror?.(new Error(".write() after done!"));
          return;
        }
        this.buffers.push(chunk);
        if (this.tokenizer.running) {
          this.tokenizer.write(chunk);
          this.writeIndex++;
        }
      }
      /**
       * Parses the end of the buffer and clears the stack, calls onend.
       * @param chunk Optional final chunk to parse.
       */
      end(chunk) {
        if (this.ended) {
          this.cbs.onerror?.(new Error(".end() after done!"));
          return;
        }
        if (chunk)
          this.write(chunk);
        this.ended = true;
        this.tokenizer.end();
      }
      /**
       * Pauses parsing. The parser won't emit events until `resume` is called.
       */
      pause() {
        this.tokenizer.pause();
      }
      /**
       * Resumes parsing after `pause` was called.
       */
      resume() {
        this.tokenizer.resume();
        while (this.tokenizer.running && this.writeIndex < this.buffers.length) {
          this.tokenizer.write(this.buffers[this.writeIndex++]);
        }
        if (this.ended)
          this.tokenizer.end();
      }
    };
  }
});

// node_modules/domelementtype/dist/index.js
var dist_exports = {};
__export(dist_exports, {
  CDATA: () => CDATA,
  Comment: () => Comment,
  Directive: () => Directive,
  Doctype: () => Doctype,
  ElementType: () => ElementType,
  Root: () => Root,
  Script: () => Script,
  Style: () => Style,
  Tag: () => Tag,
  Text: () => Text,
  isTag: () => isTag
});
function isTag(element) {
  return element.type === ElementType.Tag || element.type === ElementType.Script || element.type === ElementType.Style;
}
var ElementType, Root, Text, Directive, Comment, Script, Style, Tag, CDATA, Doctype;
var init_dist = __esm({
  "node_modules/domelementtype/dist/index.js"() {
    (function(ElementType2) {
      ElementType2["Root"] = "root";
      ElementType2["Text"] = "text";
      ElementType2["Directive"] = "directive";
      ElementType2["Comment"] = "comment";
      ElementType2["Script"] = "script";
      ElementType2["Style"] = "style";
      ElementType2["Tag"] = "tag";
      ElementType2["CDATA"] = "cdata";
      ElementType2["Doctype"] = "doctype";
    })(ElementType || (ElementType = {}));
    Root = ElementType.Root;
    Text = ElementType.Text;
    Directive = ElementType.Directive;
    Comment = ElementType.Comment;
    Script = ElementType.Script;
    Style = ElementType.Style;
    Tag = ElementType.Tag;
    CDATA = ElementType.CDATA;
    Doctype = ElementType.Doctype;
  }
});

// node_modules/domhandler/dist/node.js
function isTag2(node3) {
  return isTag(node3);
}
function isCDATA(node3) {
  return node3.type === ElementType.CDATA;
}
function isText(node3) {
  return node3.type === ElementType.Text;
}
function isComment(node3) {
  return node3.type === ElementType.Comment;
}
function isDirective(node3) {
  return node3.type === ElementType.Directive;
}
function isDocument(node3) {
  return node3.type === ElementType.Root;
}
function hasChildren(node3) {
  return Object.hasOwn(node3, "children");
}
function cloneNode(node3, recursive = false) {
  let result;
  if (isText(node3)) {
    result = new Text2(node3.data);
  } else if (isComment(node3)) {
    result = new Comment2(node3.data);
  } else if (isTag2(node3)) {
    const children = recursive ? cloneChildren(node3.children) : [];
    const clone = new Element(node3.name, { ...node3.attribs }, children);
    for (const child of children) {
      child.parent = clone;
    }
    if (node3.namespace != null) {
      clone.namespace = node3.namespace;
    }
    if (node3["x-attribsNamespace"]) {
      clone["x-attribsNamespace"] = { ...node3["x-attribsNamespace"] };
    }
    if (node3["x-attribsPrefix"]) {
      clone["x-attribsPrefix"] = { ...node3["x-attribsPrefix"] };
    }
    result = clone;
  } else if (isCDATA(node3)) {
    const children = recursive ? cloneChildren(node3.children) : [];
    const clone = new CDATA2(children);
    for (const child of children) {
      child.parent = clone;
    }
    result = clone;
  } else if (isDocument(node3)) {
    const children = recursive ? cloneChildren(node3.children) : [];
    const clone = new Document(children);
    for (const child of children) {
      child.parent = clone;
    }
    if (node3["x-mode"]) {
      clone["x-mode"] = node3["x-mode"];
    }
    result = clone;
  } else if (isDirective(node3)) {
    const instruction = new ProcessingInstruction(node3.name, node3.data);
    if (node3["x-name"] != null) {
      instruction["x-name"] = node3["x-name"];
      instruction["x-publicId"] = node3["x-publicId"];
      instruction["x-systemId"] = node3["x-systemId"];
    }
    result = instruction;
  } else {
    throw new Error(`Not implemented yet: ${node3.type}`);
  }
  result.startIndex = node3.startIndex;
  result.endIndex = node3.endIndex;
  if (node3.sourceCodeLocation != null) {
    result.sourceCodeLocation = node3.sourceCodeLocation;
  }
  return result;
}
function cloneChildren(childs) {
  const children = childs.map((child) => cloneNode(child, true));
  for (let index = 1; index < children.length; index++) {
    children[index].prev = children[index - 1];
    children[index - 1].next = children[index];
  }
  return children;
}
var Node, DataNode, Text2, Comment2, ProcessingInstruction, NodeWithChildren, CDATA2, Document, Element;
var init_node = __esm({
  "node_modules/domhandler/dist/node.js"() {
    init_dist();
    Node = class {
      /** Parent of the node */
      parent = null;
      /** Previous sibling */
      prev = null;
      /** Next sibling */
      next = null;
      /** The start index of the node. Requires `withStartIndices` on the handler to be `true. */
      startIndex = null;
      /** The end index of the node. Requires `withEndIndices` on the handler to be `true. */
      endIndex = null;
      // Read-write aliases for properties
      /**
       * Same as {@link parent}.
       * [DOM spec](https://dom.spec.whatwg.org)-compatible alias.
       */
      get parentNode() {
        return this.parent;
      }
      set parentNode(parent) {
        this.parent = parent;
      }
      /**
       * Same as {@link prev}.
       * [DOM spec](https://dom.spec.whatwg.org)-compatible alias.
       */
      get previousSibling() {
        return this.prev;
      }
      set previousSibling(previous) {
        this.prev = previous;
      }
      /**
       * Same as {@link next}.
       * [DOM spec](https://dom.spec.whatwg.org)-compatible alias.
       */
      get nextSibling() {
        return this.next;
      }
      set nextSibling(next2) {
        this.next = next2;
      }
      /**
       * Clone this node, and optionally its children.
       * @param recursive Clone child nodes as well.
       * @returns A clone of the node.
       */
      cloneNode(recursive = false) {
        return cloneNode(this, recursive);
      }
    };
    DataNode = class extends Node {
      data;
      /**
       * @param data The content of the data node
       */
      constructor(data) {
        super();
        this.data = data;
      }
      /**
       * Same as {@link data}.
       * [DOM spec](https://dom.spec.whatwg.org)-compatible alias.
       */
      get nodeValue() {
        return this.data;
      }
      set nodeValue(data) {
        this.data = data;
      }
    };
    Text2 = class extends DataNode {
      type = ElementType.Text;
      get nodeType() {
        return 3;
      }
    };
    Comment2 = class extends DataNode {
      type = ElementType.Comment;
      get nodeType() {
        return 8;
      }
    };
    ProcessingInstruction = class extends DataNode {
      type = ElementType.Directive;
      name;
      constructor(name, data) {
        super(data);
        this.name = name;
      }
      get nodeType() {
        return 1;
      }
      /** If this is a doctype, the document type name (parse5 only). */
      "x-name";
      /** If this is a doctype, the document type public identifier (parse5 only). */
      "x-publicId";
      /** If this is a doctype, the document type system identifier (parse5 only). */
      "x-systemId";
    };
    NodeWithChildren = class extends Node {
      children;
      /**
       * @param children Children of the node. Only certain node types can have children.
       */
      constructor(children) {
        super();
        this.children = children;
      }
      // Aliases
      /** First child of the node. */
      get firstChild() {
        return this.children[0] ?? null;
      }
      /** Last child of the node. */
      get lastChild() {
        return this.children.length > 0 ? this.children[this.children.length - 1] : null;
      }
      /**
       * Same as {@link children}.
       * [DOM spec](https://dom.spec.whatwg.org)-compatible alias.
       */
      get childNodes() {
        return this.children;
      }
      set childNodes(children) {
        this.children = children;
      }
    };
    CDATA2 = class extends NodeWithChildren {
      type = ElementType.CDATA;
      get nodeType() {
        return 4;
      }
    };
    Document = class extends NodeWithChildren {
      type = ElementType.Root;
      get nodeType() {
        return 9;
      }
    };
    Element = class extends NodeWithChildren {
      name;
      attribs;
      type;
      /**
       * @param name Name of the tag, eg. `div`, `span`.
       * @param attribs Object mapping attribute names to attribute values.
       * @param children Children of the node.
       * @param type Node type used for the new node instance.
       */
      constructor(name, attribs, children = [], type = name === "script" ? ElementType.Script : name === "style" ? ElementType.Style : ElementType.Tag) {
        super(children);
        this.name = name;
        this.attribs = attribs;
        this.type = type;
      }
      get nodeType() {
        return 1;
      }
      // DOM Level 1 aliases
      /**
       * Same as {@link name}.
       * [DOM spec](https://dom.spec.whatwg.org)-compatible alias.
       */
      get tagName() {
        return this.name;
      }
      set tagName(name) {
        this.name = name;
      }
      get attributes() {
        return Object.keys(this.attribs).map((name) => ({
          name,
          value: this.attribs[name],
          namespace: this["x-attribsNamespace"]?.[name],
          prefix: this["x-attribsPrefix"]?.[name]
        }));
      }
      /** Element namespace (parse5 only). */
      namespace;
      /** Element attribute namespaces (parse5 only). */
      "x-attribsNamespace";
      /** Element attribute namespace-related prefixes (parse5 only). */
      "x-attribsPrefix";
    };
  }
});

// node_modules/domhandler/dist/index.js
var defaultOptions, DomHandler;
var init_dist2 = __esm({
  "node_modules/domhandler/dist/index.js"() {
    init_dist();
    init_node();
    init_node();
    defaultOptions = {
      withStartIndices: false,
      withEndIndices: false,
      xmlMode: false
    };
    DomHandler = class {
      /** The elements of the DOM */
      dom = [];
      /** The root element for the DOM */
      root = new Document(this.dom);
      /** Called once parsing has completed. */
      callback;
      /** Settings for the handler. */
      options;
      /** Callback whenever a tag is closed. */
      elementCB;
      /** Indicated whether parsing has been completed. */
      done = false;
      /** Stack of open tags. */
      tagStack = [this.root];
      /** A data node that is still being written to. */
      lastNode = null;
      /** Reference to the parser instance. Used for location information. */
      parser = null;
      /**
       * @param callback Called once parsing has completed.
       * @param options Settings for the handler.
       * @param elementCB Callback whenever a tag is closed.
       */
      constructor(callback, options, elementCB) {
        if (typeof options === "function") {
          elementCB = options;
          options = defaultOptions;
        }
        if (typeof callback === "object") {
          options = callback;
          callback = void 0;
        }
        this.callback = callback ?? null;
        this.options = options ?? defaultOptions;
        this.elementCB = elementCB ?? null;
      }
      onparserinit(parser) {
        this.parser = parser;
      }
      // Resets the handler back to starting state
      onreset() {
        this.dom = [];
        this.root = new Document(this.dom);
        this.done = false;
        this.tagStack = [this.root];
        this.lastNode = null;
        this.parser = null;
      }
      // Signals the handler that parsing is done
      onend() {
        if (this.done)
          return;
        this.done = true;
        this.parser = null;
        this.handleCallback(null);
      }
      onerror(error) {
        this.handleCallback(error);
      }
      onclosetag() {
        this.lastNode = null;
        const element = this.tagStack.pop();
        if (this.options.withEndIndices && this.parser) {
          element.endIndex = this.parser.endIndex;
        }
        if (this.elementCB)
          this.elementCB(element);
      }
      onopentag(name, attribs) {
        const type = this.options.xmlMode ? ElementType.Tag : void 0;
        const element = new Element(name, attribs, void 0, type);
        this.addNode(element);
        this.tagStack.push(element);
      }
      ontext(data) {
        const { lastNode } = this;
        if (lastNode && lastNode.type === ElementType.Text) {
          lastNode.data += data;
          if (this.options.withEndIndices && this.parser) {
            lastNode.endIndex = this.parser.endIndex;
          }
        } else {
          const node3 = new Text2(data);
          this.addNode(node3);
          this.lastNode = node3;
        }
      }
      oncomment(data) {
        if (this.lastNode && this.lastNode.type === ElementType.Comment) {
          this.lastNode.data += data;
          return;
        }
        const node3 = new Comment2(data);
        this.addNode(node3);
        this.lastNode = node3;
      }
      oncommentend() {
        this.lastNode = null;
      }
      oncdatastart() {
        const text8 = new Text2("");
        const node3 = new CDATA2([text8]);
        this.addNode(node3);
        text8.parent = node3;
        this.lastNode = text8;
      }
      oncdataend() {
        this.lastNode = null;
      }
      onprocessinginstruction(name, data) {
        const node3 = new ProcessingInstruction(name, data);
        this.addNode(node3);
      }
      handleCallback(error) {
        if (typeof this.callback === "function") {
          this.callback(error, this.dom);
        } else if (error) {
          throw error;
        }
      }
      addNode(node3) {
        const parent = this.tagStack[this.tagStack.length - 1];
        const previousSibling = parent.children[parent.children.length - 1];
        if (this.options.withStartIndices && this.parser) {
          node3.startIndex = this.parser.startIndex;
        }
        if (this.options.withEndIndices && this.parser) {
          node3.endIndex = this.parser.endIndex;
        }
        parent.children.push(node3);
        if (previousSibling) {
          node3.prev = previousSibling;
          previousSibling.next = node3;
        }
        node3.parent = parent;
        this.lastNode = null;
      }
    };
  }
});

// node_modules/domutils/dist/querying.js
function filter(test, node3, recurse = true, limit = Number.POSITIVE_INFINITY) {
  return find(test, Array.isArray(node3) ? node3 : [node3], recurse, limit);
}
function find(test, nodes, recurse, limit) {
  const result = [];
  const nodeStack = [Array.isArray(nodes) ? nodes : [nodes]];
  const indexStack = [0];
  for (; ; ) {
    if (indexStack[0] >= nodeStack[0].length) {
      if (indexStack.length === 1) {
        return result;
      }
      nodeStack.shift();
      indexStack.shift();
      continue;
    }
    const element = nodeStack[0][indexStack[0]++];
    if (test(element)) {
      result.push(element);
      if (--limit <= 0)
        return result;
    }
    if (recurse && hasChildren(element) && element.children.length > 0) {
      indexStack.unshift(0);
      nodeStack.unshift(element.children);
    }
  }
}
function findOne(test, nodes, recurse = true) {
  const searchedNodes = Array.isArray(nodes) ? nodes : [nodes];
  for (const node3 of searchedNodes) {
    if (isTag2(node3) && test(node3)) {
      return node3;
    }
    if (recurse && hasChildren(node3) && node3.children.length > 0) {
      const found = findOne(test, node3.children, true);
      if (found)
        return found;
    }
  }
  return null;
}
function existsOne(test, nodes) {
  return (Array.isArray(nodes) ? nodes : [nodes]).some((node3) => isTag2(node3) && test(node3) || hasChildren(node3) && existsOne(test, node3.children));
}
function findAll(test, nodes) {
  const result = [];
  const nodeStack = [Array.isArray(nodes) ? nodes : [nodes]];
  const indexStack = [0];
  for (; ; ) {
    if (indexStack[0] >= nodeStack[0].length) {
      if (nodeStack.length === 1) {
        return result;
      }
      nodeStack.shift();
      indexStack.shift();
      continue;
    }
    const element = nodeStack[0][indexStack[0]++];
    if (isTag2(element) && test(element))
      result.push(element);
    if (hasChildren(element) && element.children.length > 0) {
      indexStack.unshift(0);
      nodeStack.unshift(element.children);
    }
  }
}
var init_querying = __esm({
  "node_modules/domutils/dist/querying.js"() {
    init_dist2();
  }
});

// node_modules/domutils/dist/legacy.js
function getAttribCheck(attrib, value) {
  if (typeof value === "function") {
    return (element) => isTag2(element) && value(element.attribs[attrib]);
  }
  return (element) => isTag2(element) && element.attribs[attrib] === value;
}
function combineFuncs(a, b) {
  return (element) => a(element) || b(element);
}
function compileTest(options) {
  const funcs = Object.keys(options).map((key3) => {
    const value = options[key3];
    return Object.hasOwn(Checks, key3) ? Checks[key3](value) : getAttribCheck(key3, value);
  });
  return funcs.length === 0 ? null : funcs.reduce(combineFuncs);
}
function testElement(options, node3) {
  const test = compileTest(options);
  return test ? test(node3) : true;
}
function getElements(options, nodes, recurse, limit = Number.POSITIVE_INFINITY) {
  const test = compileTest(options);
  return test ? filter(test, nodes, recurse, limit) : [];
}
function getElementById(id3, nodes, recurse = true) {
  if (!Array.isArray(nodes))
    nodes = [nodes];
  return findOne(getAttribCheck("id", id3), nodes, recurse);
}
function getElementsByTagName(tagName, nodes, recurse = true, limit = Number.POSITIVE_INFINITY) {
  return filter(Checks["tag_name"](tagName), nodes, recurse, limit);
}
function getElementsByClassName(className, nodes, recurse = true, limit = Number.POSITIVE_INFINITY) {
  return filter(getAttribCheck("class", className), nodes, recurse, limit);
}
function getElementsByTagType(type, nodes, recurse = true, limit = Number.POSITIVE_INFINITY) {
  return filter(Checks["tag_type"](type), nodes, recurse, limit);
}
var Checks;
var init_legacy = __esm({
  "node_modules/domutils/dist/legacy.js"() {
    init_dist2();
    init_querying();
    Checks = {
      tag_name(name) {
        if (typeof name === "function") {
          return (element) => isTag2(element) && name(element.name);
        }
        if (name === "*") {
          return isTag2;
        }
        return (element) => isTag2(element) && element.name === name;
      },
      tag_type(type) {
        if (typeof type === "function") {
          return (element) => type(element.type);
        }
        return (element) => element.type === type;
      },
      tag_contains(data) {
        if (typeof data === "function") {
          return (element) => isText(element) && data(element.data);
        }
        return (element) => isText(element) && element.data === data;
      }
    };
  }
});

// node_modules/entities/dist/escape.js
function getEscape(char) {
  return char === 34 ? "&quot;" : char === 38 ? "&amp;" : char === 39 ? "&apos;" : char === 60 ? "&lt;" : char === 62 ? "&gt;" : "&nbsp;";
}
function isXmlEscapable(code2) {
  return code2 >= 128 || code2 >= 32 && code2 < 64 && (XML_BITSET_VALUE >>> code2 & 1) === 1;
}
function encodeXML(input) {
  const { length } = input;
  let out;
  let last = 0;
  let index = 0;
  while (index < length) {
    const char = input.charCodeAt(index);
    if (!isXmlEscapable(char)) {
      const bound = Math.min(index + 32, length);
      let next2 = index + 1;
      while (next2 < bound && !isXmlEscapable(input.charCodeAt(next2))) {
        next2++;
      }
      if (next2 < bound) {
        index = next2;
        continue;
      }
      if (next2 >= length)
        break;
      xmlEncodeRegex.lastIndex = next2;
      if (!xmlEncodeRegex.test(input))
        break;
      index = xmlEncodeRegex.lastIndex - 1;
      continue;
    }
    if (out === void 0)
      out = input.substring(0, index);
    else if (last !== index)
      out += input.substring(last, index);
    if (char < 64) {
      out += getEscape(char);
      last = index += 1;
      continue;
    }
    const cp = input.codePointAt(index);
    out += `&#x${cp.toString(16)};`;
    if (cp !== char)
      index++;
    last = index += 1;
  }
  if (out === void 0)
    return input;
  if (last < length)
    out += input.substr(last);
  return out;
}
function escapeWithRegex(re, data) {
  re.lastIndex = 0;
  if (!re.test(data))
    return data;
  let out = "";
  let last = 0;
  do {
    const index = re.lastIndex - 1;
    if (last !== index)
      out += data.substring(last, index);
    const char = data.charCodeAt(index);
    out += getEscape(char);
    last = index + 1;
  } while (re.test(data));
  return out + data.substring(last);
}
function escapeAttribute(data) {
  return escapeWithRegex(attributeEscapeRegex, data);
}
function escapeText(data) {
  return escapeWithRegex(textEscapeRegex, data);
}
var XML_BITSET_VALUE, xmlEncodeRegex, attributeEscapeRegex, textEscapeRegex;
var init_escape = __esm({
  "node_modules/entities/dist/escape.js"() {
    XML_BITSET_VALUE = 1342177476;
    xmlEncodeRegex = /["&'<>\u0080-\uFFFF]/g;
    attributeEscapeRegex = /["&\u{A0}]/gu;
    textEscapeRegex = /[&<>\u{A0}]/gu;
  }
});

// node_modules/entities/dist/index.js
var EntityLevel, EncodingMode;
var init_dist3 = __esm({
  "node_modules/entities/dist/index.js"() {
    init_decode();
    init_escape();
    (function(EntityLevel2) {
      EntityLevel2[EntityLevel2["XML"] = 0] = "XML";
      EntityLevel2[EntityLevel2["HTML"] = 1] = "HTML";
    })(EntityLevel || (EntityLevel = {}));
    (function(EncodingMode2) {
      EncodingMode2[EncodingMode2["UTF8"] = 0] = "UTF8";
      EncodingMode2[EncodingMode2["ASCII"] = 1] = "ASCII";
      EncodingMode2[EncodingMode2["Extensive"] = 2] = "Extensive";
      EncodingMode2[EncodingMode2["Attribute"] = 3] = "Attribute";
      EncodingMode2[EncodingMode2["Text"] = 4] = "Text";
    })(EncodingMode || (EncodingMode = {}));
  }
});

// node_modules/dom-serializer/dist/foreign-names.js
var elementNames, attributeNames;
var init_foreign_names = __esm({
  "node_modules/dom-serializer/dist/foreign-names.js"() {
    elementNames = new Map("altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient radialGradient textPath".split(" ").map((name) => [name.toLowerCase(), name]));
    attributeNames = new Map("definitionURL attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves pathLength patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur requiredExtensions requiredFeatures specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX targetY textLength viewBox viewTarget xChannelSelector yChannelSelector zoomAndPan".split(" ").map((name) => [name.toLowerCase(), name]));
  }
});

// node_modules/dom-serializer/dist/index.js
function render(node3, options = {}) {
  const nodes = "length" in node3 ? node3 : [node3];
  const xmlMode = options.xmlMode ?? false;
  let output = "";
  for (let index = 0; index < nodes.length; index++) {
    output += renderNode(nodes[index], options, xmlMode);
  }
  return output;
}
function renderChildren(children, options, xmlMode) {
  let output = "";
  for (let index = 0; index < children.length; index++) {
    output += renderNode(children[index], options, xmlMode);
  }
  return output;
}
function renderNode(node3, options, xmlMode) {
  switch (node3.type) {
    case Root: {
      return renderChildren(node3.children, options, xmlMode);
    }
    case Directive: {
      return `<${node3.data}>`;
    }
    case Comment: {
      return `<!--${node3.data}-->`;
    }
    case CDATA: {
      return `<![CDATA[${node3.children[0].data}]]>`;
    }
    case Script:
    case Style:
    case Tag: {
      return renderTag(node3, options, xmlMode);
    }
    case Text: {
      const element = node3;
      const data = element.data || "";
      if ((options.encodeEntities ?? options.decodeEntities) !== false && !(!xmlMode && element.parent && unencodedElements.has(element.parent.name))) {
        return xmlMode || options.encodeEntities !== "utf8" ? encodeXML(data) : escapeText(data);
      }
      return data;
    }
  }
}
function renderTag(element, options, xmlMode) {
  if (xmlMode === "foreign") {
    element.name = elementNames.get(element.name) ?? element.name;
    if (element.parent && foreignModeIntegrationPoints.has(element.parent.name)) {
      xmlMode = false;
    }
  }
  if (!xmlMode && foreignElements.has(element.name)) {
    xmlMode = "foreign";
  }
  const { name, children } = element;
  const isVoid = !xmlMode && voidElements2.has(name);
  let tag = `<${name}${formatAttributes(element.attribs, options, xmlMode)}`;
  if (children.length === 0 && (xmlMode ? options.selfClosingTags !== false : options.selfClosingTags && isVoid)) {
    tag += xmlMode ? "/>" : " />";
  } else {
    tag += ">";
    if (children.length > 0) {
      tag += renderChildren(children, options, xmlMode);
    }
    if (!isVoid) {
      tag += `</${name}>`;
    }
  }
  return tag;
}
function replaceQuotes(value) {
  return value.replaceAll('"', "&quot;");
}
function formatAttributes(attributes, options, xmlMode) {
  if (!attributes)
    return "";
  const encode = (options.encodeEntities ?? options.decodeEntities) === false ? replaceQuotes : xmlMode || options.encodeEntities !== "utf8" ? encodeXML : escapeAttribute;
  const isForeign = xmlMode === "foreign";
  const showEmpty = !!(options.emptyAttrs ?? xmlMode);
  let result = "";
  for (const key3 in attributes) {
    if (!Object.hasOwn(attributes, key3))
      continue;
    const value = attributes[key3];
    const k = isForeign ? attributeNames.get(key3) ?? key3 : key3;
    result += !showEmpty && (value == null || value === "") ? ` ${k}` : ` ${k}="${encode(value == null ? "" : String(value))}"`;
  }
  return result;
}
var unencodedElements, voidElements2, foreignElements, foreignModeIntegrationPoints, dist_default;
var init_dist4 = __esm({
  "node_modules/dom-serializer/dist/index.js"() {
    init_dist();
    init_dist3();
    init_foreign_names();
    unencodedElements = new Set("style script xmp iframe noembed noframes plaintext noscript".split(" "));
    voidElements2 = new Set("area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr".split(" "));
    foreignElements = /* @__PURE__ */ new Set(["svg", "math"]);
    foreignModeIntegrationPoints = new Set("mi mo mn ms mtext annotation-xml foreignObject desc title".split(" "));
    dist_default = render;
  }
});

// node_modules/domutils/dist/stringify.js
function getOuterHTML(node3, options) {
  return dist_default(node3, options);
}
function getInnerHTML(node3, options) {
  return hasChildren(node3) ? node3.children.map((node4) => getOuterHTML(node4, options)).join("") : "";
}
function getText(node3) {
  if (Array.isArray(node3))
    return node3.map(getText).join("");
  if (isTag2(node3))
    return node3.name === "br" ? "\n" : getText(node3.children);
  if (isCDATA(node3))
    return getText(node3.children);
  if (isText(node3))
    return node3.data;
  return "";
}
function textContent(node3) {
  if (Array.isArray(node3))
    return node3.map(textContent).join("");
  if (hasChildren(node3) && !isComment(node3)) {
    return textContent(node3.children);
  }
  if (isText(node3))
    return node3.data;
  return "";
}
function innerText(node3) {
  if (Array.isArray(node3))
    return node3.map(innerText).join("");
  if (hasChildren(node3) && (node3.type === ElementType.Tag || isCDATA(node3))) {
    return innerText(node3.children);
  }
  if (isText(node3))
    return node3.data;
  return "";
}
var init_stringify = __esm({
  "node_modules/domutils/dist/stringify.js"() {
    init_dist4();
    init_dist();
    init_dist2();
  }
});

// node_modules/domutils/dist/feeds.js
function getFeed(document) {
  const feedRoot = getOneElement(isValidFeed, document);
  return feedRoot ? feedRoot.name === "feed" ? getAtomFeed(feedRoot) : getRssFeed(feedRoot) : null;
}
function getAtomFeed(feedRoot) {
  const childs = feedRoot.children;
  const feed = {
    type: "atom",
    items: getElementsByTagName("entry", childs).map((item) => {
      const { children } = item;
      const entry = { media: getMediaElements(children) };
      addConditionally(entry, "id", "id", children);
      addConditionally(entry, "title", "title", children);
      const href2 = getOneElement("link", children)?.attribs["href"];
      if (href2) {
        entry.link = href2;
      }
      const description = fetch("summary", children) || fetch("content", children);
      if (description) {
        entry.description = description;
      }
      const pubDate = fetch("updated", children);
      if (pubDate) {
        entry.pubDate = new Date(pubDate);
      }
      return entry;
    })
  };
  addConditionally(feed, "id", "id", childs);
  addConditionally(feed, "title", "title", childs);
  const href = getOneElement("link", childs)?.attribs["href"];
  if (href) {
    feed.link = href;
  }
  addConditionally(feed, "description", "subtitle", childs);
  const updated = fetch("updated", childs);
  if (updated) {
    feed.updated = new Date(updated);
  }
  addConditionally(feed, "author", "email", childs, true);
  return feed;
}
function getRssFeed(feedRoot) {
  const childs = getOneElement("channel", feedRoot.children)?.children ?? [];
  const feed = {
    type: feedRoot.name.substr(0, 3),
    id: "",
    items: getElementsByTagName("item", feedRoot.children).map((item) => {
      const { children } = item;
      const entry = { media: getMediaElements(children) };
      addConditionally(entry, "id", "guid", children);
      addConditionally(entry, "title", "title", children);
      addConditionally(entry, "link", "link", children);
      addConditionally(entry, "description", "description", children);
      const pubDate = fetch("pubDate", children) || fetch("dc:date", children);
      if (pubDate)
        entry.pubDate = new Date(pubDate);
      return entry;
    })
  };
  addConditionally(feed, "title", "title", childs);
  addConditionally(feed, "link", "link", childs);
  addConditionally(feed, "description", "description", childs);
  const updated = fetch("lastBuildDate", childs);
  if (updated) {
    feed.updated = new Date(updated);
  }
  addConditionally(feed, "author", "managingEditor", childs, true);
  return feed;
}
function getMediaElements(where) {
  return getElementsByTagName("media:content", where).map((element) => {
    const { attribs } = element;
    const media = {
      medium: attribs["medium"],
      isDefault: !!attribs["isDefault"]
    };
    for (const attrib of MEDIA_KEYS_STRING) {
      if (attribs[attrib]) {
        media[attrib] = attribs[attrib];
      }
    }
    for (const attrib of MEDIA_KEYS_INT) {
      if (attribs[attrib]) {
        media[attrib] = Number.parseInt(attribs[attrib], 10);
      }
    }
    if (attribs["expression"]) {
      media.expression = attribs["expression"];
    }
    return media;
  });
}
function getOneElement(tagName, node3) {
  return getElementsByTagName(tagName, node3, true, 1)[0];
}
function fetch(tagName, where, recurse = false) {
  return textContent(getElementsByTagName(tagName, where, recurse, 1)).trim();
}
function addConditionally(object, property, tagName, where, recurse = false) {
  const value = fetch(tagName, where, recurse);
  if (value)
    object[property] = value;
}
function isValidFeed(value) {
  return value === "rss" || value === "feed" || value === "rdf:RDF";
}
var MEDIA_KEYS_STRING, MEDIA_KEYS_INT;
var init_feeds = __esm({
  "node_modules/domutils/dist/feeds.js"() {
    init_legacy();
    init_stringify();
    MEDIA_KEYS_STRING = ["url", "type", "lang"];
    MEDIA_KEYS_INT = [
      "fileSize",
      "bitrate",
      "framerate",
      "samplingrate",
      "channels",
      "duration",
      "height",
      "width"
    ];
  }
});

// node_modules/domutils/dist/helpers.js
function removeSubsets(nodes) {
  let index = nodes.length;
  while (--index >= 0) {
    const node3 = nodes[index];
    if (index > 0 && nodes.lastIndexOf(node3, index - 1) >= 0) {
      nodes.splice(index, 1);
      continue;
    }
    for (let ancestor = node3.parent; ancestor; ancestor = ancestor.parent) {
      if (nodes.includes(ancestor)) {
        nodes.splice(index, 1);
        break;
      }
    }
  }
  return nodes;
}
function compareDocumentPosition(nodeA, nodeB) {
  const aParents = [];
  const bParents = [];
  if (nodeA === nodeB) {
    return 0;
  }
  let current = hasChildren(nodeA) ? nodeA : nodeA.parent;
  while (current) {
    aParents.unshift(current);
    current = current.parent;
  }
  current = hasChildren(nodeB) ? nodeB : nodeB.parent;
  while (current) {
    bParents.unshift(current);
    current = current.parent;
  }
  const maxIndex = Math.min(aParents.length, bParents.length);
  let index = 0;
  while (index < maxIndex && aParents[index] === bParents[index]) {
    index++;
  }
  if (index === 0) {
    return DocumentPosition.DISCONNECTED;
  }
  const sharedParent = aParents[index - 1];
  const siblings = sharedParent.children;
  const aSibling = aParents[index];
  const bSibling = bParents[index];
  if (siblings.indexOf(aSibling) > siblings.indexOf(bSibling)) {
    if (sharedParent === nodeB) {
      return DocumentPosition.FOLLOWING | DocumentPosition.CONTAINED_BY;
    }
    return DocumentPosition.FOLLOWING;
  }
  if (sharedParent === nodeA) {
    return DocumentPosition.PRECEDING | DocumentPosition.CONTAINS;
  }
  return DocumentPosition.PRECEDING;
}
function uniqueSort(nodes) {
  nodes = nodes.filter((node3, index, array) => !array.includes(node3, index + 1));
  nodes.sort((a, b) => {
    const relative = compareDocumentPosition(a, b);
    if (relative & DocumentPosition.PRECEDING) {
      return -1;
    }
    if (relative & DocumentPosition.FOLLOWING) {
      return 1;
    }
    return 0;
  });
  return nodes;
}
var DocumentPosition;
var init_helpers = __esm({
  "node_modules/domutils/dist/helpers.js"() {
    init_dist2();
    (function(DocumentPosition2) {
      DocumentPosition2[DocumentPosition2["DISCONNECTED"] = 1] = "DISCONNECTED";
      DocumentPosition2[DocumentPosition2["PRECEDING"] = 2] = "PRECEDING";
      DocumentPosition2[DocumentPosition2["FOLLOWING"] = 4] = "FOLLOWING";
      DocumentPosition2[DocumentPosition2["CONTAINS"] = 8] = "CONTAINS";
      DocumentPosition2[DocumentPosition2["CONTAINED_BY"] = 16] = "CONTAINED_BY";
    })(DocumentPosition || (DocumentPosition = {}));
  }
});

// node_modules/domutils/dist/manipulation.js
function removeElement(element) {
  if (element.prev)
    element.prev.next = element.next;
  if (element.next)
    element.next.prev = element.prev;
  if (element.parent) {
    const childs = element.parent.children;
    const childsIndex = childs.lastIndexOf(element);
    if (childsIndex !== -1) {
      childs.splice(childsIndex, 1);
    }
  }
  element.next = null;
  element.prev = null;
  element.parent = null;
}
function replaceElement(element, replacement) {
  replacement.prev = element.prev;
  if (replacement.prev) {
    replacement.prev.next = replacement;
  }
  replacement.next = element.next;
  if (replacement.next) {
    replacement.next.prev = replacement;
  }
  replacement.parent = element.parent;
  if (replacement.parent) {
    const { children } = replacement.parent;
    const elementIndex = children.lastIndexOf(element);
    if (elementIndex === -1) {
      return;
    }
    children[elementIndex] = replacement;
    element.parent = null;
  }
}
function appendChild(parent, child) {
  removeElement(child);
  child.next = null;
  child.parent = parent;
  if (parent.children.push(child) > 1) {
    const sibling = parent.children[parent.children.length - 2];
    sibling.next = child;
    child.prev = sibling;
  } else {
    child.prev = null;
  }
}
function append(element, next2) {
  removeElement(next2);
  const { parent } = element;
  const currentNext = element.next;
  next2.next = currentNext;
  next2.prev = element;
  element.next = next2;
  next2.parent = parent;
  if (currentNext) {
    currentNext.prev = next2;
    if (parent) {
      const childs = parent.children;
      childs.splice(childs.lastIndexOf(currentNext), 0, next2);
    }
  } else if (parent) {
    parent.children.push(next2);
  }
}
function prependChild(parent, child) {
  removeElement(child);
  child.parent = parent;
  child.prev = null;
  if (parent.children.unshift(child) === 1) {
    child.next = null;
  } else {
    const sibling = parent.children[1];
    sibling.prev = child;
    child.next = sibling;
  }
}
function prepend(element, previous) {
  removeElement(previous);
  const { parent } = element;
  if (parent) {
    const childs = parent.children;
    childs.splice(childs.indexOf(element), 0, previous);
  }
  if (element.prev) {
    element.prev.next = previous;
  }
  previous.parent = parent;
  previous.prev = element.prev;
  previous.next = element;
  element.prev = previous;
}
var init_manipulation = __esm({
  "node_modules/domutils/dist/manipulation.js"() {
  }
});

// node_modules/domutils/dist/traversal.js
function getChildren(element) {
  return hasChildren(element) ? element.children : [];
}
function getParent(element) {
  return element.parent || null;
}
function getSiblings(element) {
  const parent = getParent(element);
  if (parent != null)
    return getChildren(parent);
  const siblings = [element];
  let { prev, next: next2 } = element;
  while (prev != null) {
    siblings.unshift(prev);
    ({ prev } = prev);
  }
  while (next2 != null) {
    siblings.push(next2);
    ({ next: next2 } = next2);
  }
  return siblings;
}
function getAttributeValue(element, name) {
  const { attribs } = element;
  return attribs?.[name];
}
function hasAttrib(element, name) {
  const { attribs } = element;
  return attribs != null && Object.hasOwn(attribs, name) && attribs[name] != null;
}
function getName(element) {
  return element.name;
}
function nextElementSibling(element) {
  let { next: next2 } = element;
  while (next2 !== null && !isTag2(next2))
    ({ next: next2 } = next2);
  return next2;
}
function prevElementSibling(element) {
  let { prev } = element;
  while (prev !== null && !isTag2(prev))
    ({ prev } = prev);
  return prev;
}
var init_traversal = __esm({
  "node_modules/domutils/dist/traversal.js"() {
    init_dist2();
  }
});

// node_modules/domutils/dist/index.js
var dist_exports2 = {};
__export(dist_exports2, {
  DocumentPosition: () => DocumentPosition,
  append: () => append,
  appendChild: () => appendChild,
  compareDocumentPosition: () => compareDocumentPosition,
  existsOne: () => existsOne,
  filter: () => filter,
  find: () => find,
  findAll: () => findAll,
  findOne: () => findOne,
  getAttributeValue: () => getAttributeValue,
  getChildren: () => getChildren,
  getElementById: () => getElementById,
  getElements: () => getElements,
  getElementsByClassName: () => getElementsByClassName,
  getElementsByTagName: () => getElementsByTagName,
  getElementsByTagType: () => getElementsByTagType,
  getFeed: () => getFeed,
  getInnerHTML: () => getInnerHTML,
  getName: () => getName,
  getOuterHTML: () => getOuterHTML,
  getParent: () => getParent,
  getSiblings: () => getSiblings,
  getText: () => getText,
  hasAttrib: () => hasAttrib,
  innerText: () => innerText,
  nextElementSibling: () => nextElementSibling,
  prepend: () => prepend,
  prependChild: () => prependChild,
  prevElementSibling: () => prevElementSibling,
  removeElement: () => removeElement,
  removeSubsets: () => removeSubsets,
  replaceElement: () => replaceElement,
  testElement: () => testElement,
  textContent: () => textContent,
  uniqueSort: () => uniqueSort
});
var init_dist5 = __esm({
  "node_modules/domutils/dist/index.js"() {
    init_feeds();
    init_helpers();
    init_legacy();
    init_manipulation();
    init_querying();
    init_stringify();
    init_traversal();
  }
});

// node_modules/htmlparser2/dist/index.js
var dist_exports3 = {};
__export(dist_exports3, {
  DefaultHandler: () => DomHandler,
  DomHandler: () => DomHandler,
  DomUtils: () => dist_exports2,
  ElementType: () => dist_exports,
  Parser: () => Parser,
  QuoteType: () => QuoteType,
  Tokenizer: () => Tokenizer,
  createDocumentStream: () => createDocumentStream,
  getFeed: () => getFeed,
  parseDocument: () => parseDocument,
  parseFeed: () => parseFeed
});
function parseDocument(data, options) {
  const handler = new DomHandler(void 0, options);
  new Parser(handler, options).end(data);
  return handler.root;
}
function createDocumentStream(callback, options, elementCallback) {
  const handler = new DomHandler((error) => callback(error, handler.root), options, elementCallback);
  return new Parser(handler, options);
}
function parseFeed(feed, options = parseFeedDefaultOptions) {
  return getFeed(parseDocument(feed, options).children);
}
var parseFeedDefaultOptions;
var init_dist6 = __esm({
  "node_modules/htmlparser2/dist/index.js"() {
    init_Parser();
    init_Parser();
    init_dist2();
    init_dist2();
    init_dist();
    init_Tokenizer();
    init_dist5();
    init_dist5();
    init_dist5();
    parseFeedDefaultOptions = { xmlMode: true };
  }
});

// src/config/cactus-problems.ts
var cactusProblems = {
  serverName: "must be a name such as example.org, without https:// and slashes",
  siteName: "must be the siteName of the widget alone, without # and :",
  siteNames: "must be a name, or names separated by commas; put it in quotes if it looks like a number",
  userIds: "must be user ids such as @name:example.org, separated by commas",
  userMissing: "is missing: a password needs the user that it belongs to.",
  passwordMissing: "is missing: a user needs a password to log in. Store it as a secret.",
  siteNameMissing: "is missing: the siteName that your Cactus Comments widget uses, where no page of the site says it.",
  serverNameMissing: "is missing: a homeserver-url of your own needs the serverName of the widget.",
  urlMissing: "is missing: a server-name of your own needs the homeserver's address.",
  urlOfPages: ({ url }) => `is missing: a token or password is sent only to an address that you name, and ${url} was found in the site's pages. Set it here if it is right.`
};

// src/config/messages.ts
var saysOtherwise = ({ name, given, found, places }) => `The comment widget is configured with ${found} for ${name} (${places}), but ${given} was given, and is used.`;
var omitSetting = ({ name }) => `If the pages are right, don't set ${name}.`;
var configMessages = defineMessages({
  "invalid-config": {
    severity: "error",
    message: ({ problems }) => `The configuration can't be used:
${problems}`,
    remedy: "Correct these settings and start again; nothing was read or written."
  },
  "secret-in-config-file/input": {
    severity: "warning",
    message: ({ place }) => `${place} is a secret, and everyone who can read the file can read it.`,
    remedy: ({ name }) => `Remove it from the file, revoke it if it was ever pushed, and pass a new one to the input ${name} from a repository secret.`
  },
  "secret-in-config-file/variable": {
    severity: "warning",
    message: ({ place }) => `${place} is a secret, and everyone who can read the file can read it.`,
    remedy: ({ variable }) => `Remove it from the file, revoke it if it was ever pushed, and pass a new one in the environment variable ${variable}.`
  },
  "widget-says-otherwise/expected": {
    severity: "notice",
    message: saysOtherwise,
    remedy: omitSetting
  },
  "widget-says-otherwise/unexpected": {
    severity: "warning",
    message: saysOtherwise,
    remedy: omitSetting
  },
  "secret-in-the-open": {
    severity: "warning",
    message: ({ server }) => `The token or password is sent to ${server} without encryption, where others can read it.`,
    remedy: ({ name }) => `Set ${name} to an https address, and revoke the token if the network was public.`
  }
});

// src/config/said-on-pages.ts
function saidOnPages(threads2, of) {
  const places = Map.groupBy(threads2, of);
  return [...places].flatMap(
    ([value, saying]) => value === void 0 || value === "" ? [] : [{ value, places: saying.map(({ location }) => location) }]
  ).toSorted((a, b) => b.places.length - a.places.length);
}
function completeByPages(name, type, said, {
  inputsAre,
  given,
  choose = "Specify which one is meant.",
  mayDiffer = false
}) {
  if (given !== void 0) {
    const others = said.filter(({ value: value2 }) => value2 !== given);
    const findings = others.map((other) => saysOtherwise2(name, given, other, mayDiffer));
    return { value: given, problems: [], findings };
  }
  const where = `${inputsAre} ${name}`;
  const problems = [];
  if (said.length > 1) {
    const list3 = said.map((one) => `${JSON.stringify(one.value)} (${placesInWords(one)})`).join(", ");
    const message = `is missing, and the site's pages have several: ${list3}. ${choose}`;
    problems.push({ where, message });
  }
  for (const one of said) {
    const [wrong] = type.safeParse(one.value).error?.issues ?? [];
    if (wrong === void 0) continue;
    const message = `${wrong.message}, but the pages have ${JSON.stringify(one.value)} (${placesInWords(one)}). Set the right one by the ${inputsAre}.`;
    problems.push({ where, message });
  }
  const value = said[0]?.value;
  return { value: type.safeParse(value).data ?? value, problems, findings: [] };
}
function placesInWords({ places }) {
  const [first] = places;
  const where = first === void 0 ? "" : `${first.file}:${first.line}`;
  return places.length <= 1 ? where : `${where} and ${places.length - 1} more`;
}
function saysOtherwise2(name, given, said, mayDiffer) {
  const [location] = said.places;
  return configMessages.finding(
    mayDiffer ? "widget-says-otherwise/expected" : "widget-says-otherwise/unexpected",
    {
      name,
      given: JSON.stringify(given),
      found: JSON.stringify(said.value),
      places: placesInWords(said)
    },
    location === void 0 ? {} : { location }
  );
}

// src/config/setting.ts
function setting(name, type, facts) {
  return Object.assign(type, { setting: { ...facts, name } });
}
function optional(type) {
  return type.optional().transform((value) => value);
}

// src/shortcode/shortcode-lexer.ts
var identifier = /[\p{L}\p{Nd}_/-]+/uy;
var bareWord = /[\p{L}\p{Nd}_.-]+/uy;
var startsParameter = /[\p{L}\p{Nd}_"`-]/uy;
var startsName = /[\p{L}\p{Nd}_]/uy;
var untilSpace = /[^\t\n\v\f\r ]*/y;
var spaces = /[\t\n\v\f\r ]*/y;
var quoted = /"([^"\\\n]*(?:\\(?:"|(?!["`]))[^"\\\n]*)*)"/y;
var escapeQuoted = /\\"([^"\\\n]*(?:\\(?!["`])[^"\\\n]*)*)(?:\\"|")/y;
function scanShortcodes(text8) {
  const calls = [];
  const open = /* @__PURE__ */ new Map();
  const replaced2 = [];
  const faults = [];
  const reader = new TagReader(text8);
  const opening = /\{\{([<%])/g;
  for (let match = opening.exec(text8); match !== null; match = opening.exec(text8)) {
    const start = match.index;
    const tag = reader.read(opening.lastIndex, match[1] === "<" ? ">}}" : "%}}");
    if (tag.kind === "faulty") {
      faults.push({ start, name: tag.name, message: tag.message });
      continue;
    }
    opening.lastIndex = tag.end;
    if (tag.kind === "call") {
      open.set(tag.name, [...open.get(tag.name)?.slice(-mostOpen) ?? [], calls.length]);
      const isMarkdown = match[1] === "%";
      calls.push({ ...toCall(tag, start), isMarkdown });
      continue;
    }
    replaced2.push({ start, end: tag.end, by: tag.kind === "escaped" ? tag.text : "" });
    if (tag.kind !== "close") continue;
    const index = open.get(tag.name)?.pop() ?? -1;
    const call = calls[index];
    if (call === void 0) continue;
    const inner = index === calls.length - 1 ? text8.slice(call.end, start) : void 0;
    calls[index] = { ...call, inner, innerEnd: start, outerEnd: tag.end };
  }
  return { calls, replaced: replaced2, faults };
}
var mostOpen = 20;
function toCall({ name, parameters, end }, start) {
  const positional = parameters.filter((one) => one.name === null).map(typedValue);
  const named = parameters.flatMap(
    (one) => one.name === null ? [] : [[one.name, typedValue(one)]]
  );
  const ends = { innerEnd: end, end, outerEnd: end };
  return { name, positional, named: new Map(named), inner: "", start, ...ends };
}
function typedValue({ value, isQuoted }) {
  if (isQuoted) return value;
  if (value === "true" || value === "false") return value === "true";
  const number5 = Number(value);
  const isNumber2 = /^[+-]?(?:\d+|\d*\.\d+)$/.test(value);
  return isNumber2 && Math.abs(number5) <= Number.MAX_SAFE_INTEGER ? number5 : value;
}
function finished(tag, end) {
  const { name, parameters } = tag;
  if (name === null) return faulty(tag, "it is empty");
  return tag.isClosing ? { kind: "close", name, end } : { kind: "call", name, parameters, end };
}
function faulty({ name }, what) {
  const message = name === null ? `a shortcode without a name: ${what}` : `the shortcode ${name} is faulty: ${what}`;
  return { kind: "faulty", name, message };
}
var TagReader = class {
  #text;
  #opened = /* @__PURE__ */ new Set();
  /** Ends that are known to be missing from an offset on; keeps repeated searches linear. */
  #missing = /* @__PURE__ */ new Map();
  #at = 0;
  constructor(text8) {
    this.#text = text8;
  }
  /** Reads from after `{{<` to after its end. */
  read(inside, end) {
    this.#at = inside;
    if (this.#text.startsWith("/*", this.#at)) return this.#readEscaped(end);
    const tag = { end, name: null, isClosing: false, isNamed: false, parameters: [] };
    let fault;
    while (fault === void 0) {
      this.#match(spaces);
      if (this.#text.startsWith(end, this.#at)) {
        this.#at += end.length;
        return finished(tag, this.#at);
      }
      fault = this.#readOn(tag);
    }
    return faulty(tag, fault);
  }
  // Each of these reads on in a tag, and returns what is wrong where it can't.
  #readOn(tag) {
    const character = this.#text[this.#at];
    if (character === void 0) return "it is never closed";
    if (character === "/") return this.#readSlash(tag);
    if (character === "=") return this.#readAssigned(tag);
    if (tag.name === null && this.#looksAt(startsName)) return this.#readName(tag);
    const isEscapedQuote = character === "\\" && '"`'.includes(this.#text[this.#at + 1] ?? " ");
    if (character === "\\" && !isEscapedQuote) {
      this.#at++;
      return void 0;
    }
    if (tag.name === null || tag.isClosing || !(isEscapedQuote || this.#looksAt(startsParameter))) {
      return `there is a ${JSON.stringify(character)} where none may stand; put parameters in quotes`;
    }
    return this.#readParameter(tag);
  }
  /** `{{< name />}}` closes itself; `{{< /name >}}` closes an earlier one. */
  #readSlash(tag) {
    if (tag.name === null && this.#opened.size === 0) return "it closes nothing";
    this.#at++;
    if (tag.name === null) tag.isClosing = true;
    else if (!this.#endsWith(tag.end)) return "there is a / in it; put parameters in quotes";
    return void 0;
  }
  /** What was read as a parameter last is the name of this one. */
  #readAssigned({ parameters }) {
    this.#at++;
    this.#match(spaces);
    const value = this.#value(untilSpace);
    if (typeof value === "string") return value;
    const last = parameters.pop();
    if (last !== void 0) parameters.push({ ...value, name: last.value });
    return void 0;
  }
  #readName(tag) {
    tag.name = this.#match(identifier)?.[0] ?? "";
    if (this.#text[this.#at] === ".") {
      if (!this.#text.startsWith(".inline ", this.#at)) return "there is a period in its name";
      this.#at += ".inline".length;
      tag.name += ".inline";
    }
    if (!tag.isClosing) this.#opened.add(tag.name);
    else if (!this.#opened.has(tag.name)) return "it closes nothing";
    return void 0;
  }
  #readParameter(tag) {
    const value = this.#value(bareWord);
    if (typeof value === "string") return value;
    const hasName = !value.isQuoted && this.#text[this.#at] === "=";
    if (tag.parameters.length > 0 && hasName !== tag.isNamed) {
      return "it mixes named and positional parameters";
    }
    tag.isNamed = hasName;
    tag.parameters.push({ ...value, name: null });
    return void 0;
  }
  #readEscaped(end) {
    const close = this.#indexOf(`*/${end}`);
    if (close === -1 || close - this.#at <= 1) {
      return { kind: "faulty", name: null, message: "an escaped shortcode is never closed" };
    }
    const inside = this.#text.slice(this.#at + 2, close);
    const text8 = `${end === ">}}" ? "{{<" : "{{%"}${inside}${end}`;
    return { kind: "escaped", text: text8, end: close + end.length + 2 };
  }
  /** A value in quotes or without them, or what is wrong with it. */
  #value(bare) {
    return this.#quotedValue() ?? { value: this.#match(bare)?.[0] ?? "", isQuoted: false };
  }
  /** A value in quotes, undefined where none starts, or what is wrong with it. */
  #quotedValue() {
    const start = this.#text[this.#at];
    if (start === "`") {
      const close = this.#indexOf("`", this.#at + 1);
      if (close === -1) return "a closing back quote is missing";
      const value2 = this.#text.slice(this.#at + 1, close);
      this.#at = close + 1;
      return { value: value2, isQuoted: true };
    }
    if (start !== '"' && start !== "\\") return void 0;
    const value = this.#match(start === '"' ? quoted : escapeQuoted)?.[1];
    if (value === void 0) return "a closing quote is missing";
    return { value: value.includes('\\"') ? value.replaceAll("\\", "") : value, isQuoted: true };
  }
  #endsWith(end) {
    this.#match(spaces);
    return this.#text.startsWith(end, this.#at);
  }
  #indexOf(wanted, from = this.#at) {
    if (from >= (this.#missing.get(wanted) ?? Number.POSITIVE_INFINITY)) return -1;
    const found = this.#text.indexOf(wanted, from);
    if (found === -1) this.#missing.set(wanted, from);
    return found;
  }
  #looksAt(pattern) {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text);
  }
  #match(pattern) {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at += match[0].length;
    return match;
  }
};

// src/shortcode/shortcode-parameter.ts
function shortcodeParameter(text8) {
  const ways = [`"${text8}"`, `\`${text8}\``, `"${text8.replaceAll('"', '\\"')}"`];
  return ways.find((written) => isReadBack(written, text8));
}
function isReadBack(written, text8) {
  const tag = `{{< x ${written} >}}`;
  const [call] = scanShortcodes(tag).calls;
  return call?.end === tag.length && call.positional.length === 1 && call.positional[0] === text8;
}

// src/shortcode/replacement-template.ts
var placeholders = /\[(section|page)\]/g;
var anyPlaceholder = /\[[a-z][a-z_-]*\]/gi;
function parseReplacementTemplate(text8) {
  const unknown = text8.match(anyPlaceholder)?.find((one) => !/^\[(?:section|page)\]$/.test(one));
  if (unknown !== void 0) {
    return { fault: "placeholder", placeholder: unknown };
  }
  const namesPage = text8.includes("[page]");
  if (/^<[a-z!][\s\S]*>$/i.test(text8) && !/\{\{/.test(text8)) {
    const fill2 = (values) => fillHtml(text8, values);
    return { text: text8, isHtml: true, namesPage, fill: fill2, makes: () => false };
  }
  const fill = (values) => fillShortcode(text8, values);
  const shape = onlyCall(fill(marks));
  if (shape === void 0 || isMarked.test(shape.inner ?? "")) {
    return { fault: "shape" };
  }
  return { text: text8, isHtml: false, namesPage, fill, makes: (call) => hasShape(onlyCall(call), shape) };
}
var marks = { section: "", page: "" };
var isMarked = /[\uE000\uE001]/;
function onlyCall(text8) {
  if (text8 === void 0) return void 0;
  const { calls, faults, replaced: replaced2 } = scanShortcodes(text8);
  const [call] = calls;
  const isWhole = call?.start === 0 && call.outerEnd === text8.length;
  const closingTags = call?.outerEnd === call?.end ? 0 : 1;
  const isOnly = calls.length === 1 && faults.length === 0 && replaced2.length === closingTags;
  return isWhole && isOnly ? call : void 0;
}
function fillShortcode(text8, values) {
  const parameter2 = /"[^"]*"|`[^`]*`|[^\s"`=<>%{}]*\[(?:section|page)\][^\s"`=<>%{}]*/g;
  let isWritable = true;
  const filled = text8.replace(parameter2, (written) => {
    if (!/\[(?:section|page)\]/.test(written)) return written;
    const bare = /^["`]/.test(written) ? written.slice(1, -1) : written;
    const value = shortcodeParameter(
      bare.replace(placeholders, (_, name) => valueNamed(name, values))
    );
    if (value === void 0) isWritable = false;
    return value ?? "";
  });
  return isWritable ? filled : void 0;
}
function fillHtml(text8, values) {
  return text8.replace(
    placeholders,
    (_, name) => valueNamed(name, values).replace(
      /[^\p{L}\p{N}/.~% -]/gu,
      (character) => `&#${character.codePointAt(0)};`
    )
  );
}
function valueNamed(name, { section: section2, page }) {
  return name === "page" ? page : section2;
}
function hasShape(call, shape) {
  return call !== void 0 && call.name === shape.name && call.isMarkdown === shape.isMarkdown && call.inner === shape.inner && call.positional.length === shape.positional.length && call.positional.every((value, index) => fits(value, shape.positional[index])) && call.named.size === shape.named.size && [...call.named].every(([name, value]) => fits(value, shape.named.get(name)));
}
function fits(value, pattern) {
  if (typeof pattern !== "string" || !isMarked.test(pattern)) return value === pattern;
  const literal = pattern.split(/[\uE000\uE001]/).map((part) => RegExp.escape(part));
  return new RegExp(`^${literal.join("[\\s\\S]*")}$`).test(String(value));
}

// src/config/setting-problems.ts
var settingProblems = {
  text: "must be text; put it in quotes if it looks like a number",
  empty: "must not be empty",
  address: "must be an address that starts with https:// or http://, without user name, password, ? and #",
  token: "must be a token without spaces, line breaks and characters outside ASCII",
  wholeNumber: ({ min, max }) => `must be a whole number from ${min} to ${max}`,
  minutes: ({ min, max }) => `must be a number of minutes from ${min} to ${max}, or a time such as 90s, 45m or 5h`,
  shard: "must be a shard from a plan, or a part such as 2/4, the second of four",
  yesOrNo: "must be true or false",
  choice: ({ words: words3 }) => `must be one of ${words3}`,
  words: "must be a list of names, or names separated by commas",
  paths: "must be paths, separated by commas",
  hosts: "must be host names such as old.example, separated by commas",
  sourceFileMissing: ({ kind }) => `is missing: source: ${kind} reads the comments from a file that you have exported.`,
  onlyForExports: ({ kind }) => `is only for a source that is read from files, such as disqus; the source is ${kind}`,
  mediaElsewhere: ({ kind }) => `must be link for the source ${kind}: its comments show pictures of other servers, and it keeps none itself that could be copied`,
  siteOfOthers: ({ takers }) => `is only for target-schema ${takers}, where one database holds several sites`,
  goneWithoutArchive: "must be report unless archive names a folder",
  pageAddresses: "must be addresses of pages, separated by commas",
  pagePatterns: "must be patterns of page addresses such as /posts/**, separated by commas",
  days: "must be a date such as 2020-05-31, a month such as 2020-05 or a year such as 2020",
  untilBeforeSince: ({ since }) => `must not be before since, which is ${since}`,
  partOfRollback: "can't be set with mode rollback, which deletes all comments that were moved, whatever their page",
  partOfArchive: "can't be set with mode archive, which is about all comments of the database",
  archiveMissing: "is missing: mode archive needs the folder of the site that it brings up to date.",
  replaceInArchive: "must be none or pull-request with mode archive, which replaces nothing",
  repositoryName: "must be a repository, owner/name",
  repositoryMissing: "is missing: the site's pages name no repository with the comments, owner/name.",
  onlyForGithub: ({ kind }) => `is only for comments in discussions or issues, source: github; the source is ${kind}`,
  hugoVersion: "must be auto, none or a version of Hugo such as 0.152.2",
  innerFolder: "must be a relative folder of the site such as data/comments, without ..",
  staticFolder: "must be a folder below static, such as static/comment-media",
  bucketName: "must be the name of an R2 bucket: 3 to 63 of the characters a-z, 0-9 and -, without a - at its ends",
  insideRepository: "must be a place inside the repository; only a workflow or flag can name a place outside",
  accountId: "must be the id of a Cloudflare account: 32 of the characters 0-9 and a-f, as the dashboard shows it",
  databaseId: "must be the id of a D1 database, such as 1b2c3d4e-0000-1111-2222-333344445555, or be omitted to look it up by name",
  branchName: "must be the name of a branch such as comments/replace, without refs/heads/",
  title: "must be one line of at most 256 characters",
  labels: "must be a list of labels, or labels separated by commas",
  reviewers: "must be names of users, and of teams as owner/team, separated by commas",
  baseIsBranch: ({ branch }) => `must not be ${branch}, which is the pull request's own branch`,
  template: "must be one shortcode such as {{< comments page=[page] >}}, with placeholders among its parameters, or HTML in tags",
  placeholder: ({ placeholder }) => `has the unknown placeholder ${placeholder}; the placeholders are [section] and [page]`,
  schemaMap: "must be pairs such as table=comment, page_id=post_slug, separated by commas, or an object of them",
  schemaMapForm: ({ key: key3, forms, hint }) => `must have one of ${forms} for ${key3}${hint}`,
  schemaMapKey: ({ key: key3, known, hint }) => `has the unknown key ${key3}; the keys are ${known}${hint}`,
  schemaMapFixed: ({ key: key3 }) => `has no usable column name in ${key3}`,
  schemaMapNeeded: ({ key: key3 }) => `must name ${key3}: it can't be left out`,
  schemaMapName: ({ key: key3 }) => `must name ${key3} with a text of printable characters; a name with a comma needs the object form`,
  schemaMapKeyTwice: ({ key: key3 }) => `has ${key3} twice`,
  schemaMapTwice: ({ column }) => `names the column ${column} twice`,
  authors: "must be the path of a file, or user ids with what is known of each",
  authorEntry: ({ user, keys }) => `must have for ${user} keys with values; the keys are ${keys}`,
  authorKey: ({ user, key: key3, keys }) => `has the unknown key ${key3} for ${user}; the keys are ${keys}`,
  authorValue: ({ user, key: key3, wanted }) => `must have for ${user} as ${key3} ${wanted}`,
  authorTwice: ({ user }) => `must not have both email and email-hash for ${user}`,
  yaml: ({ fault }) => `is not valid YAML: ${fault}`,
  toml: ({ fault }) => `is not valid TOML: ${fault}`,
  yamlAlias: "refers to another value with *; write the value itself, in quotes if it begins so",
  yamlSpace: "needs a space after the colon",
  sections: "must hold sections, such as target:",
  keys: "must hold keys with values",
  former: ({ instead }) => `is no setting any more: ${instead}`,
  unknownSection: ({ known }) => `is not a section; the sections are ${known}`,
  unknownKey: ({ known }) => `is not a setting of this section, which has ${known}`,
  databaseMissing: "is missing: the name of the D1 database that takes the comments.",
  tokenMissing: "is missing: a remote database needs a token with the permission D1 Edit. Store it as a secret.",
  accountMissing: "is missing: a remote database needs the id of its Cloudflare account.",
  mapOfOthers: ({ takers }) => `is only for target-schema ${takers}: the other systems' names are fixed`,
  formatOfOthers: ({ schema, formats }) => `must be ${formats} for target-schema ${schema}`,
  truncatedFormat: ({ format }) => `can't be truncate for comments that are written as ${format}: what is cut off may leave tags open`,
  bucketMissing: "is missing: media: r2 needs the name of the bucket that takes the files.",
  mediaUrlMissing: "is missing: media: r2 needs the address at which readers get the bucket's files.",
  onlyForMedia: ({ media }) => `is only for media: ${media}`,
  mediaInShard: "can't be repository in the job of a shard, whose files are lost with the job: use r2, or a run without shards",
  baselineInMode: ({ mode }) => `is only for mode dry-run and verify: with mode ${mode}, no failure is accepted`,
  baselineInShard: "must not be set in the job of a shard, which does not see the problems of the other shards",
  replaceInMode: ({ mode }) => `must be none with mode ${mode}`,
  replaceInShard: "must be none in the job of a shard: set it in a run with mode verify when all shards are done",
  replaceInTerminal: "can't be pull-request in a terminal: use working-tree, and commit the changes",
  previewInMode: ({ mode }) => `is only for mode dry-run, but mode is ${mode}`,
  previewInShard: "can't be true with shard: a preview shows the whole site",
  replaceWithMissing: ({ system }) => `is missing: the shortcode or HTML that shows the comments of ${system} on your site.`
};

// src/config/value-types.ts
function text() {
  return external_exports.string({ error: settingProblems.text }).trim().min(1, settingProblems.empty);
}
function address() {
  return text().refine(isHttpAddress, settingProblems.address).transform((url) => url.replace(/\/+$/, ""));
}
function token() {
  return text().regex(/^[\x21-\x7e]+$/, settingProblems.token);
}
function password() {
  return external_exports.string({ error: settingProblems.text }).min(1, settingProblems.empty);
}
function wholeNumber(min, max) {
  const error = settingProblems.wholeNumber({ min, max });
  return external_exports.union([external_exports.number(), external_exports.string().trim().regex(/^\d+$/).transform(Number)], { error }).pipe(external_exports.int({ error }).min(min, error).max(max, error));
}
function shard() {
  return text().transform((written, context) => {
    const read = parseShard(written);
    if (read !== void 0) return read;
    context.addIssue(settingProblems.shard);
    return external_exports.NEVER;
  });
}
var minutesIn = { s: 1 / 60, m: 1, min: 1, h: 60 };
function minutes(min, max) {
  const error = settingProblems.minutes({ min, max });
  const written = external_exports.string().trim().regex(/^\d+(?:\.\d+)?\s*(?:s|m|min|h)?$/).transform((text8) => {
    const unit = external_exports.enum(["s", "m", "min", "h"]).safeParse(/[a-z]+$/.exec(text8)?.[0]).data ?? "m";
    return Number.parseFloat(text8) * minutesIn[unit];
  });
  return external_exports.union([external_exports.number(), written], { error }).pipe(external_exports.number({ error }).min(min, error).max(max, error));
}
function yesOrNo() {
  const error = settingProblems.yesOrNo;
  const written = external_exports.string().trim().toLowerCase().pipe(external_exports.enum(["true", "false"]));
  return external_exports.union([external_exports.boolean(), written], { error }).transform((value) => value === true || value === "true");
}
function choice(words3) {
  const error = settingProblems.choice({ words: words3.join(", ") });
  return external_exports.string({ error }).trim().pipe(external_exports.enum(words3, { error }));
}
function repositoryName() {
  return text().transform((given) => given.replace(/^https?:\/\/[^/]+\//i, "").replace(/(?:\.git)?\/?$/, "")).refine((name) => /^[\w-]+\/(?!\.+$)[\w.-]+$/.test(name), settingProblems.repositoryName);
}
function hugoVersion() {
  const error = settingProblems.hugoVersion;
  return external_exports.string({ error }).trim().toLowerCase().regex(/^(?:auto|none|v?\d{1,4}\.\d{1,4}\.\d{1,4})$/, error).transform((written) => written.replace(/^v/, ""));
}
function innerFolder() {
  return text().transform(
    (path) => path.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "").replace(/\/+$/, "")
  ).refine(
    (path) => !/^(?:[a-z]:|\/)/i.test(path) && !path.split("/").some((part) => /^\.{0,2}$/.test(part)),
    settingProblems.innerFolder
  );
}
function staticFolder() {
  return innerFolder().refine((path) => /^static\/./.test(path), settingProblems.staticFolder);
}
function bucketName() {
  return text().regex(/^[a-z\d][a-z\d-]{1,61}[a-z\d]$/, settingProblems.bucketName);
}
function days() {
  const error = settingProblems.days;
  return external_exports.union([external_exports.int().transform(String), external_exports.string().trim()], { error }).refine(areDays, error);
}
function areDays(written) {
  const [, year, month = "01", day = "01"] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(written) ?? [];
  if (year === void 0) return false;
  const date = /* @__PURE__ */ new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}
function pagePatterns() {
  const error = settingProblems.pagePatterns;
  const written = external_exports.string().transform((list3) => list3.split(/,(?![^{}]*\})/));
  return external_exports.union([external_exports.array(external_exports.string()), written], { error }).transform((list3) => list3.map((pattern) => pattern.trim()).filter((pattern) => pattern !== "")).refine(
    (list3) => list3.length > 0 && list3.every(({ length }) => length <= longestPattern),
    error
  );
}
var longestPattern = 1e3;
function replacementTemplate() {
  return text().superRefine((written, context) => {
    const read = parseReplacementTemplate(written);
    if (!("fault" in read)) return;
    const { template, placeholder } = settingProblems;
    context.addIssue(read.fault === "shape" ? template : placeholder(read));
  });
}
function accountId() {
  return text().refine((id3) => /^[\da-f]{32}$/i.test(id3), settingProblems.accountId);
}
function branchName() {
  const faults = /^[-/]|[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)|[/.]$|^\.|^@$/;
  return text().refine(
    (name) => !faults.test(name) && !name.startsWith("refs/"),
    settingProblems.branchName
  );
}
function title() {
  const { title: error } = settingProblems;
  return text().regex(/^[^\x00-\x1f\x7f]*$/, error).max(256, error);
}
function reviewers() {
  const error = settingProblems.reviewers;
  return words(error).transform((names) => names.map((name) => name.replace(/^@/, ""))).refine((names) => names.every((name) => /^[\w-]+(?:\/[\w.-]+)?$/.test(name)), error);
}
function words(error = settingProblems.words) {
  return external_exports.union([external_exports.array(external_exports.string()), external_exports.string().transform((list3) => list3.split(","))], { error }).transform((list3) => list3.map((word3) => word3.trim()).filter((word3) => word3 !== "")).refine((list3) => list3.length > 0, error);
}
function isHttpAddress(text8) {
  if (!/^https?:\/\/[^\s?#]+$/i.test(text8) || !URL.canParse(text8)) return false;
  const { username, password: password2 } = new URL(text8);
  return username === "" && password2 === "";
}

// src/config/cactus.ts
var section = external_exports.object({
  siteNames: setting("site-name", optional(siteNames()), {
    env: ["CACTUS_SITE_NAME"],
    key: "site_name",
    description: "The site's name at Cactus Comments (`siteName` in the widget), or several, separated by commas: comments of all of them are moved; pages with any other name are skipped and reported as errors. Default: the name set in the site's pages; required if they set none, or several."
  }),
  serverUrl: setting("homeserver-url", optional(address()), {
    env: ["MATRIX_HOMESERVER_URL"],
    key: "homeserver_url",
    description: "Base URL of the Matrix homeserver that holds the comments (`defaultHomeserverUrl` in the widget). Default: the address set in the site's pages, else Cactus's public server, `https://matrix.cactus.chat:8448`."
  }),
  serverName: setting("server-name", optional(serverName()), {
    env: ["MATRIX_SERVER_NAME"],
    description: "The homeserver's name in room addresses (`serverName` in the widget). Default: the name set in the site's pages, else `cactus.chat`; required if `homeserver-url` is another server."
  }),
  accessToken: setting("access-token", optional(token()), {
    env: ["MATRIX_ACCESS_TOKEN"],
    description: "A Matrix access token, for homeservers that don't allow guests to read. Default: register as a guest.",
    secret: true
  }),
  user: setting("matrix-user", optional(text()), {
    env: ["MATRIX_USER"],
    description: "A Matrix user (`@name:server` or `name`) to log in as, if there is no `access-token` or it is no longer valid. Required with `matrix-password`."
  }),
  password: setting("matrix-password", optional(password()), {
    env: ["MATRIX_PASSWORD"],
    description: "The password of `matrix-user`. Required with `matrix-user`.",
    secret: true
  }),
  ignoredSenders: setting("ignore-senders", optional(userIds()), {
    env: ["MATRIX_IGNORE_SENDERS"],
    key: "ignore_senders",
    description: "Matrix users (`@name:server`, separated by commas) whose messages are not comments; those messages are listed in the report. Cactus's bot is always ignored. Default: no other users."
  })
});
var publicServer = { url: "https://matrix.cactus.chat:8448", name: "cactus.chat" };
var cactus = { section, needed, unsaid, complete };
function needed(isGiven) {
  if (!isGiven("matrix-user") && !isGiven("matrix-password")) return [];
  return [
    ["matrix-user", cactusProblems.userMissing],
    ["matrix-password", cactusProblems.passwordMissing]
  ];
}
function unsaid({
  siteNames: siteNames2,
  serverName: serverName2,
  serverUrl
}) {
  const isOwn2 = (value, publicOne) => value !== void 0 && value !== publicOne;
  const missing = [];
  if (siteNames2 === void 0) {
    missing.push(["site-name", cactusProblems.siteNameMissing]);
  }
  if (serverName2 === void 0 && isOwn2(serverUrl, publicServer.url)) {
    missing.push(["server-name", cactusProblems.serverNameMissing]);
  }
  if (serverUrl === void 0 && isOwn2(serverName2, publicServer.name)) {
    missing.push(["homeserver-url", cactusProblems.urlMissing]);
  }
  return missing;
}
function complete({ cactus: given, inputsAre, places }, { threads: threads2, pages }) {
  const { siteNames: names, serverName: server, serverUrl: url, ...account } = given;
  const sites = names === void 0 ? saidOnPages(threads2, (thread2) => thread2.siteName) : [];
  const urls = saidOnPages(threads2, (thread2) => thread2.serverUrl);
  const all = `${howToGive(sites, inputsAre)} moves the comments of them all; a run with one of them moves those of its pages only.`;
  const ofSite = completeByPages("site-name", siteName(), sites, { inputsAre, choose: all });
  const ofServer = completeByPages(
    "server-name",
    serverName(),
    saidOnPages(threads2, (thread2) => thread2.serverName),
    { inputsAre, given: server }
  );
  const ofUrl = completeByPages("homeserver-url", address(), urls, {
    inputsAre,
    given: url,
    // One homeserver may have several addresses; a name says which room is meant.
    mayDiffer: true
  });
  const siteNames2 = names ?? (ofSite.value === void 0 ? void 0 : [ofSite.value]);
  const where = places.get("homeserver-url");
  const source = {
    kind: "cactus",
    siteNames: siteNames2 ?? [],
    serverName: ofServer.value ?? publicServer.name,
    serverUrl: ofUrl.value ?? publicServer.url,
    serverUrlFrom: where === void 0 ? originOf(urls) : { by: "setting", where },
    ...account
  };
  return {
    source,
    unsaid: unsaid({
      siteNames: pages.length === 0 ? source.siteNames : siteNames2,
      serverName: ofServer.value,
      serverUrl: ofUrl.value
    }),
    problems: [
      ...ofSite.problems,
      ...ofServer.problems,
      ...ofUrl.problems,
      ...unnamedServer(source, inputsAre)
    ],
    findings: [...ofServer.findings, ...ofUrl.findings, ...openSecrets(source)]
  };
}
function howToGive(said, inputsAre) {
  const names = said.map(({ value }) => value);
  if (names.some((name) => name.includes(","))) {
    return `cactus.site_name: ${JSON.stringify(names)} in the config file`;
  }
  const list3 = names.join(", ");
  return inputsAre === "flag" ? `--site-name ${JSON.stringify(list3)}` : `site-name: ${list3}`;
}
function originOf([said]) {
  if (said === void 0) return { by: "default" };
  return { by: "pages", where: placesInWords(said) };
}
function unnamedServer({ accessToken, password: password2, serverUrl, serverUrlFrom }, inputsAre) {
  const isSecretGiven = accessToken !== void 0 || password2 !== void 0;
  if (!isSecretGiven || serverUrlFrom.by !== "pages" || serverUrl === publicServer.url) return [];
  const message = cactusProblems.urlOfPages({ url: JSON.stringify(serverUrl) });
  return [{ where: `${inputsAre} homeserver-url`, message }];
}
function openSecrets({ accessToken, password: password2, serverUrl }) {
  const url = URL.parse(serverUrl);
  if ((accessToken ?? password2) === void 0 || url?.protocol !== "http:") return [];
  if (/^(?:localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname)) return [];
  return [
    configMessages.finding("secret-in-the-open", { server: serverUrl, name: "homeserver-url" })
  ];
}
function serverName() {
  const grammar = /^(?:\[[0-9a-f:.]{2,45}\]|[0-9a-z.-]{1,255})(?::\d{1,5})?$/i;
  return text().regex(grammar, cactusProblems.serverName);
}
function siteName() {
  return external_exports.string().regex(/^[^:#]+$/, cactusProblems.siteName);
}
function siteNames() {
  return words(cactusProblems.siteNames).pipe(external_exports.array(siteName())).transform((names) => [...new Set(names)]);
}
function userIds() {
  return words().refine(
    (ids) => ids.every((id3) => /^@[^:\s]*:\S+$/.test(id3)),
    cactusProblems.userIds
  );
}

// src/config/export-kind.ts
var exportSection = external_exports.object({
  files: setting("source-file", optional(words(settingProblems.paths)), {
    env: ["COMMENTS_SOURCE_FILE"],
    key: "files",
    description: "The file with the exported comments, as it was downloaded (packed by gzip or not), or several, separated by commas; `*` and `**` stand for any names. Of a comment that several files have, the last one counts, so a newer export follows an older one. Required unless `source` is `cactus` or `github`.",
    path: "places"
  }),
  site: setting("source-site", optional(text()), {
    env: ["COMMENTS_SOURCE_SITE"],
    key: "site",
    description: "The site's name in the exported comments (a Disqus short name, a remark42 site id), where they are of several sites, or name none and you move several. Default: the only one."
  })
});
function exportKind(kind) {
  return {
    section: exportSection,
    needed: (isGiven) => isGiven("source-file") ? [] : [["source-file", settingProblems.sourceFileMissing({ kind })]],
    unsaid: () => [],
    complete: ({
      export: { files = [], site }
    }) => ({
      source: { kind, files, site },
      unsaid: [],
      problems: [],
      findings: []
    })
  };
}

// src/config/github.ts
var jobToken = "${{ github.token }}";
var mappings = ["pathname", "url"];
var githubSection = external_exports.object({
  token: setting("github-token", optional(token()), {
    env: ["GITHUB_TOKEN"],
    secret: true,
    inputDefault: jobToken,
    description: "Token for GitHub's API: with the permission `actions: read` it finds checkpoints of earlier runs among their artifacts; `replace: pull-request` needs `contents: write` and `pull-requests: write`; `source: github` needs `discussions: read` or `issues: read`, and for comments in another private repository a token that may read it. Default: the job's own."
  }),
  repository: setting("github-repository", optional(repositoryName()), {
    env: ["COMMENTS_GITHUB_REPOSITORY"],
    description: "The repository with the comments, `owner/name`, for `source: github`. Default: the one that giscus, utterances or Gitalk names in the site's pages."
  }),
  threads: setting("github-threads", optional(choice(["discussions", "issues"])), {
    env: ["COMMENTS_GITHUB_THREADS"],
    description: "Where the comments are in it: in `discussions` (giscus) or `issues` (utterances, Gitalk). Default: as the site's pages say, else `discussions`."
  }),
  category: setting("github-category", optional(text()), {
    env: ["COMMENTS_GITHUB_CATEGORY"],
    description: "The category of the discussions, by its name. Default: the one in the site's pages, else all."
  }),
  label: setting("github-label", optional(text()), {
    env: ["COMMENTS_GITHUB_LABEL"],
    description: "The label of the issues. Default: the one in the site's pages, else all issues."
  }),
  mapping: setting("github-mapping", optional(choice(mappings)), {
    env: ["COMMENTS_GITHUB_MAPPING"],
    description: "How the title of a discussion or issue is made of a page whose HTML doesn't show it: `pathname` or `url`. Default: as the widget in the site's other pages has it, else `pathname`."
  })
});
var github = { section: githubSection, needed: needed2, unsaid: unsaid2, complete: complete2 };
function needed2() {
  return [];
}
function unsaid2({
  repository
}) {
  return repository === void 0 ? [["github-repository", settingProblems.repositoryMissing]] : [];
}
function complete2({ github: given, inputsAre }, { threads: threads2 }) {
  const named = (name, type, said, value) => completeByPages(name, type, value === void 0 ? said : [], { inputsAre, given: value });
  const ofSetting = (key3) => saidOnPages(threads2, ({ settings }) => settings?.[key3]);
  const repositories = saidOnPages(threads2, ({ siteName: siteName2 }) => siteName2);
  const ofRepository = named("github-repository", repositoryName(), repositories, given.repository);
  const ofCategory = named("github-category", text(), ofSetting("category"), given.category);
  const ofLabel = named("github-label", text(), ofSetting("label"), given.label);
  const [widget] = ofSetting("widget");
  const isOnIssues = widget !== void 0 && widget.value !== "giscus";
  return {
    source: {
      kind: "github",
      repository: ofRepository.value ?? "",
      threads: given.threads ?? (isOnIssues ? "issues" : "discussions"),
      category: ofCategory.value,
      label: ofLabel.value,
      mapping: given.mapping ?? mappingOf(ofSetting("mapping")),
      token: given.token
    },
    unsaid: unsaid2({ repository: ofRepository.value }),
    problems: [ofRepository, ofCategory, ofLabel].flatMap(({ problems }) => problems),
    findings: []
  };
}
function mappingOf([first]) {
  return first === void 0 ? "pathname" : mappings.find((one) => one === first.value);
}

// src/config/source-kinds.ts
var sourceKinds = {
  cactus,
  disqus: exportKind("disqus"),
  github,
  wordpress: exportKind("wordpress"),
  artrans: exportKind("artrans"),
  remark42: exportKind("remark42"),
  isso: exportKind("isso"),
  commento: exportKind("commento"),
  staticman: exportKind("staticman")
};
var sourceNames = external_exports.enum(
  Object.keys(sourceKinds).filter((name) => name in sourceKinds)
);
var sourceKindNames = sourceNames.options;
function readsFiles(kind) {
  return sourceKinds[kind].section === exportSection;
}
var sourceSettings = {
  kind: setting("source", choice(sourceNames.options).default("cactus"), {
    env: ["COMMENTS_SOURCE"],
    description: "Where the comments are now: `cactus` for Cactus Comments, in rooms of a Matrix homeserver; `disqus` for a file exported from Disqus; `github` for giscus, utterances and Gitalk, in discussions or issues; `wordpress` for an export of WordPress (WXR); `artrans` for one of Artalk or its converters; `remark42` for a backup; `isso` for its database or its JSON; `commento` for an export of Commento or Comentario; `staticman` for data files of the site itself."
  })
};

// src/domain/comment-system.ts
var schemaNames = [
  "classic",
  "garrul",
  "cwd",
  "waline",
  "twikoo",
  "twikoo-api-worker",
  "momo",
  "comment-kit"
];

// src/domain/classic-map.ts
var classicColumns = [
  "id",
  "page_id",
  "parent_id",
  "author_name",
  "content",
  "created_at",
  "ip_address",
  "content_hash"
];
var addedColumns = [
  "reactions",
  "is_owner",
  "email_hash",
  "author_url",
  "content_html",
  "email",
  "email_md5",
  "updated_at"
];
var optionalColumns = ["parent_id", "ip_address", "content_hash"];
var timeFormats = ["iso", "sqlite", "ms", "s"];
var idForms = ["number", "uuid", "hex", "ulid"];
var rootMarks = ["null", "0", "empty"];
var pageForms = [
  "path",
  "path-decoded",
  "bare-path",
  "bare-path-decoded",
  "trimmed",
  "trimmed-decoded",
  "slug",
  "slug-decoded",
  "address"
];
var classicNames = {
  table: "comments",
  columns: new Map(classicColumns.map((column) => [column, column])),
  time: "iso",
  ids: "number",
  pageForm: "path",
  noParent: "null",
  fixed: /* @__PURE__ */ new Map()
};

// src/targets/public-api/published-time.ts
var firstMilliseconds = 1e11;
function publishedTime(value) {
  const number5 = typeof value === "number" ? value : Number.NaN;
  const date = Number.isNaN(number5) ? new Date(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?$/.test(`${value}`) ? `${value}Z` : value) : new Date(number5 < firstMilliseconds ? number5 * 1e3 : number5);
  return Number.isNaN(date.getTime()) ? String(value) : date.toISOString();
}

// src/targets/classic/page-key.ts
function pageKey(pageId, form, origin = "") {
  switch (form) {
    case "path":
      return pageId;
    case "path-decoded":
      return decoded(pageId);
    case "bare-path":
      return barePath(pageId);
    case "bare-path-decoded":
      return decoded(barePath(pageId));
    case "trimmed":
      return trimmed(pageId);
    case "trimmed-decoded":
      return decoded(trimmed(pageId));
    case "slug":
      return lastSegment(pageId);
    case "slug-decoded":
      return decoded(lastSegment(pageId));
    case "address":
      return `${origin}${pageId}`;
  }
}
function barePath(path) {
  return path.replace(/(?<=.)\/+$/, "");
}
function trimmed(path) {
  return path.replace(/^\/+|\/+$/g, "");
}
function lastSegment(path) {
  return trimmed(path).split("/").at(-1) ?? "";
}
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

// src/targets/classic/public-api.ts
var id = external_exports.union([external_exports.number(), external_exports.string()]);
var author = external_exports.union([external_exports.string(), external_exports.object({ name: external_exports.string() }).transform(({ name }) => name)]);
var answered = external_exports.looseObject({
  id,
  parent_id: id.nullish(),
  parentId: id.nullish(),
  author_name: external_exports.string().optional(),
  authorName: external_exports.string().optional(),
  author: author.optional(),
  name: external_exports.string().optional(),
  content: external_exports.string().optional(),
  body: external_exports.string().optional(),
  text: external_exports.string().optional(),
  created_at: external_exports.union([external_exports.string(), external_exports.number()]).optional(),
  createdAt: external_exports.union([external_exports.string(), external_exports.number()]).optional(),
  created: external_exports.union([external_exports.string(), external_exports.number()]).optional(),
  content_html: external_exports.string().optional(),
  contentHtml: external_exports.string().optional(),
  html: external_exports.string().optional(),
  replies: external_exports.array(external_exports.unknown()).optional(),
  children: external_exports.array(external_exports.unknown()).optional()
});
var list = external_exports.array(external_exports.unknown());
var next = external_exports.string().nullish();
var threads = external_exports.array(external_exports.object({ comments: list }));
var answer = external_exports.union([
  list.transform((comments4) => ({ comments: comments4, next: void 0 })),
  external_exports.object({ comments: list, next }),
  external_exports.object({ threads, next }).transform(({ threads: all, next: cursor }) => ({
    comments: all.flatMap(({ comments: comments4 }) => comments4),
    next: cursor
  })),
  external_exports.object({ data: list }).transform(({ data }) => ({ comments: data, next: void 0 })),
  external_exports.object({ results: list }).transform(({ results }) => ({ comments: results, next: void 0 }))
]);
function createClassicApi({
  map = classicNames,
  origin,
  contentFormat
} = {}) {
  const isHtml = contentFormat === "html" && map.columns.has("content_html");
  return {
    path(page, cursor) {
      const query = cursor === void 0 ? "" : `?${new URLSearchParams({ cursor })}`;
      return `/comments/${encodeURIComponent(pageKey(page, map.pageForm, origin))}${query}`;
    },
    read(body) {
      const read = answer.parse(body);
      return {
        comments: read.comments.flatMap((comment3) => publishedOf(comment3, null, map, isHtml)),
        next: read.next ?? void 0
      };
    }
  };
}
function publishedOf(value, above, map, isHtml) {
  const comment3 = answered.parse(underUsualNames(value, map));
  const time4 = comment3.created_at ?? comment3.createdAt ?? comment3.created;
  const html = comment3.content_html ?? comment3.contentHtml ?? comment3.html;
  const own = {
    commentId: comment3.id,
    parentId: parentOf(comment3.parent_id ?? comment3.parentId, map) ?? above,
    authorName: comment3.author_name ?? comment3.authorName ?? comment3.author ?? comment3.name ?? "",
    content: (isHtml ? html : void 0) ?? comment3.content ?? comment3.body ?? comment3.text ?? "",
    html: void 0,
    createdAt: time4 === void 0 ? "" : publishedTime(time4)
  };
  const below = [...comment3.replies ?? [], ...comment3.children ?? []];
  return [own, ...below.flatMap((reply) => publishedOf(reply, comment3.id, map, isHtml))];
}
function parentOf(parent, { noParent }) {
  const isNone = noParent === "0" ? Number(parent) === 0 : noParent === "empty" && parent === "";
  return isNone ? void 0 : parent ?? void 0;
}
var published = [
  "id",
  "parent_id",
  "author_name",
  "content",
  "content_html",
  "created_at"
];
var anyComment = external_exports.record(external_exports.string(), external_exports.unknown());
function underUsualNames(value, { columns }) {
  const { data } = anyComment.safeParse(value);
  if (data === void 0) return value;
  const mapped = published.flatMap((column) => {
    const name = columns.get(column);
    return name === void 0 || !Object.hasOwn(data, name) ? [] : [[column, data[name]]];
  });
  return { ...data, ...Object.fromEntries(mapped) };
}

// src/targets/classic/schema.ts
import { hash as hash2 } from "node:crypto";

// src/d1/sql/ledger-table.ts
var ledgerTable = "comment_migration_ledger";

// src/d1/schema/emptied-rows.ts
var emptiedRows = `(SELECT l.comment_id AS id, l.created_at, l.digest
  FROM json_each(?1) j JOIN ${ledgerTable} l
  ON l.source = j.value ->> 0 AND l.source_id = j.value ->> 1 AND l.batch_id = ?2)`;

// src/d1/sql/sql-literal.ts
function sqlText(text8) {
  return `'${text8.replaceAll("'", "''")}'`;
}
function sqlName(name) {
  return `"${name.replaceAll('"', '""')}"`;
}
function jsonText(value) {
  return JSON.stringify(value).replace(
    /['`;]|-(?=-)|\/(?=\*)|\*(?=\/)|(?<=BEGIN) (?=TRANSACTION)/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
}
function jsonArray(elements) {
  return `[${elements.join(",")}]`;
}
function raise(reason, column) {
  return `json_extract('{}', '${reason}: ' || ${column})`;
}

// src/d1/schema/highest-id.ts
function highestId(table, id3 = "id") {
  return `max(
    coalesce((SELECT max(${sqlName(id3)}) FROM ${sqlName(table)}), 0),
    coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = ${sqlText(table)} COLLATE NOCASE), 0))`;
}

// src/d1/schema/moved-rows.ts
var movedRows = `(SELECT l.comment_id AS id, l.created_at, l.digest, l.page_id, j.value ->> 1 AS page
  FROM json_each(?1) j JOIN ${ledgerTable} l ON l.page_id = j.value ->> 0 AND l.batch_id = ?2)`;

// src/d1/schema/parent-id.ts
function parentId(isThere, noParent = "NULL") {
  return `iif(l.parent_source_id IS NULL, ${noParent},
    iif(p.source_id IS NULL, ${raise("unknown-parent", "l.source_id")},
    iif(p.batch_id = ?2 OR EXISTS (${isThere}), p.comment_id, ${noParent})))`;
}
var batchRows = `FROM json_each(?1) j
JOIN ${ledgerTable} l
  ON l.source = j.value ->> 0 AND l.source_id = j.value ->> 1 AND l.batch_id = ?2
LEFT JOIN ${ledgerTable} p ON p.source = l.source AND p.source_id = l.parent_source_id`;

// src/domain/plain-text-html.ts
function plainTextHtml(text8) {
  const paragraphs = text8.replace(/\r\n?/g, "\n").split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== "");
  return paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll("\n", "<br>\n")}</p>`).join("\n");
}

// src/domain/storable-text.ts
function storableText(text8) {
  return text8.toWellFormed().replaceAll("\0", "�");
}

// src/domain/reactions.ts
var longestKey = 64;
var mostKeys = 50;
function storableReactions(reactions) {
  const counts = /* @__PURE__ */ new Map();
  for (const { key: key3, count: count2 } of reactions) {
    const storable = storableText(key3);
    counts.set(storable, (counts.get(storable) ?? 0) + count2);
  }
  return [...counts].map(([key3, count2]) => ({ key: key3, count: count2 })).toSorted((a, b) => b.count - a.count);
}
function showableReactions(reactions = []) {
  return reactions.filter(({ key: key3 }) => key3.trim() !== "" && key3.length <= longestKey && !/^mxc:/i.test(key3)).slice(0, mostKeys);
}
function numberOfReactions(reactions = []) {
  return reactions.reduce((sum, { count: count2 }) => sum + count2, 0);
}
function countOfEmoji(emoji, reactions = []) {
  const wanted = plainEmoji(emoji);
  return numberOfReactions(reactions.filter(({ key: key3 }) => plainEmoji(key3) === wanted));
}
function plainEmoji(key3) {
  return key3.replaceAll(/[\u{fe0e}\u{fe0f}\u{1f3fb}-\u{1f3ff}]/gu, "");
}

// src/domain/sqlite-time.ts
function sqliteTime(iso) {
  return iso.slice(0, "2024-01-02T03:04:05".length).replace("T", " ");
}
function isoOfSqliteTime(text8) {
  const [, date, clock, fraction = ""] = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d{1,3})?$/.exec(text8) ?? [];
  return date === void 0 ? text8 : `${date}T${clock}${fraction.padEnd(4, fraction === "" ? ".000" : "0")}Z`;
}

// src/targets/classic/column-map-text.ts
var plainName = /^\w+$/;
function columnMapText(map, origin) {
  const { columns, time: time4, ids, pageForm, noParent, fixed } = map;
  const renamed = [
    ...classicColumns.filter((column) => columns.get(column) !== column),
    ...addedColumns.filter((column) => columns.has(column))
  ].map((column) => `${column}=${unmistakable(columns.get(column) ?? "-")}`);
  const values = [...fixed].map(([name, value]) => `fixed.${unmistakable(name)}=${value}`).sort();
  const ofSite = pageForm === "address" ? ` of ${origin ?? ""}` : "";
  return [
    ...renamed,
    ...time4 === "iso" ? [] : [`time=${time4}`],
    ...ids === "number" ? [] : [`ids=${ids}`],
    ...pageForm === "path" ? [] : [`page_form=${pageForm}${ofSite}`],
    ...noParent === "null" ? [] : [`no_parent=${noParent}`],
    ...values
  ].join(", ");
}
function unmistakable(name) {
  return name === "-" || plainName.test(name) ? name : JSON.stringify(name);
}

// src/targets/derived-ids/derived-ulid.ts
import { createHash } from "node:crypto";
var digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
function derivedUlid(milliseconds, key3) {
  const hash3 = createHash("sha256").update(key3).digest("hex").slice(0, 20);
  return base32(BigInt(milliseconds), 10) + base32(BigInt(`0x${hash3}`), 16);
}
function base32(value, length) {
  return Array.from({ length }, (_, index) => {
    const shift = 5n * BigInt(length - 1 - index);
    return digits.charAt(Number(value >> shift & 31n));
  }).join("");
}

// src/targets/derived-ids/derived-uuid.ts
import { hash } from "node:crypto";
function derivedUuid(key3) {
  const digest = hash("sha256", key3, "hex");
  const variant = (Number.parseInt(digest.charAt(16), 16) & 3 | 8).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32)
  ].join("-");
}

// src/targets/classic/comment-id.ts
function textId(row, form) {
  const key3 = `${row.source} ${row.sourceId}`;
  switch (form) {
    case "uuid":
      return derivedUuid(key3);
    case "hex":
      return derivedUuid(key3).replaceAll("-", "");
    case "ulid":
      return derivedUlid(Date.parse(row.createdAt), key3);
  }
}

// src/targets/classic/guess/messages.ts
var mapMessages = defineMessages({
  "other-page-form": {
    severity: "warning",
    message: (p) => `The column ${p.column} of ${p.table} names pages in a form like ${p.theirs}, but moved comments would be under names like ${p.ours}: your comment system would not find them.`,
    remedy: ({ form }) => `Add page_form=${form} to schema-map.`
  },
  "unknown-page-form": {
    severity: "warning",
    message: (p) => `The column ${p.column} of ${p.table} has ${p.theirs} for names of pages, which no page_form makes: your comment system would not find moved comments.`,
    remedy: "Let your comment system name pages in one of the forms of page_form, also in the comments that are there."
  },
  "other-root-mark": {
    severity: "warning",
    message: (p) => `In the column ${p.column} of ${p.table}, top-level comments have ${p.theirs}, but moved ones would have ${p.ours}: your comment system may not show them.`,
    remedy: ({ mark }) => `Add no_parent=${mark} to schema-map.`
  }
});

// src/d1/sql/statement.ts
var parameter = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\?(\d+)/g;
function statement(sql, ...params) {
  const numbers = [...sql.matchAll(parameter)].map(([, number5 = "0"]) => Number(number5));
  const used = Math.max(0, ...numbers);
  return { sql, params: params.slice(0, used) };
}
function withLiterals({ sql, params }) {
  if (params.length === 0) return sql;
  return sql.replace(parameter, (whole, number5) => {
    if (number5 === void 0) return whole;
    const value = params[Number(number5) - 1];
    if (value === void 0) throw new Error(`a statement has no parameter ?${number5}`);
    return sqlText(value);
  });
}

// src/d1/hazards/messages.ts
var hazardMessages = defineMessages({
  "hidden-by-default": {
    severity: "warning",
    message: ({ column, table, value }) => `Moved comments get the default of the column ${column} of ${table}, which is ${value}: with it your comment system may hide them.`,
    remedy: ({ column, shown, found }) => `Add fixed.${column}=${shown} to schema-map, or the value with which your comment system shows a comment${found}.`
  },
  "other-comment-table": {
    severity: "warning",
    message: ({ table, whose }) => `The database had no table ${table}, so the comments go into a new one; but its table ${whose} looks like one of comments.`,
    remedy: (p) => `If your comment system uses ${p.whose}, set schema-map before anything is moved. By its columns it would be: ${p.map} – check each pair: ${p.why}.${p.missing === "" ? "" : ` Still to be solved: ${p.missing}.`}${p.open}`
  },
  "other-time-form/rows": {
    severity: "warning",
    message: (p) => `The column ${p.column} of ${p.table} has times like ${p.theirs}, but moved comments would get times like ${p.ours}: together they are sorted wrongly.`,
    remedy: ({ time: time4 }) => `Add time=${time4} to schema-map.`
  },
  "other-time-form/default": {
    severity: "warning",
    message: (p) => `By its default, the column ${p.column} of ${p.table} gets times like ${p.theirs}, but moved comments would get times like ${p.ours}: together they are sorted wrongly.`,
    remedy: ({ time: time4 }) => `Add time=${time4} to schema-map, unless your comment system sets the time itself.`
  },
  "ids-too-large": {
    severity: "error",
    message: ({ table, id: id3, limit }) => `The table ${table} has reached the id ${id3}. The ids of moved comments continue from there, and D1 can't return ids past ${limit} exactly.`,
    remedy: ({ table, limit }) => `Give the comments of ${table} with ids near or past ${limit} smaller ones, and set the table's entry in sqlite_sequence, where it has one, to the highest id. No comment was written.`
  }
});

// src/d1/hazards/time-form.ts
var examples = {
  iso: "2024-01-05T12:00:00.000Z",
  sqlite: "2024-01-05 12:00:00",
  ms: "1704456000000",
  s: "1704456000"
};
var newestRows = 200;
var times = external_exports.array(external_exports.object({ value: external_exports.unknown() }));
function readTimes(table, id3, createdAt) {
  return statement(
    `SELECT ${createdAt} AS value FROM ${table} ORDER BY ${id3} DESC LIMIT ${newestRows}`
  );
}
function otherTimeForm({ table, column, defaultValue }, ours, rows) {
  const found = times.parse(rows).flatMap(({ value }) => {
    const time5 = formOf(value);
    return time5 === void 0 ? [] : [{ time: time5, value: String(value) }];
  });
  const other = found.find(({ time: time5 }) => time5 !== ours);
  if (other !== void 0) {
    const { time: time5, value: theirs } = other;
    const parameters2 = { table, column, theirs, ours: examples[ours], time: time5 };
    return [hazardMessages.finding("other-time-form/rows", parameters2)];
  }
  const time4 = formOfDefault(defaultValue);
  if (found.length > 0 || time4 === void 0 || time4 === ours) return [];
  const parameters = { table, column, theirs: examples[time4], ours: examples[ours], time: time4 };
  return [hazardMessages.finding("other-time-form/default", parameters)];
}
var firstMs = 1e11;
var firstSecond = 1e8;
function formOf(value) {
  if (typeof value === "number") {
    if (value >= firstMs) return "ms";
    return value >= firstSecond ? "s" : void 0;
  }
  if (typeof value !== "string") return void 0;
  if (/^\d{4}-\d{2}-\d{2}T\d/.test(value)) return "iso";
  return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}/.test(value) ? "sqlite" : void 0;
}
function formOfDefault(expression) {
  if (expression === null) return void 0;
  if (/\bCURRENT_TIMESTAMP\b|\bdatetime\s*\(/i.test(expression)) return "sqlite";
  if (!/\bunixepoch\s*\(|\bstrftime\s*\(\s*'%s'/i.test(expression)) return void 0;
  return /\*\s*1000\b/.test(expression) ? "ms" : "s";
}

// src/d1/schema/messages.ts
var schemaMessages = defineMessages({
  "schema-mismatch/columns": {
    severity: "error",
    message: ({ table, problems }) => `The existing table ${table} can't store the comments: ${problems}.`,
    // The comment system's own, or the ledger's.
    remedy: ({ setUpInstructions }) => setUpInstructions
  },
  "schema-mismatch/guessed": {
    severity: "error",
    message: ({ table, problems }) => `The existing table ${table} can't store the comments: ${problems}.`,
    remedy: (p) => `By its columns, the table ${p.whose} would take them with this schema-map:
${p.map}
Check each pair before you set it – ${p.why}.${p.open} Nothing was written.`
  },
  "schema-mismatch/half-guessed": {
    severity: "error",
    message: ({ table, problems }) => `The existing table ${table} can't store the comments: ${problems}.`,
    remedy: (p) => `This is what a schema-map for the table ${p.whose} could be, as far as its columns tell:
${p.map}
The reasons – ${p.why}. Still to be solved: ${p.missing}.${p.open} Nothing was written.`
  }
});

// src/d1/schema/schema-check.ts
var generated = [2, 3];
var foundColumns = external_exports.array(
  external_exports.object({
    name: external_exports.string(),
    type: external_exports.string(),
    notnull: external_exports.number(),
    dflt_value: external_exports.string().nullable(),
    pk: external_exports.number(),
    hidden: external_exports.number()
  }).transform(
    ({ name, type, notnull, dflt_value, pk, hidden }) => ({
      name,
      type,
      isNotNull: notnull !== 0,
      defaultValue: dflt_value,
      keyPosition: pk,
      isGenerated: generated.includes(hidden)
    })
  )
);
function parseColumns(rows) {
  return foundColumns.parse(rows);
}
function readColumns(table) {
  return `SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(${sqlText(table)})`;
}
function checkColumns(table, rows, setUpInstructions) {
  const problems = columnProblems(table, parseColumns(rows));
  if (problems.length === 0) return;
  throw schemaMessages.error("schema-mismatch/columns", {
    table: table.name,
    problems: problems.join("; "),
    setUpInstructions
  });
}
function columnProblems({ columns: expected }, columns) {
  const found = new Map(columns.map((column) => [lower(column.name), column]));
  const filled = new Set(expected.map((column) => lower(column.name)));
  return [
    ...expected.flatMap((column) => problemOf(column, found.get(lower(column.name)))),
    ...[...found.values()].filter((column) => !filled.has(lower(column.name))).flatMap(mustBeFilled)
  ];
}
function problemOf(expected, found) {
  const { name, declaration, affinities, primaryKey = false, withoutIt, mayBeNull } = expected;
  if (found === void 0) return [`column ${name} is missing (needed: ${name} ${declaration})`];
  if (found.isGenerated) {
    const orElse = withoutIt === void 0 ? "" : `, or ${withoutIt} in schema-map`;
    return [
      `column ${name} is generated, so nothing can be written to it (needed: ${name} ${declaration}${orElse})`
    ];
  }
  if (!affinities.includes(affinityOf(found.type))) {
    const type = found.type === "" ? "no type" : `type ${found.type}`;
    return [`column ${name} has ${type} (needed: ${name} ${declaration})`];
  }
  if (primaryKey && found.keyPosition !== 1) {
    return [`column ${name} is not the primary key (needed: ${name} ${declaration})`];
  }
  if (mayBeNull && found.isNotNull) {
    return [`column ${name} is NOT NULL, but some comments have no value for it (needed: NULL)`];
  }
  return [];
}
function mustBeFilled(column) {
  const { name, isNotNull, defaultValue, keyPosition, isGenerated } = column;
  if (keyPosition > 0)
    return [`column ${name} is part of the primary key, which has to be a single column`];
  if (!isNotNull || defaultValue !== null || isGenerated) return [];
  return [`column ${name} is NOT NULL, but comments have no value for it (give it a DEFAULT)`];
}
function affinityOf(type) {
  if (/INT/i.test(type)) return "INTEGER";
  if (/CHAR|CLOB|TEXT/i.test(type)) return "TEXT";
  if (type === "" || /BLOB/i.test(type)) return "BLOB";
  if (/REAL|FLOA|DOUB/i.test(type)) return "REAL";
  return "NUMERIC";
}
function lower(name) {
  return name.toLowerCase();
}

// src/targets/classic/guess/sampled-values.ts
function valuesOf(rows, { name }) {
  return rows.map((row) => row[name]).filter((value) => value !== null && value !== void 0);
}
var exampleOf = {
  iso: "ISO 8601",
  sqlite: "2024-01-05 12:00:00",
  ms: "milliseconds",
  s: "seconds"
};
function timeFormOf(column, rows) {
  const found = valuesOf(rows, column).flatMap((value) => formOf(value) ?? []);
  const [first] = found;
  if (first !== void 0) {
    const mixed = found.find((form2) => form2 !== first);
    return {
      form: first,
      why: `its values are like ${exampleOf[first]}`,
      ...mixed === void 0 ? {} : { unsure: `the times in ${column.name} are of several forms; the newest one counts` }
    };
  }
  const byDefault = formOfDefault(column.defaultValue);
  if (byDefault !== void 0) return { form: byDefault, why: "its default makes such times" };
  const form = formByType(column);
  const isEmpty = valuesOf(rows, column).length === 0;
  return {
    form,
    why: `its type is ${column.type || "none"}`,
    unsure: `in which form ${column.name} has times: ${isEmpty ? "there is no comment yet" : "those that are there are of none that a schema-map can name"}`
  };
}
function formByType({ name, type }) {
  if (/DATE|TIME/i.test(type)) return "sqlite";
  if (affinityOf(type) === "TEXT") return "iso";
  return /ms$|milli|[a-z]At$/.test(name) ? "ms" : "s";
}
var idPatterns = [
  ["uuid", /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i],
  ["hex", /^[\da-f]{32}$/i],
  ["ulid", /^[\dA-HJKMNP-TV-Z]{26}$/]
];
function idFormOf(column, rows) {
  const affinity = affinityOf(column.type);
  if (affinity !== "TEXT" && affinity !== "BLOB") return { form: "number", why: "ids are numbers" };
  const values = valuesOf(rows, column).map(String);
  const fitting = idPatterns.find(([, pattern]) => values.every((value) => pattern.test(value)));
  if (values.length > 0 && fitting !== void 0) {
    return { form: fitting[0], why: `ids there look like ${fitting[0]}` };
  }
  const isHex = /randomblob\s*\(\s*16\s*\)/i.test(column.defaultValue ?? "");
  if (isHex && !/substr/i.test(column.defaultValue ?? "")) {
    return { form: "hex", why: "its default makes 32 hex digits" };
  }
  return { form: "uuid", why: "ids are texts" };
}
function rootMarkOf(column, rows) {
  const { isNotNull, defaultValue, type } = column;
  if (rows.some((row) => row[column.name] === null)) return void 0;
  const why = "top-level comments there have it";
  const values = valuesOf(rows, column);
  if (values.some((value) => value === 0 || value === "0")) return { form: "0", why };
  if (values.includes("")) return { form: "empty", why };
  const [, byDefault] = /^\(?('?0'?|'')\)?$/.exec(defaultValue ?? "") ?? [];
  if (byDefault !== void 0) {
    return { form: byDefault === "''" ? "empty" : "0", why: "it is the column's default" };
  }
  if (!isNotNull) return void 0;
  const form = affinityOf(type) === "TEXT" ? "empty" : "0";
  return { form, why: "the column is NOT NULL" };
}
function pageFormOf(column, rows) {
  const { name } = column;
  const values = valuesOf(rows, column).map(String);
  if (values.length === 0) {
    const unsure2 = `how ${name} names pages: there is no comment yet`;
    if (/slug/i.test(name)) return { form: "slug", why: "its name says slug", unsure: unsure2 };
    return { form: "path", why: "many name pages so", unsure: unsure2 };
  }
  const odd = unknownPageForm(values);
  const encoded = values.some((value) => /%[\da-f]{2}/i.test(value));
  const decoded2 = !encoded && values.some((value) => /[^\x21-\x7e]/.test(value));
  const all = (pattern) => values.every((value) => pattern.test(value));
  const unsure = odd === void 0 ? {} : { unsure: `how ${name} names pages: no page_form gives ${odd}` };
  if (all(/^https?:\/\//i)) {
    return { form: "address", why: "its values are whole addresses", ...unsure };
  }
  if (all(/^\//)) {
    const form2 = all(/^\/$|[^/]$/) ? "bare-path" : "path";
    return {
      form: decoded2 ? `${form2}-decoded` : form2,
      why: form2 === "path" ? "its values are paths" : "its values are paths without a slash at the end"
    };
  }
  if (values.some((value) => value.startsWith("/") || value.includes("://"))) {
    return {
      form: "path",
      why: "many name pages so",
      unsure: `how ${name} names pages: its values are of several forms`
    };
  }
  const isPath = values.some((value) => value.includes("/"));
  const form = isPath ? "trimmed" : "slug";
  return {
    form: decoded2 ? `${form}-decoded` : form,
    why: isPath ? odd === void 0 ? "its values are paths without slashes at their ends" : "its values are paths without a slash before them" : "its values are single words",
    ...unsure
  };
}
function unknownPageForm(values) {
  const all = (pattern) => values.length > 0 && values.every((one) => pattern.test(one));
  if (all(/^https?:\/\//i)) {
    if (values.some((value) => /[^\x21-\x7e]/.test(value))) return "addresses that are decoded";
    return all(/^https?:\/\/[^/]+(?:\/.*)?(?<!\/|\.html?)$/i) ? "addresses without a slash at the end" : void 0;
  }
  return all(/^[^/].*\/$/) ? "paths with a slash at the end only" : void 0;
}

// src/targets/classic/guess/contradictions.ts
function contradictions(map, columns, rows) {
  const { table, noParent, pageForm } = map;
  const named = (column) => {
    const name = map.columns.get(column)?.toLowerCase();
    return columns.find((one) => one.name.toLowerCase() === name);
  };
  const findings = [];
  const page = named("page_id");
  const pages = page === void 0 ? [] : valuesOf(rows, page).map(String);
  const unknown = unknownPageForm(pages);
  if (page !== void 0 && unknown !== void 0) {
    findings.push(
      mapMessages.finding("unknown-page-form", { table, column: page.name, theirs: unknown })
    );
  } else if (page !== void 0 && pages.length > 0 && isOtherForm(pageForm, pages)) {
    const { form } = pageFormOf(page, rows);
    findings.push(
      mapMessages.finding("other-page-form", {
        ...{ table, column: page.name },
        ...{ theirs: exampleOf2[form], ours: exampleOf2[pageForm], form }
      })
    );
  }
  const parent = named("parent_id");
  const root = parent === void 0 ? void 0 : rootMarkOf(parent, rows);
  if (parent !== void 0 && root !== void 0 && root.form !== noParent) {
    findings.push(
      mapMessages.finding("other-root-mark", {
        ...{ table, column: parent.name },
        ...{ theirs: wordOf[root.form], ours: wordOf[noParent], mark: root.form }
      })
    );
  }
  return findings;
}
var wordOf = { null: "NULL", "0": "0", empty: "an empty text" };
var exampleOf2 = {
  path: "/posts/caf%C3%A9/",
  "path-decoded": "/posts/café/",
  "bare-path": "/posts/caf%C3%A9",
  "bare-path-decoded": "/posts/café",
  trimmed: "posts/caf%C3%A9",
  "trimmed-decoded": "posts/café",
  slug: "caf%C3%A9",
  "slug-decoded": "café",
  address: "https://blog.example/posts/caf%C3%A9/"
};
function isOtherForm(form, pages) {
  const [start] = form.split("-decoded");
  const fits2 = {
    address: /^https?:\/\//i,
    path: /^\/(?:$|.*(?:\/|\.html?)$)/i,
    "bare-path": /^\/(?:$|.*[^/]$)/,
    trimmed: /^(?!https?:\/\/)[^/].*[^/]$|^[^/]$/i,
    slug: /^[^/]+$/
  }[start ?? ""];
  if (fits2 !== void 0 && !pages.some((page) => fits2.test(page))) return true;
  if (form === "address") return false;
  const special = pages.filter((page) => /%[\da-f]{2}|[^\x21-\x7e]/i.test(page));
  const encoded = special.filter((page) => /%[\da-f]{2}/i.test(page));
  if (special.length === 0) return false;
  return form.endsWith("-decoded") ? encoded.length === special.length : encoded.length === 0;
}

// src/d1/hazards/hidden-by-default.ts
var meanings = [
  [
    "is-shown",
    /^(?:is_?)?(?:accepted|active|approved|confirmed|enabled|live|moderated|public|published|shown|visible|freigegeben|genehmigt|sichtbar|ver(?:ö|oe)ffentlicht|aprobado|publicado|approuv[eé]|publi[eé])$/i
  ],
  [
    "is-hidden",
    /^(?:is_?)?(?:blocked|deleted|draft|hidden|pending|private|rejected|removed|spam|unapproved|gel(?:ö|oe)scht|gesperrt|versteckt|borrado|oculto|cach[eé]|masqu[eé]|supprim[eé])$/i
  ],
  [
    "status",
    /^(?:(?:approval|comment|moderation|publish|review)_?)?(?:moderation|state|status|visibility)$/i
  ]
];
var showingValues = "1 accepted active approve approved enabled live normal ok open public publish published show shown t true visible y yes".split(
  " "
);
var denyingValues = ["", "0", "f", "false", "n", "no"];
var shows = (value) => showingValues.includes(value.toLowerCase());
var denies = (value) => denyingValues.includes(value.toLowerCase());
function meaningOf(name) {
  return meanings.find(([, pattern]) => pattern.test(name))?.[0];
}
function saysHidden(name) {
  return meaningOf(name) === "is-hidden";
}
function hidingColumns({ columns: written }, found) {
  const filled = new Set(written.map(({ name }) => name.toLowerCase()));
  return found.filter(({ name, isGenerated }) => !filled.has(name.toLowerCase()) && !isGenerated).flatMap(({ name, type, defaultValue }) => {
    const meaning = meaningOf(name);
    const value = textOfDefault(defaultValue);
    if (meaning === void 0 || !hides(meaning, value)) return [];
    return [{ column: name, value, shown: shownValue(meaning, type) }];
  });
}
var newestRows2 = 1e3;
var valuesOf2 = external_exports.array(external_exports.object({ value: external_exports.string().nullable() }));
function readValues(table, id3, column) {
  return statement(
    `SELECT CAST(value AS TEXT) AS value
FROM (SELECT ${sqlName(column)} AS value FROM ${table} ORDER BY ${id3} DESC LIMIT ${newestRows2})
GROUP BY value ORDER BY count(*) DESC, value LIMIT 5`
  );
}
function hiddenByDefault(table, { column, value, shown }, rows) {
  const values = valuesOf2.parse(rows).flatMap((row) => row.value ?? []);
  const others = otherValues(values, value);
  const [first] = others;
  return hazardMessages.finding("hidden-by-default", {
    column,
    table,
    value: value === null ? "NULL" : `'${value}'`,
    shown: valueThatShows({ column, value, shown }, values),
    found: first === void 0 ? "" : ` (there now: ${others.join(", ")})`
  });
}
function valueThatShows({ value, shown }, values) {
  const others = otherValues(values, value);
  return others.find(shows) ?? others[0] ?? shown;
}
function otherValues(values, value) {
  return values.filter((other) => other !== value && /^[\w-]{1,40}$/.test(other));
}
function hides(meaning, value) {
  if (meaning === "is-hidden") return value !== null && !denies(value);
  return value === null || !shows(value);
}
function shownValue(meaning, type) {
  if (meaning === "is-hidden") return "0";
  return meaning === "is-shown" || /INT|BOOL|NUM/i.test(type) ? "1" : "approved";
}
function textOfDefault(expression) {
  if (expression === null) return null;
  const bare = expression.trim().replace(/^\((.*)\)$/s, "$1");
  if (/^null$/i.test(bare)) return null;
  const [, quoted2] = /^(?:'(.*)'|"(.*)")$/s.exec(bare) ?? [];
  return quoted2?.replaceAll("''", "'") ?? bare;
}

// src/d1/schema/column-affinities.ts
var textColumn = ["TEXT", "BLOB"];
var wordColumn = [...textColumn, "NUMERIC"];
var numberColumn = ["INTEGER", "NUMERIC", "BLOB"];
var timeColumn = [...numberColumn, "REAL"];

// src/targets/classic/table/expected-columns.ts
function expectedColumns(map) {
  const { table, columns, time: time4, ids, noParent, fixed } = map;
  const isText2 = time4 === "iso" || time4 === "sqlite";
  const timeIn = {
    affinities: isText2 ? wordColumn : timeColumn,
    declaration: isText2 ? "TEXT NOT NULL" : "INTEGER NOT NULL"
  };
  const reference = `REFERENCES ${sqlName(table)} (${sqlName(columns.get("id") ?? "id")})`;
  const all = [
    ids === "number" ? {
      name: "id",
      affinities: ["INTEGER"],
      declaration: "INTEGER PRIMARY KEY AUTOINCREMENT",
      primaryKey: true
    } : {
      name: "id",
      affinities: textColumn,
      declaration: "TEXT PRIMARY KEY",
      primaryKey: true
    },
    { name: "page_id", affinities: textColumn, declaration: "TEXT NOT NULL" },
    {
      name: "parent_id",
      affinities: ids === "number" ? numberColumn : textColumn,
      declaration: `${ids === "number" ? "INTEGER" : "TEXT"} ${noParent === "null" ? reference : "NOT NULL"}`,
      ...noParent === "null" ? { mayBeNull: true } : {}
    },
    { name: "author_name", affinities: textColumn, declaration: "TEXT NOT NULL" },
    { name: "content", affinities: textColumn, declaration: "TEXT NOT NULL" },
    { name: "created_at", ...timeIn },
    { name: "ip_address", affinities: wordColumn, declaration: "TEXT" },
    { name: "content_hash", affinities: textColumn, declaration: "TEXT" },
    { name: "reactions", affinities: textColumn, declaration: "TEXT", mayBeNull: true },
    { name: "is_owner", affinities: numberColumn, declaration: "INTEGER NOT NULL DEFAULT 0" },
    { name: "email_hash", affinities: textColumn, declaration: "TEXT", mayBeNull: true },
    { name: "author_url", affinities: textColumn, declaration: "TEXT", mayBeNull: true },
    { name: "content_html", affinities: textColumn, declaration: "TEXT NOT NULL DEFAULT ''" },
    { name: "email", affinities: textColumn, declaration: "TEXT NOT NULL DEFAULT ''" },
    { name: "updated_at", ...timeIn },
    { name: "email_md5", affinities: textColumn, declaration: "TEXT NOT NULL DEFAULT ''" }
  ];
  const named = all.flatMap((column) => {
    const name = columns.get(column.name);
    const isOptional = optionalColumns.some((one) => one === column.name);
    const without = isOptional ? { withoutIt: `${column.name}=-` } : {};
    return name === void 0 ? [] : [{ ...column, name, ...without }];
  });
  const anyAffinity = [...textColumn, ...timeColumn];
  return [
    ...named,
    ...[...fixed.keys()].map((name) => ({ name, affinities: anyAffinity, declaration: "TEXT" }))
  ];
}
function createTable(map) {
  const table = sqlName(map.table);
  const columns = expectedColumns(map).map(
    ({ name, declaration }) => `${sqlName(name)} ${declaration}`
  );
  const [page, time4] = ["page_id", "created_at"].map(
    (column) => sqlName(map.columns.get(column) ?? column)
  );
  const parent = map.columns.get("parent_id");
  return [
    `CREATE TABLE IF NOT EXISTS ${table} (
  ${columns.join(",\n  ")}
)`,
    `CREATE INDEX IF NOT EXISTS ${sqlName(`${map.table}_page`)} ON ${table} (${page}, ${time4})`,
    // Without it, each deletion would look through all comments for replies.
    ...parent === void 0 ? [] : [
      `CREATE INDEX IF NOT EXISTS ${sqlName(`${map.table}_parent`)} ON ${table} (${sqlName(parent)})`
    ]
  ];
}

// src/targets/classic/guess/column-words.ts
var words2 = (text8) => text8.split(" ");
var namesOf = {
  page_id: words2(
    "page_id post_slug page_slug article_slug blog_slug entry_slug slug page_path post_path article_path path pathname page_url post_url article_url page_uri uri permalink page_key post_key post_id article_id blog_id entry_id post article page blog entry thread_id thread topic_id topic resource location context_url href url key identifier seite artikel beitrag pfad"
  ),
  parent_id: words2(
    "parent_id parent_comment_id parent_comment parent reply_to_id reply_to in_reply_to reply_id replied_to answers pid padre_id antwort_auf eltern_id reponse_a"
  ),
  author_name: words2(
    "author_name author nickname nick display_name name user_name username commenter_name commenter guest_name poster writer posted_by autor nombre user verfasser auteur"
  ),
  content: words2(
    "content body text comment message content_text body_text message_text plain_text plain msg content_md body_md markdown content_raw body_raw raw orig texto contenido mensaje inhalt nachricht texte contenu"
  ),
  content_html: words2(
    "content_html body_html html html_content rendered_html rendered comment_html message_html text_html html_body"
  ),
  created_at: words2(
    "created_at created created_on create_time created_time created_date creation_date date_created date_added added_at posted_at posted_on posted post_date pub_date published_at inserted_at submitted_at submitted timestamp datetime date time ts fecha_creacion fecha erstellt_am erstellt datum zeitpunkt date_creation"
  ),
  updated_at: words2(
    "updated_at updated updated_on update_time modified_at modified last_modified edited_at"
  ),
  ip_address: words2("ip_address ip ip_addr author_ip user_ip client_ip remote_addr"),
  content_hash: words2("content_hash text_hash body_hash"),
  email: words2(
    "email author_email user_email commenter_email mail author_mail email_address e_mail"
  ),
  email_md5: words2("email_md5 mail_md5 md5 author_email_md5 gravatar_md5 gravatar_hash"),
  email_hash: words2("email_hash mail_hash author_email_hash email_sha256"),
  author_url: words2(
    "author_url author_website author_site author_link website homepage home_page user_url site web link url"
  ),
  is_owner: words2("is_owner is_admin is_author by_owner by_author by_admin admin master owner"),
  reactions: words2("reactions")
};
function columnsNamed(column, table, columns) {
  const rank = (name) => Math.min(
    ...readings(name, table).map((reading) => namesOf[column].indexOf(reading)).filter((index) => index >= 0)
  );
  return columns.map((one) => ({ one, at: rank(one.name) })).filter(({ at }) => Number.isFinite(at)).sort((a, b) => a.at - b.at).map(({ one }) => one);
}
function readings(name, table) {
  const own = snakeCase(name);
  const prefixes = [
    "comment",
    "comments",
    "c",
    snakeCase(table),
    snakeCase(table).replace(/s$/, "")
  ];
  const shorter = prefixes.filter((prefix) => own.startsWith(`${prefix}_`)).map((prefix) => own.slice(prefix.length + 1));
  return [own, ...shorter];
}
function snakeCase(name) {
  return name.replace(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "_").replace(/^_+|_+$/g, "");
}

// src/targets/classic/guess/map-text.ts
function mapText(pairs) {
  const isPlain = pairs.every(
    ({ key: key3, value }) => isInLine(key3) && !key3.includes("=") && isInLine(value)
  );
  return isPlain ? pairs.map(({ key: key3, value }) => `${key3}=${value}`).join(", ") : JSON.stringify(Object.fromEntries(pairs.map(({ key: key3, value }) => [key3, value])));
}
function isInLine(text8) {
  return text8 === text8.trim() && !/[,\n]/.test(text8);
}

// src/targets/classic/guess/guess-map.ts
var text2 = ["TEXT", "BLOB"];
var word = [...text2, "NUMERIC"];
var number = ["INTEGER", "NUMERIC", "BLOB"];
var any = [...word, ...number, "REAL"];
function guessMap(table, rows) {
  return new Guess(table, rows).result();
}
var Guess = class {
  #table;
  #rows;
  #names = /* @__PURE__ */ new Map();
  #fixed = /* @__PURE__ */ new Map();
  #pairs = [];
  #missing = [];
  #unsure = [];
  #noParent = classicNames.noParent;
  constructor(table, rows) {
    this.#table = table;
    this.#rows = rows;
    if (table.name !== classicNames.table) this.#pair("table", table.name, "the table's name");
  }
  result() {
    const id3 = this.#id();
    const page = this.#take("page_id", text2);
    const parent = this.#parent(id3?.form ?? "number");
    this.#take("author_name", text2);
    this.#content();
    const created = this.#take("created_at", any);
    const time4 = created === void 0 ? void 0 : timeFormOf(created, this.#rows);
    const pageForm = page === void 0 ? void 0 : pageFormOf(page, this.#rows);
    this.#formPairs({ id: id3, pageForm, time: time4 });
    this.#optional("ip_address", word);
    this.#optional("content_hash", text2);
    if (parent === void 0) this.#absent("parent_id");
    this.#added(time4);
    this.#page(page);
    const map = {
      table: this.#table.name,
      columns: this.#columns(),
      time: time4?.form ?? classicNames.time,
      ids: id3?.form ?? classicNames.ids,
      pageForm: pageForm?.form ?? classicNames.pageForm,
      noParent: this.#noParent,
      fixed: this.#fixed
    };
    this.#shown(map);
    this.#filled(map);
    const expected = { name: map.table, columns: expectedColumns(map) };
    return {
      map,
      text: mapText(this.#pairs),
      why: [...Map.groupBy(this.#pairs, ({ why }) => why)].map(([why, pairs]) => `${pairs.map(({ key: key3 }) => key3).join(", ")}: ${why}`).join("; "),
      missing: [
        .../* @__PURE__ */ new Set([
          ...this.#missing,
          ...this.#unusableNames(map),
          ...columnProblems(expected, this.#table.columns)
        ])
      ],
      unsure: this.#unsure
    };
  }
  /** A `-` stands for no column. */
  #unusableNames({ table, columns, fixed }) {
    return [table, ...columns.values(), ...fixed.keys()].filter((name) => name === "-" || /[\p{Cc}\p{Cs}]/u.test(name) || name.trim() === "").map((name) => `the name ${JSON.stringify(name)} can't be in a schema-map: rename it`);
  }
  /** A table lacks nothing only where each of these is found. */
  #columns() {
    const columns = new Map(this.#names);
    for (const [column, name] of classicNames.columns) {
      const isOptional = optionalColumns.some((one) => one === column);
      if (!columns.has(column) && !isOptional) columns.set(column, name);
    }
    return columns;
  }
  #id() {
    const keys = this.#table.columns.filter(({ keyPosition }) => keyPosition > 0);
    const [key3, ...others] = keys;
    if (key3 === void 0 || others.length > 0) {
      this.#missing.push(
        `${this.#table.name} needs a primary key of one column, by which comments are known`
      );
      return void 0;
    }
    this.#name("id", key3, "it is the primary key");
    return idFormOf(key3, this.#rows);
  }
  #parent(ids) {
    const own = this.#table.references.find(({ table }) => isSame(table, this.#table.name));
    const byKey = this.#free().find(({ name }) => own !== void 0 && isSame(name, own.column));
    const [byName] = this.#named("parent_id", ids === "number" ? number : text2);
    const found = byKey ?? byName;
    if (found === void 0) return void 0;
    const root = rootMarkOf(found, this.#rows);
    const hasNone = this.#rows.some((row) => row[found.name] === 0 || row[found.name] === "");
    if (byKey !== void 0 && !hasNone) {
      if (found.isNotNull) {
        this.#missing.push(
          `column ${found.name} refers to the table itself and is NOT NULL, so that no comment can be without a parent`
        );
      }
    } else if (root !== void 0) {
      this.#noParent = root.form;
      if (root.form !== "null") this.#pair("no_parent", root.form, root.why);
    }
    this.#name(
      "parent_id",
      found,
      byKey === void 0 ? "the column's name" : "it refers to the table itself"
    );
    return found;
  }
  #content() {
    const content = this.#take("content", text2, { isNeeded: false });
    const [html] = this.#named("content_html", text2);
    if (content !== void 0 && html !== void 0)
      this.#name("content_html", html, "the column's name");
    if (content !== void 0) return;
    if (html === void 0) {
      this.#missing.push("no column looks like the text of comments (content)");
      return;
    }
    this.#name("content", html, "the column's name");
    this.#unsure.push(
      `${html.name} seems to have HTML: set content-format to html, or readers see plain text without lines`
    );
  }
  #added(time4) {
    for (const column of ["email", "email_md5"]) {
      this.#take(column, text2, { isNeeded: false });
    }
    for (const column of ["email_hash", "author_url", "reactions"]) {
      const [found] = this.#named(column, text2);
      if (found !== void 0 && !found.isNotNull) this.#name(column, found, "the column's name");
    }
    const [owner] = this.#named("is_owner", number);
    if (owner !== void 0) this.#name("is_owner", owner, "the column's name");
    const [updated] = this.#named("updated_at", any);
    if (updated === void 0) return;
    const isDefault = formOfDefault(updated.defaultValue) !== void 0;
    const isSameForm = timeFormOf(updated, this.#rows).form === time4?.form;
    if (mustBeFilled2(updated) || isDefault && isSameForm) {
      this.#name("updated_at", updated, "the column's name");
    }
  }
  #page(page) {
    const key3 = this.#table.references.find(({ column }) => page && isSame(column, page.name));
    if (key3 !== void 0) {
      this.#unsure.push(
        `whether the pages are there: ${key3.column} refers to the table ${key3.table}, which is not filled`
      );
    }
  }
  /** Columns that would hide comments by their default. */
  #shown(map) {
    const expected = { name: map.table, columns: expectedColumns(map) };
    for (const hiding of hidingColumns(expected, this.#table.columns)) {
      const value = valueThatShows(hiding, this.#stringsOf(hiding));
      const byDefault = hiding.value === null ? "NULL" : `'${hiding.value}'`;
      this.#fix(hiding.column, value, `its default ${byDefault} may hide comments`);
    }
  }
  /** What has to be in a row, and comments have no value for. */
  #filled(map) {
    const filled = new Set(
      expectedColumns({ ...map, fixed: this.#fixed }).map(({ name }) => name.toLowerCase())
    );
    const keys = new Set(this.#table.references.map(({ column }) => column.toLowerCase()));
    for (const column of this.#table.columns) {
      if (filled.has(column.name.toLowerCase()) || !mustBeFilled2(column)) continue;
      const values = new Set(this.#stringsOf({ column: column.name }));
      const [only, ...others] = values;
      const isOfAll = this.#rows.length > 1 && others.length === 0;
      if (isOfAll && only !== void 0 && namesAll.test(column.name) && printable.test(only)) {
        this.#fix(column.name, only, "all comments there have it");
      } else if (keys.has(column.name.toLowerCase())) {
        this.#missing.push(
          `column ${column.name} is NOT NULL and refers to another table, of which comments know nothing`
        );
      } else if (saysHidden(column.name) && affinityOf(column.type) !== "TEXT") {
        this.#fix(column.name, "0", "it is NOT NULL, and comments are to be seen");
      } else if (affinityOf(column.type) === "TEXT" && values.size === 0) {
        this.#fix(column.name, "", "it is NOT NULL, and comments have nothing for it");
      } else if (/likes?|votes?|ups?|downs?|count|score|depth|level|stars?/i.test(column.name)) {
        this.#fix(column.name, "0", "it is NOT NULL, and comments have nothing for it");
      } else if (affinityOf(column.type) === "TEXT") {
        this.#fix(column.name, "", "it is NOT NULL, and comments have nothing for it");
        this.#unsure.push(`what ${column.name} is for`);
      }
    }
  }
  #stringsOf({ column }) {
    const counts = Map.groupBy(
      this.#rows.map((row) => row[column]).filter((value) => value !== null && value !== void 0),
      String
    );
    return [...counts].sort(([, a], [, b]) => b.length - a.length).map(([value]) => value);
  }
  #formPairs(forms) {
    const readings2 = [
      ["ids", forms.id, classicNames.ids],
      ["page_form", forms.pageForm, classicNames.pageForm],
      ["time", forms.time, classicNames.time]
    ];
    for (const [key3, reading, usual] of readings2) {
      if (reading === void 0) continue;
      if (reading.form !== usual) this.#pair(key3, reading.form, reading.why);
      if (reading.unsure !== void 0) this.#unsure.push(reading.unsure);
    }
  }
  #optional(column, affinities) {
    const [found] = this.#named(column, affinities);
    if (found === void 0) this.#absent(column);
    else if (this.#refusesEqual(found)) {
      this.#pair(column, "-", `${found.name} is UNIQUE, and of two equal comments one is refused`);
    } else this.#name(column, found, "the column's name");
  }
  /** Whether equal values are refused, and any number of rows can be without one. */
  #refusesEqual({ name, isNotNull, defaultValue }) {
    const isUnique = this.#table.uniqueColumns.some((one) => isSame(one, name));
    return isUnique && !isNotNull && defaultValue === null;
  }
  #absent(column) {
    this.#pair(column, "-", "no such column");
  }
  #take(column, affinities, { isNeeded = true } = {}) {
    const [found] = this.#named(column, affinities);
    if (found !== void 0) this.#name(column, found, "the column's name");
    else if (isNeeded) {
      const [other] = this.#named(column, any);
      this.#missing.push(
        other === void 0 ? `no column looks like ${meanings2[column] ?? column} (${column})` : `${other.name} looks like ${meanings2[column] ?? column} (${column}), but its type is ${other.type || "none"}`
      );
    }
    return found;
  }
  #named(column, affinities) {
    return columnsNamed(column, this.#table.name, this.#free()).filter(
      (one) => affinities.includes(affinityOf(one.type))
    );
  }
  #free() {
    const taken = new Set(this.#names.values());
    return this.#table.columns.filter(({ name, isGenerated }) => !taken.has(name) && !isGenerated);
  }
  #name(column, { name }, why) {
    this.#names.set(column, name);
    if (classicNames.columns.get(column) !== name) this.#pair(column, name, why);
  }
  #fix(column, value, why) {
    this.#fixed.set(column, value);
    this.#pair(`fixed.${column}`, value, why);
  }
  #pair(key3, value, why) {
    this.#pairs.push({ key: key3, value, why });
  }
};
var meanings2 = {
  page_id: "the page of a comment",
  author_name: "the author's name",
  created_at: "the time of a comment"
};
var namesAll = /site|tenant|project|app|lang|locale|type|kind|source|platform|domain|namespace/i;
var printable = /^[\w.-]{1,40}$/;
function isSame(name, other) {
  return name.toLowerCase() === other.toLowerCase();
}
function mustBeFilled2({ isNotNull, defaultValue, isGenerated }) {
  return isNotNull && defaultValue === null && !isGenerated;
}

// src/targets/classic/guess/likeliest-table.ts
var namesOfComments = /comment|kommentar|coment[aá]rio|commentaire|repl(?:y|ies)|remark|guest_?book|respon[sd]|discussion|feedback|评论|コメント/i;
function likeliestTable(tables2) {
  const [best] = tables2.map((table) => ({ table, points: pointsOf(table) })).filter(({ points }) => points > 0).sort((a, b) => b.points - a.points);
  return best?.table;
}
function pointsOf(table) {
  const { map, missing } = guessMap(table, []);
  const isNamed = namesOfComments.test(table.name);
  const hasParent = map.columns.has("parent_id");
  const hasTitle = table.columns.some(({ name }) => /^(?:title|headline|subject)$/i.test(name));
  const hasColumns = !missing.some((problem) => problem.startsWith("no column looks like"));
  if (!hasColumns || !(isNamed || hasParent && !hasTitle)) return 0;
  const isPlain = /^comments?$/i.test(table.name);
  return 10 + (isPlain ? 4 : 0) + (isNamed ? 4 : 0) + (hasParent ? 2 : 0) - missing.length;
}

// src/targets/classic/guess/sentences.ts
function guessInWords({ map, text: text8, why, missing, unsure }) {
  return {
    whose: map.table,
    map: text8,
    why,
    missing: missing.join("; "),
    open: unsure.length === 0 ? "" : ` Not certain: ${unsure.join("; ")}.`
  };
}

// src/targets/classic/messages.ts
var classicMessages = defineMessages({
  "page-form-without-origin": {
    severity: "error",
    message: "With page_form=address in schema-map, pages are named by their whole address, but the site's own address is not known.",
    remedy: "Set baseURL in the site's configuration to its full address, such as https://blog.example/, or choose another page_form. Nothing was written."
  },
  "html-column-of-markdown": {
    severity: "error",
    message: "The column content_html in schema-map gets HTML, but content-format is markdown, of which this program makes none.",
    remedy: "Set content-format to text or html, or remove content_html. Nothing was written."
  },
  "page-without-key": {
    severity: "error",
    message: ({ page, form }) => `The page ${page} has an empty name in your table by page_form=${form}: its address has nothing but slashes.`,
    remedy: "Set page_form to path, bare-path or address in schema-map if your comment system names this page so, or remove the comment section from the page."
  }
});

// src/targets/classic/text-of-html.ts
init_dist6();
var blocks = new Set(
  "p div h1 h2 h3 h4 h5 h6 li tr blockquote pre table ul ol hr dl dt dd details summary".split(" ")
);
function textOfHtml(html) {
  let text8 = "";
  const links = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === "br") text8 += "\n";
      if (name === "a") links.push({ address: attributes["href"] ?? "", start: text8.length });
      if (name === "img") {
        text8 += [attributes["alt"], attributes["src"]].filter((part) => part).join(" ");
      }
    },
    ontext: (part) => {
      text8 += part;
    },
    onclosetag: (name) => {
      if (blocks.has(name)) text8 += "\n";
      const link = name === "a" ? links.pop() : void 0;
      if (link === void 0 || link.address === "") return;
      const shown = text8.slice(link.start);
      if (!shown.includes(link.address)) text8 += ` (${link.address})`;
    }
  });
  parser.end(html);
  return text8.replace(/\n{3,}/g, "\n\n").trim();
}

// src/targets/classic/schema.ts
var removed = "[removed]";
function classicSchema(map = classicNames, { origin, contentFormat = "text" } = {}) {
  const { columns: names, time: time4, fixed, ids, pageForm } = map;
  const hasHtml = names.has("content_html");
  if (pageForm === "address" && origin === void 0) {
    throw classicMessages.error("page-form-without-origin", {});
  }
  if (hasHtml && contentFormat === "markdown") {
    throw classicMessages.error("html-column-of-markdown", {});
  }
  const isHtml = hasHtml && contentFormat === "html";
  const keyOf2 = (pageId) => pageKey(pageId, pageForm, origin);
  const table = sqlName(map.table);
  const name = (column) => sqlName(names.get(column) ?? column);
  const [id3, page, parent] = [name("id"), name("page_id"), name("parent_id")];
  const hasParents = names.has("parent_id");
  const newHash = names.has("content_hash") ? `, ${name("content_hash")} = m.digest` : "";
  const noParent = rootSql(map);
  const added = addedColumns.filter((column) => names.has(column));
  const isPath = pageForm === "path";
  const key3 = isPath ? "l.page_id" : `j.value ->> ${4 + added.length}`;
  const isThere = `SELECT 1 FROM ${table} c WHERE c.${id3} = p.comment_id AND p.page_id = l.page_id AND c.${page} = ${key3} AND c.${name("created_at")} IS p.created_at`;
  const html = `j.value ->> ${4 + added.indexOf("content_html")}`;
  const [newHtml, selectHtml, removedHtml] = hasHtml ? [
    `, ${name("content_html")} = m.html`,
    `, ${html} AS html`,
    `, ${name("content_html")} = ${sqlText(plainTextHtml(removed))}`
  ] : ["", "", ""];
  const written = [
    ...[
      ["id", "l.comment_id"],
      ["page_id", key3],
      ["parent_id", parentId(isThere, noParent)],
      ["author_name", "j.value ->> 2"],
      ["content", "j.value ->> 3"],
      ["created_at", "l.created_at"],
      ["ip_address", "'migrated'"],
      ["content_hash", "l.digest"]
    ].flatMap(([column, value]) => names.has(column) ? [[name(column), value]] : []),
    ...added.map((column, index) => [name(column), `j.value ->> ${4 + index}`]),
    ...[...fixed].map(([column, value]) => [sqlName(column), sqlText(value)])
  ];
  return {
    name: "classic",
    tables: [{ name: map.table, columns: expectedColumns(map) }],
    create: createTable(map),
    setUp: `Change these columns of ${map.table}, map them with the input schema-map if they have other names, or rename the table and run it again so that a suitable one is created. Nothing was written.`,
    ids: ids === "number" ? { highest: highestId(map.table, names.get("id")) } : { of: (row) => textId(row, ids) },
    ...hasParents ? {} : { maxDepth: 1 },
    comments: {
      table,
      id: id3,
      createdAt: name("created_at"),
      ...hasParents ? { parentId: parent } : {},
      ...noParent === "NULL" ? {} : { noParent }
    },
    columnMap: columnMapText(map, origin),
    schemaMap: {
      time: time4,
      createdAt: names.get("created_at") ?? "created_at",
      fixed,
      likeliest: likeliestTable,
      contradictions: (columns, rows) => contradictions(map, columns, rows),
      guess: (table2, rows) => guessInWords(guessMap(table2, rows))
    },
    values: (row) => [
      row.authorName,
      isHtml ? textOfHtml(row.content) : row.content,
      ...added.map(
        (column) => isHtml && column === "content_html" ? row.content : addedValues[column](row, time4)
      ),
      ...isPath ? [] : [keyOf2(row.pageId)]
    ],
    withoutPlace: ({ reactions, author: author2 }) => ({
      reactions: numberOfReactions(reactions) - (names.has("reactions") ? numberOfReactions(showableReactions(reactions)) : 0),
      isOwner: author2?.isOwner === true && !names.has("is_owner")
    }),
    createdAt: (row) => timeValue(row.createdAt, time4),
    write: [
      // A page that has comments already was compared when it got the first, or followed with them.
      ...othersOfName(`SELECT DISTINCT l.page_id, l.target, ${key3} AS name ${batchRows}
  WHERE NOT EXISTS (SELECT 1 FROM ${ledgerTable} e WHERE e.source = l.source
    AND e.page_id = l.page_id AND e.batch_id <> ?2)`),
      `INSERT INTO ${table} (${written.map(([column]) => column).join(", ")})
SELECT ${written.map(([, value]) => value).join(",\n  ")}
${batchRows}`
    ],
    edit: [
      `UPDATE ${table} AS c SET ${name("author_name")} = m.author, ${name("content")} = m.content${newHtml}${newHash}
FROM (SELECT l.comment_id AS id, l.created_at, l.digest, j.value ->> 2 AS author,
  j.value ->> 3 AS content${selectHtml} ${batchRows}) m
WHERE c.${id3} = m.id AND c.${name("created_at")} IS m.created_at`
    ],
    emptied: {
      content: isHtml ? plainTextHtml(removed) : removed,
      write: [
        `UPDATE ${table} AS c SET ${name("content")} = '${removed}'${removedHtml}${newHash}
FROM ${emptiedRows} m WHERE c.${id3} = m.id AND c.${name("created_at")} IS m.created_at`
      ]
    },
    move: [
      // Under another address a page may keep its name, and comments that its source has no more.
      ...othersOfName(`SELECT DISTINCT l.page_id, l.target, j.value ->> 1 AS name
  FROM json_each(?1) j JOIN ${ledgerTable} l ON l.page_id = j.value ->> 0 AND l.batch_id = ?2
  JOIN ${table} c ON c.${id3} = l.comment_id AND c.${name("created_at")} IS l.created_at
  WHERE c.${page} <> j.value ->> 1`),
      `UPDATE ${table} AS c SET ${page} = m.page${newHash}
FROM ${movedRows} m WHERE c.${id3} = m.id AND c.${name("created_at")} IS m.created_at`
    ],
    pageName: keyOf2,
    read: {
      page: `c.${page}`,
      author: `c.${name("author_name")}`,
      content: `c.${name(isHtml ? "content_html" : "content")}`,
      createdAt: `c.${name("created_at")}`,
      details: {
        ...names.has("reactions") ? { reactions: `c.${name("reactions")}` } : {},
        ...names.has("is_owner") ? { isOwner: `c.${name("is_owner")}` } : {},
        ...names.has("author_url") ? { url: `c.${name("author_url")}` } : {}
      },
      ...hasHtml ? {
        copy: {
          sql: `c.${name(isHtml ? "content" : "content_html")}`,
          of: isHtml ? textOfHtml : plainTextHtml
        }
      } : {}
    },
    timeOf: (value) => timeOf(value, time4),
    kept: (row) => kept(row, keyOf2(row.pageId), map),
    ...names.has("ip_address") ? { isImported: `c.${name("ip_address")} = 'migrated'` } : {},
    tidy: []
  };
  function othersOfName(named) {
    if (pageForm !== "slug" && pageForm !== "slug-decoded") return [];
    return [
      `SELECT ${raise("page-name-taken", "n.page_id || ' and ' || o.page_id")}
FROM (${named}) n
JOIN ${table} c ON c.${page} = n.name
JOIN ${ledgerTable} o ON o.target = n.target AND o.comment_id = +c.${id3}
  AND o.created_at IS c.${name("created_at")}
WHERE o.page_id <> n.page_id LIMIT 1`
    ];
  }
}
function rootSql({ noParent, ids }) {
  if (noParent === "null") return "NULL";
  if (noParent === "empty") return "''";
  return ids === "number" ? "0" : "'0'";
}
var addedValues = {
  reactions: ({ reactions }) => reactionsText(showableReactions(reactions)),
  is_owner: ({ author: author2 }) => author2?.isOwner === true ? 1 : 0,
  email_hash: ({ author: author2 }) => author2?.emailHash ?? null,
  author_url: ({ author: author2 }) => author2?.url ?? null,
  content_html: ({ content }) => plainTextHtml(content),
  email: ({ author: author2 }) => author2?.email ?? "",
  email_md5: ({ author: author2 }) => gravatarHash(author2?.email),
  updated_at: ({ createdAt }, time4) => timeValue(createdAt, time4)
};
function gravatarHash(email) {
  return email === void 0 ? "" : hash2("md5", email.trim().toLowerCase(), "hex");
}
function reactionsText(reactions) {
  if (reactions.length === 0) return null;
  const pairs = reactions.map(({ key: key3, count: count2 }) => `${JSON.stringify(key3)}:${count2}`);
  return `{${pairs.join(",")}}`;
}
function timeValue(createdAt, time4) {
  if (time4 === "iso") return createdAt;
  if (time4 === "sqlite") return sqliteTime(createdAt);
  const milliseconds = Date.parse(createdAt);
  return time4 === "ms" ? milliseconds : Math.floor(milliseconds / 1e3);
}
function timeOf(value, time4) {
  if (typeof value !== "number" || time4 === "iso" || time4 === "sqlite")
    return isoOfSqliteTime(String(value));
  const date = new Date(time4 === "ms" ? value : value * 1e3);
  return Number.isNaN(date.getTime()) ? String(value) : date.toISOString();
}
function kept(row, page, { time: time4, pageForm }) {
  const { sourceId, pageId, parentSourceId, authorName, content, createdAt } = row;
  if (page === "")
    throw classicMessages.error("page-without-key", { page: pageId, form: pageForm });
  return {
    sourceId,
    page,
    parentSourceId,
    authorName,
    content,
    createdAt: timeOf(timeValue(createdAt, time4), time4)
  };
}

// src/targets/classic/system.ts
var classic = {
  title: "a table of your own",
  about: "one table, created if missing; `schema-map` sets its names",
  formats: ["text", "html", "markdown"],
  takesSchemaMap: true,
  takesSite: false,
  shortcode: "{{< comments section=[section] page=[page] >}}",
  apiBase: "the address below which `GET comments/<page id>` returns a page's comments",
  open: ({ schemaMap: map, ...options }) => ({
    schema: classicSchema(map, options),
    api: createClassicApi({ map, ...options })
  })
};

// src/targets/comment-kit/public-api.ts
var node = external_exports.object({
  id: external_exports.number(),
  parent_id: external_exports.number().nullable(),
  author_name: external_exports.string(),
  content: external_exports.string(),
  created_at: external_exports.string(),
  replies: external_exports.array(external_exports.unknown())
});
var answer2 = external_exports.object({ comments: external_exports.array(external_exports.unknown()) });
var commentKitApi = {
  path: (page) => `/comments?${new URLSearchParams({ page_url: page, sort: "asc" })}`,
  read: (body) => ({
    comments: answer2.parse(body).comments.flatMap(publishedOf2),
    next: void 0
  })
};
function publishedOf2(value) {
  const comment3 = node.parse(value);
  const own = {
    commentId: comment3.id,
    parentId: comment3.parent_id,
    authorName: comment3.author_name,
    content: comment3.content,
    html: void 0,
    createdAt: publishedTime(comment3.created_at)
  };
  return [own, ...comment3.replies.flatMap(publishedOf2)];
}

// src/domain/origin-of.ts
function originOf2(address3) {
  const isAddress = /^https?:\/\//i.test(address3) && URL.canParse(address3);
  return isAddress ? new URL(address3).origin : void 0;
}

// src/targets/comment-kit/messages.ts
var commentKitMessages = defineMessages({
  "site-address-unknown": {
    severity: "error",
    message: ({ page }) => `Comments of ${page} can't be moved: comment-kit names pages by whole addresses, and the address of this site is not known.`,
    remedy: "Set baseURL in Hugo's configuration, or the input target-site, to where readers see the site, such as https://blog.example.org."
  }
});

// src/targets/comment-kit/reactions.ts
var emojiOfTypes = {
  heart: ["❤️"],
  thumbs_up: ["👍"],
  thumbs_down: ["👎"],
  laugh: ["😂", "😄"],
  cry: ["😢"],
  fire: ["🔥"],
  clap: ["👏"]
};
var mostOfOneType = 1e3;
function typesOf({ reactions }) {
  return Object.entries(emojiOfTypes).map(([type, emojis]) => {
    const count2 = emojis.reduce((sum, emoji) => sum + countOfEmoji(emoji, reactions), 0);
    return [type, Math.min(count2, mostOfOneType)];
  }).filter(([, count2]) => count2 > 0);
}
function placedReactions(row) {
  return typesOf(row).reduce((sum, [, count2]) => sum + count2, 0);
}
var attachedReactions = {
  values: typesOf,
  write: [
    `WITH RECURSIVE people (comment_id, type, person, last, created_at) AS (
  SELECT l.comment_id, j.value ->> 2, 1, j.value ->> 3, l.created_at
  FROM json_each(?1) j JOIN ${ledgerTable} l
    ON l.source = j.value ->> 0 AND l.source_id = j.value ->> 1 AND l.batch_id = ?2
  UNION ALL
  SELECT comment_id, type, person + 1, last, created_at FROM people WHERE person < last
)
INSERT INTO votes (comment_id, ip_address, reaction_type, created_at)
SELECT comment_id, 'migrated:' || person, type, created_at FROM people`
  ]
};

// src/targets/comment-kit/schema.ts
var removed2 = "[removed]";
var mostOfPage = 100;
var notNull = { affinities: textColumn, declaration: "TEXT NOT NULL" };
var text3 = { affinities: textColumn, declaration: "TEXT" };
var time = { affinities: wordColumn, declaration: "DATETIME DEFAULT CURRENT_TIMESTAMP" };
var id2 = {
  name: "id",
  affinities: ["INTEGER"],
  declaration: "INTEGER PRIMARY KEY AUTOINCREMENT",
  primaryKey: true
};
function commentKitSchema(address3) {
  const site = address3 === void 0 ? void 0 : originOf2(address3);
  const pageName = (pageId) => `${site ?? ""}${pageId}`;
  return {
    name: "comment-kit",
    tables: [
      {
        name: "comments",
        columns: [
          id2,
          { name: "page_url", ...notNull },
          { name: "parent_id", affinities: numberColumn, declaration: "INTEGER DEFAULT NULL" },
          { name: "author_name", ...notNull },
          { name: "author_email", ...notNull },
          { name: "author_url", ...text3 },
          { name: "content", ...notNull },
          { name: "created_at", ...time },
          { name: "updated_at", ...time },
          { name: "status", affinities: textColumn, declaration: "TEXT DEFAULT 'pending'" },
          { name: "ip_address", affinities: wordColumn, declaration: "TEXT" }
        ]
      },
      {
        name: "votes",
        columns: [
          id2,
          {
            name: "comment_id",
            affinities: numberColumn,
            declaration: "INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE"
          },
          { name: "ip_address", ...notNull },
          {
            name: "reaction_type",
            affinities: textColumn,
            declaration: "TEXT NOT NULL DEFAULT 'heart'"
          },
          { name: "created_at", ...time }
        ]
      }
    ],
    create: [],
    setUp: "Set comment-kit up with its own `npm run d1:migrate`, then run it again. If the database belongs to another comment system, choose that with the input target-schema. Nothing was written.",
    mostOfPage,
    ids: { highest: highestId("comments") },
    comments: { table: "comments", id: "id", parentId: "parent_id", createdAt: "created_at" },
    columnMap: site === void 0 ? "" : `page_url=${site}`,
    values: (row) => [
      pageName(row.pageId),
      row.authorName,
      row.content,
      row.author?.email ?? "",
      row.author?.url ?? null
    ],
    attached: attachedReactions,
    withoutPlace: (row) => ({
      reactions: numberOfReactions(row.reactions) - placedReactions(row),
      isOwner: row.author?.isOwner === true
    }),
    createdAt: ({ createdAt }) => sqliteTime(createdAt),
    write: [
      `INSERT INTO comments (id, page_url, parent_id, author_name, author_email, author_url, content,
  created_at, updated_at, status, ip_address)
SELECT l.comment_id, j.value ->> 2,
  ${parentId("SELECT 1 FROM comments c WHERE c.id = p.comment_id AND p.page_id = l.page_id AND c.created_at IS p.created_at")},
  j.value ->> 3, j.value ->> 5, j.value ->> 6, j.value ->> 4, l.created_at, l.created_at,
  'approved', 'migrated'
${batchRows}`
    ],
    edit: [
      `UPDATE comments AS c SET author_name = m.name, content = m.text, updated_at = CURRENT_TIMESTAMP
FROM (SELECT l.comment_id AS id, l.created_at, j.value ->> 3 AS name, j.value ->> 4 AS text
  ${batchRows}) m
WHERE c.id = m.id AND c.created_at IS m.created_at`
    ],
    emptied: {
      content: removed2,
      write: [
        `UPDATE comments AS c SET content = '${removed2}', updated_at = CURRENT_TIMESTAMP
FROM ${emptiedRows} m WHERE c.id = m.id AND c.created_at IS m.created_at`
      ]
    },
    move: [
      `UPDATE comments AS c SET page_url = m.page
FROM ${movedRows} m WHERE c.id = m.id AND c.created_at IS m.created_at`
    ],
    pageName,
    read: {
      page: "c.page_url",
      author: "c.author_name",
      content: "c.content",
      createdAt: "c.created_at",
      isShown: "c.status IS 'approved'",
      details: { url: "c.author_url" }
    },
    timeOf: (value) => publishedTime(String(value)),
    kept(row) {
      const { sourceId, pageId, parentSourceId, authorName, content } = row;
      if (site === void 0) {
        throw commentKitMessages.error("site-address-unknown", { page: pageId });
      }
      return {
        sourceId,
        page: pageName(pageId),
        parentSourceId,
        authorName,
        content,
        createdAt: publishedTime(sqliteTime(row.createdAt))
      };
    },
    isImported: "c.ip_address = 'migrated'",
    tidy: []
  };
}

// src/targets/comment-kit/system.ts
var commentKit = {
  title: "comment-kit",
  about: "fardm/comment-kit",
  formats: ["text"],
  takesSchemaMap: false,
  takesSite: true,
  shortcode: void 0,
  apiBase: "`https://<its Worker>/api`",
  open: ({ site, origin }) => ({ schema: commentKitSchema(site ?? origin), api: commentKitApi })
};

// src/targets/cwd/public-api.ts
var answer3 = external_exports.object({
  data: external_exports.array(
    external_exports.object({
      id: external_exports.number(),
      parentId: external_exports.number().nullable(),
      name: external_exports.string(),
      contentHtml: external_exports.string(),
      created: external_exports.number()
    })
  ),
  pagination: external_exports.object({ page: external_exports.number(), total: external_exports.number() })
});
function cwdApi(siteId) {
  return {
    path(page, cursor = "1") {
      const query = new URLSearchParams({
        ...{ post_slug: page, page: cursor, limit: "50", nested: "false" },
        ...siteId === void 0 ? {} : { site_id: siteId }
      });
      return `/comments?${query}`;
    },
    read: readComments
  };
}
function readComments(body) {
  const { data, pagination } = answer3.parse(body);
  return {
    comments: data.map(({ id: id3, parentId: parentId2, name, contentHtml: contentHtml2, created }) => ({
      commentId: id3,
      parentId: parentId2,
      authorName: name,
      // Its widget shows the HTML alone. Source: CWD's docs/widget/src/components/CommentItem.js
      content: void 0,
      html: contentHtml2,
      createdAt: publishedTime(created)
    })),
    next: pagination.page < pagination.total ? String(pagination.page + 1) : void 0
  };
}

// src/d1/schema/ancestors.ts
function noAncestor({ table, id: id3, parentId: parentId2 }, condition) {
  return `NOT EXISTS (
  WITH RECURSIVE up (id) AS (
    SELECT c.${parentId2} UNION SELECT h.${parentId2} FROM up JOIN ${table} h ON h.${id3} = up.id
  ) SELECT 1 FROM up JOIN ${table} h ON h.${id3} = up.id WHERE ${condition})`;
}

// src/d1/sql/replacements.ts
function replaced(text8, replacements) {
  return replacements.reduce((done, [from, to]) => done.replaceAll(from, () => to), text8);
}
function replacedInSql(expression, replacements) {
  return replacements.reduce(
    (sql, [from, to]) => `replace(${sql}, ${characters(from)}, ${characters(to)})`,
    expression
  );
}
function characters(text8) {
  return text8 === "" ? "''" : `char(${[...text8].map((one) => one.codePointAt(0)).join(", ")})`;
}

// src/d1/sql/derived-html.ts
var betweenParagraphs = "";
var toHtml = [
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
  // Each makes a run of line breaks a third shorter.
  ...Array.from({ length: 6 }, () => ["\n\n\n", "\n\n"]),
  ["\n\n", `</p>${betweenParagraphs}<p>`],
  ["\n", "<br>\n"],
  [betweenParagraphs, "\n"]
];
function htmlToGive(text8) {
  const html = plainTextHtml(text8);
  return html === `<p>${replaced(text8, toHtml)}</p>` ? null : html;
}
function givenOrDerivedHtml(given, text8) {
  return `coalesce(${given}, '<p>' || ${replacedInSql(text8, toHtml)} || '</p>')`;
}

// src/domain/milliseconds-time.ts
function isoOfMilliseconds(value) {
  return typeof value === "number" ? new Date(value).toISOString() : String(value);
}

// src/targets/markdown/plain-text-markdown.ts
var entities = [
  ["\\", "&#92;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  [" ", "&#32;"],
  ["	", "&#9;"],
  // Garrul needs none of these; Momo takes away what looks like an attribute.
  ["=", "&equals;"],
  // The last one to be read, for the others hold it.
  ["&", "&amp;"]
];
var escapable = ["`", "*", "_", "[", "]", "~", "|", "@", "#", "+", "-", "=", ".", ")", ":"];
var address2 = /https?:\/\/[^\s<>\\\p{Cc}]*[^\s<>\\\p{Cc}.,:;!?'")\]]/giu;
var anyEntity = new RegExp(
  `(?:${entities.map(([, entity]) => entity.slice(0, -1)).join("|")})(?![a-z\\d])`
);
function markdownOf(text8, unbracketed = anyEntity) {
  return text8.split(/(?<=\n)/).map((line) => lineOf(line, unbracketed)).join("");
}
function lineOf(line, unbracketed) {
  const first = line.slice(0, 1);
  const isIndented = first === " " || first === "	";
  const rest = isIndented ? line.slice(1) : line;
  let written = isIndented ? entityOf(first) : "";
  let end = 0;
  for (const { 0: found, index } of rest.matchAll(address2)) {
    if (anyEntity.test(found) || unbracketed.test(found)) continue;
    written += `${escaped(rest.slice(end, index), written === "")}<${found}>`;
    end = index + found.length;
  }
  return written + escaped(rest.slice(end), written === "");
}
function entityOf(char) {
  return entities.find(([one]) => one === char)?.[1] ?? char;
}
function escaped(text8, isBeginning) {
  const plain = text8.replace(/[\\<>&]/g, entityOf).replace(/[`*_[\]~|@]/g, "\\$&").replace(/(www)\./gi, "$1\\.").replace(/(https?|ftp):/gi, "$1\\:");
  if (!isBeginning) return plain;
  return plain.replace(/^[#+\-=]/, "\\$&").replace(/^(\d{1,9})([.)])/, "$1\\$2");
}
var toText = [
  // The brackets around addresses.
  ["<", ""],
  [">", ""],
  // Before a line break that Markdown would make a blank of.
  ["\\\n", "\n"],
  ...escapable.map((char) => [`\\${char}`, char]),
  ...entities.map(([char, entity]) => [entity, char])
];
function isReadBack2(text8, markdown) {
  return replaced(markdown, toText) === text8;
}
function textOfMarkdown(column) {
  return replacedInSql(column, toText);
}

// src/targets/cwd/markdown.ts
function cwdMarkdownOf(text8) {
  return markdownOf(text8).replace(/(?<=[^\n])\n(?=[^\n])/g, "\\\n");
}

// src/targets/cwd/schema.ts
var removed3 = "[removed]";
var comments = {
  table: "Comment",
  id: "id",
  parentId: "parent_id",
  createdAt: "created"
};
var like = "👍";
var contentHtml = givenOrDerivedHtml("j.value ->> 5", textOfMarkdown("j.value ->> 4"));
var notNull2 = { affinities: textColumn, declaration: "TEXT NOT NULL" };
function cwdSchema(siteId) {
  const ofSite = siteId === void 0 ? void 0 : { column: ", site_id", value: ", j.value ->> 9" };
  return {
    name: "cwd",
    tables: [
      {
        name: "Comment",
        columns: [
          {
            name: "id",
            affinities: ["INTEGER"],
            declaration: "INTEGER PRIMARY KEY AUTOINCREMENT",
            primaryKey: true
          },
          { name: "created", affinities: timeColumn, declaration: "INTEGER NOT NULL" },
          { name: "post_slug", ...notNull2 },
          { name: "name", ...notNull2 },
          { name: "email", ...notNull2 },
          { name: "url", affinities: textColumn, declaration: "TEXT" },
          { name: "ip_address", affinities: wordColumn, declaration: "TEXT" },
          { name: "content_text", ...notNull2 },
          { name: "content_html", ...notNull2 },
          { name: "parent_id", affinities: numberColumn, declaration: "INTEGER" },
          { name: "likes", affinities: numberColumn, declaration: "INTEGER NOT NULL DEFAULT 0" },
          { name: "status", affinities: textColumn, declaration: "TEXT DEFAULT 'approved'" },
          ...siteId === void 0 ? [] : [
            {
              name: "site_id",
              affinities: textColumn,
              declaration: "TEXT NOT NULL DEFAULT ''"
            }
          ]
        ]
      }
    ],
    create: [],
    setUp: "Set CWD up as its documentation says (`wrangler d1 execute <database> --remote --file=./schemas/comment.sql`), then run it again. If the database belongs to another comment system, choose that with the input target-schema. Nothing was written.",
    ids: { highest: highestId("Comment") },
    comments,
    columnMap: siteId === void 0 ? "" : `site_id=${siteId}`,
    values: (row) => [
      decodedPath(row.pageId),
      row.authorName,
      ...contentOf(row),
      row.author?.email ?? emailOf(row.authorName),
      row.author?.url ?? null,
      countOfEmoji(like, row.reactions),
      ...siteId === void 0 ? [] : [siteId]
    ],
    withoutPlace: ({ reactions, author: author2 }) => ({
      reactions: numberOfReactions(reactions) - countOfEmoji(like, reactions),
      isOwner: author2?.isOwner === true && author2.email === void 0
    }),
    createdAt: (row) => Date.parse(row.createdAt),
    write: [
      `INSERT INTO Comment (id, created, post_slug, name, email, url, ip_address, content_text,
  content_html, likes, parent_id, status${ofSite?.column ?? ""})
SELECT l.comment_id, l.created_at, j.value ->> 2, j.value ->> 3, j.value ->> 6, j.value ->> 7,
  'migrated', j.value ->> 4, ${contentHtml}, j.value ->> 8,
  ${parentId("SELECT 1 FROM Comment c WHERE c.id = p.comment_id AND p.page_id = l.page_id AND c.created IS p.created_at")},
  'approved'${ofSite?.value ?? ""}
${batchRows}`
    ],
    edit: [
      `UPDATE Comment AS c SET name = m.name, content_text = m.text, content_html = m.html,
  email = iif(c.email IN ('', replace(c.name, '@', ' at ')), m.email, c.email)
FROM (SELECT l.comment_id AS id, l.created_at, j.value ->> 3 AS name, j.value ->> 4 AS text,
  ${contentHtml} AS html, j.value ->> 6 AS email ${batchRows}) m
WHERE c.id = m.id AND c.created IS m.created_at`
    ],
    emptied: {
      content: removed3,
      write: [
        `UPDATE Comment AS c SET content_text = '${removed3}', content_html = '${plainTextHtml(removed3)}'
FROM ${emptiedRows} m WHERE c.id = m.id AND c.created IS m.created_at`
      ]
    },
    move: [
      `UPDATE Comment AS c SET post_slug = m.page
FROM ${movedRows} m WHERE c.id = m.id AND c.created IS m.created_at`
    ],
    pageName: decodedPath,
    read: {
      page: "c.post_slug",
      author: "c.name",
      content: textOfMarkdown("c.content_text"),
      html: "c.content_html",
      createdAt: "c.created",
      isShown: `c.status IS 'approved' AND ${noAncestor(comments, "h.status IS NOT 'approved'")}`,
      ...siteId === void 0 ? {} : { isOfSite: `c.site_id = ${sqlText(siteId)}` },
      details: { url: "c.url" }
    },
    timeOf: isoOfMilliseconds,
    kept: ({ sourceId, pageId, parentSourceId, authorName, content, createdAt }) => ({
      sourceId,
      page: decodedPath(pageId),
      parentSourceId,
      authorName,
      content,
      createdAt
    }),
    isImported: "c.ip_address = 'migrated'",
    tidy: []
  };
}
function contentOf({ content }) {
  const markdown = cwdMarkdownOf(content);
  return [markdown, isReadBack2(content, markdown) ? htmlToGive(content) : plainTextHtml(content)];
}
function emailOf(authorName) {
  return authorName.replaceAll("@", " at ");
}
function decodedPath(pageId) {
  let path = pageId.trim();
  for (; ; ) {
    const decoded2 = decodedOnce(path);
    if (decoded2 === path) return path;
    path = decoded2;
  }
}
function decodedOnce(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

// src/targets/cwd/system.ts
var cwd = {
  title: "CWD",
  about: "anghunk/cwd",
  formats: ["text"],
  takesSchemaMap: false,
  takesSite: true,
  shortcode: void 0,
  apiBase: "`https://<its Worker>/api`",
  open: ({ site }) => ({ schema: cwdSchema(site), api: cwdApi(site) })
};

// src/targets/garrul/public-api.ts
var node2 = external_exports.object({
  id: external_exports.string(),
  parent_id: external_exports.string().nullable(),
  body_html: external_exports.string(),
  created_at: external_exports.number(),
  author: external_exports.object({ name: external_exports.string() }),
  replies: external_exports.array(external_exports.unknown())
});
var answer4 = external_exports.object({ threads: external_exports.array(external_exports.unknown()), next_cursor: external_exports.string().nullable() });
var garrulApi = {
  // Source: TREE_CACHE_TTL in Garrul's src/lib/tree-cache.ts; KV itself keeps what it read for as long.
  staleForMs: 65e3,
  path(page, cursor) {
    const query = new URLSearchParams({ slug: page, sort: "old" });
    if (cursor !== void 0) query.set("before", cursor);
    return `/comments?${query}`;
  },
  read(body) {
    const { threads: threads2, next_cursor: next2 } = answer4.parse(body);
    return { comments: threads2.flatMap(publishedOf3), next: next2 ?? void 0 };
  }
};
function publishedOf3(value) {
  const { id: id3, parent_id: parentId2, author: author2, replies, ...comment3 } = node2.parse(value);
  const own = {
    commentId: id3,
    parentId: parentId2,
    authorName: author2.name,
    content: void 0,
    html: comment3.body_html,
    createdAt: publishedTime(comment3.created_at)
  };
  return [own, ...replies.flatMap(publishedOf3)];
}

// src/targets/garrul/import-source.ts
var importSource = "comment-migration";

// src/targets/garrul/page-slug.ts
import { createHash as createHash2 } from "node:crypto";
var slug = /^[\w\-./]{1,200}$/;
function pageSlug(pageId) {
  if (slug.test(pageId)) return pageId;
  return `sha256-${createHash2("sha256").update(pageId).digest("hex")}`;
}
var pageSlugTemplate = "{{ if findRE `^[\\w\\-./]{1,200}$` .RelPermalink }}{{ .RelPermalink }}{{ else }}sha256-{{ sha256 .RelPermalink }}{{ end }}";

// src/targets/garrul/messages.ts
var garrulMessages = defineMessages({
  "page-named-by-hash": {
    severity: "warning",
    message: ({ page, slug: slug2 }) => `Garrul can't name ${page} by its address: it allows up to 200 of the characters A-Z, a-z, 0-9, _, -, . and /. The comments of the page are stored under ${slug2}.`,
    remedy: `Set data-slug of Garrul's widget in your template to ${pageSlugTemplate}, so that it finds them.`
  }
});

// src/targets/garrul/posts.ts
var referring = ["comments", "page_reactions", "page_votes"];
function insertPosts(rows) {
  return `INSERT INTO posts (slug, created_at, title, url)
${rows}
ON CONFLICT (slug) DO UPDATE SET title = coalesce(posts.title, excluded.title),
  url = coalesce(posts.url, excluded.url)`;
}
function addressOf(origin, path) {
  return origin === void 0 ? "NULL" : `${sqlText(origin)} || ${path}`;
}
function postTitle({ pageTitle = "" }) {
  const title2 = pageTitle.replace(new RegExp("\\p{Cc}", "gu"), " ").replace(/\s+/g, " ").trim();
  return title2 === "" ? null : title2.slice(0, 200);
}
function leavePosts(leaving) {
  return `UPDATE posts AS p SET created_at = coalesce((
  SELECT min(c.created_at) FROM comments c JOIN ${ledgerTable} l
    ON l.target = 'garrul (table comments)' AND l.comment_id = +c.id AND l.created_at IS c.created_at
  WHERE c.post_slug = p.slug AND c.id NOT IN (${leaving})), -1 - p.created_at)
WHERE (p.slug, p.created_at) IN (
  SELECT c.post_slug, c.created_at FROM comments c WHERE c.id IN (${leaving}))`;
}
var deletePosts = [
  `DELETE FROM posts WHERE created_at < 0 AND closed = 0
${[...referring, "subscriptions"].map((table) => `  AND NOT EXISTS (SELECT 1 FROM ${table} r WHERE r.post_slug = posts.slug)`).join("\n")}
  AND NOT EXISTS (SELECT 1 FROM (SELECT name FROM sqlite_master
    WHERE type = 'table' AND name NOT GLOB '_cf_*' LIMIT -1) m, pragma_foreign_key_list(m.name) f
    WHERE f."table" = 'posts' COLLATE NOCASE AND m.name NOT IN (${referring.map(sqlText).join(", ")}))`,
  "UPDATE posts SET created_at = -1 - created_at WHERE created_at < 0"
];

// src/targets/garrul/reactions.ts
var kindNames = ["fire", "love", "wow", "laugh", "hmm", "cry"];
var emojiOfKinds = {
  fire: "🔥",
  love: "❤️",
  wow: "😮",
  laugh: "😂",
  hmm: "🤔",
  cry: "😢"
};
var emojiOfVotes = { up: "👍", down: "👎" };
var mostOfOneKind = 1e3;
var ghostId = "'0000000000REACTED' || printf('%09d', person)";
var people = `WITH RECURSIVE people (comment_id, kind, person, last, created_at) AS (
  SELECT l.comment_id, j.value ->> 2, j.value ->> 3, j.value ->> 4, l.created_at
  FROM json_each(?1) j JOIN ${ledgerTable} l
    ON l.source = j.value ->> 0 AND l.source_id = j.value ->> 1 AND l.batch_id = ?2
  UNION ALL
  SELECT comment_id, kind, person + 1, last, created_at FROM people WHERE person < last
)`;
function votesOf({ reactions }) {
  const { up: up2, down: down2 } = emojiOfVotes;
  return { up: counted(up2, reactions), down: counted(down2, reactions) };
}
function placedReactions2(row) {
  return kindsOf(row).reduce((sum, { first, last }) => sum + last - first + 1, 0);
}
var attachedReactions2 = {
  values: (row) => kindsOf(row).map(({ kind, first, last }) => [kind, first, last]),
  write: [
    `${people}
INSERT INTO users (id, provider, provider_id, name, created_at, import_source)
SELECT ${ghostId}, 'anon', 'migrated:' || ${ghostId}, 'Moved reaction ' || person, min(created_at),
  '${importSource}'
FROM people WHERE true GROUP BY person
ON CONFLICT DO NOTHING`,
    `${people}
INSERT INTO reactions (comment_id, user_id, kind, created_at)
SELECT comment_id, ${ghostId}, kind, created_at FROM people WHERE kind NOT IN ('up', 'down')`,
    `${people}
INSERT INTO votes (comment_id, user_id, value, created_at)
SELECT comment_id, ${ghostId}, iif(kind = 'up', 1, -1), created_at
FROM people WHERE kind IN ('up', 'down')`
  ]
};
function kindsOf(row) {
  const { up: up2, down: down2 } = votesOf(row);
  const all = [
    ...kindNames.map((kind) => ({
      kind,
      first: 1,
      last: counted(emojiOfKinds[kind], row.reactions)
    })),
    { kind: "up", first: 1, last: up2 },
    // One person has one vote.
    { kind: "down", first: up2 + 1, last: up2 + down2 }
  ];
  return all.filter(({ first, last }) => last >= first);
}
function counted(emoji, reactions) {
  return Math.min(countOfEmoji(emoji, reactions), mostOfOneKind);
}

// src/targets/garrul/schema.ts
var text4 = { affinities: textColumn, declaration: "TEXT" };
var notNull3 = { affinities: textColumn, declaration: "TEXT NOT NULL" };
var number2 = { affinities: numberColumn, declaration: "INTEGER NOT NULL" };
var count = { affinities: numberColumn, declaration: "INTEGER NOT NULL DEFAULT 0" };
var time2 = { affinities: timeColumn, declaration: "INTEGER NOT NULL" };
var key = { affinities: textColumn, declaration: "TEXT PRIMARY KEY", primaryKey: true };
var ofComment = {
  affinities: textColumn,
  declaration: "TEXT NOT NULL REFERENCES comments (id)"
};
var commentColumns = [
  { name: "id", ...key },
  { name: "post_slug", ...notNull3 },
  { name: "parent_id", ...text4 },
  { name: "user_id", ...notNull3 },
  { name: "body_md", ...notNull3 },
  { name: "body_html", ...notNull3 },
  { name: "renderer_version", ...number2 },
  { name: "status", ...notNull3 },
  { name: "created_at", ...time2 },
  { name: "deleted_at", affinities: timeColumn, declaration: "INTEGER" },
  { name: "import_source", ...text4 },
  { name: "import_id", ...text4 },
  { name: "depth", ...number2 },
  { name: "score_up", ...count },
  { name: "score_down", ...count }
];
var importSources = `'${importSource}', 'matrix'`;
var rendererVersion = 2;
var maxDepth = 8;
var insertAuthors = `INSERT INTO users (id, provider, provider_id, name, created_at, import_source)
SELECT j.value ->> 2, 'anon', 'migrated:' || (j.value ->> 2), j.value ->> 3, min(l.created_at), '${importSource}'
${batchRows} WHERE true GROUP BY j.value ->> 2
ON CONFLICT DO NOTHING`;
var bodyHtml = givenOrDerivedHtml("j.value ->> 5", textOfMarkdown("j.value ->> 4"));
var comments2 = {
  table: "comments",
  id: "id",
  parentId: "parent_id",
  createdAt: "created_at"
};
var isShown = `c.status IS 'approved' AND ${noAncestor(comments2, "h.status IN ('spam', 'pending')")}`;
var deleteAuthors = `DELETE FROM users WHERE import_source IN (${importSources}) AND provider = 'anon'
  AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.user_id = users.id)
  AND id NOT IN (SELECT user_id FROM reactions) AND id NOT IN (SELECT user_id FROM votes)`;
function garrulSchema(origin) {
  return {
    name: "garrul",
    tables: [
      { name: "comments", columns: commentColumns },
      {
        name: "posts",
        columns: [
          { name: "slug", ...key },
          { name: "title", ...text4 },
          { name: "url", ...text4 },
          { name: "created_at", ...time2 },
          { name: "closed", ...count }
        ]
      },
      {
        name: "users",
        columns: [
          { name: "id", ...key },
          { name: "provider", ...notNull3 },
          { name: "provider_id", ...text4 },
          { name: "name", ...notNull3 },
          { name: "created_at", ...time2 },
          { name: "import_source", ...text4 }
        ]
      },
      {
        name: "reactions",
        columns: [
          { name: "comment_id", ...ofComment },
          { name: "user_id", ...notNull3 },
          { name: "kind", ...notNull3 },
          { name: "created_at", ...time2 }
        ]
      },
      {
        name: "votes",
        columns: [
          { name: "comment_id", ...ofComment },
          { name: "user_id", ...notNull3 },
          { name: "value", ...number2 },
          { name: "created_at", ...time2 }
        ]
      }
    ],
    readTables: ["page_reactions", "page_votes", "subscriptions"],
    create: [],
    setUp: "Set Garrul up or update it with its own `npm run migrate`, then run it again. If the database belongs to another comment system, choose that with the input target-schema. Nothing was written.",
    maxDepth,
    ids: { of: commentId },
    comments: comments2,
    columnMap: "",
    values: (row) => {
      const { up: up2, down: down2 } = votesOf(row);
      return [
        userId(row.authorName),
        row.authorName,
        ...bodyOf(row),
        up2,
        down2,
        postTitle(row),
        pageSlug(row.pageId)
      ];
    },
    attached: attachedReactions2,
    withoutPlace: (row) => ({
      reactions: numberOfReactions(row.reactions) - placedReactions2(row),
      isOwner: row.author?.isOwner === true
    }),
    createdAt: (row) => Date.parse(row.createdAt),
    write: [
      insertAuthors,
      insertPosts(`SELECT j.value ->> 9, min(l.created_at), min(j.value ->> 8), ${addressOf(origin, "l.page_id")}
${batchRows} WHERE true GROUP BY l.page_id`),
      `INSERT INTO comments (id, post_slug, parent_id, user_id, body_md, body_html, renderer_version,
  status, created_at, import_source, import_id, score_up, score_down, depth)
SELECT l.comment_id, j.value ->> 9,
  ${parentId("SELECT 1 FROM comments c WHERE c.id = p.comment_id AND c.post_slug = j.value ->> 9 AND p.page_id = l.page_id AND c.created_at IS p.created_at")},
  j.value ->> 2, j.value ->> 4, ${bodyHtml}, ${rendererVersion}, 'approved', l.created_at,
  '${importSource}', l.source || ' ' || l.source_id, j.value ->> 6, j.value ->> 7,
  (WITH RECURSIVE up (source_id, depth) AS (
    SELECT l.parent_source_id, 1
    UNION ALL
    SELECT a.parent_source_id, up.depth + 1 FROM up JOIN ${ledgerTable} a
      ON a.source = l.source AND a.source_id = up.source_id
  ) SELECT max(depth) FROM up)
${batchRows}`
    ],
    edit: [
      insertAuthors,
      `UPDATE comments AS c SET user_id = m.user_id, body_md = m.text, body_html = m.html,
  renderer_version = ${rendererVersion}
FROM (SELECT l.comment_id AS id, l.created_at, j.value ->> 2 AS user_id, j.value ->> 4 AS text,
  ${bodyHtml} AS html ${batchRows}) m
WHERE c.id = m.id AND c.created_at IS m.created_at`,
      deleteAuthors
    ],
    // Garrul's own way: a deleted comment with replies is shown as a placeholder.
    // Source: Garrul's src/lib/tree.ts and updateCommentStatus in src/db/queries.ts.
    emptied: {
      content: "",
      write: [
        `UPDATE comments AS c SET body_md = '', body_html = '', status = 'deleted',
  deleted_at = coalesce(c.deleted_at, CAST(strftime('%s', 'now') AS INTEGER) * 1000)
FROM ${emptiedRows} m WHERE c.id = m.id AND c.created_at IS m.created_at`
      ]
    },
    move: [
      insertPosts(`SELECT m.page, min(m.created_at), min(p.title), ${addressOf(origin, "m.page_id")}
FROM ${movedRows} m LEFT JOIN comments c ON c.id = m.id LEFT JOIN posts p ON p.slug = c.post_slug
WHERE true GROUP BY m.page_id`),
      leavePosts(`SELECT m.id FROM ${movedRows} m JOIN comments o
  ON o.id = m.id AND o.created_at IS m.created_at WHERE o.post_slug <> m.page`),
      `UPDATE comments AS c SET post_slug = m.page
FROM ${movedRows} m WHERE c.id = m.id AND c.created_at IS m.created_at`,
      ...deletePosts
    ],
    pageName: pageSlug,
    findingOf: pageFinding,
    read: {
      page: "c.post_slug",
      author: "u.name",
      content: textOfMarkdown("c.body_md"),
      html: "c.body_html",
      createdAt: "c.created_at",
      isShown,
      joins: "LEFT JOIN users u ON u.id = c.user_id"
    },
    timeOf: isoOfMilliseconds,
    kept: ({ sourceId, pageId, parentSourceId, authorName, content, createdAt }) => ({
      sourceId,
      page: pageSlug(pageId),
      parentSourceId,
      authorName,
      content,
      createdAt
    }),
    isImported: `c.import_source IN (${importSources})`,
    beforeRemoval: (going) => [
      leavePosts(`SELECT o.id FROM ${going} l JOIN comments o
  ON o.id = l.comment_id AND o.created_at IS l.created_at`)
    ],
    tidy: [deleteAuthors, ...deletePosts],
    // Nobody could answer a reply that seems to be as deep as it was.
    tidyReplies: [
      `UPDATE comments AS c SET depth = t.depth
FROM (WITH RECURSIVE below (id, depth) AS (
  SELECT id, 1 FROM comments WHERE parent_id IS NULL AND depth > 1
  UNION ALL
  SELECT r.id, below.depth + 1 FROM below JOIN comments r ON r.parent_id = below.id
) SELECT id, depth FROM below) t
WHERE c.id = t.id`
    ]
  };
}
function bodyOf({ content }) {
  const markdown = markdownOf(content);
  return [markdown, isReadBack2(content, markdown) ? htmlToGive(content) : plainTextHtml(content)];
}
function commentId(row) {
  return derivedUlid(Date.parse(row.createdAt), `${row.source} ${row.sourceId}`);
}
function pageFinding(pageId) {
  const slug2 = pageSlug(pageId);
  if (slug2 === pageId) return void 0;
  return garrulMessages.finding("page-named-by-hash", { page: pageId, slug: slug2 }, { pageId });
}
function userId(authorName) {
  return derivedUlid(0, `author ${authorName}`);
}

// src/targets/garrul/system.ts
var garrul = {
  title: "Garrul",
  about: "KingPin/Garrul",
  formats: ["text"],
  takesSchemaMap: false,
  takesSite: false,
  shortcode: void 0,
  apiBase: "`https://<its Worker>/api/v1`",
  open: ({ origin }) => ({ schema: garrulSchema(origin), api: garrulApi })
};

// src/targets/momo/public-api.ts
var answer5 = external_exports.object({
  data: external_exports.object({
    comments: external_exports.array(
      external_exports.object({
        id: external_exports.number(),
        parentId: external_exports.number().nullable(),
        author: external_exports.string(),
        contentHtml: external_exports.string(),
        pubDate: external_exports.string()
      })
    ),
    pagination: external_exports.object({ page: external_exports.number(), totalPage: external_exports.number() })
  })
});
var momoApi = {
  path(page, cursor = "1") {
    const query = new URLSearchParams({
      ...{ post_slug: page, page: cursor, limit: "50", nested: "false" }
    });
    return `/comments?${query}`;
  },
  read(body) {
    const { comments: comments4, pagination } = answer5.parse(body).data;
    return {
      comments: comments4.map(({ id: id3, parentId: parentId2, author: author2, contentHtml: contentHtml2, pubDate }) => ({
        commentId: id3,
        parentId: parentId2,
        authorName: author2,
        content: void 0,
        html: contentHtml2,
        createdAt: publishedTime(pubDate)
      })),
      next: pagination.page < pagination.totalPage ? String(pagination.page + 1) : void 0
    };
  }
};

// src/targets/momo/schema.ts
import { createHash as createHash3 } from "node:crypto";

// src/targets/momo/markdown.ts
var script = /(?:javascript|vbscript):/i;
function momoMarkdownOf(text8) {
  return markdownOf(text8, script).replace(/(javascript|vbscript):/gi, "$1\\:").replace(/(\son\w+\s*)=/gi, "$1\\=").replace(
    /((?:\s|&#32;|&#9;)(?:href|src|action|formaction)\s*)\\?=(?=\s*(?:javascript|vbscript|data)\\?:)/gi,
    "$1&equals;"
  );
}

// src/targets/momo/schema.ts
var removed4 = "[removed]";
var comments3 = {
  table: "Comment",
  id: "id",
  parentId: "parent_id",
  createdAt: "pub_date"
};
var notNull4 = { affinities: textColumn, declaration: "TEXT NOT NULL" };
function momoSchema() {
  return {
    name: "momo",
    tables: [
      {
        name: "Comment",
        columns: [
          {
            name: "id",
            affinities: ["INTEGER"],
            declaration: "INTEGER PRIMARY KEY AUTOINCREMENT",
            primaryKey: true
          },
          {
            name: "pub_date",
            affinities: wordColumn,
            declaration: "DATETIME DEFAULT CURRENT_TIMESTAMP"
          },
          { name: "post_slug", ...notNull4 },
          { name: "author", ...notNull4 },
          { name: "email", ...notNull4 },
          { name: "url", affinities: textColumn, declaration: "TEXT" },
          { name: "ip_address", affinities: wordColumn, declaration: "TEXT" },
          { name: "content_text", ...notNull4 },
          { name: "content_html", ...notNull4 },
          { name: "parent_id", affinities: numberColumn, declaration: "INTEGER" },
          { name: "status", affinities: textColumn, declaration: "TEXT DEFAULT 'approved'" }
        ]
      }
    ],
    create: [],
    setUp: "Set Momo up as its documentation says (run `worker/schemas/comment.sql` in its D1 database), then run it again. If the database belongs to another comment system, choose that with the input target-schema. Nothing was written.",
    ids: { highest: highestId("Comment") },
    comments: comments3,
    columnMap: "",
    values: (row) => [
      row.authorName,
      momoMarkdownOf(row.content),
      plainTextHtml(row.content),
      row.author?.email ?? placeholderOf(row),
      row.author?.url ?? null
    ],
    withoutPlace: ({ reactions, author: author2 }) => ({
      reactions: numberOfReactions(reactions),
      isOwner: author2?.isOwner === true && author2.email === void 0
    }),
    createdAt: (row) => row.createdAt,
    write: [
      `INSERT INTO Comment (id, pub_date, post_slug, author, email, url, ip_address, content_text,
  content_html, parent_id, status)
SELECT l.comment_id, l.created_at, l.page_id, j.value ->> 2, j.value ->> 5, j.value ->> 6,
  'migrated', j.value ->> 3, j.value ->> 4,
  ${parentId("SELECT 1 FROM Comment c WHERE c.id = p.comment_id AND c.post_slug = p.page_id AND c.pub_date IS p.created_at")},
  'approved'
${batchRows}`
    ],
    edit: [
      `UPDATE Comment AS c SET author = m.name, content_text = m.text, content_html = m.html
FROM (SELECT l.comment_id AS id, l.created_at, j.value ->> 2 AS name, j.value ->> 3 AS text,
  j.value ->> 4 AS html ${batchRows}) m
WHERE c.id = m.id AND c.pub_date IS m.created_at`
    ],
    emptied: {
      content: removed4,
      write: [
        `UPDATE Comment AS c SET content_text = '${removed4}', content_html = '${plainTextHtml(removed4)}'
FROM ${emptiedRows} m WHERE c.id = m.id AND c.pub_date IS m.created_at`
      ]
    },
    move: [
      `UPDATE Comment AS c SET post_slug = m.page
FROM ${movedRows} m WHERE c.id = m.id AND c.pub_date IS m.created_at`
    ],
    pageName: (pageId) => pageId,
    read: {
      page: "c.post_slug",
      author: "c.author",
      content: textOfMarkdown("c.content_text"),
      html: "c.content_html",
      createdAt: "c.pub_date",
      isShown: `c.status IS 'approved' AND ${noAncestor(comments3, "h.status IS NOT 'approved'")}`,
      details: { url: "c.url" }
    },
    timeOf: (value) => publishedTime(String(value)),
    kept: ({ sourceId, pageId, parentSourceId, authorName, content, createdAt }) => ({
      sourceId,
      page: pageId,
      parentSourceId,
      authorName,
      content,
      createdAt
    }),
    isImported: "c.ip_address = 'migrated'",
    tidy: []
  };
}
function placeholderOf({ authorName }) {
  return `migrated-${createHash3("sha256").update(authorName).digest("hex").slice(0, 16)}`;
}

// src/targets/momo/system.ts
var momo = {
  title: "Momo",
  about: "Motues/Momo-Backend",
  formats: ["text"],
  takesSchemaMap: false,
  takesSite: false,
  shortcode: void 0,
  apiBase: "`https://<its Worker>/api`",
  open: () => ({ schema: momoSchema(), api: momoApi })
};

// src/targets/twikoo/public-api.ts
var comment = external_exports.object({
  id: external_exports.string(),
  pid: external_exports.string().nullish(),
  nick: external_exports.string(),
  comment: external_exports.string(),
  created: external_exports.number()
});
var thread = comment.extend({
  top: external_exports.union([external_exports.number(), external_exports.boolean()]).nullish(),
  replies: external_exports.array(comment)
});
var answer6 = external_exports.object({
  data: external_exports.array(thread),
  more: external_exports.boolean(),
  // A request that failed is answered with no comments and the reason.
  message: external_exports.undefined().optional()
});
var twikooApi = {
  path: () => "/",
  body: (url, before2) => ({
    event: "COMMENT_GET",
    url,
    ...before2 === void 0 ? {} : { before: Number(before2) }
  }),
  read(body) {
    const { data, more } = answer6.parse(body);
    const oldest = data.filter(({ top }) => !top).reduce((least, { created }) => Math.min(least, created), Number.POSITIVE_INFINITY);
    return {
      comments: data.flatMap(({ replies, ...first }) => [first, ...replies].map(published2)),
      next: more && Number.isFinite(oldest) ? String(oldest) : void 0
    };
  }
};
function published2({
  id: id3,
  pid,
  nick,
  comment: html,
  created
}) {
  return {
    commentId: id3,
    parentId: pid === "" || pid === void 0 ? null : pid,
    authorName: nick,
    content: html,
    html,
    createdAt: publishedTime(created)
  };
}

// src/targets/twikoo/schema.ts
import { createHash as createHash4 } from "node:crypto";

// src/d1/ledger/owner.ts
function sourcesOf({ sources }) {
  return jsonArray(sources.map(jsonText));
}
function isOwn(entry, parameter2) {
  return `${entry}.source IN (SELECT value FROM json_each(?${parameter2}))`;
}
function isOwnInOrder(entry, parameter2) {
  return `+${isOwnOrUnowned(entry, parameter2)}`;
}
function isOwnOrUnowned(entry, parameter2) {
  return `${entry}.source IN (SELECT value FROM json_each(?${parameter2}) UNION SELECT '${noOwner}')`;
}
var noOwner = "";
function recordsOf({ sources }) {
  return sources.join(", ");
}

// src/d1/times/messages.ts
var timeMessages = defineMessages({
  "time-moved": {
    severity: "notice",
    message: (p) => `A comment by ${p.author} on ${p.page} (${p.comment}) gets the time ${p.newTime} instead of ${p.time}, because another comment of the page has that millisecond and the comment system allows each one once.`,
    remedy: "You don't have to do anything: the difference is below a second, and mode: verify takes it into account."
  },
  "no-free-time": {
    severity: "error",
    message: (p) => `Comment ${p.comment} on ${p.page} can't get a time of its own: more than ${p.limit} comments of the page have the time ${p.time} or one just after it, and the comment system allows each millisecond once.`,
    remedy: "Correct the times at the source if they are wrong, or move these comments to another comment system."
  }
});

// src/d1/times/unique-times.ts
var timeTaken = "time-taken";
var mostShift = 1e3;
var takenRow = external_exports.object({ page: external_exports.string(), time: external_exports.unknown(), id: external_exports.unknown() });
var knownRow = external_exports.object({ source_id: external_exports.string() });
async function withFreeTimes(run, schema, owner, rows, signal) {
  const { uniqueTimes } = schema;
  if (uniqueTimes === void 0) return rows;
  const wanted = rows.map((row) => wantedTime(row, schema));
  const statements = [
    readTaken(schema, uniqueTimes, wanted),
    readKnown(
      owner,
      rows.map(({ sourceId }) => sourceId)
    )
  ];
  const [taken = [], known = []] = await run(() => statements, signal);
  const there = new Set(
    external_exports.array(knownRow).parse(known).map((row) => row.source_id)
  );
  const times2 = freeTimes(
    wanted.filter(({ sourceId }) => !there.has(sourceId)),
    parseTaken(taken, /* @__PURE__ */ new Set()),
    uniqueTimes
  );
  return rows.map((row, index) => {
    const time4 = times2.get(row.sourceId);
    return time4 === void 0 || time4 === wanted[index]?.time ? row : { ...row, createdAt: new Date(time4).toISOString() };
  });
}
async function timesOnNewPages(run, schema, wanted, leaving, signal) {
  const { uniqueTimes } = schema;
  if (uniqueTimes === void 0 || wanted.length === 0) return /* @__PURE__ */ new Map();
  const select = readTaken(schema, uniqueTimes, wanted);
  const [taken = []] = await run(() => [select], signal);
  return freeTimes(wanted, parseTaken(taken, leaving), uniqueTimes);
}
function wantedTime(row, schema) {
  const { sourceId, pageId, createdAt } = row;
  return { sourceId, pageId, page: schema.pageName(pageId), time: Date.parse(createdAt) };
}
function freeTimes(wanted, taken, { namesOf: namesOf2 }) {
  const takenOn = Map.groupBy(taken, ({ page }) => keyOf(namesOf2(page)));
  const times2 = /* @__PURE__ */ new Map();
  for (const [key3, ofPage] of Map.groupBy(wanted, ({ page }) => keyOf(namesOf2(page)))) {
    const occupied = new Set(takenOn.get(key3)?.map(({ time: time4 }) => time4));
    let last = Number.NEGATIVE_INFINITY;
    for (const one of ofPage.toSorted((a, b) => a.time - b.time)) {
      let time4 = Math.max(one.time, last + 1);
      while (occupied.has(time4)) time4 += 1;
      if (time4 - one.time >= mostShift) throw noFreeTime(one);
      times2.set(one.sourceId, time4);
      last = time4;
    }
  }
  return times2;
}
function keyOf(names) {
  return JSON.stringify(names.toSorted());
}
function noFreeTime({ sourceId, pageId, time: time4 }) {
  return timeMessages.error("no-free-time", {
    comment: sourceId,
    page: pageId,
    time: new Date(time4).toISOString(),
    limit: mostShift
  });
}
function readTaken({ comments: comments4 }, { page, namesOf: namesOf2 }, wanted) {
  const ranges = [...Map.groupBy(wanted, (one) => one.page)].flatMap(([name, ofPage]) => {
    const times2 = ofPage.map(({ time: time4 }) => time4);
    const from = times2.reduce((least, time4) => Math.min(least, time4));
    const to = times2.reduce((most, time4) => Math.max(most, time4)) + mostShift;
    return namesOf2(name).map((other) => jsonText([other, from, to]));
  });
  const sql = `SELECT DISTINCT c.${page} AS page, c.${comments4.createdAt} AS time, c.${comments4.id} AS id
FROM json_each(?1) j CROSS JOIN ${comments4.table} c ON c.${page} = (j.value ->> 0)
  AND c.${comments4.createdAt} BETWEEN (j.value ->> 1) AND (j.value ->> 2)`;
  return statement(sql, jsonArray(ranges));
}
function parseTaken(rows, leaving) {
  return external_exports.array(takenRow).parse(rows).flatMap(
    ({ page, time: time4, id: id3 }) => typeof time4 === "number" && !leaving.has(id3) ? [{ page, time: time4 }] : []
  );
}
function readKnown(owner, sourceIds) {
  const sql = `SELECT l.source_id FROM json_each(?1) j CROSS JOIN ${ledgerTable} l
  ON ${isOwnOrUnowned("l", 2)} AND l.source_id = j.value`;
  return statement(sql, jsonArray(sourceIds.map(jsonText)), sourcesOf(owner));
}

// src/targets/twikoo/messages.ts
var twikooMessages = defineMessages({
  "columns-in-other-order": {
    severity: "warning",
    message: ({ expected, found }) => `The table comment has its columns in the order ${found}, but Twikoo's Worker writes readers' new comments in the order ${expected}, without names: their values get into the wrong columns. Moved comments are not affected.`,
    remedy: "Create a table with the statement in Twikoo's schema.sql, copy the comments into it by the names of the columns, and rename it to comment."
  }
});

// src/targets/twikoo/page-path.ts
function pathnameOf(pageId) {
  const url = pageId.startsWith("/") ? URL.parse(`https://site.invalid${pageId}`) : null;
  return url?.pathname ?? pageId;
}
function spellingsOf(path) {
  return [path, path.endsWith("/") ? path.slice(0, -1) : `${path}/`];
}

// src/targets/twikoo/schema.ts
var removed5 = "[removed]";
var mostVotes = 1e3;
var up = "👍";
var down = "👎";
var text5 = { affinities: textColumn, declaration: "TEXT NOT NULL" };
var number3 = { affinities: numberColumn, declaration: "INTEGER NOT NULL" };
var time3 = { affinities: timeColumn, declaration: "INTEGER NOT NULL" };
var votes = { affinities: textColumn, declaration: "TEXT NOT NULL DEFAULT '[]'" };
var before = [
  { name: "uid", ...text5 },
  { name: "nick", ...text5 },
  { name: "mail", ...text5 },
  { name: "mailMd5", ...text5 },
  { name: "link", ...text5 },
  { name: "ua", ...text5 },
  { name: "ip", ...text5 },
  { name: "ipRegion", affinities: textColumn, declaration: "TEXT NOT NULL DEFAULT ''" },
  { name: "master", ...number3 },
  { name: "url", ...text5 },
  { name: "href", ...text5 },
  { name: "comment", ...text5 },
  { name: "pid", ...text5 },
  { name: "rid", ...text5 },
  { name: "isSpam", ...number3 },
  { name: "created", ...time3 },
  { name: "updated", ...time3 }
];
var after = [
  { name: "top", ...number3 },
  { name: "avatar", ...text5 }
];
var differences = {
  twikoo: {
    columns: [{ name: "_id", ...text5 }, ...before, { name: "like", ...text5 }, ...after],
    votes: [["like", up]],
    setUp: "Set Twikoo up as the README of twikoo-cloudflare says (`npx wrangler d1 execute <database> --remote --file=./schema.sql`), then run it again. If the database belongs to another comment system, choose that with the input target-schema. Nothing was written.",
    isPositional: true,
    joinsSpellings: false,
    hasIdKey: false,
    hasUserlessVisitors: false
  },
  "twikoo-api-worker": {
    columns: [
      { name: "_id", affinities: textColumn, declaration: "TEXT PRIMARY KEY", primaryKey: true },
      ...before,
      { name: "ups", ...votes },
      { name: "downs", ...votes },
      ...after
    ],
    votes: [
      ["ups", up],
      ["downs", down]
    ],
    setUp: "Set twikoo-api-worker up as its README says (`pnpm db:push`), then run it again. If the database belongs to another comment system, choose that with the input target-schema. Nothing was written.",
    isPositional: false,
    joinsSpellings: true,
    hasIdKey: true,
    hasUserlessVisitors: true
  }
};
function twikooSchema(variant, origin) {
  const { columns, votes: counted2, setUp, ...is } = differences[variant];
  const sameUrl = (url) => is.joinsSpellings ? `(${url}, ${otherSpelling(url)})` : `(${url})`;
  const href = (page) => origin === void 0 ? page : `${sqlText(origin)} || ${page}`;
  const isBelow = (row, first = "1") => `(${row}.rid = '' OR EXISTS (SELECT 1 FROM comment r
    WHERE r.url IN ${sameUrl(`${row}.url`)} AND r._id = ${row}.rid AND ${first}))`;
  const isInThread = (row) => isBelow(row);
  const written = [
    ["_id", "l.comment_id"],
    ["uid", is.hasUserlessVisitors ? "lower(hex(randomblob(16)))" : "''"],
    ["nick", "j.value ->> 4"],
    ["mail", "j.value ->> 6"],
    ["mailMd5", "j.value ->> 7"],
    ["link", "j.value ->> 8"],
    ["ua", "''"],
    ["ip", "'migrated'"],
    ["ipRegion", "''"],
    ["master", "j.value ->> 9"],
    ["url", "j.value ->> 2"],
    ["href", href("(j.value ->> 2)")],
    ["comment", "j.value ->> 5"],
    ["pid", `coalesce(${parentId(parentIsThere("p", isInThread))}, '')`],
    ["rid", threadOf(isInThread)],
    ["isSpam", "0"],
    ["created", untakenTime],
    ["updated", "l.created_at"],
    ...counted2.map(([column], index) => [column, voters(`j.value ->> ${10 + index}`)]),
    ["top", "0"],
    ["avatar", "''"]
  ];
  return {
    name: variant,
    tables: [{ name: "comment", columns }],
    create: [],
    setUp,
    ids: { of: commentId2 },
    comments: {
      table: "comment",
      id: "_id",
      parentId: "pid",
      noParent: "''",
      threadId: "rid",
      createdAt: "created",
      ...is.hasIdKey ? {} : { lookUp: byTimeOrPage }
    },
    uniqueTimes: twikooTimes,
    columnMap: "",
    ...is.isPositional ? { hazards: (found) => otherOrder(columns, found) } : {},
    values: (row) => [
      pathnameOf(row.pageId),
      spellingsOf(pathnameOf(row.pageId))[1],
      row.authorName,
      row.content,
      row.author?.email ?? "",
      row.author?.email === void 0 ? row.author?.emailHash ?? "" : "",
      row.author?.url ?? "",
      row.author?.isOwner === true ? 1 : 0,
      ...counted2.map(([, emoji]) => votesFor(emoji, row))
    ],
    withoutPlace: (row) => ({
      reactions: counted2.reduce(
        (left, [, emoji]) => left - votesFor(emoji, row),
        numberOfReactions(row.reactions)
      ),
      isOwner: false
    }),
    createdAt: (row) => Date.parse(row.createdAt),
    write: [
      `INSERT INTO comment (${written.map(([column]) => `"${column}"`).join(", ")})
SELECT ${written.map(([, value]) => value).join(",\n  ")}
${batchRows}`
    ],
    edit: [
      `UPDATE comment AS c SET nick = m.name, comment = m.html
FROM (SELECT l.comment_id AS id, l.created_at, j.value ->> 4 AS name, j.value ->> 5 AS html
  ${batchRows}) m
WHERE c._id = m.id AND c.created IS m.created_at`
    ],
    emptied: {
      content: removed5,
      write: [
        `UPDATE comment AS c SET comment = '${removed5}'
FROM ${emptiedRows} m WHERE c._id = m.id AND c.created IS m.created_at`
      ]
    },
    move: [
      `UPDATE comment AS c SET url = m.page, href = ${href("m.page")}
FROM ${movedRows} m WHERE c._id = m.id AND c.created IS m.created_at`
    ],
    pageName: pathnameOf,
    read: {
      page: "c.url",
      author: "c.nick",
      content: "c.comment",
      createdAt: "c.created",
      isShown: `c.isSpam IS NOT 1 AND ${isBelow("c", "r.isSpam IS NOT 1")}`,
      details: { isOwner: "c.master", url: "c.link" }
    },
    timeOf: isoOfMilliseconds,
    kept: ({ sourceId, pageId, parentSourceId, authorName, content, createdAt }) => ({
      sourceId,
      page: pathnameOf(pageId),
      parentSourceId,
      authorName,
      content,
      createdAt
    }),
    isImported: "c.ip = 'migrated'",
    tidy: [],
    // Replies that became first comments are threads of their own, with what is below them.
    tidyReplies: [
      `UPDATE comment AS c SET rid = t.rid
FROM (WITH RECURSIVE below (place, id, rid, url) AS (
  SELECT c.rowid, c._id, '', c.url FROM comment c WHERE c.pid = '' AND c.rid <> ''
    AND NOT ${isInThread("c")}
  UNION
  SELECT r.rowid, r._id, iif(b.rid = '', b.id, b.rid), r.url
  FROM below b JOIN comment r ON r.url IN (b.url, ${otherSpelling("b.url")}) AND r.pid = b.id
) SELECT place, rid FROM below) t
WHERE c.rowid = t.place`
    ]
  };
}
var twikooTimes = { page: "url", namesOf: spellingsOf };
var untakenTime = `iif(EXISTS (SELECT 1 FROM comment t
    WHERE t.url IN (j.value ->> 2, j.value ->> 3) AND t.created = l.created_at),
    ${raise(timeTaken, "l.source_id")}, l.created_at)`;
function parentIsThere(entry, isInThread) {
  return `SELECT 1 FROM comment c WHERE c.url = (j.value ->> 2) AND c.created = ${entry}.created_at
    AND c._id = ${entry}.comment_id AND ${entry}.page_id = l.page_id AND ${isInThread("c")}`;
}
function threadOf(isInThread) {
  return `(WITH RECURSIVE up (id, parent, depth) AS (
    SELECT l.comment_id, l.parent_source_id, 0
    UNION ALL
    SELECT e.comment_id, e.parent_source_id, up.depth + 1 FROM up JOIN ${ledgerTable} e
      ON e.source = l.source AND e.source_id = up.parent AND e.batch_id = ?2
  ) SELECT coalesce(
    (SELECT iif(c.rid = '', c._id, c.rid) FROM ${ledgerTable} e JOIN comment c
      ON c.url = (j.value ->> 2) AND c.created = e.created_at AND c._id = e.comment_id
      WHERE e.source = l.source AND e.source_id = up.parent AND e.page_id = l.page_id
      AND ${isInThread("c")}),
    iif(up.depth = 0, '', up.id))
  FROM up ORDER BY up.depth DESC LIMIT 1)`;
}
function byTimeOrPage(row, entry) {
  return `${row}.rowid = coalesce(
    (SELECT t.rowid FROM comment t WHERE t.created = ${entry}.created_at AND t._id = ${entry}.comment_id),
    (SELECT t.rowid FROM comment t
      WHERE t.url IN (${entry}.page_id, ${otherSpelling(`${entry}.page_id`)})
      AND t._id = ${entry}.comment_id))`;
}
function otherSpelling(url) {
  return `iif(${url} LIKE '%/', substr(${url}, 1, length(${url}) - 1), ${url} || '/')`;
}
function voters(count2) {
  return `(WITH RECURSIVE people (n) AS (
    SELECT 1 WHERE ${count2} > 0 UNION ALL SELECT n + 1 FROM people WHERE n < ${count2}
  ) SELECT json_group_array('migrated-' || n) FROM people)`;
}
function votesFor(emoji, { reactions }) {
  return Math.min(countOfEmoji(emoji, reactions), mostVotes);
}
function commentId2({ source, sourceId }) {
  const digits2 = createHash4("sha256").update(`${source} ${sourceId}`).digest("hex");
  return `${digits2.slice(0, 12)}8${digits2.slice(13, 16)}a${digits2.slice(17, 32)}`;
}
function otherOrder(expected, found) {
  const names = expected.map(({ name }) => name);
  const inOrder = names.every(
    (name, index) => found[index]?.name.toLowerCase() === name.toLowerCase()
  );
  if (inOrder && found.length === names.length) return [];
  return [
    twikooMessages.finding("columns-in-other-order", {
      expected: names.join(", "),
      found: found.map(({ name }) => name).join(", ")
    })
  ];
}

// src/targets/twikoo/system.ts
var twikoo = systemOf("twikoo", "Twikoo", "twikoojs/twikoo-cloudflare");
var twikooApiWorker = systemOf(
  "twikoo-api-worker",
  "Twikoo by twikoo-api-worker",
  "hakula139/twikoo-api-worker"
);
function systemOf(variant, title2, about) {
  return {
    title: title2,
    about,
    formats: ["html"],
    takesSchemaMap: false,
    takesSite: false,
    shortcode: void 0,
    apiBase: "`https://<its Worker>`, the widget's `envId`",
    open: ({ origin }) => ({ schema: twikooSchema(variant, origin), api: twikooApi })
  };
}

// src/targets/waline/public-api.ts
var comment2 = external_exports.object({
  objectId: external_exports.number(),
  pid: external_exports.number().nullish(),
  user_id: external_exports.number().nullish(),
  nick: external_exports.string(),
  comment: external_exports.string(),
  insertedAt: external_exports.string()
});
var answer7 = external_exports.object({
  data: external_exports.object({
    page: external_exports.number(),
    totalPages: external_exports.number(),
    data: external_exports.array(comment2.extend({ children: external_exports.array(comment2) }))
  })
});
var walineApi = {
  path(page, cursor = "1") {
    const query = new URLSearchParams({
      ...{ path: page, page: cursor, pageSize: "50", sortBy: "insertedAt_asc" }
    });
    return `/comment?${query}`;
  },
  read(body) {
    const { page, totalPages, data } = answer7.parse(body).data;
    return {
      comments: data.flatMap(({ children, ...root }) => [root, ...children].map(publishedOf4)),
      next: page < totalPages ? String(page + 1) : void 0
    };
  }
};
function publishedOf4(one) {
  return {
    commentId: one.objectId,
    parentId: one.pid ?? null,
    authorName: typeof one.user_id === "number" ? void 0 : one.nick,
    content: void 0,
    html: one.comment,
    createdAt: publishedTime(one.insertedAt)
  };
}

// src/d1/ledger/entries.ts
var text6 = { affinities: ["TEXT"], declaration: "TEXT NOT NULL" };
var anyText = { affinities: ["TEXT"], declaration: "TEXT" };
var expectedLedger = {
  name: ledgerTable,
  columns: [
    {
      name: "sequence",
      affinities: ["INTEGER"],
      declaration: "INTEGER PRIMARY KEY AUTOINCREMENT",
      primaryKey: true
    },
    { name: "source", ...text6 },
    { name: "source_id", ...text6 },
    { name: "comment_id", affinities: ["BLOB"], declaration: "NOT NULL" },
    { name: "parent_source_id", ...anyText },
    { name: "page_id", ...text6 },
    { name: "created_at", affinities: ["BLOB"], declaration: "NOT NULL" },
    { name: "digest", ...text6 },
    { name: "target", ...text6 },
    { name: "content_format", ...anyText },
    { name: "column_map", ...anyText },
    { name: "run_id", ...text6 },
    { name: "batch_id", ...text6 },
    { name: "imported_at", ...text6 }
  ]
};
var createLedger = [
  `CREATE TABLE IF NOT EXISTS ${ledgerTable} (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  source_id TEXT NOT NULL,
  comment_id NOT NULL,
  parent_source_id TEXT,
  page_id TEXT NOT NULL,
  created_at NOT NULL,
  digest TEXT NOT NULL,
  target TEXT NOT NULL,
  content_format TEXT,
  column_map TEXT,
  run_id TEXT NOT NULL,
  batch_id TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  UNIQUE (source, source_id),
  UNIQUE (target, comment_id)
)`,
  `CREATE INDEX IF NOT EXISTS ${ledgerTable}_page ON ${ledgerTable} (source, page_id)`
];
function targetName({
  name,
  tables: [comments4]
}) {
  return `${name} (table ${comments4.name})`;
}
function claimValues(row, schema) {
  const { ids } = schema;
  const { source, sourceId, pageId, parentSourceId, contentHash } = row;
  const values = [source, sourceId, pageId, parentSourceId, contentHash, schema.createdAt(row)];
  return "of" in ids ? [...values, ids.of(row)] : values;
}
function isCommentOf(entry, { comments: comments4 }) {
  return `c.${comments4.id} = ${entry}.comment_id AND c.${comments4.createdAt} IS ${entry}.created_at`;
}
var ledgerBehind = "ledger-behind";
function claim({ schema, contentFormat, runId }, values, batchId) {
  const { ids } = schema;
  const commentId3 = "of" in ids ? "i.own_id" : `max(${ids.highest},
    coalesce((SELECT max(comment_id) FROM ${ledgerTable} WHERE target = ?3 ->> 1), 0))
    + row_number() OVER (ORDER BY i.position)`;
  const sql = `WITH incoming AS (
  SELECT key AS position, value ->> 0 AS source, value ->> 1 AS source_id, value ->> 2 AS page_id,
    value ->> 3 AS parent_source_id, value ->> 4 AS digest, value ->> 5 AS created_at,
    value ->> 6 AS own_id
  FROM json_each(?1)
)
INSERT INTO ${ledgerTable}
  (source, source_id, comment_id, parent_source_id, page_id, created_at, digest, target,
  content_format, column_map, run_id, batch_id, imported_at)
SELECT i.source, i.source_id, ${commentId3},
  i.parent_source_id, i.page_id, i.created_at, i.digest, ?3 ->> 1, ?3 ->> 2, ?3 ->> 3, ?3 ->> 0, ?2,
  strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
FROM incoming i
LEFT JOIN ${ledgerTable} l ON l.source IN (i.source, '${noOwner}') AND l.source_id = i.source_id
WHERE iif(l.source_id IS NULL, 1,
  iif(l.source = '${noOwner}' OR l.page_id <> i.page_id, ${raise(ledgerBehind, "l.page_id")}, 0))
ORDER BY i.position`;
  const run = jsonText([runId, targetName(schema), contentFormat, schema.columnMap]);
  return statement(sql, values, batchId, run);
}
function readBack(schema, owner, sourceIds, batchId) {
  const sql = `SELECT l.source, l.source_id, l.comment_id, l.page_id, l.created_at, l.batch_id,
  iif(l.batch_id = ?2
    AND NOT EXISTS (SELECT 1 FROM ${schema.comments.table} c WHERE ${isCommentOf("l", schema)}),
  ${raise("not-kept", "l.source_id")}, NULL) AS kept
FROM json_each(?1) j CROSS JOIN ${ledgerTable} l ON ${isOwn("l", 3)} AND l.source_id = j.value`;
  return statement(sql, sourceIds, batchId, sourcesOf(owner));
}
function readEntries(owner, afterSequence, limit) {
  const sql = `SELECT l.sequence, l.source, l.source_id, l.comment_id, l.page_id
FROM ${ledgerTable} l
WHERE l.sequence > ${afterSequence} AND ${isOwnInOrder("l", 1)}
ORDER BY l.sequence LIMIT ${limit}`;
  return statement(sql, sourcesOf(owner));
}
function readWritings(owner) {
  const sql = `SELECT DISTINCT l.target, l.content_format, l.column_map FROM ${ledgerTable} l
WHERE ${isOwnOrUnowned("l", 1)}`;
  return statement(sql, sourcesOf(owner));
}

// src/targets/waline/editor-text.ts
var joiner = "⁠";
var openings = ["<", "]"];
function editorText(text8) {
  return text8.replaceAll(/<(?=[a-z/!?\u2060])|\](?=[(:\u2060])/gi, `$&${joiner}`);
}
function textOfEditor(column) {
  return openings.reduce(
    (sql, sign) => `replace(${sql}, '${sign}' || char(${joiner.charCodeAt(0)}), '${sign}')`,
    column
  );
}

// src/targets/waline/page-path.ts
function pagePath(pageId) {
  try {
    return decodeURI(pageId);
  } catch {
    return pageId;
  }
}

// src/targets/waline/threads.ts
var threadsOfReplies = {
  values: ({ parentSourceId }) => parentSourceId === null ? [] : [[]],
  write: [
    `UPDATE wl_Comment AS c SET rid = (
  WITH RECURSIVE up (id, pid, rid) AS (
    SELECT a.id, a.pid, a.rid FROM wl_Comment a WHERE a.id = c.pid
    UNION
    SELECT a.id, a.pid, a.rid FROM up JOIN wl_Comment a ON a.id = up.pid WHERE up.rid IS NULL
  ) SELECT coalesce(rid, id) FROM up WHERE rid IS NOT NULL OR pid IS NULL LIMIT 1)
FROM (SELECT l.comment_id AS id, l.created_at ${batchRows}) m
WHERE c.id = m.id AND c.insertedAt IS m.created_at AND c.pid IS NOT NULL`
  ]
};
function threadsFrom(isTop) {
  return `UPDATE wl_Comment AS c SET pid = iif(c.id = t.root, NULL, c.pid),
  rid = iif(c.id = t.root, NULL, t.root)
FROM (WITH RECURSIVE below (id, root) AS (
  SELECT o.id, o.id FROM wl_Comment o WHERE o.rid IS NOT NULL AND ${isTop}
  UNION
  SELECT r.id, below.root FROM below JOIN wl_Comment r ON r.pid = below.id
) SELECT id, root FROM below) t
WHERE c.id = t.id`;
}
var threadsOfOrphans = threadsFrom("o.pid IS NULL");
function threadsWithoutRoot(target) {
  return threadsFrom(`NOT EXISTS (SELECT 1 FROM wl_Comment r WHERE r.id = o.rid)
    AND NOT EXISTS (SELECT 1 FROM wl_Comment p WHERE p.id = o.pid)
    AND EXISTS (SELECT 1 FROM ${ledgerTable} l WHERE l.target = ${target} AND l.comment_id = +o.rid)`);
}

// src/targets/waline/schema.ts
var removed6 = "[removed]";
var like2 = "👍";
var text7 = { affinities: textColumn, declaration: "TEXT" };
var word2 = { affinities: wordColumn, declaration: "TEXT" };
var number4 = { affinities: numberColumn, declaration: "INTEGER" };
var key2 = {
  affinities: ["INTEGER"],
  declaration: "INTEGER PRIMARY KEY AUTOINCREMENT",
  primaryKey: true
};
var tables = [
  {
    name: "wl_Comment",
    columns: [
      { name: "id", ...key2 },
      { name: "user_id", ...number4 },
      { name: "comment", ...text7 },
      { name: "orig", ...text7 },
      { name: "insertedAt", ...word2 },
      { name: "ip", ...word2 },
      { name: "link", ...text7 },
      { name: "mail", ...text7 },
      { name: "nick", ...text7 },
      { name: "pid", ...number4 },
      { name: "rid", ...number4 },
      { name: "sticky", ...number4 },
      { name: "status", affinities: textColumn, declaration: "TEXT NOT NULL DEFAULT 'approved'" },
      { name: "like", affinities: numberColumn, declaration: "INTEGER DEFAULT 0" },
      { name: "ua", ...word2 },
      { name: "url", ...text7 },
      { name: "createdAt", ...word2 },
      { name: "updatedAt", ...word2 }
    ]
  },
  {
    name: "wl_Users",
    columns: [
      { name: "id", ...key2 },
      { name: "email", affinities: textColumn, declaration: "TEXT NOT NULL UNIQUE" },
      { name: "type", affinities: textColumn, declaration: "TEXT NOT NULL DEFAULT 'guest'" }
    ]
  }
];
function walineSchema() {
  return {
    name: "waline",
    tables,
    create: [],
    setUp: "Set Waline up as its documentation says (`wrangler d1 execute <database> --remote --file=./schema.sql`), then run it again. If the database belongs to another comment system, choose that with the input target-schema. Nothing was written.",
    ids: { highest: highestId("wl_Comment") },
    comments: { table: "wl_Comment", id: "id", parentId: "pid", createdAt: "insertedAt" },
    columnMap: "",
    values: ({ pageId, authorName, content, author: author2, reactions }) => [
      pagePath(pageId),
      authorName,
      editorText(content),
      plainTextHtml(content),
      author2?.email ?? "",
      author2?.url ?? "",
      countOfEmoji(like2, reactions),
      author2?.isOwner === true ? author2.email ?? null : null
    ],
    withoutPlace: ({ reactions, author: author2 }) => ({
      reactions: numberOfReactions(reactions) - countOfEmoji(like2, reactions),
      isOwner: author2?.isOwner === true && author2.email === void 0
    }),
    createdAt: (row) => sqliteTime(row.createdAt),
    write: [
      `INSERT INTO wl_Comment (id, url, nick, orig, comment, mail, link, "like", user_id, insertedAt,
  createdAt, updatedAt, pid, rid, ip, ua, sticky, status)
SELECT l.comment_id, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5, j.value ->> 6,
  j.value ->> 7, j.value ->> 8,
  (SELECT u.id FROM wl_Users u WHERE u.email IN (j.value ->> 9, lower(j.value ->> 9))
    AND u.type = 'administrator'),
  l.created_at, l.created_at, l.created_at,
  ${parentId("SELECT 1 FROM wl_Comment c WHERE c.id = p.comment_id AND p.page_id = l.page_id AND c.insertedAt IS p.created_at")},
  NULL, 'migrated', '', 0, 'approved'
${batchRows}`
    ],
    attached: threadsOfReplies,
    edit: [
      `UPDATE wl_Comment AS c SET nick = m.nick, orig = m.text, comment = m.html,
  updatedAt = datetime('now')
FROM (SELECT l.comment_id AS id, l.created_at, j.value ->> 3 AS nick, j.value ->> 4 AS text,
  j.value ->> 5 AS html ${batchRows}) m
WHERE c.id = m.id AND c.insertedAt IS m.created_at`
    ],
    emptied: {
      content: removed6,
      write: [
        `UPDATE wl_Comment AS c SET orig = '${removed6}', comment = '${plainTextHtml(removed6)}',
  updatedAt = datetime('now')
FROM ${emptiedRows} m WHERE c.id = m.id AND c.insertedAt IS m.created_at`
      ]
    },
    move: [
      `UPDATE wl_Comment AS c SET url = m.page
FROM ${movedRows} m WHERE c.id = m.id AND c.insertedAt IS m.created_at`
    ],
    pageName: pagePath,
    read: {
      page: "c.url",
      author: "c.nick",
      content: textOfEditor("c.orig"),
      html: "c.comment",
      createdAt: "c.insertedAt",
      isShown: `c.status IS 'approved' AND iif(c.rid IS NULL, c.pid IS NULL,
    EXISTS (SELECT 1 FROM wl_Comment r WHERE r.id = c.rid AND r.rid IS NULL AND r.pid IS NULL
      AND r.status IS 'approved'))`,
      details: { url: "c.link" }
    },
    timeOf: (value) => isoOfSqliteTime(String(value)),
    kept: ({ sourceId, pageId, parentSourceId, authorName, content, createdAt }) => ({
      sourceId,
      page: pagePath(pageId),
      parentSourceId,
      authorName,
      content,
      createdAt: isoOfSqliteTime(sqliteTime(createdAt))
    }),
    isImported: "c.ip = 'migrated'",
    tidy: [threadsWithoutRoot(sqlText(targetName({ name: "waline", tables })))],
    tidyReplies: [threadsOfOrphans]
  };
}

// src/targets/waline/system.ts
var waline = {
  title: "Waline on Workers",
  about: "lsy-404/Waline_On_Worker",
  // Its editor takes a Markdown that can't say what HTML says.
  formats: ["text"],
  takesSchemaMap: false,
  takesSite: false,
  shortcode: void 0,
  apiBase: "`https://<its Worker>/api`",
  open: () => ({ schema: walineSchema(), api: walineApi })
};

// src/targets/systems.ts
var systems = {
  classic,
  garrul,
  cwd,
  waline,
  twikoo,
  "twikoo-api-worker": twikooApiWorker,
  momo,
  "comment-kit": commentKit
};

// src/config/systems-in-words.ts
var list2 = new Intl.ListFormat("en-US", { type: "disjunction" });
var systemsInWords = {
  names: list2.format(schemaNames.map((name) => `${code(name)} (${systems[name].about})`)),
  formats: schemaNames.map((name) => `${code(name)}: ${list2.format(systems[name].formats.map(code))}`).join("; "),
  apiBases: schemaNames.map((name) => `${code(name)}: ${systems[name].apiBase}`).join("; "),
  shortcodes: list2.format(
    schemaNames.flatMap((name) => {
      const { shortcode } = systems[name];
      return shortcode === void 0 ? [] : [`${code(name)}, whose own is ${code(shortcode)}`];
    })
  )
};
var systemTitles = schemaNames.map((name) => ({ name, title: systems[name].title }));
function systemsThat(isMeant) {
  return list2.format(schemaNames.filter((name) => isMeant(systems[name])));
}
function code(text8) {
  return `\`${text8}\``;
}

export {
  settingProblems,
  schemaNames,
  scanShortcodes,
  parseReplacementTemplate,
  text,
  address,
  token,
  wholeNumber,
  shard,
  minutes,
  yesOrNo,
  choice,
  hugoVersion,
  innerFolder,
  staticFolder,
  bucketName,
  days,
  pagePatterns,
  replacementTemplate,
  accountId,
  branchName,
  title,
  reviewers,
  words,
  setting,
  optional,
  exportSection,
  classicColumns,
  addedColumns,
  optionalColumns,
  timeFormats,
  idForms,
  rootMarks,
  pageForms,
  classicNames,
  configMessages,
  sourceKinds,
  sourceKindNames,
  readsFiles,
  sourceSettings,
  ledgerTable,
  sqlText,
  sqlName,
  jsonText,
  jsonArray,
  raise,
  plainTextHtml,
  storableText,
  storableReactions,
  showableReactions,
  statement,
  withLiterals,
  hazardMessages,
  readTimes,
  otherTimeForm,
  schemaMessages,
  parseColumns,
  readColumns,
  checkColumns,
  columnProblems,
  showingValues,
  denyingValues,
  meaningOf,
  hidingColumns,
  readValues,
  hiddenByDefault,
  decodeHTMLStrict,
  Parser,
  init_dist3 as init_dist,
  dist_exports3 as dist_exports,
  init_dist6 as init_dist2,
  textOfHtml,
  originOf2 as originOf,
  sourcesOf,
  isOwn,
  isOwnInOrder,
  isOwnOrUnowned,
  noOwner,
  recordsOf,
  timeMessages,
  timeTaken,
  mostShift,
  withFreeTimes,
  timesOnNewPages,
  wantedTime,
  expectedLedger,
  createLedger,
  targetName,
  claimValues,
  isCommentOf,
  ledgerBehind,
  claim,
  readBack,
  readEntries,
  readWritings,
  systems,
  systemsInWords,
  systemTitles,
  systemsThat
};
