import { isoOf } from '@/lib/shared/jalali'
import { orThrow } from '@/lib/shared/result'

/** The three legal bases the source names. Days in force are general knowledge, to be checked by the office. */
export const LEGAL_BASES = [
  {
    code: 'SIXTH_PLAN_101',
    fa: 'مادهٔ ۱۰۱ قانون برنامهٔ ششم توسعه',
    en: 'Article 101 of the Sixth Development Plan law',
    kind: 'LAW',
    source: 'S3-4; days in force: general knowledge, later extended by law: CHECK',
    from: orThrow(isoOf(1396, 1, 1)),
    to: orThrow(isoOf(1400, 12, 29)),
  },
  {
    code: 'PRESIDENT_PRIORITY_12',
    fa: 'بند ۱۲ از اولویت‌های تخصصی رئیس‌جمهور در امور زنان و خانواده',
    en: "Item 12 of the President's specialised priorities on women and family affairs",
    kind: 'PRESIDENTIAL_PRIORITY',
    source: 'S3-5',
    from: null,
    to: null,
  },
  {
    code: 'PROVINCE_WOMEN_DOCUMENT',
    fa: 'سند ارتقای وضعیت زنان و خانوادهٔ استان',
    en: "The province's document for raising the status of women and family",
    kind: 'PROVINCIAL_DOCUMENT',
    source: 'S3-6',
    from: null,
    to: null,
  },
] as const

/** Ten modules of six hours, used for both steps: an assumption of ours, since the sources give aims and no syllabus. */
export const MODULES = [
  ['M01', 'آشنایی با طرح و شناخت محله', 'Knowing the plan and the neighbourhood', ['A6']],
  ['M02', 'سلامت روان و مدیریت فشار', 'Mental health and stress', ['A1']],
  ['M03', 'سلامت جسمانی و پیشگیری', 'Physical health and prevention', ['A1']],
  ['M04', 'سلامت اجتماعی و ارتباط', 'Social health and communication', ['A1', 'A7']],
  ['M05', 'تاب‌آوری خانواده', 'Family resilience', ['A2']],
  ['M06', 'شناخت و پیشگیری از آسیب‌های اجتماعی', 'Knowing and preventing social harms', ['A5']],
  ['M07', 'تحلیل سیستم‌های تاب‌آور', 'Analysing resilient systems', ['A6']],
  ['M08', 'مشارکت در امور شهری و فرهنگ شهرنشینی', 'Urban affairs and urban culture', ['A3', 'A4']],
  ['M09', 'تعاملات اجتماعی و چالش‌های محیطی', 'Social interaction and environmental challenges', ['A7']],
  ['M10', 'برنامهٔ اقدام محله و ارزیابی', 'Neighbourhood action plan and evaluation', ['A8']],
] as const satisfies readonly (readonly [string, string, string, readonly string[]])[]
