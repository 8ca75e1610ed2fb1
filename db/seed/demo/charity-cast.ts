import type { AgreementState, NeedState, Priority, ServiceDomain } from '@/lib/charities/kinds'

/** Thirty kinds of services, five a field; their titles are invented, as everything of the demonstration. */
const TITLES: [ServiceDomain, string, string[]][] = [
  ['CHILDREN', 'CH', ['مراقبت شبانه‌روزی', 'خانهٔ نوجوان', 'فرزندپذیری موقت', 'حامی‌یابی', 'مشاورهٔ کودک']],
  [
    'ELDERLY',
    'EL',
    ['مراقبت روزانه', 'مراقبت در منزل', 'مراقبت شبانه‌روزی سالمند', 'تغذیهٔ سالمند', 'همراه سالمند'],
  ],
  ['ORPHANS', 'OR', ['کمک‌هزینهٔ تحصیل', 'پوشاک و لوازم', 'اردوی آموزشی', 'کلاس تقویتی', 'پشتیبانی خانواده']],
  [
    'CHRONIC_MENTAL',
    'CM',
    ['مرکز روزانه', 'اقامت طولانی', 'ویزیت در منزل', 'دارو و درمان', 'آموزش خانوادهٔ بیمار'],
  ],
  ['DISABLED', 'DI', ['توانبخشی جسمی', 'توانبخشی حرفه‌ای', 'وسایل کمکی', 'مناسب‌سازی منزل', 'رفت‌وآمد']],
  ['EMPOWERMENT', 'EM', ['مهارت‌آموزی', 'وام کارگشایی', 'بازاریابی محصول', 'کارآموزی', 'مشاورهٔ شغلی']],
]
export const DEMO_SERVICES = TITLES.flatMap(([domain, prefix, titles]) =>
  titles.map((titleFa, i) => ({
    code: `${prefix}-${String(i + 1).padStart(2, '0')}`,
    titleFa,
    domain,
    sinceYear: null,
  })),
)

/** Code, name, county, field, and its agreements by the service's code. */
export const DEMO_PROVIDERS: {
  code: string
  nameFa: string
  county: string
  domain: ServiceDomain
  agreements: [string, AgreementState][]
}[] = [
  provider('آفتاب مهر', 'zanjan', 'CHILDREN', 'CH-01 CH-02'),
  provider('سایه‌سار', 'zanjan', 'ELDERLY', 'EL-01 EL-02'),
  provider('ریحان', 'zanjan', 'ORPHANS', 'OR-01 OR-02'),
  provider('آرامش‌جو', 'zanjan', 'CHRONIC_MENTAL', 'CM-01', 'CM-03', 'PROPOSED'),
  provider('همراهان توان', 'zanjan', 'DISABLED', 'DI-01 DI-02'),
  provider('گلستان یاد', 'abhar', 'ORPHANS', 'OR-03'),
  provider('پرواز نو', 'abhar', 'DISABLED', 'DI-03'),
  provider('خانهٔ امید', 'khodabandeh', 'CHILDREN', 'CH-04'),
  provider('مهر پدران', 'khodabandeh', 'ELDERLY', 'EL-05'),
  provider('گام استوار', 'khorramdarreh', 'DISABLED', 'DI-05'),
  provider('نوید فردا', 'mahneshan', 'ORPHANS', 'OR-04', 'OR-05', 'ENDED'),
  provider('روشنا', 'ijrud', 'CHRONIC_MENTAL', '', 'CM-05', 'PROPOSED'),
].map((one, i) => ({ ...one, code: `ZC-${String(i + 1).padStart(2, '0')}` }))

function provider(
  nameFa: string,
  county: string,
  domain: ServiceDomain,
  active: string,
  other?: string,
  state: AgreementState = 'PROPOSED',
) {
  const agreements = active
    .split(' ')
    .filter(Boolean)
    .map((code): [string, AgreementState] => [code, 'ACTIVE'])
  if (other) agreements.push([other, state])
  return { nameFa, county, domain, agreements }
}

