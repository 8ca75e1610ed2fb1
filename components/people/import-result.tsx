import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

type Props = {
  t: Words
  locale: Locale
  here: string
  taken: number
  unchanged: number
  left: number
  runCode: string
}

/** What became of a roster: how many were taken, and the file of those who were not. */
export function ImportResult({ t, locale, here, taken, unchanged, left, runCode }: Props) {
  const number = (count: number) => ({ count: formatNumber(count, locale) })
  const base = `/${locale}/office/people`
  return (
    <div className="grid max-w-2xl gap-4">
      <PageHead title={t(taken > 0 ? 'people.result.title' : 'people.result.none')} />
      {taken > 0 ? (
        <Notice
          kind="success"
          kindLabel={t('words.kind.success')}
          title={t('people.result.taken', number(taken))}
        />
      ) : null}
      {unchanged > 0 ? (
        <Notice
          kind="info"
          kindLabel={t('words.kind.info')}
          title={t('people.result.unchanged', number(unchanged))}
        />
      ) : null}
      {left > 0 ? (
        <Notice kind="warn" kindLabel={t('words.kind.warn')} title={t('people.result.left', number(left))}>
          {t('people.result.day')}
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {left > 0 ? (
          <LinkButton href={`${here}/rest`} look="primary" download>
            {t('people.result.download')}
          </LinkButton>
        ) : null}
        <LinkButton href={`${base}?run=${runCode}`}>{t('people.result.people')}</LinkButton>
        <LinkButton href={`${base}/import?run=${runCode}`} look="quiet">
          {t('people.result.again')}
        </LinkButton>
      </div>
    </div>
  )
}
