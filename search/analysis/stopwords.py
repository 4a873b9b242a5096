"""Words that ask for nothing: articles, pronouns, prepositions, auxiliaries, question words.

Written down from grammars for this site; kept short on purpose: "ohne" and "nicht" do change a question.
In the folded spelling of `cms.core.folding.fold`, because they are compared after it.
"""

from cms.core.folding import fold

_LISTS = {
    "de": """
        der die das den dem des ein eine einer einen einem eines und oder aber als auch am an auf aus bei beim bin bis
        bist da damit dann darf dass dein deine deinem deinen deiner dich dir doch dort du durch er es euch euer eure
        fur gibt geht hab habe haben hat hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist
        ja je jede jedem jeden jeder jedes kann kannst kein keine konnen mal man mein meine meinem meinen meiner mich
        mir mit muss mussen musst nach noch nun nur ob sein seine seinem seinen seiner seit sich sie sind so soll
        sollen sollte uber um uns unser unsere unter vom von vor wann war waren warum was welche welchem welchen
        welcher welches wem wen wenn wer werde werden wessen wie wieso will wir wird wo wofur woher wohin womit worden
        wurde wurden zu zum zur zwischen diese diesem diesen dieser dieses viel viele wieviel etwa gab gehort machen
        macht bitte brauche brauchen
    """,
    "en": """
        a about after all also an and any are as at be because been before being between both but by can could did do
        does doing done during each for from get had has have having he her here hers him his how i if in into is it
        its itself just may me might more most much many must my need of off on one or other our out over own shall
        she should so some such than that the their them then there these they this those through to too under until
        up us very was we were what when where which while who whom whose why will with would you your please
    """,
    "fr": """
        a ai ainsi alors apres as au aucun aura aussi autre aux avait avant avec avez avoir avons c ce cela celle
        celui ces cet cette ceux chaque comme comment d dans de des du elle elles en encore entre est et etait etaient
        ete etes etre eu fait faire faut ici il ils j je l la le les leur leurs lors lui m ma mais me meme mes moi mon
        n ne nos notre nous on ont ou par pas pendant peut peuvent peux plus pour pourquoi puis qu quand que quel
        quelle quelles quels qui quoi s sa se sera ses si soit son sont sous suis sur t ta te tes toi ton tous tout
        toute toutes tres tu un une va vers veux voici voila vos votre vous y
    """,
    "es": """
        a al algo algun alguna algunas algunos ante antes aquel aqui asi aun bajo como con contra cual cuales cuando
        cuanta cuantas cuanto cuantos de debe debo del desde donde dos durante e el ella ellas ellos en entre era eran
        es esa esas ese eso esos esta estaba estan estar estas este esto estos fue fueron ha haber habia hace hacer
        hacia han hasta hay he la las le les lo los mas me mi mis mucho muy necesito ni nos nosotros nuestra nuestro o
        os otra otro para pero por porque pues puede pueden puedo que quien quienes se sea ser si sido sin sobre son
        soy su sus tambien tan tanto te tener tengo ti tiene tienen tu tus un una unas uno unos usted ustedes y ya yo
    """,
    "tr": """
        acaba ama aslında bana bazı belki ben benden beni benim bir biri birkaç birşey biz bize bizim bu buna bunda
        bundan bunu bunun burada çok çünkü da daha de değil diye dolayı en fakat gibi hangi hangisi hem hep her hiç
        için icin ile ise işte kaç kadar ki kim kime kimi kimin mi mı mu mü nasıl nasil ne neden nedir nerede nereden
        nereye neyi niçin niye o olan olarak oldu olduğu olması olur on ona ondan onlar onlara onların onu onun orada
        oysa sana sen seni senin siz size sizin sonra şey şu tarafından tüm var ve veya ya yani yok olan idi mıdır
        midir
    """,
    "ar": """
        في من على إلى الى عن مع هذا هذه ذلك تلك هو هي هم هن أنا انا نحن أنت انت كان كانت يكون تكون ما ماذا متى أين اين
        كيف لماذا هل أي اي كم من الذي التي الذين اللذين ان أن إن لا لم لن قد كل بعد قبل عند بين حتى أو او ثم و ف ب ل ك
        إذا اذا لكن غير به بها فيه فيها له لها منه منها عليه عليها أيضا وما ومن ولا وفي التى أيضا الي مما وهو وهي
        كانوا
    """,
    "fa": """
        و در به از که این آن را با برای است یک تا هم می ها های شود شد بود من ما شما او آنها ایشان چه چرا کجا کی چگونه
        چطور آیا هر اگر یا بر نیز پس بی کرد کردن کند دارد دارند داشت باید خود دیگر همه هیچ چند کدام باشد هستند بودند
        شده
    """,
    "uk": """
        а але б без би був була були було бути в вам вас ваш ваша ваші ви від він вона вони воно все всі г де для до є
        же за з зі із і й його її їх їй ким коли кого котрий котра котрі куди ким мене мені ми мій моя моє мої на над
        нам нас наш наша наші не ні ну о об по під при про с себе та так такий така таке такі також там те ти тим то
        тобі той того тому тут у хто ці це цей ця цього чи чим чого чому що щоб як який яка яке які якщо скільки можна
        треба потрібно звідки
    """,
    "ru": """
        а без бы был была были было быть в вам вас ваш ваша вы где да для до его ее если есть еще же за и из или им их
        к как какая какие какой каком кем когда кого который кто куда ли мне можно мой моя мы на над надо нам нас наш
        не него нее ней нет ни них но ну о об он она они оно от откуда по под при про с сам свой себя сколько со так
        такой там те тебя то того тоже той только том ты у уже чего чем через что чтобы эта эти это этого этой этом
        этот я
    """,
    "sr": """
        a ali ako bez bi bih bila bile bili bilo bio biti bismo biste ce cemo cete cu da do dok ga gde gdje i ih ili
        im iz ja je jer jesam jesi jeste jesu jos joj ju k kada kad kako kao ko kod koga koja koje koji kojem kojeg
        kojoj koju koliko kome kuda li me mene meni mi moj moja moje moze mogu na nad nam nama nas nasa nase ne nego
        neka neki nesto ni nije nisam nismo o od odakle on ona one oni ono po pod pre pri s sa sam samo se si smo sta
        ste sto su sve svi svoj ta tada taj tako te ti to toga tome tu u uz va vam vas vasa vi za zasto zbog treba
        imam ima
    """,
}

#: Folded stop words by primary language subtag.
STOP_WORDS = {language: frozenset(fold(words).split()) for language, words in _LISTS.items()}
STOP_WORDS["ar"] |= {"ال"}
