"""The words that stand above columns, per field.

Dutch, English, Polish, German and Romanian, with some Bulgarian and Hungarian. Words that mean two things ("Plaats",
"Adres") are left out on purpose: a person then says what is meant. Those that are about the days of a stay ("t/m") are
always asked: without them somebody who left would still be there.
"""

from enum import StrEnum

from thoes.imports.texts import FIELD_NAMES
from thoes.intake.public import Columns, Vocabulary


class Field(StrEnum):
    """What a column can hold."""

    PERSON = "person"
    PERSON_FAMILY_FIRST = "person_family_first"
    GIVEN_NAME = "given_name"
    INITIALS = "initials"
    PREFIX = "prefix"
    FAMILY_NAME = "family_name"
    DATE_OF_BIRTH = "date_of_birth"
    NATIONALITY = "nationality"
    RESIDENCE = "residence"
    DOCUMENT_KIND = "document_kind"
    DOCUMENT_NUMBER = "document_number"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    LAST_NIGHT = "last_night"
    EXPECTED_DEPARTURE = "expected_departure"
    SITE = "site"
    MUNICIPALITY = "municipality"
    UNIT = "unit"
    BED = "bed"
    EMPLOYER = "employer"
    BSN = "bsn"


# Each says who somebody is, in the order in which they are looked at.
NAME_FIELDS = (Field.PERSON, Field.PERSON_FAMILY_FIRST, Field.GIVEN_NAME, Field.INITIALS, Field.FAMILY_NAME)
DATE_FIELDS = frozenset(
    {Field.ARRIVAL, Field.DEPARTURE, Field.LAST_NIGHT, Field.EXPECTED_DEPARTURE, Field.DATE_OF_BIRTH}
)

