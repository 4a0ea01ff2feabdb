"""Our own list of words about health and private life, and the ordinary work words that only look like them.

Entries stand between commas, in lower case and without accents:
- `hernia`     the word and its endings: hernia, hernia's
- `chemo*`     every word that begins so: chemo, chemokuur
- `*therapie`  every word that ends so, with its endings: gedragstherapie
- `=moe`       this word exactly, because an ending would make another word of it
- `burn-out`   with a hyphen, a space or nothing between the parts
A space stands for any white space. Physicians, dates and the words of the law (beperking, bedrijfsarts,
arbeidstherapeutisch) are not on the list: those belong in a file.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What a word tells about somebody."""

    DIAGNOSIS = "diagnosis"
    COMPLAINT = "complaint"
    MEDICINE = "medicine"
    CARE = "care"  # what is done about it, and by whom
    PRIVATE = "private"


def _entries(table: str) -> tuple[str, ...]:
    return tuple(" ".join(entry.split()) for entry in table.split(",") if entry.strip())


def _pairs(first: str, second: str, between: str = "") -> tuple[str, ...]:
    return tuple(f"{one}{between}{other}" for one in _entries(first) for other in _entries(second))


_BODY = """
    achillespees, arm, been, blaas, borst, bot, buik, darm, elleboog, enkel, gewrichts, hand, hart, heup, hiel, hoofd,
    huid, kaak, keel, kies, knie, lever, long, maag, nek, nier, onderrug, oog, oor, pees, pols, rib, rug, schouder,
    sleutelbeen, slijmbeurs, spier, tand, teen, vinger, voet, zenuw
"""
_DIAGNOSES = """
    diagnose, aandoening, ziektebeeld, ziekte van, syndroom, chronisch ziek, chronische ziekte, kwaal, kwalen,
    ongeneeslijk, terminaal,
    depressie, depressief, depressieve, depressiviteit, burn-out*, opgebrand, overspannen, overspannenheid,
    angststoornis*, paniekstoornis*, persoonlijkheidsstoornis*, eetstoornis*, slaapstoornis*, dwangstoornis*,
    stemmingsstoornis*, hechtingsstoornis*, stoornis, stoornissen, ptss, posttraumatische stress, posttraumatisch,
    trauma, getraumatiseerd*, psychose, psychotisch*, schizofreen, schizofrenie, bipolair, bipolaire, manisch*,
    borderline, anorexia, boulimia, boulimie, autisme, autistisch*, asperger, adhd, ocd, *fobie, dyslexie,
    dementie, dement, dementerend, alzheimer, parkinson, multiple sclerose, epilepsie, epileptisch*, migraine*,
    beroerte, hersenbloeding, herseninfarct, hersenschudding, hersenletsel, hersenvliesontsteking, =tia, cva, whiplash,
    hernia*, ischias, spit in de rug, scoliose, artrose, artritis, reuma*, fibromyalgie, jicht, osteoporose, rsi,
    carpaal-tunnel*, tenniselleboog, frozen shoulder, meniscus*, kruisband*, fractuur, fracturen, botbreuk,
    kneuzing, gekneusd*, verstuikt*, verzwikt*, ontwricht,
    *kanker, kankerpatient, kankerbehandeling, tumor*, carcinoom, leukemie, lymfoom, melanoom, metastase,
    metastasen, uitzaaiing, hersentumor, gezwel, gezwellen,
    hartinfarct*, hartaanval, hartfalen, hartritmestoornis*, hartziekte, hartpatient*, hartstilstand, hoge bloeddruk,
    hypertensie, trombose, embolie, longembolie, aneurysma, bloedarmoede, spataderen, bloedvergiftiging, sepsis,
    diabetes, diabeet, diabeten, suikerziekte, schildklier*, obesitas, overgewicht, cholesterol*,
    astma*, copd, bronchitis, longontsteking, longziekte, tuberculose, tbc, griep*, influenza, corona, covid*,
    long covid, verkouden, verkoudheid, pfeiffer, lyme, gordelroos, hepatitis, hiv, =aids, infectie, virusinfectie,
    buikgriep, voedselvergiftiging, norovirus, salmonella, blindedarm*, crohn, colitis, coeliakie, maagzweer,
    maagzweren, galsteen, galstenen, niersteen, nierstenen, nierfalen, leverziekte, prostaat*, endometriose,
    baarmoeder*, menopauze, in de overgang, eczeem, psoriasis, acne, allergie*, allergisch*, hooikoorts,
    glaucoom, tinnitus, slechthorend*, slechtziend*, doofheid, blindheid, gehandicapt, hoogbegaafd*
"""
_COMPLAINTS = """
    klacht, klachten, klachtenbeeld, *gezondheidsklachten, symptoom, symptomen, gezondheidsprobleem,
    gezondheidsproblemen, gezondheidstoestand, ziektegeschiedenis, pijn, pijnklacht, pijnklachten, pijnscheuten,
    =moe, vermoeid*, moeheid, uitgeput, slapeloos*, slapeloze, slaapprobleem, slaapproblemen, slaapt slecht,
    slaapgebrek, concentratieproblemen, geheugenproblemen, vergeetachtig*, somber, somberheid, huilt, huilbui,
    huilbuien, labiel, angst, angstig*, angstklachten, angstaanval, paniek, paniekaanval, paniekaanvallen, stress,
    gestrest, gestresst, stressklachten, spanningsklachten, overprikkeld, prikkelbaar*, suicidaal, suicide,
    zelfmoord, zelfbeschadiging, psychisch*, mentale problemen, geestelijke problemen, lichamelijke klachten,
    fysieke klachten, duizelig*, flauwgevallen, flauwvallen, flauwte, misselijk*, moet braken, braakt, diarree,
    verstopping van de darmen, koorts*, =hoest, hoesten, hoestbui, kortademig*, benauwdheid, hyperventilatie,
    hyperventileert, hartkloppingen, oorsuizen, jeuk, huiduitslag, zwelling, gezwollen, krampen, verkrampt*,
    tinteling, doof gevoel, verlamd, verlamming, uitvalsverschijnselen, gewichtsverlies, incontinent, incontinentie,
    ongesteld, menstruatie*, opvliegers, bloedneus, bloedverlies, letsel, hersenletsel, blessure, gewond, verwond*,
    litteken, last van, terugval, ziek van, gebroken arm, gebroken been, gebroken pols, gebroken enkel, gebroken
    heup, gebroken rib, gebroken ribben, gebroken voet, gebroken vinger, gebroken sleutelbeen
"""
_MEDICINES = """
    medicijn*, medicatie*, medicament*, geneesmiddel, geneesmiddelen, pillen, tabletten, paracetamol, ibuprofen,
    aspirine, diclofenac, naproxen, tramadol, morfine, oxycodon, fentanyl, pijnstiller, pijnstillers, ontstekingsremmer,
    ontstekingsremmers, antidepressivum, antidepressiva, ssri, sertraline, citalopram, escitalopram, paroxetine,
    fluoxetine, venlafaxine, mirtazapine, amitriptyline, lithium, antipsychoticum, antipsychotica, quetiapine,
    oxazepam, diazepam, temazepam, lorazepam, valium, slaappil, slaappillen, slaapmiddel, slaapmiddelen,
    kalmeringsmiddel, kalmeringsmiddelen, rustgevende middelen, ritalin, methylfenidaat, concerta, dexamfetamine,
    insuline, metformine, prednison, cortison*, antibiotica, antibioticum, antibioticakuur, penicilline, amoxicilline,
    betablokker, betablokkers, metoprolol, bloedverdunner, bloedverdunners, statine, omeprazol, maagbeschermer,
    maagbeschermers, methotrexaat, inhaler, puffer, ventolin, salbutamol, methadon, immunotherapie, hormoonkuur,
    hormooninjectie, injectie, infuus, vaccinatie, bijwerkingen
"""
_CARE = """
    behandeling, behandelingen, behandeltraject, behandelplan, behandelaar, behandelaars, behandelend arts,
    onder behandeling, *therapie, *therapeut, therapeute, therapiesessie, therapiesessies, emdr,
    psycholoog, psychologe, psychologen, psychologisch*, psychiater, psychiaters, psychiatrie, psychiatrisch*, ggz,
    praktijkondersteuner, verslavingszorg, jellinek, afkickkliniek, afkicken, =poh, gz-psycholoog,
    fysio, fysiotherapeutisch*, manueel therapeut, oefentherapie, chiropractor, osteopaat, osteopathie, acupunctuur,
    haptonoom, haptonomie, logopedie, logopedist, dietist, dietiste, mindfulness, huisarts*, tandarts*, orthodontist,
    kaakchirurg, medisch specialist, neuroloog, cardioloog, oncoloog, oncologie, orthopeed, orthopedisch*, dermatoloog,
    internist, gynaecoloog, uroloog, reumatoloog, longarts, oogarts, kno-arts, chirurg*, anesthesist, radioloog,
    verloskundige, ziekenhuis, ziekenhuizen, ziekenhuisopname, polikliniek, kliniek, pijnpoli, spoedeisende hulp,
    intensive care, opgenomen in een, revalidatie*, revalideert, revalideren, operatie, geopereerd, opereren, ingreep,
    bestraling, bestraald, bestralingen, chemo*, dialyse, transplantatie, prothese, mri, mri-scan, ct-scan, echografie,
    rontgen*, bloedonderzoek, biopsie, punctie, katheter, stoma, pacemaker, in het gips, op krukken, kijkoperatie,
    medische keuring, medisch dossier, medisch onderzoek, verpleegd, thuiszorg krijgt
"""
_PRIVATE = """
    scheiding, echtscheiding*, gescheiden, gaan scheiden, gaat scheiden, ligt in scheiding, relatieproblemen,
    relatieprobleem, relatiebreuk, huwelijksproblemen, huwelijkscrisis, voogdij, omgangsregeling, alimentatie,
    thuissituatie, prive-problemen, prive-probleem, prive-situatie, prive-omstandigheden, problemen thuis,
    thuisproblemen, ruzie thuis, gezinssituatie, gezinsproblemen, huiselijk geweld, mishandeld, mishandeling,
    misbruikt, seksueel*, aangerand, verkracht*, mantelzorg*, rouw, rouwt, rouwproces, rouwverwerking, overleden,
    overlijden, begrafenis, crematie, zwanger*, bevallen van, bevalling, in verwachting, miskraam, doodgeboren,
    abortus, ivf, kinderwens, onvruchtbaar, vruchtbaarheidsbehandeling, borstvoeding, verslaafd*, verslaving*,
    *verslaving, alcoholist*, alcoholprobleem, alcoholproblemen, alcoholgebruik, alcoholisme, drankprobleem,
    drankproblemen, drinkt te veel, drugs*, cocaine, wiet, blowt, gokverslaafd*, gokproblemen, schulden,
    schuldhulp*, schuldsanering*, geldproblemen, financiele problemen, deurwaarder, huisuitzetting, dakloos,
    homoseksueel, lesbisch, transgender*, geloofsovertuiging, detentie, gevangenis, strafblad, seksualiteit
"""
_RELATIVES = """
    vrouw, man, echtgenoot, echtgenote, partner, kind, kinderen, zoon, zoontje, dochter, dochtertje, vader, moeder,
    ouders, broer, zus, gezin, huwelijk, relatie, ex
"""

