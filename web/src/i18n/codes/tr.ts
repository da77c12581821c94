import { errors, reasons } from "../calc/tr.ts";
import type { CodeWords } from "./types.ts";

export const codes: CodeWords = {
  errors: {
    ...errors,
    "saved.broken": () => [
      "Kaydedilen bu sayfa bozulmuş ya da Mittari tarafından yazılmamış.",
      "Dosyayı yeniden isteyin veya daha eski bir kopyayı açın.",
    ],
    "saved.data_broken": () => [
      "Kaydedilen bu sayfadaki veriler bozulmuş: kaydedildiği verilerle aynı değil.",
      "Dosyayı yeniden isteyin veya daha eski bir kopyayı açın. İçindekilerin hiçbiri kullanılmadı.",
    ],
    "saved.newer": (g) => [
      `Bu, daha yeni bir sürümle${g("version") ? ` (${g("version")})` : ""} kaydedilmiş.`,
      "Kaydedilen sayfayı tek başına açın: kendi programını yanında getirir.",
    ],
    "saved.too_large": () => [
      "Kaydedilen bu sayfa, Mittari’nin yazdığı sayfaların hepsinden büyük.",
      "Tabloların kendisini isteyip buraya bırakın.",
    ],
    "link.broken": () => [
      "Bu bağlantı eksik veya bozuk.",
      "Bağlantının tamamını yeniden kopyalayın ya da onun yerine kaydedilmiş sayfayı isteyin: mesajlaşma ve e-posta programları uzun bağlantıları keser.",
    ],
    "save.too_large": () => [
      "Bu tablolar tek bir sayfa için fazla büyük.",
      "Yalnızca toplamları kaydedin veya verisiz kaydedin.",
    ],
    "save.refused": () => [
      "Dosya yazılamadı. Önceki içeriği olduğu gibi duruyor.",
      "Başka bir klasör veya başka bir ad seçin.",
    ],
    "save.no_program": () => [
      "Sayfanın kendi programı burada bulunamadı, bu yüzden sayfa kaydedilemez.",
      "Mittari’yi kendi sayfasında açıp orada kaydedin.",
    ],
    "sums.none": () => [
      "Bu tablolardan satırları olmadan kaydedilebilecek toplam çıkmıyor.",
      "Verilerle birlikte ya da verisiz kaydedin. Anlaşmalar, siparişler ve abonelikler satır satır okunur.",
    ],
    "input.empty": () => [
      "Bu dosya boş.",
      "Yeniden dışa aktarın ya da tabloyu başlık satırıyla birlikte kopyalayıp buraya yapıştırın.",
    ],
    "input.header_only": () => [
      "Sütun adları var, ama altında veri satırı yok.",
      "Verisi olan bir dönem seçip yeniden dışa aktarın.",
    ],
    "input.binary": () => [
      "Bu dosya metin değil; içinden tablo okunamıyor.",
      "CSV ya da XLSX olarak kaydedip yeniden deneyin veya hücreleri kopyalayıp buraya yapıştırın.",
    ],
    "input.unsupported": (g) => [
      g("kind") ? `${g("kind")} türündeki dosyalar okunamıyor.` : "Bu dosya türü okunamıyor.",
      "Tabloyu oluşturulduğu programda .xlsx ya da CSV olarak kaydedin veya hücreleri kopyalayıp buraya yapıştırın.",
    ],
    "input.locked": () => [
      "Bu dosya parolayla korunuyor.",
      "Parolasıyla açın, parolasız bir kopyasını kaydedin ve onu buraya bırakın.",
    ],
    "input.no_table": () => [
      "Burada bir tablo bulunamadı.",
      "Bir satırda sütun adları, altındaki satırlarda sayılar olmalı.",
    ],
    "input.single_value": (g) => [
      g("text") ? `“${g("text")}” tek bir değer, tablo değil.` : "Bu tek bir değer, tablo değil.",
      "Dışa aktarılan dosyanın tamamını bırakın ya da bir hücre aralığı yapıştırın: üstte sütun adları, altında sayı satırları olmalı.",
    ],
    "input.bulk_file": (g) => [
      `${g("kind") || "Bu"} toplu düzenleme dosyası: sonuçları değil, ayarları içerir.`,
      "Maliyet, tıklama ve dönüşüm içeren bir raporu CSV olarak dışa aktarın.",
    ],
    "input.pivot": () => [
      "Bu, sütun etiketleri olan bir özet tablo (pivot).",
      "Özet tablonun kaynağı olan sayfayı kaydedin ya da her sütuna bir ölçü koyun.",
    ],
    "input.too_many_columns": (g) => [
      `Tabloda ${g("columns")} sütun var; en çok ${g("limit")} sütun okunabilir.`,
      "Yalnızca gerekli sütunları bırakıp yeniden dışa aktarın.",
    ],
    "input.cell_too_long": () => [
      "Bir hücre okunamayacak kadar uzun. Genellikle açılan bir tırnak işareti kapatılmamıştır.",
      "Bu satıra bakın: tırnak işaretini kapatın ya da silin, sonra yeniden deneyin.",
    ],
    "input.out_of_memory": (g) => [
      g("row") ? `Cihazın belleği ${g("row")}. satırda doldu.` : "Cihazın belleği doldu.",
      "Daha kısa bir dönem ya da daha az sütun dışa aktarın veya diğer sekmeleri kapatıp yeniden deneyin.",
    ],
    "csv.unterminated_quote": () => [
      "Burada açılan tırnak işareti hiç kapatılmamış.",
      "Bu satırdaki tırnak işaretini kapatın ya da silin, sonra yeniden deneyin.",
    ],
    "source.unknown": () => ["Bu tablo artık burada değil.", "Dosyayı yeniden ekleyin."],
    "session.not_reading": () => ["Şu anda okunan bir dosya yok.", "Dosyayı yeniden ekleyin."],
    "call.unknown_operation": (g) => [
      `Sayfa, bu sürümün yapamadığı bir şey istedi (${g("operation")}).`,
      "Sayfayı yenileyin.",
    ],
    "call.bad_json": () => ["Sayfanın isteği okunamadı.", "Sayfayı yenileyin."],
    "call.bad_argument": (g) => [
      g("argument")
        ? `“${g("argument")}” eksik ya da yanlış türde${g("given") ? `: ${g("given")}` : ""}.`
        : "Bir ayar eksik ya da yanlış türde.",
      "Değiştirip yeniden deneyin.",
    ],
    "state.differs": () => ["Bu parça, önceki parçadan farklı okunmuş.", "Dosyayı tek parça olarak okutun."],
    "state.bad_format": () => ["Bu, Mittari’nin başka bir sürümüyle kaydedilmiş.", "Özgün dosyayı yeniden okutun."],
    "metric.unknown": (g) => [`“${g("metric")}” adlı bir metrik yok.`, "Metrik listesinden seçin."],
    "dimension.unknown": (g) => [
      `Gruplamak ya da filtrelemek için “${g("dimension")}” adlı bir sütun veya dönem yok.`,
      "Tablonuzdaki bir sütunu ya da gün, hafta, ay, çeyrek veya yılı seçin.",
    ],
    "set.unknown": (g) => [`“${g("set")}” adlı bir metrik seti yok.`, "Listeden seçin."],
    "map.unknown_role": (g) => [`“${g("role")}” adlı bir anlam yok.`, "Sütunun anlamını listeden seçin."],
    "map.unknown_column": (g) => [`“${g("column")}” adlı bir sütun yok.`, "Tablodaki sütunlardan birini seçin."],
    "map.name_taken": (g) => [`“${g("role")}” adının zaten bir anlamı var.`, "Kendi ölçünüze başka bir ad verin."],
    "query.bad_date": (g) => [
      `${g("given") || "Bu"} takvimde bir gün değil.`,
      "Yıl-ay-gün olarak yazın, örneğin 2025-01-31.",
    ],
    "calc.unknown_input": (g) => [`Bu metriğin “${g("input")}” adlı bir girdisi yok.`, "Gösterilen alanları doldurun."],
    "calc.missing_input": () => ["Bir sayı daha gerekiyor.", "Diğer alanları doldurun."],
    "formula.unexpected": (g) => [
      `Formülün burasında “${g("found")}” olamaz.`,
      g("expected") ? `Burada beklenen: ${g("expected")}.` : "Formülün bu kısmına bakın.",
    ],
    "formula.unknown_name": (g) => [
      `Formülde geçen “${g("name")}” diye bir şey yok.`,
      "Bir ölçünün ya da metriğin adını kullanın.",
    ],
    "formula.unit_mismatch": (g) => [
      `Formül farklı birimleri topluyor: ${g("left")} ve ${g("right")}.`,
      "Yalnızca aynı birimdeki tutarlar toplanabilir.",
    ],
    "formula.cycle": (g) => [`“${g("metric")}” formülü dönüp kendisine başvuruyor.`, "Başvurulardan birini çıkarın."],
    "formula.too_deep": () => ["Formülde iç içe çok fazla parantez var.", "Formülü ikiye bölün."],
    "formula.no_aggregate": (g) => [
      `“${g("name")}” formülde sum(), last() ya da open() olmadan duruyor.`,
      "sum(…) biçiminde yazın.",
    ],
    "formula.name_taken": (g) => [
      `“${g("name")}” adlı bir metrik ya da ölçü zaten var.`,
      "Formülünüze başka bir ad verin.",
    ],
    "formula.bad_name": () => ["Formülün bir adı ve eşittir işareti olmalı.", "ad = sum(spend) / sum(leads) biçiminde yazın."],
    "formula.wrong_aggregate": (g) => [
      `“${g("name")}”, ${g("given")}() ile alınamaz.`,
      `${g("expected")}(${g("name")}) biçiminde yazın.`,
    ],
    "catalog.invalid": () => ["Bu sayfadaki metrik listesi bozuk.", "Sayfayı kaynağından yeniden yükleyin."],
    "input.unreadable": () => [
      "Tarayıcı bu dosyayı açamadı.",
      "Taşınmış, adı değişmiş ya da başka yerde açık olabilir. Yeniden seçin.",
    ],
    "input.archive_broken": () => ["Bu arşiv ya da çalışma kitabı bozuk.", "Yeniden dışa aktarın ya da sıkıştırın."],
    "input.archive_too_large": () => [
      "Bu arşiv açıldığında sayfanın tutabileceğinden büyük olur.",
      "Kendiniz açıp yalnızca gereken tabloyu ekleyin.",
    ],
    "input.sheet_unknown": (g) => [
      `Bu çalışma kitabında “${g("sheet")}” adlı bir sayfa yok.`,
      "Sayfalarından birini seçin.",
    ],
    "json.unexpected": () => [
      "Bu JSON bir satır listesi değil.",
      "Aynı adları taşıyan nesnelerden bir liste ya da her satırda bir nesne olmalı.",
    ],
    "engine.stopped": () => [
      "Hesaplayıcı durdu; büyük olasılıkla bellek yetmedi.",
      "Ayarlarınız duruyor. Yeniden deneyin, gerekirse daha küçük bir dosyayla.",
    ],
    "engine.cancelled": () => ["İsteğiniz üzerine durduruldu.", "Hiçbir şey değişmedi."],
    "engine.busy": () => ["Başka bir dosya hâlâ okunuyor.", "Bitmesini bekleyin ya da iptal edin."],
    "engine.unavailable": () => [
      "Bu tarayıcı hesaplayıcıyı çalıştıramıyor.",
      "Chrome, Edge, Firefox ya da Safari’nin yeni bir sürümünü kullanın.",
    ],
    "number.unreadable": (g) => [
      g("text") ? `“${g("text")}” sayı olarak okunamıyor.` : "Bu, sayı olarak okunamıyor.",
      "Rakamla yazın; ondalık için virgül ya da nokta kullanın.",
    ],
    not_available: () => ["Bu işlem bu sürümde henüz yapılamıyor.", "Başka bir analiz seçin."],
    "sql.metric_refused": (g) => [
      `${g("metric") ? g("metric") : "Bu metrik"} tek bir sorguyla ifade edilemiyor: tek tek anlaşmaları, siparişleri, yanıtları ya da abonelikleri izliyor veya başka bir döneme bakıyor.`,
      "Diğer sayıları veri ambarına taşıyın, bunu burada hesaplayın.",
    ],
    "sql.option_refused": (g) => [`“${g("option")}” veri ambarı için tek bir sorguyla ifade edilemiyor.`, "Kapatıp yeniden deneyin."],
    "sql.no_metric": () => [
      "Bu sayıların hiçbiri veri ambarına tek bir sorguyla sorulamıyor.",
      "Reklam ya da analiz raporu gibi, toplamlardan oluşan bir tablodan gelen sayıları seçin.",
    ],
  },
  issues: {
    total_row: (_n, c) => `${c} toplam satırı dışarıda bırakıldı; hiçbir şey iki kez sayılmıyor`,
    footer_row: (_n, c) => `${c} kapanış satırı dışarıda bırakıldı`,
    repeated_header: (_n, c) => `Sütun adlarını yineleyen ${c} satır dışarıda bırakıldı`,
    preamble: (_n, c) => `Sütun adlarının üstündeki ${c} satır atlandı`,
    comment_row: (_n, c) => `${c} açıklama satırı dışarıda bırakıldı`,
    blank_row: (_n, c) => `${c} boş satır dışarıda bırakıldı`,
    blank_token: (_n, c) => `“Yok” anlamına gelen ${c} hücre boş bırakıldı`,
    number_reread: (_n, c) => `${c} sayı dosyanın kendi yazımına göre okundu`,
    encoding_invalid: (_n, c) => `${c} hücrede okunamayan harf var`,
    quote_stray: (_n, c) => `Başıboş tırnak işareti olan ${c} hücre yazıldığı gibi okundu`,
    row_short: (_n, c) => `Başlıktan kısa ${c} satır boşlukla tamamlandı`,
    row_long: (_n, c) => `Başlıktan uzun ${c} satırın fazla hücreleri dışarıda bırakıldı`,
    header_renamed: (_n, c) => `Boş ya da yinelenen ${c} sütun adı ayırt edilebilir hâle getirildi`,
    cell_not_number: (_n, c) => `Sayı olmayan ${c} hücre boş bırakıldı`,
    cell_not_date: (_n, c) => `Tarih olmayan ${c} hücre boş bırakıldı`,
    bound_value: (_n, c) => `“< %10” gibi ${c} hücre boş bırakıldı: sınır, değer değildir`,
    error_cell: (_n, c) => `Tablo hatası içeren ${c} hücre boş bırakıldı`,
    precision_lost: () => "Buradaki sayılar tam olarak saklanamayacak kadar uzun; son basamaklar yuvarlanmış olabilir",
    micros_divided: (_n, c) => `Milyonda bir cinsinden verilen ${c} tutar 1.000.000’a bölündü`,
    date_reread: (_n, c) => `${c} tarih dosyanın kendi yazımına göre okundu`,
    minor_divided: (_n, c) => `Kuruş/sent cinsinden verilen ${c} tutar 100’e bölündü`,
    header_multiplied: (_n, c) => `Başlığa göre bin veya milyon olarak verilmiş ${c} sayı çarpıldı`,
    header_joined: (_n, c) => `${c} sütun adı üstündeki satırla tamamlandı`,
    unpivoted: (_n, c) => `Her biri bir dönem ya da kanala ait ${c} sütun, satır olarak okundu`,
    percent_divided: (_n, c) => `Yüzde olarak yazılmış ${c} oran 100’e bölündü`,
    dimension_missing: (_n, _c, g) =>
      `${g("source") || "Bir tabloda"}: ${g("dimension") || "bu gruplama"} için sütun yok; yalnızca toplamda sayılır`,
    sums_no_interval: (_n, _c, g) => `${g("source") || "Bir tablo"} toplamlardan oluşuyor: günlerin birbirinden ne kadar ayrıldığı bilinmediği için olası aralıklar gösterilmiyor`,
    channel_found: (_n, c, g) => `${g("source") || "Bir dosya"}: ${c} satırın kanalı, müşteriye göre ${g("from") ? `${g("from")} dosyasından` : "başka bir dosyadan"} alındı`,
    channel_unknown: (_n, c, g) => `${g("source") || "Bir dosya"}: ${c} satırın müşterisi ${g("from") ? `${g("from")} dosyasında` : "diğer dosyada"} yok; bunlar kanalsız kaldı`,
    channel_needed: (_n, _c, g) => `${g("source") || "Bir dosyada"}: müşteriler var, kanal yok. Kanal ya da edinme kaynağı sütunu ekleyin veya aynı müşteri kimlikleriyle kanalı içeren bir dosya verin`,
    sub_trial: (_n, c) => `${c} deneme satırı: henüz yinelenen gelir yok`,
    sub_void: (_n, c) => `Hiç başlamamış ${c} abonelik satırı dışarıda bırakıldı`,
    sub_one_time: (_n, c) => `${c} tek seferlik ücret satırı: yinelenen gelir değil`,
    sub_no_start: (_n, c) => `Başlangıç tarihi olmayan ${c} satır dışarıda bırakıldı`,
    sub_no_interval: (_n, c) => `Faturalama aralığı anlaşılamayan ${c} satır dışarıda bırakıldı`,
    sub_no_amount: (_n, c) => `Kullanılabilir tutarı olmayan ${c} satır dışarıda bırakıldı`,
    sub_end_unknown: (_n, c) => `Bitiş tarihi olmayan ${c} sona ermiş abonelik satırı dışarıda bırakıldı`,
    sub_past_due: (_n, c) => `Ödemesi gecikmiş ${c} satır, bitene kadar sayılır`,
    deal_no_close_date: (_n, c) => `Kapanış tarihi olmayan ${c} kapanmış anlaşma bir döneme yerleştirilemiyor`,
    deal_no_created_date: (_n, c) => `Oluşturma tarihi olmayan ${c} anlaşma bir kohorta yerleştirilemiyor`,
    deal_negative_duration: (_n, c) => `Başlamadan kapanan ${c} kazanılmış anlaşma satış döngüsüne alınmadı`,
    deal_cycle_from_created: (_n, c) => `İlk teması bilinmeyen ${c} kazanılmış anlaşmanın satış döngüsü oluşturma tarihiyle başlar`,
    deal_no_amount: (_n, c) => `Tutarı olmayan ${c} kazanılmış anlaşma ortalama anlaşma büyüklüğüne alınmadı`,
    order_cancelled: (_n, c) => `İptal edilmiş, başarısız veya geçersiz ${c} sipariş sayılmadı`,
    order_abandoned: (_n, c) => `Terk edilmiş ${c} sepet, siparişlere değil sepetlere sayıldı`,
    order_zero_value: (_n, c) => `Tutarı sıfır olan ${c} sipariş sayılmadı`,
    order_lines: (_n, c) => `${c} satır aynı siparişin devamı: her sipariş bir kez sayılır`,
    order_total_repeated: () => "Sipariş toplamı her satırında yineleniyor: bir kez sayılır",
    order_number_reused: (_n, c) => `${c} siparişin numarası başka müşteri veya günün siparişinde de var`,
    order_negative_as_refund: (_n, c) => `Sıfırın altındaki ${c} satır sipariş değil, iade sayıldı`,
    order_no_customer: (_n, c) => `Müşterisi yazılmamış ${c} sipariş, müşteri sayımına alınmadı`,
    order_no_date: (_n, c) => `Tarihi olmayan ${c} sipariş bir döneme yerleştirilemiyor`,
    score_out_of_scale: (_n, c) => `${c} puan alınmadı: 0 ile 10 arasında tam sayı değil`,
    score_stars: () => "1–5 arası puanlar yorum yıldızı olarak okundu: NPS için 0–10 gerekir",
    sentiment_unknown: (_n, c) => `${c} satır alınmadı: olumlu, olumsuz veya nötr değil`,
    rows_undated: (_n, c) => `Tarihi olmayan ${c} satır bir döneme yerleştirilemiyor`,
    total_disagrees: (_n, _c, g) =>
      g("total") && g("sum")
        ? `Toplam satırında ${g("total")} yazıyor, satırların toplamı ${g("sum")}`
        : "Bir toplam satırı, satırların toplamından farklı",
    "ratio.disagrees": (_n, _c, g) =>
      g("stated") && g("computed")
        ? `Sütunda ${g("stated")} yazıyor, parçaları ${g("computed")} veriyor`
        : "Bir oran sütunu, parçalarının verdiğinden farklı",
    "ratio.ignored": () => "Hesaplanmış sütun: toplanmaz, parçalarından yeniden hesaplanır",
    twin_column: (_n, _c, g) => `Aynı tutarlar ${g("other") ? `${g("other")} sütununda` : "başka bir sütunda"} da var: bir kez kullanıldı`,
    negative_count: (_n, c) => `Adedi sıfırın altında olan ${c} hücre dışarıda bırakıldı`,
    "sources.overlap": (_n, _c, g) =>
      `${g("measure") || "Bir ölçü"} aynı günler için iki dosyada var${g("other") ? ` (${g("other")} içinde de)` : ""}`,
    "role.collision": (_n, _c, g) => `İki sütun da ${g("role") || "aynı ölçü"} olabilir; yalnızca ${g("other") || "ilki"} kullanıldı`,
    duplicate_rows: (_n, c) => `${c} satır birden çok kez geçiyor; olduğu gibi bırakıldı`,
    "recipe.unfit": (_n, _c, g) =>
      g("column")
        ? `Geçen seferden kalan bir ayar ${g("column")} sütunuyla ilgili; bu dosyada o sütun yok`
        : `Geçen seferden kalan bir ayar bu dosyaya uymuyor (${g("setting")})`,
    swallowed_rows: (_n, c) => `${c} hücrenin içinde dosyanın birkaç satırı var: tırnak işareti kapanmamış`,
    currency_mixed_column: () => "Bu sütunda birden çok para birimi var: tutarlar birbirine eklenmez",
  },
  questions: {
    "date.ambiguous_order": {
      ask: (c) => `${c} sütununda önce gün mü, ay mı geliyor?`,
      why: "Buradaki her tarih iki türlü de okunabiliyor.",
    },
    "date.ambiguous_calendar": {
      ask: (c) => `${c} hangi takvime göre?`,
      why: "Yıllar iki takvime de uyuyor.",
    },
    "date.no_year": {
      ask: (c) => `${c} sütunundaki aylar hangi yıla ait?`,
      why: "Aylar yılsız yazılmış.",
    },
    "number.ambiguous_style": {
      ask: (c) => `${c} sütunundaki sayılarda geçen işaret ne anlama geliyor?`,
      why: "Binlik ya da ondalık ayırıcı olabilir.",
    },
    "unit.micros": {
      ask: (c) => `${c}, para biriminin milyonda biri cinsinden mi?`,
      why: "Tutarlar çok büyük ve sıfırlarla bitiyor.",
    },
    "unit.minor": {
      ask: (c) => `${c} kuruş/sent cinsinden mi?`,
      why: "Tüm tutarlar tam sayı ve alışılmadık ölçüde büyük.",
    },
    "unit.percent": {
      ask: (c) => `${c} yüzde olarak mı, 0–1 arası oran olarak mı yazılmış?`,
      why: "Oranlar iki türlü de okunabiliyor.",
    },
    "unit.toman_rial": {
      ask: (c) => `${c} tümen mi, riyal mi cinsinden?`,
      why: "Bir tümen on riyaldir; dosya hangisi olduğunu söylemiyor.",
    },
    "header.role_collision": {
      ask: (c) => `${c} neyi gösteriyor?`,
      why: "Bu sütun adının iki anlamı var.",
    },
    "header.opening_stock": {
      ask: (c) => `${c} yeni müşterileri mi, bugüne kadarki tüm müşterileri mi sayıyor?`,
      why: "Ad ikisine de uyuyor; müşteri edinme maliyeti buna bağlı.",
    },
    "header.none": {
      ask: () => "İlk satır veri mi, sütun adları mı?",
      why: "İlk satır altındakilere benziyor.",
    },
    "header.value": {
      ask: () => "Değerler neyi sayıyor?",
      why: "Dosyada bunu söyleyen bir ad yok.",
    },
    "table.kind": {
      ask: () => "Bir satır neyi temsil ediyor?",
      why: "Sütunlar birden çok tablo türüne uyuyor.",
    },
    "table.index": {
      ask: () => "Bu dosyadaki tablolardan hangisi kullanılsın?",
      why: "Dosyada birkaç tablo var.",
    },
    "table.quote": {
      ask: () => "Bu dosyada tırnak işaretleri hücreleri bir arada mı tutuyor?",
      why: "Açılıp kapanmayan bir işaret, dosyanın satırlarını tek hücreye almış.",
    },
    "table.again": {
      ask: () => "Bu dosyada daha önceki bir dosyanın satırları var. Onun yerini alsın mı?",
      why: "İkisi birden sayılırsa aynı satırlar iki kez sayılır.",
    },
    "encoding.unsure": {
      ask: (c) => `${c ? `${c} sütununda bunlardan` : "Bunlardan"} hangisi doğru görünüyor?`,
      why: "Harfler birden çok biçimde okunabiliyor.",
    },
    "blank.reading": {
      ask: (c) => `${c} sütunundaki boş hücre ne demek?`,
      why: "Boşları atlamak ile o satırları dışarıda bırakmak farklı sonuç veriyor.",
    },
  },
  reasons,
  flags: {
    incomplete_inputs: (g) =>
      g("coverage") ? `Bütün girdileri tam olan satırların oranı yalnızca ${g("coverage")}.` : "Bazı satırlarda girdi eksik.",
    rate_above_100pct: () =>
      "%100’ün üstünde: parçalar farklı günlerden gelebilir ya da farklı şeyleri sayıyor olabilir.",
    "lower_bound:reach_not_additive": () => "En az bu kadar: iki kez ulaşılan kişiler ayırt edilemez.",
    negative_spend_rows: () => "Bazı harcamalar sıfırın altında (iade ya da düzeltme); hesaba katıldı.",
    negative_duration: () => "Bazı süreler sıfırın altında.",
    cycle_from_created: () => "Anlaşmanın oluşturulduğu günden sayıldı.",
    partial_period: () => "Veriler dönemin sonuna kadar gelmiyor.",
    length_mismatch: () => "İki dönemin uzunluğu eşit değil; gün başına karşılaştırın.",
    immature_cohort: () => "Bu müşteriler yeni; değer daha sonra değişecek.",
    intra_period_churn: () => "Bazı müşteriler dönem içinde gelip ayrıldı.",
    intra_period_gap: () => "Bazı müşteriler dönem içinde ayrılıp geri döndü.",
    reconciliation_error: () => "Açılış, hareketler ve kapanış birbirini tutmuyor.",
    revenue_basis: () => "Brüt kâr değil, gelir üzerinden hesaplandı.",
    marketing_only: () => "Yalnızca pazarlama maliyeti sayıldı; satış maliyeti yok.",
    extrapolated: () => "Verinin ötesine uzanıyor.",
    set_changed: () => "Parçalar dönemler arasında değişti.",
    snapshot_only: () => "Yalnızca tek bir ana dayanıyor.",
    event_level: () => "Ay sonları arasındaki farkla değil, olay olay sayıldı.",
    coarser_than_bucket: () => "Tarihleri bütün haftaların ya da ayların tarihlerine benziyor: her toplam başladığı yerde gösterilir.",
    channel_by_customer: () => "Bu müşterilerin kanalı, kimlikleriyle başka bir dosyada bulundu.",
    inconsistent_inputs: () => "Girdiler birbiriyle çelişiyor.",
    partial: (g) => (g("detail") ? `Toplamda ${g("detail")} eksik.` : "Toplamın bir parçası eksik."),
    small_sample: () => "Az sayıda örneğe dayanıyor; yalnızca ipucu sayın.",
    ambiguous_header: () => "Bir sütun adının iki anlamı var; Kontrol bölümüne bakın.",
    proxy: (g) =>
      g("detail")
        ? `Eksik sütunun yerine ${g("detail")} kullanıldı.`
        : "Eksik sütunun yerine yakın bir sütun kullanıldı.",
    coarsened: () => "Tam dönemler üzerinden hesaplandı.",
    negative_revenue_rows: () => "Bazı gelirler sıfırın altında (iade); hesaba katıldı.",
  },
  choices: {
    dmy: "Önce gün",
    mdy: "Önce ay",
    ymd: "Önce yıl",
    jalali: "Hicri Şemsi takvim",
    gregorian: "Miladi takvim",
    thousands: "Binlik ayırıcı",
    decimal: "Ondalık ayırıcı",
    micros: "Milyonda bir",
    minor: "Kuruş/sent",
    units: "Tam birim",
    percent: "Yüzde",
    fraction: "0–1 arası oran",
    toman: "Tümen",
    rial: "Riyal",
    quoted: "Evet, tutuyor",
    unquoted: "Hayır, düz metin",
    replace: "Yerini alsın",
    keep: "İkisi de kalsın",
    earlier: "Yalnız önceki kalsın",
    skip: "Boşları atla",
    leave_out: "Bu satırları dışarıda bırak",
    header: "Sütun adları",
    data: "Veri",
    ignore: "Hiçbiri: kullanılmasın",
    channel_performance: "Bir gündeki bir kanal",
    deals: "Bir anlaşma",
    subscriptions: "Bir abonelik",
    orders: "Bir sipariş",
    brand_content: "Bir gündeki bir marka ya da sayfa",
    touches: "Bir müşteri teması",
  },
};