# Per field the known column names, parted by semicolons.
_WORDS: dict[StrEnum, str] = {
    Field.PERSON: """
        person; person id; worker id; pseudonym; pseudoniem; persoon; persoonsnummer; personeelsnummer; naam; volledige
        naam; naam bewoner;
        bewoner; gast; naam gast; medewerker; naam medewerker; werknemer; naam werknemer; flexwerker; naam
        flexwerker; name; full name; guest; guest name; worker; worker name; employee; employee name;
        tenant; resident; osoba; pracownik; imie i nazwisko; mieszkaniec; gość; person
        name; vollständiger name; bewohner; mitarbeiter; gast name; vor und nachname; nume;
        nume complet; angajat; lucrător; persoana; име и фамилия; име;
        vorname nachname; vorname und nachname; vorname familienname; imie i nazwiska; prenume nume;
        voornaam en achternaam; voornaam achternaam; first and last name; prenume si nume; imie nazwisko
    """,
    # Hungarian writes the family name first always.
    Field.PERSON_FAMILY_FIRST: """
        nazwisko i imie; nazwisko imie; nazwisko i imiona; name vorname; name und vorname; nachname vorname; nachname und
        vorname; nume si prenume; nume prenume; naam en voornaam; naam voornaam; achternaam en voornaam; achternaam
        voornaam; achternaam en voornamen; last and first name; last name first name; surname and first name; surname
        first name; surname and given name; фамилия и име; név; teljes név
    """,
    Field.GIVEN_NAME: """
        given name; given names; first name; firstname; forename; first names; voornaam; voornamen;
        roepnaam; imię; imiona; imie; vorname; vornamen; prenume; prenumele; собствено име; keresztnév;
        utónév
    """,
    Field.INITIALS: """
        initials; initial; initial s; voorletters; voorletter; voorl; initialen; initiaal; inicjały; inicjal; initialen de;
        vornamensinitialen; inițiale; инициали; monogram
    """,
    Field.FAMILY_NAME: """
        family name; last name; lastname; surname; achternaam; familienaam; geslachtsnaam; nazwisko;
        nachname; familienname; nume de familie; nume familie; фамилия; фамилно име; vezetéknév; családnév
    """,
    Field.PREFIX: """
        tussenvoegsel; tussenvoegsels; tussenvoegsel s; tussenv; voorvoegsel; voorvoegsels; name prefix; surname prefix;
        namensvorsatz; namenszusatz
    """,
    Field.DATE_OF_BIRTH: """
        date of birth; birth date; birthdate; birthday; dob; geboortedatum; geboren; geb datum; gebdatum;
        geb dat; geb; datum geboorte; data urodzenia; data ur; data urodz; urodzony; urodzona;
        geburtsdatum; geburtstag; geboren am; geb am; data
        nașterii; data nasterii; data de naștere; nascut la; дата на раждане; születési dátum; születési idő
    """,
    Field.NATIONALITY: """
        nationality; citizenship; country; nationaliteit; nat; land; land van herkomst; herkomstland;
        narodowość; obywatelstwo; kraj; nationalität; staatsangehörigkeit; herkunftsland; cetățenie; cetățenia;
        naționalitate; tara; гражданство; националност; állampolgárság
    """,
    Field.RESIDENCE: """
        residence; place of residence; home town; hometown; home address; woonplaats; plaats van herkomst;
        vaste woonplaats; woonadres; thuisadres; miejsce zamieszkania; adres zamieszkania; miejscowość;
        wohnort; wohnsitz; heimatort; domiciliu; localitatea de domiciliu; loc de reședință; местоживеене;
        lakóhely
    """,
    Field.DOCUMENT_KIND: """
        document; documents; id; identity document; id document; identification; kind of id; document shown; soort doc;
        legitimatie; legitimatiebewijs; identiteitsbewijs; identiteitsdocument; soort legitimatiebewijs; getoond document;
        type legitimatie; paspoort of id; paspoort id; dokument; dokument tożsamości; rodzaj dowodu; ausweis;
        ausweisdokument; документ; document de identitate; document kind;
        document type; kind of document; type of document; id type; soort document;
        documentsoort; documenttype; type document; soort id; soort legitimatie; soort identiteitsbewijs;
        type id; rodzaj dokumentu; typ dokumentu; art des dokuments; dokumentart; ausweisart; tip document;
        tipul documentului; act de identitate; вид документ; okmány típusa
    """,
    Field.DOCUMENT_NUMBER: """
        document number; document no; document nr; id number; passport number; passport no; id no;
        documentnummer; document nummer; nummer document; paspoortnummer; id nummer; nummer
        identiteitsbewijs; legitimatienummer; numer dokumentu; nr dokumentu; numer dowodu; numer paszportu;
        dokumentnummer; ausweisnummer; passnummer; număr document; numărul documentului; serie și număr;
        număr pașaport; номер на документ; okmányszám
    """,
    Field.ARRIVAL: """
        arrival; arrival date; date of arrival; entry; entry date; check in; checkin; check in date; date in; in; from; start;
        start date; aankomst; aankomstdatum; datum aankomst; datum van aankomst; dag van aankomst;
        incheckdatum; datum inchecken; inchecken; van; vanaf; begindatum; startdatum; ingangsdatum; datum
        in; begin verblijf; start verblijf; przyjazd; data przyjazdu; zameldowanie; data zameldowania; data
        od; od; ankunft; ankunftsdatum; anreise; anreisedatum; anreisetag; einzug; einzugsdatum; von;
        sosire; data sosirii; data sosire; data de sosire; cazare de la; de la; data intrării; пристигане;
        дата на пристигане; érkezés; érkezés dátuma
    """,
    Field.DEPARTURE: """
        departure; departure date; date of departure; exit; exit date; check out; checkout; check out date; date out; out;
        to; until; end; end date; left; left on; date left; moved out; move out date; vertrek; vertrokken; vertrokken op;
        datum vertrokken; uitgecheckt; uitgecheckt op; uitschrijfdatum; datum uitschrijving; uitgetrokken; uittrekdatum;
        wyjechal; wyprowadzka; data wyprowadzki; ausgezogen; ausgezogen am; abgereist; abgereist am; plecat; plecat la;
        vertrek; vertrekdatum; datum vertrek; datum van vertrek; dag van vertrek;
        uit; uitcheckdatum; datum uitchecken; uitchecken; tot; einddatum; datum uit; einde verblijf; wyjazd; data
        wyjazdu; wymeldowanie; data wymeldowania; data do; do; abreise; abreisedatum; abreisetag; auszug;
        auszugsdatum; bis; plecare; data plecării; data plecare; data de plecare; până la; data ieșirii;
        заминаване; дата на заминаване; távozás; távozás dátuma
    """,
    Field.LAST_NIGHT: """
        last night; laatste nacht; laatste overnachting; ostatnia noc; ostatni nocleg; letzte nacht; letzte übernachtung;
        ultima noapte
    """,
    Field.EXPECTED_DEPARTURE: """
        expected departure; expected departure date; planned departure; planned departure date; expected end
        date; expected end; estimated departure; verwacht vertrek; verwachte vertrekdatum; verwachte datum
        vertrek; verwachte einddatum; verwachte vertrek; verwacht einde; vertrek verwacht; gepland vertrek;
        geplande vertrekdatum; vermoedelijke vertrekdatum; vermoedelijk vertrek; planowany wyjazd; planowana
        data wyjazdu; przewidywany wyjazd; przewidywana data wyjazdu; voraussichtliche abreise;
        voraussichtliches abreisedatum; geplante abreise; geplantes abreisedatum; erwartete abreise; plecare
        estimată; data estimată a plecării; plecare planificată; data planificată a plecării; plecare
        preconizată; очаквано заминаване; várható távozás
    """,
    Field.SITE: """
        site; site code; location; location code; accommodation; housing location; property; locatie;
        locatiecode; locatie naam; locatienaam; verblijfslocatie; verblijfplaats; huisvestingslocatie;
        huisvesting; woonlocatie; park; complex; pand; lokalizacja; lokacja; obiekt; zakwaterowanie; miejsce
        zakwaterowania; standort; unterkunft; objekt; locație; locația; cazare; loc de cazare; обект;
        настаняване; szállás
    """,
    Field.MUNICIPALITY: """
        municipality; gemeente; gemeentenaam; gemeentecode; gmina; gemeinde; primărie; comună; municipiu;
        municipalitate; община; önkormányzat
    """,
    Field.UNIT: """
        unit; room; room number; room no; kamer; kamernummer; kamernr; kamer nr; wooneenheid; woning;
        eenheid; chalet; huisje; pokój; numer pokoju; nr pokoju; pokój nr; zimmer; zimmernummer; zimmer nr; cameră;
        camera; număr cameră; nr cameră; стая; szoba
    """,
    Field.BED: """
        bed; bed number; bed no; bednummer; bednr; bed nr; slaapplaats; slaapplek; łóżko; numer łóżka; nr
        łóżka; bett; bettnummer; schlafplatz; pat; număr pat; легло; ágy
    """,
    Field.EMPLOYER: """
        employer; company; agency; hirer; client; werkgever; uitzendbureau; uitzender; inlener;
        opdrachtgever; bedrijf; pracodawca; firma; agencja; agencja pracy; arbeitgeber; zeitarbeitsfirma;
        angajator; firmă; agenție; работодател; munkáltató
    """,
    Field.BSN: """
        bsn; bsn nummer; bsnnummer; burgerservicenummer; burger service nummer; sofinummer; sofi nummer;
        sofi; bsn nr; citizen service number; numer bsn; nr bsn; număr bsn; cod bsn; sofi number; bsn number
    """,
}