WORDS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.DIAGNOSIS: _entries(_DIAGNOSES) + _pairs(_BODY, "breuk, ontsteking, ziekte"),
        Kind.COMPLAINT: _entries(_COMPLAINTS)
        + _pairs(_BODY, "pijn, klacht, klachten, letsel, blessure, probleem, problemen"),
        Kind.MEDICINE: _entries(_MEDICINES),
        Kind.CARE: _entries(_CARE) + _pairs(_BODY, "operatie"),
        Kind.PRIVATE: _entries(_PRIVATE) + _pairs("=mijn, =zijn, =haar, =diens", _RELATIVES, " "),
    }
)

_CUSTOMERS = """
    klanten, de klant, een klant, onze klanten, bewoners, huurders, reizigers, gasten, bezoekers, leerlingen, ouders,
    burgers, buren, omwonenden, leveranciers, consumenten, cliënten, verzekerden, gebruikers, afnemers, patienten
"""
_OBJECTS = """
    een aanvraag, aanvragen, de aanvraag, dossiers, bezwaren, bezwaarschriften, een bezwaar, schades, schadeclaims,
    claims, declaraties, offertes, orders, bestellingen, facturen, retouren, verzoeken, vergunningen, meldingen, post,
    de post, e-mail, klachten, tickets, een verzoek, de melding
"""
_GOODS = """
    producten, het product, de levering, leveringen, bestellingen, facturen, de factuur, de service, onze service,
    de bezorging, overlast, geluid, de website, een bestelling
"""
_MACHINES = """
    de storing, storingen, een storing, de motor, motoren, de machine, machines, het netwerk, het systeem, de auto,
    auto's, de software, fouten
"""
_ALLOWED = """
    therapeutisch, arbeidstherapeutisch, op therapeutische basis, arbeidstherapie, arbeidstherapeut,
    klachten behandelen, klachten afhandelen, klachten verwerken, klachten registreren, klachten oplossen,
    klachten beantwoorden, klachten aannemen, klachten noteren, klachten opvolgen, een klacht indienen,
    klacht indienen, klachten en retouren, vragen en klachten, klachten en vragen,
    in behandeling nemen, neemt in behandeling, in behandeling genomen, nog in behandeling bij de afdeling,
    behandeling van het bezwaar, behandeling van het oppervlak, behandeling van metaal, behandeling van hout,
    gescheiden afval, gescheiden inzamelen, gescheiden houden, gescheiden afvoeren, gescheiden rijbanen,
    afval gescheiden, terugval in, ingreep in, zijn relatie met de, haar relatie met de, zijn relatie met klanten,
    haar relatie met klanten,
    scheiding van taken, scheiding van functies, scheiding van afval, scheiding van werk, scheiding van stoffen,
    scheiding tussen, er zijn kinderen, er zijn ouders, chemokar, chemobak, budget uitgeput, budget is uitgeput,
    voorraad uitgeput, voorraad is uitgeput, last van de kraan, last van de vrachtwagen, militaire operatie,
    operatie van het bedrijf, chirurgisch staal, schulden van debiteuren,
    schulden van klanten, schulden van het bedrijf, schulden van leveranciers, zwangerschapsverlof,
    drugsbeleid, drugscontrole, koortsachtig
"""
# What looks like it and is work. A marked word inside one of these is not marked.
WORK: tuple[str, ...] = (
    *_entries(_ALLOWED),
    *_pairs("klacht, klachten", _CUSTOMERS.replace("ë", "e"), " van "),
    *_pairs("klacht, klachten", _GOODS, " over "),
    *_pairs("behandeling, behandelingen", _OBJECTS, " van "),
    *_pairs("diagnose, symptoom, symptomen", _MACHINES, " van "),
)
