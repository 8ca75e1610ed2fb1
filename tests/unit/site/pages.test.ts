import { brotliCompressSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { moduleCounts, placePages } from '@/lib/releases/places'
import type { PublicRelease } from '@/lib/releases/public-release'
import { jalaliOf } from '@/lib/shared/jalali'
import { latinDigits } from '@/lib/shared/number'
import { policyOf, type SiteAssets } from '@/server/site/assets'
import { overviewPage, type Press, releasePages } from '@/server/site/pages'
import { sitePartsOf } from '@/server/site/publish'
import { siblingParts } from '@/server/site/sibling-pages'
import type { SiteFile } from '@/server/site/store'
import { siteWords } from '@/server/site/words'
import { sampleSibling } from '../../support/sample-sibling'
import { sampleRelease } from '../releases/sample'

const assets: SiteAssets = {
  style: 'body{color:red}',
  policy: policyOf('body{color:red}'),
  font: '/site/font.woff2',
  icon: 'data:image/svg+xml,%3Csvg%2F%3E',
  files: [
    { path: '/site/font.woff2', file: 'site/font.woff2', type: 'font/woff2', bytes: new Uint8Array(8) },
  ],
  version: '1',
}
let presses: Press[]
beforeAll(async () => {
  const [fa, en] = await Promise.all([siteWords('fa'), siteWords('en')])
  const given = { both: { fa: fa.t, en: en.t }, assets, outlines: [], origin: 'https://example.ir' }
  presses = [
    { locale: 'fa', words: fa, ...given },
    { locale: 'en', words: en, ...given },
  ]
})

const latin = (text: string) => latinDigits(text).replace(/٬/g, '').replace(/٫/g, '.')
const text = ({ bytes }: SiteFile) => new TextDecoder().decode(bytes)
const OTHERS = [
  sampleSibling('HAMYAR', {
    number: 2,
    older: [{ number: 1, asOfIso: '2024-06-20', publishedAtIso: '2024-06-22' }],
  }),
  sampleSibling('HAMYAR'),
  sampleSibling('CHARITY'),
  sampleSibling('ASSOCIATION'),
]
async function whole(releases: PublicRelease[]): Promise<Map<string, SiteFile>> {
  const parts = [...sitePartsOf(releases, presses, assets, 'none'), ...siblingParts(OTHERS, presses, 'none')]
  const files = (await Promise.all(parts.map((part) => part.files()))).flat()
  expect(new Set(files.map(({ file }) => file)).size).toBe(files.length)
  return new Map(files.map((file) => [file.path, file]))
}
/** A page without the description of its data, which is data and no script: it holds no «<». */
const withoutData = (markup: string) =>
  markup.replace(/<script type="application\/ld\+json">[^<]*<\/script>/, '')
const pagesOf = (files: Map<string, SiteFile>) =>
  [...files.values()].filter(({ type }) => type.startsWith('text/html'))

/** Addresses of the application, which a released page may lead to. */
const APPLICATION =
  /^\/(fa|en)\/(explore|sign-in|materials|open-data\/embeds|check|card|interest)$|^\/data\/latest\/figures\.csv$|^\/api\/public\/v1/

describe('the pages of a site', () => {
  it('lead nowhere that is not there: every link stands in the folder, and every place on its page', async () => {
    const files = await whole([sampleRelease(3), sampleRelease(2)])
    for (const page of pagesOf(files)) {
      for (const [, , given = ''] of text(page).matchAll(/\s(href|src)="([^"]*)"/g)) {
        if (/^(tel|mailto|data|https?):/.test(given)) continue
        const [path = '', mark] = given.split('#')
        if (mark !== undefined && path === '') {
          expect(text(page), `${page.path}${given}`).toContain(`id="${mark}"`)
        } else if (!APPLICATION.test(path)) {
          expect(files.has(decodeURI(path)), `${page.path} → ${path}`).toBe(true)
        }
      }
    }
    for (const path of [
      '/fa',
      '/en/counties/urmia/bahar-2',
      '/fa/releases/2/counties/شاهین-دژ/omid',
      '/fa/releases/2/data.csv',
      '/robots.txt',
      '/en/404.html',
    ])
      expect(files.has(path), path).toBe(true)
  })

  it('hold no script, no form and nothing from elsewhere, and name their stylesheet by its hash', async () => {
    for (const page of pagesOf(await whole([sampleRelease()]))) {
      const markup = text(page)
      expect(withoutData(markup)).not.toMatch(/<script|<form|<iframe|\son\w+="|javascript:/i)
      expect(markup).not.toMatch(/\s(src|srcset)="(https?:)?\/\//)
      expect(markup).not.toMatch(/\sstyle="/)
      expect(markup).toContain(policyOf(assets.style).replaceAll("'", '&#x27;'))
    }
  })

  it('say their language, a title and a description of their own', async () => {
    const pages = pagesOf(await whole([sampleRelease(3), sampleRelease(2)])).filter(
      ({ path }) => !path.endsWith('404.html'),
    )
    // Two neighbourhoods of the sample have one English name.
    const titles = pages
      .filter(({ path }) => path.startsWith('/fa'))
      .map((page) => /<title>([^<]+)/.exec(text(page))?.[1])
    expect(new Set(titles).size).toBe(titles.length)
    for (const page of pages) {
      expect(text(page)).toMatch(
        page.path.startsWith('/fa')
          ? /^<!DOCTYPE html><html lang="fa" dir="rtl"/
          : /^<!DOCTYPE html><html lang="en" dir="ltr"/,
      )
      expect(/name="description" content="[^"]{20,}/.test(text(page)), page.path).toBe(true)
      expect(text(page).match(/<h1/g)?.length, page.path).toBe(1)
    }
  })

  it('are light: with the stylesheet of a build no page comes near thirty kilobytes', async () => {
    for (const page of pagesOf(await whole([sampleRelease()])))
      expect(brotliCompressSync(page.bytes).length, page.path).toBeLessThan(12_000)
  })

  it('say of a release at its own address which it is, and never change when a newer one comes out', async () => {
    const own = '/fa/releases/2/counties/urmia'
    const alone = (await whole([sampleRelease(2)])).get(own)!
    const beside = (await whole([sampleRelease(3), sampleRelease(2)])).get(own)!
    expect(text(alone)).toBe(text(beside))
    expect(text(alone)).toContain('این صفحه از انتشار ۲ است')
    const part = (releases: PublicRelease[]) =>
      sitePartsOf(releases, presses, assets, 'none').find(({ name }) => name === 'release-2')?.key
    expect(part([sampleRelease(2)])).toBe(part([sampleRelease(3), sampleRelease(2)]))
  })

  it('are written anew by a correction only where it is told', () => {
    const correction = { dateIso: '2024-06-01', releaseNumber: 2, text: { fa: 'اصلاح', en: null } }
    const keys = (corrections: PublicRelease['corrections']) =>
      sitePartsOf([{ ...sampleRelease(2), corrections }], presses, assets, 'none').map(({ name, key }) => [
        name,
        key,
      ])
    const [before, after] = [keys([]), keys([correction])]
    expect(after.filter(([, key], at) => key !== before[at]![1]).map(([name]) => name)).toEqual([
      'newest',
      'release-2',
    ])
  })

  it('say before the first release that there is none, and help is there already', async () => {
    const files = await whole([])
    expect(text(files.get('/fa')!)).toContain('هنوز گزارشی منتشر نشده است')
    expect(text(files.get('/en/help')!)).toContain('tel:123')
    expect(files.has('/fa/404.html')).toBe(true)
    expect(text(files.get('/fa/404.html')!)).not.toContain('aria-current')
  })

  it('tell of a neighbourhood nothing but what the release tells: no time, no rank, no one’s number that is hidden', () => {
    const pages = releasePages(presses[1]!, sampleRelease(), { own: false })
    const page = text(pages.find(({ path }) => path.endsWith('/bahar-2'))!)
    expect(page).toContain('fewer than 15')
    expect(page.slice(page.indexOf('<main'))).not.toMatch(/\d\d:\d\d|rank|#\d/i)
    const county = text(pages.find(({ path }) => path.endsWith('/counties/urmia'))!)
    expect(county).toContain('20')
  })

  it('say no number that is not one of the release, in their text, their names for the ear, or their description', async () => {
    const release = sampleRelease()
    // Persian and no English, so that digits of an address count for nothing; a figure no page may show stands beside it.
    const allowed = new Set<number>()
    const gather = (value: unknown): void => {
      if (typeof value === 'number') for (const one of [value, value / 60, value * 100]) allowed.add(one)
      else if (typeof value === 'string')
        for (const one of latin(value).match(/\d+/g) ?? []) allowed.add(Number(one))
      else if (value && typeof value === 'object') Object.values(value).forEach(gather)
    }
    gather(release)
    for (const { y, m, d } of [release.asOfIso, release.publishedAtIso].map(jalaliOf))
      for (const one of [y, m, d]) allowed.add(one)
    for (const county of placePages(release)) {
      allowed.add(county.places.length)
      for (const { held, planned } of county.places.flatMap(moduleCounts)) gather([held, planned])
    }
    for (const key of ['neighbourhoods', 'sessionsHeld', 'sessionsPlanned', 'heldMinutes'] as const)
      gather(release.counties.reduce((sum, county) => sum + county[key], 0))
    // Completion by the rule, order of lines, numbers to call, the bands of age and attendance and the interval of confidence as words of the catalogue.
    for (const one of [48, 1, 2, 3, 4, 5, 6, 7, 8, 29, 30, 44, 45, 50, 60, 61, 74, 75, 95]) allowed.add(one)
    const pages = [
      overviewPage(presses[0]!, release, { own: false }),
      // How we count tells rules and codes, no figures.
      ...releasePages(presses[0]!, release, { own: false }).filter(({ path }) => path !== '/fa/method'),
    ]
    for (const page of pages) {
      const markup = text(page).replace(/<style>[\s\S]*?<\/style>/, '')
      const said = [
        markup.slice(markup.indexOf('<main')).replace(/<[^>]*>/g, ' '),
        ...[...markup.matchAll(/\s(?:aria-label|title|alt)="([^"]*)"/g)].map(([, label]) => label),
        ...[...markup.matchAll(/name="description" content="([^"]*)"/g)].map(([, line]) => line),
      ].join(' ')
      const strange = (latin(said).match(/\d+(?:\.\d+)?/g) ?? [])
        .map(Number)
        .filter((one) => !allowed.has(one))
      expect([page.path, strange]).toEqual([page.path, []])
    }
  })

  it('carry words of an operator or an office as text, never as markup', () => {
    const hostile = sampleRelease()
    hostile.weave[0]!.placeName = { fa: '<img src=x onerror=alert(1)>', en: '<img src=x onerror=alert(1)>' }
    hostile.contact.email = '"><script>alert(1)</script>'
    const standing = { own: false }
    const pages = [
      overviewPage(presses[0]!, hostile, standing),
      ...releasePages(presses[0]!, hostile, standing),
    ]
    for (const page of pages) expect(withoutData(text(page))).not.toMatch(/<img|<script/)
  })
})
