// Every colour, size and distance of the page. Text holds 4.5:1 on its paper, graphics and borders of fields 3:1.
const light = `
  --paper: #ffffff;
  --paper-2: #f5f7f6;
  --paper-3: #e9eeec;
  --ink: #14201d;
  --ink-2: #43524d;
  --ink-3: #5f6d68;
  --line: #dbe1de;
  --line-2: #82908b;
  --accent: #0a6b5e;
  --accent-ink: #ffffff;
  --accent-wash: #e6f1ee;
  --focus: #0b57d0;
  --good: #14743a;
  --bad: #b42318;
  --caution: #855300;
  --caution-wash: #fbf2df;
  --bad-wash: #fcecea;
  --series-1: #0a6b5e;
  --series-2: #c2410c;
  --series-3: #2b5fb3;
  --series-4: #8a5a00;
  --series-5: #8e3b8c;
  --series-6: #4d7c0f;
  --series-7: #b4235f;
  --series-8: #4b5563;
`;
const dark = `
  --paper: #0f1413;
  --paper-2: #171d1b;
  --paper-3: #232b28;
  --ink: #edf2f0;
  --ink-2: #b9c4c0;
  --ink-3: #95a29d;
  --line: #2b3431;
  --line-2: #6d7a75;
  --accent: #63cbb9;
  --accent-ink: #06231e;
  --accent-wash: #14302b;
  --focus: #8ab4ff;
  --good: #6fd195;
  --bad: #ff9b8f;
  --caution: #ebc06a;
  --caution-wash: #2c2412;
  --bad-wash: #341a17;
  --series-1: #63cbb9;
  --series-2: #ff9d6b;
  --series-3: #8ab4ff;
  --series-4: #e3b341;
  --series-5: #d79bf0;
  --series-6: #a8d36a;
  --series-7: #ff8fb8;
  --series-8: #b6c0cc;
`;

export const tokens = `
:root {
  color-scheme: light;
  ${light}
  --s-1: 0.8125rem;
  --s0: 0.875rem;
  --s1: 1rem;
  --s2: 1.25rem;
  --s3: 1.5625rem;
  --s4: 1.953rem;
  --s5: 2.441rem;
  --s6: 3.052rem;
  --s7: 3.815rem;
  --u: 8px;
  --radius: 6px;
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  --leading: 1.5;
  --quick: 140ms;
}
:root[data-theme="dark"] { color-scheme: dark; ${dark} }
@media (prefers-color-scheme: dark) {
  :root:not([data-theme="light"]) { color-scheme: dark; ${dark} }
}
:root:lang(fa) {
  --font: Vazirmatn, Vazir, "Segoe UI", Tahoma, "Noto Sans Arabic", "Noto Naskh Arabic", "DejaVu Sans", system-ui, sans-serif;
  --leading: 1.75;
  --s-1: 0.875rem;
  --s0: 0.9375rem;
  --s1: 1.0625rem;
}
@media (max-width: 599px) {
  :root { --s5: 2.1rem; --s6: 2.6rem; --s7: 3rem; }
}
@media (prefers-reduced-motion: reduce) { :root { --quick: 0ms; } }
/* Paper is light whatever the screen is like. */
.light-paper { color-scheme: light; background: var(--paper); color: var(--ink); ${light} }
@media print { :root, :root[data-theme] { color-scheme: light; ${light} } }
`;
