import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { foldWord, saysNo } from './written-word'

const YES = new Set(
  [
    ...[
      'بلی',
      'بله',
      'آری',
      'دارد',
      'داره',
      'دارم',
      'هست',
      'است',
      'می‌باشد',
      'یس',
      'ب',
      'بلي',
      'اوکی',
      'تایید',
      'تأیید',
    ],
    ...[
      'دارد و امضا شده',
      'رضایت دارد',
      'رضایت دارم',
      'موافق',
      'موافقم',
      'موافقت دارد',
      'اخذ شد',
      'اخذ شده',
      'گرفته شد',
    ],
    ...[
      'گرفته شده',
      'داده است',
      'داده شد',
      'امضا',
      'امضا شد',
      'امضا شده',
      'امضا کرد',
      'تکمیل شد',
      'تکمیل',
      'پیوست',
      'ضمیمه',
      'ضمیمه شده',
      'موجود',
      'موجود است',
      'دارند',
      'کتبی',
      'اثر انگشت',
      'تایید شد',
      'تایید شده',
      'مورد تایید',
      'انجام شد',
      'ثبت شد',
    ],
    ...['✓', '✔', '☑', '✅', '√', '+', '1', 'yes', 'y', 'true', 'ok', 'signed'],
  ].map(foldWord),
)

const OPENS_WITH_YES = /^(بله|بلی|دارد|اخذ|امضا|کتبیدارد|کتبیاخذ|اثرانگشت)/
const NEGATION = /ندارد|نشد|نیست|نکرد|نداد|خیر|عدم|فاقد|بدون|ولی|مشروط/

/** True only where the words say yes (بلی، دارد، ✓، ۱ …) or give the day of signing; empty and unknown are no. */
export function saysYes(text: string): boolean {
  const word = foldWord(text)
  return YES.has(word) || (OPENS_WITH_YES.test(word) && !NEGATION.test(word)) || parseJalaliDay(text).ok
}

const HEAD = new Set(
  [
    'سرپرست',
    'سرپرست خانوار',
    'خودسرپرست',
    'دختر خودسرپرست',
    'زن سرپرست خانوار',
    'خود فرد',
    'خودش',
    'خود',
  ].map(foldWord),
)
const NOT_HEAD = new Set(
  [
    'همسر',
    'همسر سرپرست',
    'فرزند',
    'عضو',
    'عضو خانوار',
    'عضو خانواده',
    'دختر',
    'مادر',
    'خواهر',
    'عروس',
    'غیر سرپرست',
  ].map(foldWord),
)

/** Whether a cell of the column «سرپرست خانوار» says that she heads the household; null when it cannot be told. */
export function parseHead(text: string): boolean | null {
  const word = foldWord(text)
  if (HEAD.has(word) || saysYes(text)) return true
  return NOT_HEAD.has(word) || saysNo(text) ? false : null
}
