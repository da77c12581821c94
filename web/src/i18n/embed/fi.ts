import type { EmbedWords } from "./en.ts";

export const embed: EmbedWords = {
  noData: "Täällä ei ole vielä taulukkoa.",
  open: "Upota",
  title: "Vie se omalle sivustollesi",
  what: "Mitä",
  whats: { calculator: "Tämä laskuri", scorecard: "Tuloskortti", report: "Raportti" },
  how: "Miten",
  hows: { element: "Elementtinä", auto: "Mukautuvassa kehyksessä", fixed: "Kiinteässä kehyksessä" },
  hints: {
    element: "Yksi skripti ja yksi tagi. Se täyttää annetun leveyden ja säilyttää oman ulkoasunsa.",
    auto: "Sivustoille, joilla kehykset ja skriptit ovat sallittuja: kehys kasvaa sisältönsä mukaan.",
    fixed: "Järjestelmiin, jotka sallivat kehykset mutta eivät skriptejä: korkeus pysyy asetettuna.",
  },
  anyCurrency: "Ei mitään",
  preview: "Esikatselu",
  width: (pixels) => `${pixels} pikseliä leveä`,
  code: "Kopioitava koodi",
  noneInside: "Mukana ei ole dataa. Lukija kirjoittaa omat lukunsa, ja ne pysyvät hänen laitteellaan.",
  inside: (size) => `Taulukkosi on tämän koodin sisällä (${size}): jokainen sivun avaava voi lukea sen.`,
  outside: "Taulukkosi ei ole mukana. Koodissa on paikka, johon taulukko sivustollasi tulee.",
  include: "Sisällytä taulukko koodiin",
  tooLarge: (size) => `Taulukko (${size}) on siihen liian suuri.`,
  frameData: "Kehys näyttää tallennetun kopion tästä sivusta. Tallenna sivu, vie tiedosto sivustollesi ja kirjoita sen osoite koodiin; taulukko on tiedoston sisällä.",
  files: (names) => `Vie ${names} omalle sivustollesi; mitään ei ladata muualta.`,
  update: "Tästä sivusta on uusi versio.",
  reload: "Ota se käyttöön",
};
