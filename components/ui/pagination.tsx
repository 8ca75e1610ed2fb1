import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { buttonLook } from './button'

type Props = { t: Words; locale: Locale; page: number; pages: number; hrefOf: (page: number) => string }

/** Previous, where one is, next. The address carries the page. */
export function Pagination({ t, locale, page, pages, hrefOf }: Props) {
  if (pages <= 1) return null
  const at = t('words.page', { page: formatNumber(page, locale), pages: formatNumber(pages, locale) })
  return (
    <nav
      aria-label={t('words.pages')}
      className="mt-4 flex items-center justify-center gap-4 text-sm print:hidden"
    >
      {page > 1 ? (
        <a rel="prev" href={hrefOf(page - 1)} className={buttonLook('plain')}>
          {t('words.previous')}
        </a>
      ) : null}
      <span aria-current="page">{at}</span>
      {page < pages ? (
        <a rel="next" href={hrefOf(page + 1)} className={buttonLook('plain')}>
          {t('words.next')}
        </a>
      ) : null}
    </nav>
  )
}
