import { type PublicSibling, type SiblingTruth, siblingBundle } from '@/lib/releases/siblings/bundle'
import type { Sibling } from '@/lib/releases/siblings/kinds'

const name = (fa: string, en: string) => ({ fa, en })
const count = (
  code: SiblingTruth['counts'][number]['code'],
  value: number,
  more: Partial<SiblingTruth['counts'][number]> = {},
): SiblingTruth['counts'][number] => ({ code, value, county: null, category: null, target: null, ...more })

const OF: Record<Sibling, Pick<SiblingTruth, 'counts' | 'trades' | 'named' | 'volunteers'>> = {
  HAMYAR: {
    counts: [
      count('H-01', 9, { target: 10 }),
      count('H-09', 1, { target: 9 }),
      count('H-03', 57),
      count('H-01', 6, { county: 'باغ', target: 6 }),
      count('H-01', 3, { county: 'دشت', target: 4 }),
      count('H-01', 0, { county: 'کوه' }),
    ],
    trades: [
      { key: 'خیاطی', name: name('خیاطی', 'Tailoring'), groups: 4, women: 24 },
      { key: 'گلیم‌بافی', name: name('گلیم‌بافی', 'Gelim weaving'), groups: 3, women: 17 },
      { key: 'میناکاری', name: name('میناکاری', 'Enamel work'), groups: 1, women: 5 },
      { key: 'عروسک‌سازی', name: name('عروسک‌سازی', 'Doll making'), groups: 1, women: 11 },
    ],
    named: [],
    volunteers: 0,
  },
  CHARITY: {
    counts: [
      count('PROVIDERS', 4),
      count('D-04', 3),
      count('AGREEMENTS', 5),
      count('D-01', 30, { target: 152 }),
      count('D-02', 5, { target: 152 }),
      ...['باغ', 'دشت', 'کوه'].flatMap((county, i) => [
        count('D-04', 2 - i < 0 ? 0 : 2 - i, { county }),
        count('AGREEMENTS', [4, 1, 0][i]!, { county }),
      ]),
      count('D-04', 2, { category: 'ELDERLY' }),
      count('D-04', 1, { category: 'ORPHANS' }),
      count('AGREEMENTS', 4, { category: 'ELDERLY' }),
      count('AGREEMENTS', 1, { category: 'ORPHANS' }),
    ],
    trades: [],
    named: [{ name: 'خانهٔ نمونه', county: 'باغ' }],
    volunteers: 0,
  },
  ASSOCIATION: {
    counts: [
      count('A-01', 2, { target: 3 }),
      count('A-02', 4),
      count('AT_WORK', 3),
      count('A-05', 4_830),
      ...['باغ', 'دشت', 'کوه'].flatMap((county, i) => [
        count('A-02', [2, 1, 1][i]!, { county }),
        count('AT_WORK', [2, 1, 0][i]!, { county }),
      ]),
    ],
    trades: [],
    named: [],
    volunteers: 40,
  },
}

/** What is true of an invented province of three counties, in one of them nothing. */
export function sampleTruth(programme: Sibling, more: Partial<SiblingTruth> = {}): SiblingTruth {
  return {
    programme,
    asOfIso: '2024-07-22',
    demo: true,
    provinceCode: '19',
    provinceName: name('نمونه', 'Sample'),
    publisher: name('ادارهٔ نمونه', 'Sample office'),
    contact: {
      officeName: name('ادارهٔ نمونه', 'Sample office'),
      phone: '024-00000000',
      email: 'office@sample.test',
      hours: null,
    },
    rules: { minPeople: 15, refreshChanges: 10 },
    counties: [
      { name: name('باغ', 'Bagh'), position: { lon: 48.2, lat: 36.8 } },
      { name: name('دشت', 'Dasht'), position: { lon: 48.9, lat: 37 } },
      { name: name('کوه', 'Kuh'), position: null },
    ],
    changes: [],
    ...OF[programme],
    ...more,
  }
}

/** The same, out as its first release. */
export const sampleSibling = (programme: Sibling, more: Partial<PublicSibling> = {}): PublicSibling => ({
  ...siblingBundle(sampleTruth(programme), []),
  number: 1,
  publishedAtIso: '2024-07-23',
  audit: { releases: 1, tested: programme === 'HAMYAR' ? 1 : 0, narrowest: null, withdrawn: 0 },
  older: [],
  corrections: [],
  ...more,
})
