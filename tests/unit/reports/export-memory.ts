import { peopleList } from '@/lib/reports/people-list'
import { writeReport } from '@/lib/reports/write-report'
import { reportFacts } from './closed-quarter'
import { wordsIn } from './words'

// A process of its own that makes one file, so that what it took is that file's: prints its size, the most memory the
// process ever held (kilobytes) and the milliseconds.
const [what = '', count = '625'] = process.argv.slice(2)
const t = wordsIn('fa')
const people = () =>
  peopleList(
    {
      rows: Array.from({ length: Number(count) }, (_, at) => ({
        name: `فاطمه زهرا محمدی‌نیای شمارهٔ ${at}`,
        countyFa: 'ارومیه',
        countyEn: 'Urmia',
        placeFa: `محلهٔ ${at % 25}`,
        placeEn: `Place ${at % 25}`,
        cohortCode: `WA-${at % 25}`,
        minutes: 2880 + at,
        status: 'COMPLETED',
        certificate: `WA-1403-P-${at}`,
      })),
      total: Number(count),
      asOf: '2024-09-20',
      number: 4711,
      reader: 'کارشناس نمونه',
      madeMs: Date.parse('2024-09-22T08:00:00Z'),
      runFa: 'دوره',
      runEn: 'Run',
      isDemo: true,
    },
    t,
    'fa',
  )
const report = () => writeReport(reportFacts(), t, 'fa')
// Each is loaded by itself: the libraries of the others are no part of what it takes.
const works: Record<string, () => Promise<Uint8Array>> = {
  'people.xlsx': async () => (await import('@/lib/server/workbook/people')).peopleXlsx(people(), t),
  'people.pdf': async () => (await import('@/lib/server/pdf/people')).peoplePdf(people(), t),
  'report.pdf': async () => (await import('@/lib/server/pdf/report')).reportPdf(report(), t),
  'report.docx': async () => (await import('@/lib/server/docx/report')).reportDocx(report(), t),
  'report.xlsx': async () => (await import('@/lib/server/workbook/report')).reportXlsx(report(), t),
}
const begun = performance.now()
const bytes = (await works[what]!()).length
const ms = Math.round(performance.now() - begun)
console.log(JSON.stringify({ what, bytes, kilobytes: process.resourceUsage().maxRSS, ms }))
