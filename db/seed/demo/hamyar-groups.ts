import { isoOf } from '@/lib/shared/jalali'
import { orThrow } from '@/lib/shared/result'
import { demoName, demoNationalId } from './people'

/** The 23 groups of the source by county; trades and sizes are invented, except that the two Zanjan craft groups employ eleven. */
export const HAMYAR_GROUPS = [
  ['abhar', 'خیاطی', 6],
  ['abhar', 'گلیم‌بافی', 5],
  ['abhar', 'جوراب‌بافی', 7],
  ['khodabandeh', 'گلیم‌بافی', 7],
  ['khodabandeh', 'گلیم‌بافی', 6],
  ['khodabandeh', 'خیاطی', 5],
  ['khodabandeh', 'رشته‌بری', 6],
  ['khodabandeh', 'لحاف‌دوزی', 5],
  ['khodabandeh', 'عروسک‌سازی', 6],
  ['khorramdarreh', 'رشته‌بری', 5],
  ['khorramdarreh', 'خیاطی', 7],
  ['khorramdarreh', 'جوراب‌بافی', 6],
  ['khorramdarreh', 'لحاف‌دوزی', 5],
  ['zanjan', 'میناکاری', 5],
  ['zanjan', 'ملیله‌کاری', 6],
  ['zanjan', 'خیاطی', 7],
  ['zanjan', 'عروسک‌سازی', 5],
  ['zanjan', 'رشته‌بری', 6],
  ['zanjan', 'جوراب‌بافی', 5],
  ['mahneshan', 'گلیم‌بافی', 6],
  ['mahneshan', 'لحاف‌دوزی', 5],
  ['ijrud', 'خیاطی', 5],
  ['ijrud', 'گلیم‌بافی', 6],
] as const

export const HAMYAR_COUNTIES = [...new Set(HAMYAR_GROUPS.map(([county]) => county))]

const NAMES =
  'مهر بهار امید سپیده نور یاس لاله شکوفه باران نسترن آفتاب مینا مهتاب سرو آوا ستاره گلستان سحر پیوند شقایق صبا دریا نیلوفر'.split(
    ' ',
  )

/** The day on which the women of the demonstration joined: 10 Shahrivar 1402. */
export const JOINED_ON = '2023-09-01'
const JOINED_YEAR = 1402

/** Group `g`, from one. Nobody wrote down in which year the two craft groups were opened in Bahman. */
export function demoGroup(g: number) {
  const [county, trade, size] = HAMYAR_GROUPS[g - 1]!
  const craft = g === 14 || g === 15
  return {
    code: `ZH-${String(g).padStart(2, '0')}`,
    nameFa: `گروه ${NAMES[g - 1]}`,
    county,
    trade,
    size,
    opening: craft
      ? { year: null, month: 11, day: null }
      : { year: JOINED_YEAR, month: 7 + (g % 4), day: null },
  }
}

/** Member `i` of group `g`, both from one: two of a group do not read, the last is self-headed. */
export function demoMember(g: number, i: number, homeCountyId: string) {
  const { size } = demoGroup(g)
  const age = 15 + ((7 * i + 5 * g) % 46)
  return {
    ...demoName(g, i),
    nationalId: demoNationalId(50 + g, i),
    // Before 10 Shahrivar, so that the age is whole on the day of joining.
    birthIso: orThrow(isoOf(JOINED_YEAR - age, ((g + i) % 5) + 1, ((3 * i + g) % 28) + 1)),
    category: i === size ? ('SELF_HEADED_WOMAN' as const) : ('WOMAN_HEAD' as const),
    isLiterate: i > 2,
    isCovered: true,
    ableToWork: true,
    homeCountyId,
    joinedOn: JOINED_ON,
    employed: true,
    consent: true as const,
  }
}
