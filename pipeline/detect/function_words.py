"""Small words that a language uses everywhere: evidence that three-letter n-grams see only in part.

``hvad`` is Danish and ``hva`` Norwegian, ``het`` Dutch and ``die … nie`` Afrikaans: siblings differ in
such words more than in their letters. The lists are ours, written from the grammars of the languages
(articles, pronouns, prepositions, conjunctions, auxiliaries), lower case, NFC. A word may stand in
several lists; it then speaks for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping

FUNCTION_WORDS: Mapping[str, str] = {
    "af": (
        "die en van het is in nie om te dat wat vir op met sy hulle hy n was aan sal ek ons jy sê "
        "gesê deur oor kan maar ook daar as by uit na word baie meer hierdie moet nog toe tot haar "
        "hom hul jou sou wees gaan geen waar wanneer omdat sodat tussen onder ná elke self tyd "
        "daardie niks terwyl volgens binne jare eerste goed groot weer kon moes almal net nuwe twee "
        "mense dié dae kry gekry maak gemaak dink weet iets niemand altyd eie ander mag wil"
    ),
    "ca": (
        "el la els les de del dels i a en un una que per amb no és són va van ha han més com seva "
        "seu seves seus aquest aquesta aquests al als ser estat però també ja si quan fer molt "
        "sobre entre fins després on tot ens perquè l'any d'un d'una hi ho es em jo ell ella segons "
        "mentre sense dos anys havia era res dia llavors ara aquí bé altre altra cada així dir"
    ),
    "cs": (
        "a v se na je že o z do s k i pro za by jako si to ale od po který která které tak jsou "
        "bylo byl byla jeho její podle už při jen když nebo až také co ve ze však jsem jsme jejich "
        "bude což není před mezi ani více této proto ještě má mají může být nic teď tehdy "
        "samozřejmě dnes bez všichni musí pouze potom proč kde ten ta jich nám jsi jste"
    ),
    "cy": (
        "y yr a i o yn ar am gan wedi mae ei eu fod bod ond oedd ac â at fel hyn hynny nid yw sydd "
        "bydd cael gael gyda hefyd nad na un mewn dros rhwng ni ein eich roedd wrth cyn ôl mwy iawn "
        "dweud ddweud fe roeddwn byddai rhai pob pan"
    ),
    "da": (
        "og i at det er en til på som af med for de ikke den har der et han vi var jeg fra om kan "
        "blev men ved så hun havde efter være eller hvor ud op når skal også da hvad mig sig sin "
        "noget over mere nu ind kun dem denne dette blive bliver mod under siger sagde hvis meget "
        "deres år selv nogle uden alle hvordan os mellem skulle ville kunne stadig siden uge gøre "
        "penge nogen allerede gennem tidligere vores igen altid aldrig blandt kvinder børn ifølge "
        "kom kommer hele flere første gang derfor mens bange lige derefter herefter samt dog blot "
        "hver sidste næste anden andet løbet gik fik tog blevet måtte lavede gjorde uheld endnu hos"
    ),
    "de": (
        "der die das und in den von zu mit ist sich des auf für nicht ein eine als auch es an "
        "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum "
        "war haben nur oder aber vor zur bis mehr durch man sein wurde dem im wir ich ihr seine "
        "wenn gegen schon unter kann können sagte diese dieser ihre seit beim wieder keine"
    ),
    "en": (
        "the of and to in a is that for it was on with as be at by this from are have or an they "
        "which not he his but has had you we were been their one all would there will when who what "
        "so up out if about more can said into than them its could other no my do your her she how "
        "where after also over just because these those our any cannot some while should most only "
        "such between through i i'm i'd i've i'll don't didn't doesn't can't won't isn't aren't "
        "wasn't weren't couldn't wouldn't shouldn't haven't hasn't it's that's there's what's he's "
        "she's we're they're you're we've they've let's am being does did done got get gets make "
        "makes made give gives given take see come came want still before now then even many much "
        "well both very too off down again never under against around during without within every "
        "each another few own same way year years day days week time people man men first last next "
        "new old good great long little right big high small large best used use using set like "
        "must may might since until per yes here says say told know think go going went work"
    ),
    "es": (
        "de la que el en y a los se del las un por con no una su para es al lo como más pero sus le "
        "ha o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde "
        "todo nos durante uno ni contra ese eso él ella fue había era son dos han años está están "
        "dijo ser tiene después ya mientras según estos hacia quiero decir nada hacer día entonces "
        "ahora aquí bien otro otra otros cada todos así"
    ),
    "et": (
        "ja on ei et ka see oli kui aga mis ta või oma kes nii siis veel kuid nende mida ning ma "
        "nad olid tema pärast seda selle välja üle ole olla kas kus sest poolt võib juba mu kuni "
        "aastal me väga vastu ütles just rohkem enne tuleb pole saab koos alla olnud peale midagi "
        "nüüd siin hästi iga"
    ),
    "fi": (
        "ja on ei että se oli hän kun joka mutta myös ovat ole tai mitä niin sen kuin jos hänen "
        "olivat mukaan nyt jälkeen ne jotka vain vielä ollut sekä voi sitä jo mitään tämä tässä "
        "ennen he siitä kanssa olla minä koska jonka kuten vuoden joiden hänet tämän sanoi ettei "
        "eivät en olisi yli sillä"
    ),
    "fr": (
        "de la le et les des en un une du que est dans qui pour au il par sur pas plus ne se ce "
        "sont avec son a ont mais comme ou aux cette leur ses elle nous vous je on été être fait "
        "tout deux même aussi bien où sans lui entre après était ces avait peut si y sous dit "
        "depuis contre leurs alors très dont c'est d'un d'une qu'il l'on selon mes votre notre cet "
        "encore rien faire jour maintenant ici autre chaque ainsi évidemment quoi"
    ),
    "hr": (
        "i je u na se da za su od s o a kako što koji koja koje bi ali iz nije do te sa biti kao po "
        "ili samo još nakon prema bio bila bilo tako sve jer već može će ja ti on ona oni kad kada "
        "zbog ih ga mu prije između njegov njihov također više dok li pri ima imaju nisu koju kojem "
        "gdje netko godine rekao ovo toga ništa nisam nismo sada tada naravno danas bez svi mora "
        "moraju smo ste smije zato ovaj ova taj ta"
    ),
    "hu": (
        "a az és hogy nem is ez egy volt meg de van csak mint már el vagy azt még ki ha le ezt aki "
        "amely nagyon szerint után pedig kell lesz minden mert ami voltak sem mi ő én te azonban "
        "lehet során akkor most így között több ezek fel ott itt való valamint alatt amikor nincs "
        "által arra semmit jól más mit"
    ),
    "id": (
        "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut "
        "bisa ada mereka lebih kata tahun sudah atau saat oleh menjadi orang ia telah adalah "
        "seperti sebagai bahwa dapat para harus namun kita dua satu masih hari hanya kami anda bagi "
        "setelah belum kepada sangat antara ketika sebuah dia jika secara hingga serta mengatakan "
        "tetapi"
    ),
    "it": (
        "di e il la che in a per un del è non una con i le si da sono della al come dei ha nel alla "
        "più anche lo gli delle ma dal su o se nella loro questo questa suo sua stato era essere "
        "hanno ai tra ed quando due molto c'è ci chi io mi perché degli dopo dalla cui prima fatto "
        "alle sulla ho già solo ancora fino senza aveva dell'anno l'ha sul negli cosa niente tutto "
        "fare giorno allora adesso qui bene altro altra ogni così disse detto"
    ),
    "lt": (
        "ir yra kad iš į su tai ne bet kaip jis dėl po už o buvo ar nuo apie jau dar tik prie pagal "
        "jo jų per taip gali būti metų savo kai tačiau jei mes aš ji tarp kuris kuri kurie labai "
        "iki visi nėra bus todėl daugiau ant sakė prieš toks"
    ),
    "lv": (
        "un ir ka no ar uz par bet kas tas arī viņš lai nav pēc kā vai to pie bija tā gan tikai jau "
        "vēl ja kad savu viņa tiek es mēs līdz viņi būs būt var gada ne bez pret šo šis ļoti nevar "
        "pirms ko tomēr starp vairāk kuri kurš kura teica"
    ),
    "nl": (
        "de van het een en in is dat op te zijn met voor die niet aan er om ook als dan maar bij "
        "nog uit heeft hij naar door wordt over ze was deze worden zich hun geen tot we kan werd "
        "haar had meer of dit al zou ik wat je hebben zo moet veel mijn onder na zegt zei tegen wel "
        "jaar hem waar tijdens hoe nu wil toen omdat zal tussen terwijl volgens binnen jaren eerste "
        "goed grote weer kon moest alle alleen waren kunnen onze deed gaat waaronder verschillende "
        "kreeg jij wij zij u legde nieuwe twee mensen eigen andere hebt mag"
    ),
    "no": (
        "og i det er på til som en av for at med de ikke den har et han om vi var jeg fra men så "
        "kan seg ble hun ved sier etter være eller hadde skal også da når blir hva opp ut over mot "
        "noe mer meg sin bare enn nå få andre denne dette under alle bli ha hvor selv må sitt noen "
        "mye år deres dem hvordan uten deg mellom skulle ville kunne sa hvis ifølge fortsatt siden "
        "uke gjøre penger allerede gjennom tidligere vår igjen alltid aldri blant kvinner barn kom "
        "kommer hele flere første gang derfor mens blitt både nei deretter siste neste annen annet "
        "løpet gikk fikk tok måtte antall trolig akkurat høyt fordi gjorde enda fram frem hos"
    ),
    "pl": (
        "w i na z się nie do to że jest o za od po jak przez a dla co ale są tak przy jego był "
        "tylko czy było jej oraz ma już może być który która które więcej ich go pod jako jeszcze "
        "ten także kiedy była więc tego tym lub przed ze bardzo gdy nad tej żeby ja ty on my mnie "
        "mi sobie między"
    ),
    "pt": (
        "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das "
        "à seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem "
        "mesmo aos seus quem nas me esse eles você essa num nem suas meu às foi são está ser tem "
        "era há sobre disse ainda anos após pode este esta foram quero dizer claro nada tudo fazer "
        "dia dois sim disso porque então agora aqui bem outro outra outros cada"
    ),
    "ro": (
        "de și în a la cu pe că care nu o un din este pentru mai sunt au ce s-a fi dar prin al ale "
        "lui ca sau despre după fost el ei ea se ar am cum dacă când până foarte doar fără între "
        "toate acest această aceasta sale său cel cea cei fiind va vor iar unui unei lor putea era "
        "spus anul"
    ),
    "sk": (
        "a v sa na je že s o z do k aj pre za by ako si to ale od po ktorý ktorá ktoré tak sú bolo "
        "bol bola jeho jej podľa už pri len keď alebo až čo vo zo však som sme ich bude nie pred "
        "medzi ani viac tejto preto ešte má majú môže byť ktorí boli aby tiež kde svoje nič teraz "
        "vtedy samozrejme dnes bez všetci musí musia iba potom prečo ten tá nám"
    ),
    "sl": (
        "in je v na se da za so z ki pa ne s po kot o tudi od do bi še ni pri iz ali kar zaradi bil "
        "bila bilo kako le že več pred ko med k bo lahko tako ker če vse samo ta tem njegov njihov "
        "zelo nad bodo biti sem smo kjer ga jih ob tega leta dejal kaj bili sta nič nisem nismo "
        "zdaj takrat vendar seveda danes brez čez vsi ima imajo moral zato"
    ),
    "so": (
        "iyo oo ka ku waa in ay uu la si ayaa ugu soo u wuxuu aan waxaa kale isaga kuwa dhan waxay "
        "jiray badan hore kasta isku aad sida kan leh loo lagu laga marka hal ma mid hadii ama waxa "
        "inuu sheegay inay"
    ),
    "sq": (
        "të e në dhe i një për me që është më nga se ka do si nuk u ne por janë ai ishte kanë ose "
        "ajo kjo ky edhe pas tij saj tyre deri këtë shumë kur para mund duke së po kishte unë nëse "
        "mbi pa ishin asnjë tek cila cili vetëm ku"
    ),
    "sv": (
        "och i att det som en på är av för med den till inte har de ett om han var jag från men så "
        "kan vi när eller hon efter vid ut under upp sig mot ska nu också än där hade sin vara blir "
        "skulle år mer vad varit sina bara något alla mycket utan andra måste säger sade över dig "
        "mig in blev vilket både detta denna dess deras kommer mellan hur självklart då aldrig "
        "alltid igen idag sedan några varje bland kvinnor barn fick gick tog"
    ),
    "sw": (
        "na ya wa kwa ni katika la za kuwa cha hii huo hiyo huyu yake wake kama lakini pia ambao "
        "ambayo alisema watu baada sana bila kutoka hadi wao yeye mimi wakati kila moja hao vya "
        "wengi zaidi hakuna kabla si au kwamba ambaye yao wetu hivyo mwaka"
    ),
    "tl": (
        "ang ng sa na mga at ay si ni ito hindi para nang kung siya may kanyang mula niya isang ko "
        "ako mo rin din lang pa kay sila nila bilang upang pero dahil kanilang ngunit noong lamang "
        "ayon iyon doon naman nito wala maging ating tayo kami ba habang kapag kaya ngayon dito "
        "lahat ano"
    ),
    "tr": (
        "ve bir bu da de için ile o çok ne daha olarak gibi olan var kadar sonra en ama değil mi "
        "ben her olduğunu ki ya ise ancak oldu tarafından göre veya ilk bunu onun şey biz nasıl "
        "neden önce karşı yok diye iki olduğu hem hiç dedi sadece bazı kendi üzerinde arasında yeni "
        "ettiği eden"
    ),
    "vi": (
        "và của là có trong được cho không các một những với người đã này khi để đến tôi từ ra cũng "
        "ở về như nhiều vào năm còn nhưng đó bị sẽ sau lại phải nói trên theo rằng họ anh ông nếu "
        "vì do tại thì mà chỉ đang hay"
    ),
    "bg": (
        "и на да се в за от е с не са по че но като до това който която които има ще към или при си "
        "бе беше след само го те той тя най много още през също така му ѝ тази този тези бъде един "
        "една може между без когато какво защото над всички ги аз ние обаче година каза във със съм "
        "сме нищо сега тогава разбира днес трябва около"
    ),
    "mk": (
        "и на да се во за од е со не по дека но како до ова кој која кои има ќе кон или при си беше "
        "само го тие тој таа најмногу уште преку исто така му ѝ оваа овој овие биде еден една може "
        "меѓу без кога што бидејќи над сите ги јас ние сепак година рече беа ја им а своите тоа сум "
        "сме сето ништо сега тогаш секако денес мора"
    ),
    "sr": (
        "и је у на се да за су од са о а како што који која које би али из није до те ће бити као "
        "по или само још након према био била било тако све јер већ може ја ти он она они када због "
        "их га му пре између његов више док ли при има имају нису коју где рекао ово тога такође"
    ),
    "ru": (
        "и в не на что с по как это он к но от из у за о для же все его так я мы она они был была "
        "было были бы или если только уже при может до еще ещё когда этого также чтобы том сказал "
        "году после их где нет есть быть который которая которые которых во со то вы ее её без под "
        "между более себя около один два года лет время день тоже даже него ним здесь теперь потом "
        "чем самый ну конечно мой свой эти эта тот кто"
    ),
    "uk": (
        "і в у не на що з до як це він та за від про для її його й але або є був була було були які "
        "який яка яке якщо також вже щоб при після років вони ми я бути може їх тільки коли більше "
        "через під між без ще цього буде року зі де із так має ну мій свій один два час день тут "
        "тепер потім ніж сам ці ця той хто навіть собі"
    ),
    "ar": (
        "في من على إلى أن التي الذي عن مع هذا هذه كان كانت ما لا لم قد أو بعد كما بين قال ذلك أنه "
        "أنها وقد حيث لكن كل قبل حتى عند منذ هو هي ثم وكان وقال إن لن خلال غير"
    ),
    "fa": (
        "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شد می‌شود شده او اند هر باید "
        "ما بود کند است. دو کرده اما یا اگر وی دارد گفت پس آنها بین های می هایی نمی چه همه بودند "
        "کنند"
    ),
    "ur": (
        "کے میں کی ہے اور سے کا کو اس کہ ہیں نے پر یہ بھی ایک تھا کر جو ہو وہ کیا نہیں تو ان کہا "
        "لیے ہی تھے گیا رہے بعد ساتھ اپنے ہوئے تھی تک رہا جا دیا گئی یا مگر کوئی لئے جب"
    ),
    "hi": (
        "के में की है और से का को इस कि हैं ने पर यह भी एक था कर जो हो वह किया नहीं तो उन कहा लिए "
        "ही थे गया रहे बाद साथ अपने हुए थी तक रहा जा दिया गई या लेकिन कोई जब वे उनके इसके एवं होने "
        "द्वारा क्या तुम आप अब तब सब हम मैं मुझे इसलिए रही सकता"
    ),
    "mr": (
        "आहे आणि या च्या व हे ते की तो ती त्या आहेत होते होता होती नाही मध्ये केला केले केली एक पण "
        "असे असून त्यांच्या त्यांनी करण्यात मी आम्ही तर झाले झाला मात्र काही हा ही यांनी साठी होऊ "
        "म्हणून म्हणाले त्याच्या नंतर कारण जे आपल्या काय तुम्ही आपण आता तेव्हा सर्व होतो आहोत "
        "त्यामुळे"
    ),
    "ne": (
        "छ र को मा ले भएको पनि छन् यो हो गरेको गर्न लागि थियो थिए त्यो एक भन्ने नेपाल गरी तथा हुने "
        "गर्ने छैन आफ्नो उनले भने हुन्छ यस तर बाट सँग उनी म तिनी गरेका रहेको"
    ),
}

# Words of English messages and headings. Interfaces are written in Latin words that n-grams take for
# Romance languages ("invalid escape", "default tasks"); few of these were borrowed by other languages.
ENGLISH_INTERFACE = (
    "file files value values input output error errors failed fails failure unknown missing "
    "supported unsupported available unavailable name names key keys line lines read reading write "
    "writing close closed save saved delete deleted word words found allowed unable require "
    "required requires already exist exists expected specified change changed changes enable "
    "enabled disable disabled show select selected enter left start end size string strings number "
    "numbers field user users password group groups help warning bad wrong length address range "
    "request device disk screen button click check level layer background settings search view edit "
    "add added remove removed update create created load loading loaded target source space package "
    "packages library display call called could run running stop stopped match matches try argument "
    "arguments invalid undefined empty unexpected unused unnamed dead driver drive table tables "
    "index header footer setting status default defaults description image images object objects "
    "message messages handle process child parent branch tree node entry entries rule rules "
    "keyboard mouse font fonts color window windows page pages title label sheet folder directory "
    "link links upgrade download uploaded install installed building build print printed printing "
    "printer apply cancel undo paste copy cut move resize zoom mode width height depth both lower "
    "upper higher lowest highest weight keep kept lost locked unlock unlocked hidden blank wait "
    "waiting done finish finished begin beginning due ready busy full free trust trusted untrusted "
    "broken corrupt corrupted malformed improper wrote built sent send received receive get reached "
    "reach refused denied granted forbidden accept accepted reject rejected abort aborted"
)

# Words of languages that langdetect has no profile of, and that no other language listed above has.
# Two of them, and one in eight words, decide.
WITHOUT_PROFILE: Mapping[str, str] = {
    "az": ("və ilə üçün olan edir olaraq onun həm ki deyil daha sonra görə qədər çox ancaq etdi"),
    "eu": (
        "eta da du ez dira zuen izan egin duen zen baina ere dute bere dela diren zuten behar hau "
        "gabe duela ziren"
    ),
    "ga": (
        "agus bhí tá sé sí raibh leis chun atá siad gur nach aige dúirt mar ná idir faoi níos féin "
        "ó beidh seo sin"
    ),
    "gl": (
        "unha dun dunha nun nunha polo pola polos máis foi moi tamén á ás ten seus onde xa desde "
        "ata cando eles dixo estaba despois súa"
    ),
    "is": (
        "það þeir þau þetta sem ekki við hann verið voru þegar eru hefur sagði hún frá eftir yfir "
        "þess í á og að"
    ),
    "ms": (
        "ialah kerana iaitu beliau boleh bahawa sebuah menerusi selepas ketika daripada mahu "
        "sekiranya berkata wang cuba perlu awak isnin ahad"
    ),
    "mt": (
        "ta' tal li huwa hija din dan għal minn kien qal biex fuq kienet dwar wara għall f'dan "
        "kollha aktar tagħhom"
    ),
    "uz": (
        "va bilan uchun edi ham bo'lgan lekin emas bu ushbu keyin haqida uning ular mumkin yil "
        "bo'yicha dedi bo'ldi"
    ),
    "yo": ("àti tí ní wọn ó náà fún láti pé wa ti ni ń àwọn kan jẹ́ lọ ṣe kò bá ìlú sì"),
    "zu": (
        "ukuthi futhi noma uma kodwa ngoba njengoba kanye lapho wathi phakathi kusho ngemva kuyo yakhe abantu"
    ),
}
