import 'server-only'
import { createHash } from 'node:crypto'
import type { BothWords } from '@/lib/releases/open-data/dictionary'
import { dirOf, LOCALES, type Locale } from '@/lib/shared/locale'
import type { Missing } from './desk'

/** The look of a page that stands in another's: the house's colours and typeface, no script, nothing from elsewhere. */
const STYLE = `@font-face{font-family:Vazirmatn;src:url(/embed/vazirmatn.woff2) format("woff2");font-weight:100 900;font-display:swap}
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#16222c;--ink-2:#4b5a66;--line:#cfc9bc;--edge:#85806f;--unwoven:#e6e1d5;--full:#0b7a75;--deep:#075e5a;--link:#1f4e8c;--wash:#fbf0da;--wash-ink:#16222c}
@media (prefers-color-scheme:dark){:root{--paper:#11171c;--ink:#ecebe6;--ink-2:#b8c1c7;--line:#3b4852;--edge:#7c8993;--unwoven:#2a353d;--full:#36a89f;--deep:#7ed3ca;--link:#93bbf0;--wash:#33270f;--wash-ink:#f1c87c}}
*{box-sizing:border-box}
body{margin:0;padding:12px 16px;background:var(--paper);color:var(--ink);font:16px/1.7 Vazirmatn,system-ui,Tahoma,sans-serif}
h1{font-size:1.125rem;line-height:1.5;margin:0 0 8px}
p{margin:4px 0}
a{color:var(--link);text-underline-offset:.3em}
footer{margin-top:10px;border-top:1px solid var(--line);padding-top:6px;font-size:.875rem;color:var(--ink-2);display:flex;flex-wrap:wrap;gap:0 16px;align-items:baseline}
footer a{margin-inline-start:auto}
.demo{display:inline-block;background:var(--wash);color:var(--wash-ink);border-radius:4px;padding:0 8px;font-size:.8125rem}
.big{font-size:2.25rem;font-weight:800;line-height:1.35;color:var(--deep)}
.small,.text-sm{font-size:.875rem}
.quiet{color:var(--ink-2)}
.rows{display:grid;grid-template-columns:auto 1fr auto;gap:2px 12px;align-items:center;margin:0;padding:0;list-style:none}
.rows li{display:contents}
.num{font-variant-numeric:tabular-nums;white-space:nowrap}
svg{display:block;overflow:visible}
.font-semibold{font-weight:600}
.fill-turquoise{fill:var(--full)}.fill-unwoven{fill:var(--unwoven)}.fill-ink{fill:var(--ink)}.fill-ink-2{fill:var(--ink-2)}.stroke-edge{stroke:var(--edge)}
[dir=rtl] .rtl\\:-scale-x-100{transform:scaleX(-1)}`
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

const policy = (ancestors: '*' | "'none'") =>
  `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}`
/** The one page that others may frame; it can run nothing and load nothing but its letters. */
export const EMBED_POLICY = policy('*')
/** The same for a page that nobody frames. */
export const PAGE_POLICY = policy("'none'")

const HTML = 'text/html; charset=utf-8'
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A whole page around a body that is markup already. */
export function plainPage(locale: Locale, title: string, body: string): { type: string; bytes: Uint8Array } {
  const html = `<!doctype html><html lang="${locale}" dir="${dirOf(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`
  return { type: HTML, bytes: new TextEncoder().encode(html) }
}

/** What stands where there is nothing: why, and where to look, in both languages. */
export function notHerePage(what: Missing, words: BothWords): { type: string; bytes: Uint8Array } {
  const told = LOCALES.map((locale) => {
    const t = words[locale]
    const link = (path: string, key: string) =>
      `<a href="/${locale}/${path}" target="_blank" rel="noopener">${escaped(t(`open-data.notHere.${key}`))}</a>`
    return `<section lang="${locale}" dir="${dirOf(locale)}"><h1>${escaped(t('open-data.notHere.title'))}</h1><p>${escaped(
      t(`open-data.notHere.${what}`),
    )}</p><p>${link('releases', 'all')} · ${link('open-data', 'open')}</p></section>`
  })
  return plainPage('fa', words.fa('open-data.notHere.title'), `<main>${told.join('<hr>')}</main>`)
}
