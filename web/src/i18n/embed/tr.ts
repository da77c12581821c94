import type { EmbedWords } from "./en.ts";

export const embed: EmbedWords = {
  noData: "Burada henüz tablo yok.",
  open: "Siteye ekle",
  title: "Kendi sitenize koyun",
  what: "Ne eklenecek",
  whats: { calculator: "Bu hesaplayıcı", scorecard: "Karne", report: "Rapor" },
  how: "Nasıl",
  hows: { element: "Öge olarak", auto: "Boyu uyan çerçevede", fixed: "Sabit çerçevede" },
  hints: {
    element: "Bir betik ve bir etiket. Verilen genişliği kullanır, kendi görünümünü korur.",
    auto: "Çerçeve ve betiğe izin veren siteler için: çerçeve içeriğine göre uzar.",
    fixed: "Çerçeveye izin veren, betiğe vermeyen sistemler için: yükseklik belirlendiği gibi kalır.",
  },
  anyCurrency: "Yok",
  preview: "Önizleme",
  width: (pixels) => `${pixels} piksel genişlik`,
  code: "Kopyalanacak kod",
  noneInside: "İçinde veri yok. Okuyan kendi sayılarını yazar; sayılar onun cihazında kalır.",
  inside: (size) => `Tablonuz bu kodun içinde (${size}): sayfayı açan herkes okuyabilir.`,
  outside: "Tablonuz kodun içinde değil. Kod, sitenizde tablonun duracağı yeri gösterir.",
  include: "Tabloyu koda koy",
  tooLarge: (size) => `Tablo (${size}) bunun için fazla büyük.`,
  frameData: "Çerçeve bu sayfanın kaydedilmiş bir kopyasını gösterir. Sayfayı kaydedin, dosyayı sitenize koyun ve adresini koda yazın; tablo o dosyanın içindedir.",
  files: (names) => `${names} dosyasını kendi sitenize koyun; başka yerden hiçbir şey yüklenmez.`,
  update: "Bu sayfanın yeni bir sürümü hazır.",
  reload: "Şimdi kullan",
};
