import type { HelpLine } from '@/lib/releases/help-lines'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'

/** Big, plain, thumb-sized; works without scripts and without signing in. */
export function HelpLines({ t, locale, lines }: { t: Words; locale: Locale; lines: HelpLine[] }) {
  return (
    <div className="py-8 sm:py-10">
      <h1 className="text-2xl">{t('public.help.title')}</h1>
      <p className="mt-2 max-w-measure text-lg">{t('public.help.line')}</p>
      <ul className="mt-6 grid gap-4 sm:grid-cols-2">
        {lines.map((line) => {
          const shown = localDigits(line.phone, locale)
          return (
            <li key={line.code}>
              <a
                href={`tel:${line.phone}`}
                className="flex min-h-24 items-center gap-5 rounded-lg border-2 border-ink bg-surface px-5 py-3 text-ink no-underline hover:bg-turquoise-wash hover:no-underline"
              >
                <span className="sr-only">{t('public.help.call')} </span>
                <bdi className="min-w-[4.5ch] text-[2rem] leading-none font-extrabold text-turquoise-deep">
                  {shown}
                </bdi>
                <span>
                  <span className="block text-lg leading-snug font-bold">
                    {t(`public.help.${line.code}.name`)}
                  </span>
                  <span className="block text-sm leading-relaxed text-ink-2">
                    {t(`public.help.${line.code}.for`)}
                  </span>
                </span>
              </a>
              <p className="mt-1 text-xs text-ink-3">
                {t('public.help.checked', { day: formatDay(line.checkedOnIso, locale, 'long') })}
              </p>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
