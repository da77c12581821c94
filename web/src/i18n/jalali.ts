// The months of the Solar Hijri calendar by the 33-year cycle, as the engine has them; only what laying keys on a time
// axis and choosing whole months need.
const dayLength = 86_400_000;
const daysBefore = (year: number): number => {
  const shifted = year + 1595;
  return 365 * shifted + Math.floor(shifted / 33) * 8 + Math.floor(((shifted % 33) + 3) / 4);
};
// 1 Farvardin 1402 was 21 March 2023, day 19437 since 1970.
const yearStart = (year: number): number => 19_437 + daysBefore(year) - daysBefore(1402);

// First day of month 1..12; other months count on into the years beside.
export const jalaliStart = (year: number, month: number): Date => {
  const whole = year * 12 + month - 1;
  const of = ((whole % 12) + 12) % 12;
  return new Date((yearStart(Math.floor(whole / 12)) + (of <= 6 ? of * 31 : 186 + (of - 6) * 30)) * dayLength);
};

// The year and month that a day lies in.
export const jalaliMonth = (day: Date): readonly [year: number, month: number] => {
  const days = Math.floor(day.getTime() / dayLength);
  let year = 1402 + Math.floor(((days - 19_437) * 33) / 12_053);
  while (days < yearStart(year)) year--;
  while (days >= yearStart(year + 1)) year++;
  const of = days - yearStart(year);
  return [year, of < 186 ? Math.floor(of / 31) + 1 : Math.floor((of - 186) / 30) + 7];
};