# Names of other days beside which a column with a plainer name wins: a contract that starts is no arrival. So does a name
# beside the number of a person.
_WEAK = """
    person id; persoonsnummer; personeelsnummer;
    start; start date; startdatum; begindatum; ingangsdatum; from; van; vanaf; in; od; von; date in; datum in; data od;
    end; end date; einddatum; to; tot; until; out; uit; do; bis; date out; datum uit; data do
"""
# Days of which only a person knows what they mean.
_DOUBTFUL = """
    t/m; tm; tot en met; tot & met; through; thru; up to and including; until and including; to inclusive; laatste dag;
    last day; do wlacznie; wlacznie do; ostatni dzien; bis einschließlich; bis einschl; letzter tag; pana la inclusiv;
    ultima zi; verblijf tot; geldig tot; einde; uit dienst; datum uit dienst; uitdienst; uitdiensttreding; einde contract;
    contract tot; einddatum contract
"""
# Of these only what is wrong sends a line back; any other detail stays out with a notice, and the person goes in.
NEEDED = frozenset(
    {*NAME_FIELDS, Field.ARRIVAL, Field.DEPARTURE, Field.LAST_NIGHT, Field.SITE, Field.UNIT, Field.BED, Field.BSN}
)
# Where "-", "onbekend" and "x" say that there is nothing. In a day of arrival or departure a cross may be a mark, and
# which word is a name depends on the other names.
_MAY_BE_MISSING = frozenset(Field) - {*NAME_FIELDS, Field.ARRIVAL, Field.DEPARTURE, Field.LAST_NIGHT, Field.BSN}


def _names_in_context(columns: Columns) -> Columns:
    """A column "Naam" beside "Voornaam" is the family name; "Achternaam" alone holds the whole name.

    Initials beside "Naam" are left to each line: there it may be a family name or the whole one.
    """
    fields = set(columns.values())
    swap: dict[StrEnum, StrEnum] = {}
    if Field.GIVEN_NAME in fields and Field.PERSON in fields and Field.FAMILY_NAME not in fields:
        swap = {Field.PERSON: Field.FAMILY_NAME}
    elif Field.FAMILY_NAME in fields and not fields.intersection(NAME_FIELDS) - {Field.FAMILY_NAME}:
        swap = {Field.FAMILY_NAME: Field.PERSON}
    return {column: swap.get(field, field) for column, field in columns.items()}


VOCABULARY = Vocabulary(
    words=_WORDS,
    names={field: FIELD_NAMES[field.value] for field in Field if field is not Field.MUNICIPALITY},
    days=DATE_FIELDS,
    birth_dates=frozenset({Field.DATE_OF_BIRTH}),
    who_and_when=frozenset({*NAME_FIELDS, Field.ARRIVAL}),
    may_be_missing=_MAY_BE_MISSING,
    unread=Field.BSN,
    weak=_WEAK,
    doubtful=_DOUBTFUL,
    may_be=(Field.DEPARTURE, Field.LAST_NIGHT, Field.EXPECTED_DEPARTURE),
    in_context=_names_in_context,
)
