import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { foldWord } from './written-word'

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
    ],
    ...['✓', '✔', '☑', '+', '1', 'yes', 'y', 'true', 'ok', 'signed'],
  ].map(foldWord),
)

/** True only where the word says yes (بلی، دارد، ✓، ۱ …) or gives the day of signing; empty and unknown are no. */
export function saysYes(text: string): boolean {
  return YES.has(foldWord(text)) || parseJalaliDay(text).ok
}

const HEAD = new Set(['سرپرست', 'سرپرست خانوار', 'خودسرپرست', 'زن سرپرست خانوار'].map(foldWord))

/** True where a cell of the column «سرپرست خانوار» says that she heads the household. */
export function saysHead(text: string): boolean {
  return saysYes(text) || HEAD.has(foldWord(text))
}