export type DemoNeed = {
  titleFa: string
  county: string
  service: string
  people: number
  isNew: boolean
  priority: Priority
  state: NeedState
  /** The provider that took it on. */
  by?: string
  /** One that was asked before, and why it said no. */
  declined?: [string, string]
}
const need = (
  titleFa: string,
  county: string,
  service: string,
  people: number,
  state: NeedState,
  more: Partial<DemoNeed> = {},
): DemoNeed => ({ titleFa, county, service, people, state, isNew: false, priority: 'NORMAL', ...more })

/** Twenty needs: identified 5, verified 3, planned 4, matched 3, met 4, deferred 1; eight of them new. */
export const DEMO_NEEDS: DemoNeed[] = [
  need('مراقبت عصرگاهی کودکان بی‌سرپرست', 'zanjan', 'CH-05', 8, 'IDENTIFIED', { isNew: true }),
  need('همراه برای سالمندان تنها در روستاها', 'tarom', 'EL-05', 14, 'IDENTIFIED', { isNew: true }),
  need('وسایل کمکی شنوایی', 'soltaniyeh', 'DI-03', 6, 'IDENTIFIED', { priority: 'HIGH' }),
  need('کارآموزی جوانان خارج‌شده از مرکز', 'zanjan', 'EM-04', 9, 'IDENTIFIED', { isNew: true }),
  need('لوازم مدرسه برای آغاز سال', 'ijrud', 'OR-02', 20, 'IDENTIFIED'),
  need('ویزیت در منزل بیماران مزمن', 'mahneshan', 'CM-03', 7, 'VERIFIED', { priority: 'HIGH' }),
  need('مناسب‌سازی منزل معلولان', 'khorramdarreh', 'DI-04', 5, 'VERIFIED', { isNew: true }),
  need('مشاورهٔ شغلی زنان سرپرست خانوار', 'abhar', 'EM-05', 16, 'VERIFIED', { isNew: true }),
  need('مراقبت در منزل سالمندان', 'zanjan', 'EL-02', 10, 'PLANNED', { priority: 'HIGH' }),
  need('حامی‌یابی برای نوجوانان', 'khodabandeh', 'CH-04', 12, 'PLANNED', {
    declined: ['ZC-08', 'امسال نیروی کافی برای حامی تازه نداریم'],
  }),
  need('کلاس تقویتی پایهٔ نهم', 'mahneshan', 'OR-04', 15, 'PLANNED'),
  need('رفت‌وآمد به مرکز توانبخشی', 'ijrud', 'DI-05', 4, 'PLANNED', { isNew: true }),
  need('خانهٔ نوجوان برای دختران', 'zanjan', 'CH-02', 6, 'MATCHED', { by: 'ZC-01', priority: 'HIGH' }),
  need('کمک‌هزینهٔ تحصیل دانشجویان', 'zanjan', 'OR-01', 11, 'MATCHED', { by: 'ZC-03', isNew: true }),
  need('توانبخشی حرفه‌ای', 'zanjan', 'DI-02', 8, 'MATCHED', { by: 'ZC-05' }),
  need('مراقبت روزانهٔ سالمندان', 'zanjan', 'EL-01', 12, 'MET', { by: 'ZC-02' }),
  need('مراقبت شبانه‌روزی', 'zanjan', 'CH-01', 9, 'MET', { by: 'ZC-01' }),
  need('مرکز روزانهٔ بیماران', 'zanjan', 'CM-01', 7, 'MET', { by: 'ZC-04' }),
  need('اردوی آموزشی تابستان', 'abhar', 'OR-03', 18, 'MET', { by: 'ZC-06', isNew: true }),
  need('تغذیهٔ سالمندان در ماه‌های سرد', 'soltaniyeh', 'EL-04', 13, 'DEFERRED', { priority: 'LOW' }),
]
