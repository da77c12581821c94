import { pluralsOf } from "../types.ts";
import { errors, reasons } from "../calc/fi.ts";
import type { CodeWords } from "./types.ts";

const p = pluralsOf("fi");
const rows = (n: number, c: string) => `${c} ${p(n, { one: "rivi", other: "riviä" })}`;
const cells = (n: number, c: string) => `${c} ${p(n, { one: "solu", other: "solua" })}`;

export const codes: CodeWords = {
  errors: {
    ...errors,
    "saved.broken": () => [
      "Tämä tallennettu sivu on vioittunut, tai se ei ole Mittarin kirjoittama.",
      "Pyydä tiedosto uudelleen tai avaa aiempi kopio.",
    ],
    "saved.data_broken": () => [
      "Tämän tallennetun sivun aineisto on vioittunut: se ei ole sama, jonka kanssa sivu tallennettiin.",
      "Pyydä tiedosto uudelleen tai avaa aiempi kopio. Mitään siitä ei käytetty.",
    ],
    "saved.newer": (g) => [
      `Tämä on tallennettu uudemmalla versiolla${g("version") ? ` (${g("version")})` : ""}.`,
      "Avaa tallennettu sivu sellaisenaan: se tuo oman ohjelmansa mukanaan.",
    ],
    "saved.too_large": () => [
      "Tämä tallennettu sivu on suurempi kuin yksikään Mittarin kirjoittama.",
      "Pyydä alkuperäiset taulukot ja pudota ne tähän.",
    ],
    "link.broken": () => [
      "Tämä linkki on vajaa tai vioittunut.",
      "Kopioi koko linkki uudelleen tai pyydä sen sijaan tallennettu sivu: viestiohjelmat katkovat pitkiä linkkejä.",
    ],
    "save.too_large": () => [
      "Nämä taulukot ovat liian suuria yhdelle sivulle.",
      "Tallenna vain summat tai tallenna ilman aineistoa.",
    ],
    "save.refused": () => [
      "Tiedostoa ei voitu kirjoittaa. Sen aiempi sisältö on tallella.",
      "Valitse toinen kansio tai toinen nimi.",
    ],
    "save.no_program": () => [
      "Sivun omaa ohjelmaa ei löytynyt, joten sivua ei voi tallentaa.",
      "Avaa Mittari omalle sivulleen ja tallenna siellä.",
    ],
    "sums.none": () => [
      "Näistä taulukoista ei saa summia, jotka voisi tallentaa ilman rivejä.",
      "Tallenna aineiston kanssa tai ilman. Kaupat, verkkotilaukset ja jatkuvat tilaukset luetaan rivi riviltä.",
    ],
    "input.empty": () => [
      "Tiedosto on tyhjä.",
      "Vie se uudelleen tai kopioi taulukko otsikkoriveineen ja liitä se tähän.",
    ],
    "input.header_only": () => [
      "Sarakkeiden nimet löytyvät, mutta niiden alla ei ole yhtään riviä.",
      "Valitse ajanjakso, jolta on tietoja, ja vie tiedosto uudelleen.",
    ],
    "input.binary": () => [
      "Tiedosto ei ole tekstiä, joten siitä ei voi lukea taulukkoa.",
      "Tallenna se CSV- tai XLSX-muotoon ja yritä uudelleen, tai kopioi solut ja liitä ne tähän.",
    ],
    "input.unsupported": (g) => [
      g("kind") ? `Tiedostomuotoa ${g("kind")} ei voi lukea.` : "Tätä tiedostomuotoa ei voi lukea.",
      "Tallenna tai vie taulukko alkuperäisestä ohjelmasta .xlsx- tai CSV-muotoon, tai kopioi solut ja liitä ne tähän.",
    ],
    "input.locked": () => [
      "Tiedosto on suojattu salasanalla.",
      "Avaa se salasanalla, tallenna kopio ilman salasanaa ja pudota se tähän.",
    ],
    "input.no_table": () => [
      "Tästä ei löytynyt taulukkoa.",
      "Yhdellä rivillä pitää olla sarakkeiden nimet ja sen alla olevilla riveillä luvut.",
    ],
    "input.single_value": (g) => [
      g("text") ? `”${g("text")}” on yksittäinen arvo eikä taulukko.` : "Tämä on yksittäinen arvo eikä taulukko.",
      "Pudota koko vientitiedosto tai liitä solualue: ylimpänä sarakkeiden nimet ja niiden alla lukurivejä.",
    ],
    "input.bulk_file": (g) => [
      `${g("kind") || "Tämä"} on joukkomuokkaustiedosto: siinä on asetuksia, ei tuloksia.`,
      "Vie CSV-raportti, jossa on kulut, klikkaukset ja konversiot.",
    ],
    "input.pivot": () => [
      "Tämä on pivot-taulukko, jossa ryhmät ovat sarakeotsikoina.",
      "Tallenna taulukko, josta pivot on tehty, tai sijoita kukin suure omaan sarakkeeseensa.",
    ],
    "input.too_many_columns": (g) => [
      `Taulukossa on ${g("columns")} saraketta; luettavissa on enintään ${g("limit")}.`,
      "Jätä vain tarpeelliset sarakkeet ja vie tiedosto uudelleen.",
    ],
    "input.cell_too_long": () => [
      "Yksi solu on liian pitkä luettavaksi. Yleensä lainausmerkki on jäänyt sulkematta.",
      "Katso tätä riviä: sulje tai poista lainausmerkki ja yritä uudelleen.",
    ],
    "input.out_of_memory": (g) => [
      g("row") ? `Laitteen muisti loppui rivillä ${g("row")}.` : "Laitteen muisti loppui.",
      "Vie lyhyempi ajanjakso tai vähemmän sarakkeita, tai sulje muita välilehtiä ja yritä uudelleen.",
    ],
    "csv.unterminated_quote": () => [
      "Tässä avattu lainausmerkki jää sulkematta.",
      "Sulje tai poista rivin lainausmerkki ja yritä uudelleen.",
    ],
    "source.unknown": () => ["Taulukko ei ole enää täällä.", "Lisää tiedosto uudelleen."],
    "session.not_reading": () => ["Mitään tiedostoa ei lueta parhaillaan.", "Lisää tiedosto uudelleen."],
    "call.unknown_operation": (g) => [
      `Sivu pyysi jotain, mitä tämä versio ei osaa (${g("operation")}).`,
      "Lataa sivu uudelleen.",
    ],
    "call.bad_json": () => ["Sivun pyyntöä ei voitu lukea.", "Lataa sivu uudelleen."],
    "call.bad_argument": (g) => [
      g("argument")
        ? `”${g("argument")}” puuttuu tai on väärää tyyppiä${g("given") ? `: ${g("given")}` : ""}.`
        : "Jokin asetus puuttuu tai on väärää tyyppiä.",
      "Muuta sitä ja yritä uudelleen.",
    ],
    "state.differs": () => ["Tämä osa luettiin eri tavalla kuin sitä edeltävä osa.", "Lue tiedosto yhtenä kappaleena."],
    "state.bad_format": () => [
      "Tämä on tallennettu Mittarin toisella versiolla.",
      "Lue alkuperäinen tiedosto uudelleen.",
    ],
    "metric.unknown": (g) => [`Mittaria ”${g("metric")}” ei ole.`, "Valitse mittari luettelosta."],
    "dimension.unknown": (g) => [
      `Ryhmittelyyn tai suodatukseen ei ole saraketta tai jaksoa ”${g("dimension")}”.`,
      "Valitse taulukosta löytyvä sarake tai päivä, viikko, kuukausi, neljännes tai vuosi.",
    ],
    "set.unknown": (g) => [`Mittarisarjaa ”${g("set")}” ei ole.`, "Valitse luettelosta."],
    "map.unknown_role": (g) => [`Merkitystä ”${g("role")}” ei ole.`, "Valitse sarakkeen merkitys luettelosta."],
    "map.unknown_column": (g) => [`Saraketta ”${g("column")}” ei ole.`, "Valitse jokin taulukon sarakkeista."],
    "map.name_taken": (g) => [`Nimellä ”${g("role")}” on jo merkitys.`, "Anna omalle suureellesi toinen nimi."],
    "query.bad_date": (g) => [
      `${g("given") || "Tämä"} ei ole kalenteripäivä.`,
      "Kirjoita se muodossa vuosi-kuukausi-päivä, esimerkiksi 2025-01-31.",
    ],
    "calc.unknown_input": (g) => [`Tällä mittarilla ei ole lähtötietoa ”${g("input")}”.`, "Täytä näkyvät kentät."],
    "calc.missing_input": () => ["Yksi luku puuttuu vielä.", "Täytä muut kentät."],
    "formula.unexpected": (g) => [
      `Kaavassa on ”${g("found")}” väärässä paikassa.`,
      g("expected") ? `Tässä pitäisi olla: ${g("expected")}.` : "Katso kaavaa tästä kohdasta.",
    ],
    "formula.unknown_name": (g) => [
      `Kaavassa on nimi ”${g("name")}”, jota ei ole olemassa.`,
      "Käytä suureen tai mittarin nimeä.",
    ],
    "formula.unit_mismatch": (g) => [
      `Kaava laskee yhteen yksiköt ${g("left")} ja ${g("right")}.`,
      "Vain saman yksikön määriä voi laskea yhteen.",
    ],
    "formula.cycle": (g) => [
      `Mittarin ”${g("metric")}” kaava viittaa takaisin itseensä.`,
      "Poista jokin viittauksista.",
    ],
    "formula.too_deep": () => ["Kaavassa on liikaa sisäkkäisiä sulkeita.", "Jaa se kahtia."],
    "formula.no_aggregate": (g) => [
      `”${g("name")}” on kaavassa ilman funktiota sum(), last() tai open().`,
      "Kirjoita se muodossa sum(…).",
    ],
    "formula.name_taken": (g) => [
      `Mittari tai suure nimeltä ”${g("name")}” on jo olemassa.`,
      "Anna kaavallesi toinen nimi.",
    ],
    "formula.bad_name": () => ["Kaava tarvitsee nimen ja yhtäsuuruusmerkin.", "Kirjoita nimi = sum(spend) / sum(leads)."],
    "formula.wrong_aggregate": (g) => [
      `Suuretta ”${g("name")}” ei voi ottaa funktiolla ${g("given")}().`,
      `Kirjoita ${g("expected")}(${g("name")}).`,
    ],
    "catalog.invalid": () => ["Sivun mittariluettelo on vioittunut.", "Lataa sivu uudelleen alkuperäisestä lähteestä."],
    "input.unreadable": () => [
      "Selain ei saanut tiedostoa auki.",
      "Se on ehkä siirretty, nimetty uudelleen tai auki muualla. Valitse se uudelleen.",
    ],
    "input.archive_broken": () => ["Arkisto tai työkirja on vioittunut.", "Vie tai pakkaa se uudelleen."],
    "input.archive_too_large": () => [
      "Purettuna arkisto olisi liian suuri tälle sivulle.",
      "Pura se itse ja lisää vain tarvitsemasi taulukko.",
    ],
    "input.sheet_unknown": (g) => [`Työkirjassa ei ole taulukkoa ”${g("sheet")}”.`, "Valitse jokin sen taulukoista."],
    "json.unexpected": () => [
      "Tämä JSON ei ole luettelo riveistä.",
      "Sen pitäisi olla luettelo samannimisistä olioista tai yksi olio rivillä.",
    ],
    "engine.stopped": () => [
      "Laskuri pysähtyi, luultavasti muistin puutteeseen.",
      "Asetuksesi ovat tallella. Yritä uudelleen, ehkä pienemmällä tiedostolla.",
    ],
    "engine.cancelled": () => ["Keskeytetty pyynnöstäsi.", "Mitään ei muutettu."],
    "engine.busy": () => ["Toista tiedostoa luetaan vielä.", "Odota, että se valmistuu, tai keskeytä se."],
    "engine.unavailable": () => [
      "Tämä selain ei pysty ajamaan laskuria.",
      "Käytä Chromen, Edgen, Firefoxin tai Safarin tuoretta versiota.",
    ],
    "number.unreadable": (g) => [
      g("text") ? `Tätä ei voi lukea luvuksi: ”${g("text")}”.` : "Tätä ei voi lukea luvuksi.",
      "Kirjoita numeroin; desimaalierotin on pilkku tai piste.",
    ],
    not_available: () => ["Tämä ei onnistu vielä tässä versiossa.", "Valitse jokin muu analyysi."],
    "sql.metric_refused": (g) => [
      `${g("metric") ? `Mittaria ${g("metric")}` : "Tätä mittaria"} ei voi esittää yhtenä kyselynä: se seuraa yksittäisiä kauppoja, tilauksia, vastauksia tai jatkuvia tilauksia tai katsoo toista jaksoa.`,
      "Vie muut luvut tietovarastoon ja laske tämä täällä.",
    ],
    "sql.option_refused": (g) => [`Valintaa ”${g("option")}” ei voi esittää yhtenä kyselynä tietovarastolle.`, "Ota se pois ja yritä uudelleen."],
    "sql.no_metric": () => [
      "Mitään näistä luvuista ei voi kysyä tietovarastolta yhdellä kyselyllä.",
      "Valitse lukuja, jotka tulevat summataulukosta, kuten mainos- tai analytiikkaraportista.",
    ],
  },
  issues: {
    total_row: (n, c) =>
      `${c} ${p(n, { one: "summarivi", other: "summariviä" })} jätettiin pois, ettei mitään lasketa kahdesti`,
    footer_row: (n, c) => `${c} ${p(n, { one: "loppurivi", other: "loppuriviä" })} jätettiin pois`,
    repeated_header: (n, c) => `${c} ${p(n, { one: "rivi, joka toistaa", other: "riviä, jotka toistavat" })} sarakkeiden nimet, jätettiin pois`,
    preamble: (n, c) => `${rows(n, c)} sarakkeiden nimien yläpuolelta ohitettiin`,
    comment_row: (n, c) => `${c} ${p(n, { one: "kommenttirivi", other: "kommenttiriviä" })} jätettiin pois`,
    blank_row: (n, c) => `${c} ${p(n, { one: "tyhjä rivi", other: "tyhjää riviä" })} jätettiin pois`,
    blank_token: (n, c) => `${c} ${p(n, { one: "solu, jonka merkintä", other: "solua, joiden merkintä" })} tarkoittaa ”ei mitään”, luettiin tyhjäksi`,
    number_reread: (n, c) => `${c} ${p(n, { one: "luku", other: "lukua" })} luettiin tiedoston omalla merkintätavalla`,
    encoding_invalid: (_n, c) => `${c} solussa on lukukelvottomia merkkejä`,
    quote_stray: (n, c) => `${cells(n, c)} luettiin sellaisenaan: mukana on irrallinen lainausmerkki`,
    row_short: (n, c) => `${rows(n, c)} oli otsikkoriviä lyhyempi: loppu täytettiin tyhjällä`,
    row_long: (n, c) => `${rows(n, c)} oli otsikkoriviä pidempi: ylimääräiset solut jätettiin pois`,
    header_renamed: (n, c) =>
      `${c} ${p(n, { one: "tyhjä tai toistuva sarakkeen nimi", other: "tyhjää tai toistuvaa sarakkeen nimeä" })} yksilöitiin`,
    cell_not_number: (n, c) => `${cells(n, c)} luettiin tyhjäksi: sisältö ei ole luku`,
    cell_not_date: (n, c) => `${cells(n, c)} luettiin tyhjäksi: sisältö ei ole päivämäärä`,
    bound_value: (n, c) => `${cells(n, c)} (kuten ”< 10\u00a0%”) luettiin tyhjäksi: raja ei ole arvo`,
    error_cell: (n, c) => `${cells(n, c)} luettiin tyhjäksi: siinä on taulukkolaskennan virhe`,
    precision_lost: () => "Luvut ovat liian pitkiä tarkasti tallennettaviksi, joten viimeiset numerot voivat olla pyöristettyjä",
    micros_divided: (n, c) =>
      `${c} ${p(n, { one: "miljoonasosina annettu summa", other: "miljoonasosina annettua summaa" })} jaettiin luvulla 1\u00a0000\u00a0000`,
    date_reread: (n, c) =>
      `${c} ${p(n, { one: "päivämäärä", other: "päivämäärää" })} luettiin tiedoston omalla merkintätavalla`,
    minor_divided: (n, c) =>
      `${c} ${p(n, { one: "sentteinä annettu summa", other: "sentteinä annettua summaa" })} jaettiin sadalla`,
    header_multiplied: (n, c) =>
      `${c} ${p(n, { one: "luku kerrottiin", other: "lukua kerrottiin" })} otsikon mukaan (tuhansia tai miljoonia)`,
    header_joined: (n, c) => `${c} ${p(n, { one: "sarakkeen nimi", other: "sarakkeen nimeä" })} täydennettiin yläpuolen riviltä`,
    unpivoted: (_n, c) => `${c} saraketta, yksi kullekin jaksolle tai kanavalle, luettiin riveinä`,
    percent_divided: (n, c) =>
      `${c} ${p(n, { one: "prosentteina annettu suhde", other: "prosentteina annettua suhdetta" })} jaettiin sadalla`,
    dimension_missing: (_n, _c, g) =>
      `${g("source") || "Yhdessä taulukossa"}: ei saraketta ryhmittelyä varten${g("dimension") ? ` (${g("dimension")})` : ""}; mukana vain yhteissummassa`,
    sums_no_interval: (_n, _c, g) => `${g("source") || "Yksi taulukko"} sisältää summia: päivien vaihtelu ei näy niistä, joten todennäköisiä välejä ei näytetä`,
    channel_found: (n, c, g) => `${g("source") || "Yksi tiedosto"}: kanava löytyi asiakkaan mukaan, ${rows(n, c)} (${g("from") || "toinen tiedosto"})`,
    channel_unknown: (n, c, g) => `${g("source") || "Yksi tiedosto"}: asiakasta ei ole toisessa tiedostossa (${g("from") || "toinen tiedosto"}), ${rows(n, c)}: jää ilman kanavaa`,
    channel_needed: (_n, _c, g) => `${g("source") || "Yksi tiedosto"}: asiakkaat ilman kanavaa. Lisää sarake, jossa on kanava tai hankintalähde, tai tiedosto, jossa on sekä kanava että samat asiakastunnukset`,
    sub_trial: (n, c) => `Kokeilujakso, ${rows(n, c)}: ei vielä toistuvaa liikevaihtoa`,
    sub_void: (n, c) => `Tilaus ei koskaan alkanut, ${rows(n, c)}: jätetty pois`,
    sub_one_time: (n, c) => `Kertamaksu, ${rows(n, c)}: ei toistuvaa liikevaihtoa`,
    sub_no_start: (n, c) => `${rows(n, c)} ilman alkamispäivää: jätetty pois`,
    sub_no_interval: (n, c) => `Laskutusväliä ei voi tunnistaa, ${rows(n, c)}: jätetty pois`,
    sub_no_amount: (n, c) => `${rows(n, c)} ilman käyttökelpoista summaa: jätetty pois`,
    sub_end_unknown: (n, c) => `Päättynyt tilaus ilman päättymispäivää, ${rows(n, c)}: jätetty pois`,
    sub_past_due: (n, c) => `Maksu myöhässä, ${rows(n, c)}: tilaus lasketaan mukaan päättymiseen asti`,
    deal_no_close_date: (n, c) => `Päättynyt kauppa ilman päättymispäivää, ${rows(n, c)}: ei voi sijoittaa jaksoon`,
    deal_no_created_date: (n, c) => `Kauppa ilman luontipäivää, ${rows(n, c)}: ei voi sijoittaa kohorttiin`,
    deal_negative_duration: (n, c) => `Voitettu kauppa päättyy ennen alkuaan, ${rows(n, c)}: ei mukana myyntisyklissä`,
    deal_cycle_from_created: (n, c) => `Voitettu kauppa ilman ensikosketusta, ${rows(n, c)}: myyntisykli alkaa luonnista`,
    deal_no_amount: (n, c) => `Voitettu kauppa ilman summaa, ${rows(n, c)}: ei mukana kaupan keskikoossa`,
    order_cancelled: (n, c) => `Peruttu, epäonnistunut tai mitätöity tilaus, ${rows(n, c)}: ei mukana`,
    order_abandoned: (n, c) => `Hylätty ostoskori, ${rows(n, c)}: mukana koreissa, ei tilauksissa`,
    order_zero_value: (n, c) => `Tilauksen summa on nolla, ${rows(n, c)}: ei mukana`,
    order_lines: (n, c) => `Tilauksen jatkorivi, ${rows(n, c)}: kukin tilaus lasketaan kerran`,
    order_total_repeated: () => "Tilauksen summa toistuu sen jokaisella rivillä: lasketaan kerran",
    order_number_reused: (n, c) => `Sama tilausnumero toisella asiakkaalla tai päivällä, ${rows(n, c)}`,
    order_negative_as_refund: (n, c) => `Summa alle nollan, ${rows(n, c)}: laskettu palautukseksi, ei tilaukseksi`,
    order_no_customer: (n, c) => `Tilaus ilman asiakasta, ${rows(n, c)}: ei mukana asiakasmäärissä`,
    order_no_date: (n, c) => `Tilaus ilman päivämäärää, ${rows(n, c)}: ei voi sijoittaa jaksoon`,
    score_out_of_scale: (n, c) => `${rows(n, c)} jätetty pois: arvosana ei ole kokonaisluku 0–10`,
    score_stars: () => "Arvosanat 1–5 on luettu arvostelujen tähdiksi: NPS vaatii asteikon 0–10",
    sentiment_unknown: (n, c) => `${rows(n, c)} jätetty pois: ei positiivinen, negatiivinen eikä neutraali`,
    rows_undated: (n, c) => `${rows(n, c)} ilman päivämäärää: ei voi sijoittaa jaksoon`,
    total_disagrees: (_n, _c, g) =>
      g("total") && g("sum")
        ? `Summarivillä lukee ${g("total")}, rivien summa on ${g("sum")}`
        : "Summarivi poikkeaa riviensä summasta",
    "ratio.disagrees": (_n, _c, g) =>
      g("stated") && g("computed")
        ? `Sarakkeessa lukee ${g("stated")}, osista tulee ${g("computed")}`
        : "Suhdesarake poikkeaa siitä, mitä sen osista tulee",
    "ratio.ignored": () => "Laskettu sarake: lasketaan uudelleen osistaan, eikä rivejä koskaan summata",
    twin_column: (_n, _c, g) => `Samat summat ovat myös ${g("other") ? `sarakkeessa ${g("other")}` : "toisessa sarakkeessa"}: käytetään kerran`,
    negative_count: (n, c) => `${cells(n, c)} jätettiin pois: määrä on alle nollan`,
    "sources.overlap": (_n, _c, g) =>
      `${g("measure") || "Sama suure"} on kahdessa tiedostossa samoilta päiviltä${g("other") ? ` (myös: ${g("other")})` : ""}`,
    "role.collision": (_n, _c, g) =>
      `Kaksi saraketta voisi olla ${g("role") || "sama suure"}; käytössä on ${g("other") || "vain ensimmäinen"}`,
    duplicate_rows: (n, c) => `${rows(n, c)} on taulukossa useammin kuin kerran; säilytettiin`,
    "recipe.unfit": (_n, _c, g) =>
      g("column")
        ? `Viime kerralta jäänyt asetus koskee saraketta ${g("column")}, jota tässä tiedostossa ei ole`
        : `Viime kerralta jäänyt asetus ei sovi tähän tiedostoon (${g("setting")})`,
    swallowed_rows: (_n, c) =>
      `${c} solussa on useita tiedoston rivejä: lainausmerkki on jäänyt sulkematta`,
    currency_mixed_column: () => "Sarakkeessa on useita valuuttoja: summia ei lasketa yhteen",
  },
  questions: {
    "date.ambiguous_order": {
      ask: (c) => `Kumpi tulee sarakkeessa ${c} ensin: päivä vai kuukausi?`,
      why: "Kaikki päivämäärät voi lukea kummin päin tahansa.",
    },
    "date.ambiguous_calendar": {
      ask: (c) => `Minkä kalenterin mukainen ${c} on?`,
      why: "Vuodet sopivat kahteen kalenteriin.",
    },
    "date.no_year": {
      ask: (c) => `Minkä vuoden kuukausia sarakkeessa ${c} on?`,
      why: "Kuukausilta puuttuu vuosi.",
    },
    "number.ambiguous_style": {
      ask: (c) => `Mitä sarakkeen ${c} lukujen merkki tarkoittaa?`,
      why: "Se voi erottaa tuhannet tai desimaalit.",
    },
    "unit.micros": {
      ask: (c) => `Onko ${c} valuutan miljoonasosina?`,
      why: "Summat ovat hyvin suuria ja päättyvät nolliin.",
    },
    "unit.minor": {
      ask: (c) => `Onko ${c} sentteinä?`,
      why: "Kaikki summat ovat kokonaislukuja ja poikkeuksellisen suuria.",
    },
    "unit.percent": {
      ask: (c) => `Onko ${c} prosentteina vai osuuksina (0–1)?`,
      why: "Suhdeluvut voi lukea kummin päin tahansa.",
    },
    "unit.toman_rial": {
      ask: (c) => `Onko ${c} tomaneina vai rialeina?`,
      why: "Yksi toman on kymmenen rialia; tiedosto ei kerro, kumpia luvut ovat.",
    },
    "header.role_collision": {
      ask: (c) => `Mitä sarakkeessa ${c} on?`,
      why: "Sarakkeen nimellä on kaksi merkitystä.",
    },
    "header.opening_stock": {
      ask: (c) => `Laskeeko ${c} uudet asiakkaat vai kaikki tähänastiset?`,
      why: "Nimi sopii kumpaankin, ja asiakashankinnan hinta riippuu siitä.",
    },
    "header.none": {
      ask: () => "Onko ensimmäisellä rivillä tietoja vai sarakkeiden nimet?",
      why: "Ensimmäinen rivi näyttää samalta kuin seuraavat.",
    },
    "header.value": {
      ask: () => "Mitä arvot kuvaavat?",
      why: "Tiedostossa ei ole niille nimeä.",
    },
    "table.kind": {
      ask: () => "Mitä yksi rivi tarkoittaa?",
      why: "Sarakkeet sopivat useampaan taulukkotyyppiin.",
    },
    "table.index": {
      ask: () => "Mitä tiedoston taulukkoa käytetään?",
      why: "Tiedostossa on useita taulukoita.",
    },
    "table.quote": {
      ask: () => "Pitävätkö lainausmerkit solut koossa tässä tiedostossa?",
      why: "Avattu mutta sulkematta jäänyt merkki on vienyt tiedoston rivejä yhteen soluun.",
    },
    "table.again": {
      ask: () => "Tässä tiedostossa on samoja rivejä kuin aiemmassa. Korvataanko aiempi?",
      why: "Jos molemmat lasketaan, samat rivit tulevat kahteen kertaan.",
    },
    "encoding.unsure": {
      ask: (c) => `Mikä näistä näyttää oikealta${c ? ` sarakkeessa ${c}` : ""}?`,
      why: "Kirjaimet voi lukea usealla tavalla.",
    },
    "blank.reading": {
      ask: (c) => `Mitä tyhjä tarkoittaa sarakkeessa ${c}?`,
      why: "Tyhjien ohittaminen ja rivien pois jättäminen antavat eri tuloksen.",
    },
  },
  reasons,
  flags: {
    incomplete_inputs: (g) =>
      g("coverage")
        ? `Kaikki lähtötiedot on vain osalla riveistä (${g("coverage")}).`
        : "Osalta riveistä puuttuu lähtötieto.",
    rate_above_100pct: () => "Yli 100\u00a0%: osat voivat olla eri päiviltä tai laskea eri asioita.",
    "lower_bound:reach_not_additive": () => "Vähintään näin paljon: kahdesti tavoitettuja ei voi erottaa.",
    negative_spend_rows: () => "Osa kuluista on alle nollan (hyvityksiä tai korjauksia) ja on mukana.",
    negative_duration: () => "Osa kestoista on alle nollan.",
    cycle_from_created: () => "Laskettu kaupan luontipäivästä.",
    partial_period: () => "Aineisto ei ulotu jakson loppuun.",
    length_mismatch: () => "Jaksot eivät ole yhtä pitkiä; vertaa lukuja päivää kohti.",
    immature_cohort: () => "Asiakkaat ovat uusia; luku muuttuu vielä.",
    intra_period_churn: () => "Osa asiakkaista tuli ja lähti jakson aikana.",
    intra_period_gap: () => "Osa asiakkaista lähti ja palasi jakson aikana.",
    reconciliation_error: () => "Alku, muutokset ja loppu eivät täsmää.",
    revenue_basis: () => "Laskettu liikevaihdosta, ei myyntikatteesta.",
    marketing_only: () => "Mukana vain markkinoinnin kulut, ei myynnin.",
    extrapolated: () => "Ulottuu aineiston ulkopuolelle.",
    set_changed: () => "Osien joukko muuttui jaksojen välillä.",
    snapshot_only: () => "Perustuu vain yhteen hetkeen.",
    event_level: () => "Laskettu tapahtuma kerrallaan, ei kuukausien loppujen välillä.",
    coarser_than_bucket: () => "Päivät näyttävät tarkoittavan kokonaisia viikkoja tai kuukausia: kukin summa näkyy siinä, mistä se alkaa.",
    channel_by_customer: () => "Näiden asiakkaiden kanava löytyi toisesta tiedostosta asiakastunnuksella.",
    inconsistent_inputs: () => "Lähtötiedot ovat ristiriidassa.",
    partial: (g) => (g("detail") ? `Summasta puuttuu: ${g("detail")}.` : "Osa summasta puuttuu."),
    small_sample: () => "Perustuu harvoihin tapauksiin; pidä lukua vihjeenä.",
    ambiguous_header: () => "Sarakkeen nimellä on kaksi merkitystä; katso kohta Tarkistus.",
    proxy: (g) =>
      g("detail")
        ? `Puuttuvan sarakkeen tilalla: ${g("detail")}.`
        : "Puuttuvan sarakkeen tilalla on läheinen sarake.",
    coarsened: () => "Laskettu kokonaisista jaksoista.",
    negative_revenue_rows: () => "Osa liikevaihdosta on alle nollan (palautuksia) ja on mukana.",
  },
  choices: {
    dmy: "Päivä ensin",
    mdy: "Kuukausi ensin",
    ymd: "Vuosi ensin",
    jalali: "Persialainen kalenteri",
    gregorian: "Gregoriaaninen kalenteri",
    thousands: "Se erottaa tuhannet",
    decimal: "Se erottaa desimaalit",
    micros: "Miljoonasosia",
    minor: "Senttejä",
    units: "Kokonaisia yksiköitä",
    percent: "Prosentteja",
    fraction: "Osuuksia (0–1)",
    toman: "Tomaneita",
    rial: "Rialeita",
    quoted: "Pitävät",
    unquoted: "Ne ovat tavallista tekstiä",
    replace: "Korvaa aiempi",
    keep: "Pidä molemmat",
    earlier: "Pidä vain aiempi",
    skip: "Ohita tyhjät",
    leave_out: "Jätä nämä rivit pois",
    header: "Sarakkeiden nimiä",
    data: "Tietoja",
    ignore: "Ei kumpaakaan: jätä pois",
    channel_performance: "Kanava yhtenä päivänä",
    deals: "Kauppa",
    subscriptions: "Jatkuva tilaus",
    orders: "Verkkotilaus",
    brand_content: "Brändi tai sivu yhtenä päivänä",
    touches: "Asiakaskosketus",
  },
};
