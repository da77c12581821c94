// What a calculator on its own says.
import type { CalcErrors, CalcWords, Ends, ReasonWords } from "./types.ts";

export const calc: CalcWords = {
  title: "Tai vain yksi luku",
  choose: "Mikä luku?",
  solve: (field) => `Ratkaise: ${field}`,
  solveThis: "Ratkaise tämä",
  solving: "Lasketaan muista kentistä",
  echo: (text) => `= ${text}`,
  unread: "Ei vielä luku",
  waiting: "Täytä kentät, niin näet tuloksen",
  example: (text) => `esim. ${text}`,
  copyLink: "Kopioi linkki",
  copied: "Kopioitu",
  goal: (value) => `Tavoite ${value}`,
  goalMet: "saavutettu",
  goalMissed: "ei saavutettu",
  names: { cpl: "CPL", cac: "CAC", roi: "ROI", roas: "ROAS", ltv_cac: "LTV:CAC" },
  fields: {
    spend: "Markkinointikulut",
    leads: "Liidit",
    new_customers: "Uudet asiakkaat",
    revenue: "Liikevaihto",
    gross_margin: "Myyntikateprosentti",
    attributed_revenue: "Mainonnan tuoma liikevaihto",
    ltv: "Elinkaariarvo",
    cac: "Asiakashankinnan hinta",
    cost_per_lead: "Liidin hinta",
    marketing_roi: "Markkinoinnin ROI",
    roas: "Mainonnan tuotto",
    ltv_cac_ratio: "LTV:CAC",
  },
};

// The same input at both ends of a period, or of the one before.
export const ends: Ends = {
  opening: (name) => `${name}, jakson alussa`,
  closing: (name) => `${name}, jakson lopussa`,
  prior: (name) => `${name}, edellinen jakso`,
};

export const errors: CalcErrors = {
  "calc.cannot_solve": () => ["Tätä kenttää ei voi laskea muista.", "Valitse jokin toinen ratkaistava kenttä."],
  "calc.bad_input": (g) => [
    `${g("given") || "Tämä"} ei käy tähän${g("input") ? ` (${g("input")})` : ""}.`,
    "Kirjoita tavallinen luku; määrä ei voi olla alle nollan.",
  ],
};

export const reasons: ReasonWords = {
  denominator_zero: (g) =>
    g("measure")
      ? `Jakaja on tässä nolla (${g("measure")}), joten tulosta ei voi laskea.`
      : "Kaavan nimittäjä on nolla, joten tulosta ei voi laskea.",
  missing_input: (g) => (g("measure") ? `Valinnasta puuttuu: ${g("measure")}.` : "Jokin tarvittava luku puuttuu."),
  missing_opening: () => "Jakson alkua edeltävästä ajasta ei ole tietoja.",
  no_rows: () => "Yksikään rivi ei vastaa valintaa.",
  non_positive_denominator: () => "Kaavan nimittäjä ei ole suurempi kuin nolla.",
  baseline_zero: () => "Aiempi arvo oli nolla, joten prosenttimuutosta ei ole.",
  baseline_negative: () => "Aiempi arvo oli alle nollan, joten prosenttimuutosta ei ole.",
  ambiguous_sign: () => "Sarakkeessa on sekaisin positiivisia ja negatiivisia summia.",
  currency_mixed: () => "Valinnassa on useita valuuttoja. Valitse yksi.",
  target_met: () => "Tavoite on jo saavutettu.",
  not_reached: () => "Arvoa ei saavuteta tässä aineistossa.",
  insufficient_data: () => "Aineistoa on tähän liian vähän.",
  not_identifiable: () => "Aineisto ei riitä erottamaan näitä toisistaan.",
  out_of_range: () => "Tulos on liian suuri tai pieni näytettäväksi.",
  not_applicable: () => "Mittaria ei voi laskea tässä ryhmittelyssä.",
};
