export type DemoPlace = {
  c: number
  code: string
  county: string
  nameFa: string
  nameEn: string
  type: 'A' | 'B' | 'C'
  setting: 'URBAN' | 'RURAL'
  zone: 'MARGINAL' | 'URBAN_VULNERABLE' | 'RURAL_VULNERABLE'
}

// Fictional neighbourhoods in real counties: county, Persian and English name, zone, attendance type.
const LINES = `
urmia|محلهٔ امید|Omid|M|A
urmia|محلهٔ مهر|Mehr|M|B
urmia|محلهٔ بهار|Bahar|U|A
urmia|محلهٔ سپیدار|Sepidar|M|B
urmia|روستای چشمه‌سار|Cheshmeh-sar village|R|C
khoy|محلهٔ آفتاب|Aftab|M|A
khoy|محلهٔ نسیم|Nasim|U|B
khoy|روستای گل‌دشت|Gol-dasht village|R|C
miandoab|محلهٔ لاله|Laleh|M|A
miandoab|محلهٔ یاس|Yas|U|B
miandoab|روستای نوبهار|Nowbahar village|R|C
mahabad|محلهٔ شقایق|Shaghayegh|M|A
mahabad|محلهٔ باران|Baran|U|B
mahabad|محلهٔ مهتاب|Mahtab|M|C
bukan|محلهٔ نرگس|Narges|U|A
bukan|محلهٔ صنوبر|Sanobar|M|B
salmas|محلهٔ ستاره|Setareh|U|A
salmas|روستای باغستان|Baghestan village|R|C
piranshahr|محلهٔ همدلی|Hamdeli|M|B
piranshahr|محلهٔ نیلوفر|Niloufar|U|A
naqadeh|محلهٔ سپیده|Sepideh|U|B
sardasht|روستای آبشار|Abshar village|R|C
shahin-dezh|محلهٔ بنفشه|Banafsheh|U|A
maku|محلهٔ چشمه|Cheshmeh|M|B
oshnavieh|روستای سرسبز|Sarsabz village|R|C`

const ZONES = { M: 'MARGINAL', U: 'URBAN_VULNERABLE', R: 'RURAL_VULNERABLE' } as const

/** The 25 neighbourhoods; `c` is the number of the cohort. */
export const DEMO_PLACES: DemoPlace[] = LINES.trim()
  .split('\n')
  .map((line, i) => {
    const [county = '', nameFa = '', nameEn = '', zone = 'M', type = 'A'] = line.split('|')
    return {
      c: i + 1,
      code: `WA-${String(i + 1).padStart(2, '0')}`,
      county,
      nameFa,
      nameEn,
      type: type as DemoPlace['type'],
      setting: zone === 'R' ? 'RURAL' : 'URBAN',
      zone: ZONES[zone as keyof typeof ZONES],
    }
  })

/** The counties of the demonstration, in the order of their cohorts. */
export const DEMO_COUNTIES = [...new Set(DEMO_PLACES.map((place) => place.county))]

/** The weekdays (Saturday 0) and the time of a cohort's sessions. */
export function slotsOf(place: DemoPlace): { days: number[]; time: string } {
  const days = [
    [2, 4],
    [0, 2],
    [1, 3],
  ][place.c % 3]!
  return { days, time: place.setting === 'RURAL' ? '10:00' : place.c % 2 === 1 ? '09:30' : '16:00' }
}

/** Cohorts whose twelfth slot day is lost to the weather. */
export const losesADay = (c: number) => c % 5 === 0
