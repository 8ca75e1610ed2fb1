import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

type Props = {
  t: Words
  locale: Locale
  here: string
  sessions: number
  marks: number
  unchanged: number
  left: number
  runCode: string
}

/** What became of typed registers: how much was drafted, and the file of what was not. */
export function PaperResult({ t, locale, here, sessions, marks, unchanged, left, runCode }: Props) {
  const number = (value: number) => formatNumber(value, locale)
  const office = `/${locale}/office`
  return (
    <div className="grid max-w-2xl gap-4">
      <PageHead title={t(marks > 0 ? 'paper.result.title' : 'paper.result.none')} />
      {marks > 0 ? (
        <Notice
          kind="success"
          kindLabel={t('words.kind.success')}
          title={t('paper.result.taken', { marks: number(marks), sessions: number(sessions) })}
        >
          {t('paper.result.draft')}
        </Notice>
      ) : null}
      {unchanged > 0 ? (
        <Notice
          kind="info"
          kindLabel={t('words.kind.info')}
          title={t('paper.result.unchanged', { count: number(unchanged) })}
        />
      ) : null}
      {left > 0 ? (
        <Notice
          kind="warn"
          kindLabel={t('words.kind.warn')}
          title={t('paper.result.left', { count: number(left) })}
        >
          {t('paper.result.day')}
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {left > 0 ? (
          <LinkButton href={`${here}/rest`} look="primary" download>
            {t('paper.result.download')}
          </LinkButton>
        ) : null}
        <LinkButton href={`${office}/cohorts?run=${runCode}`}>{t('paper.result.sessions')}</LinkButton>
        <LinkButton href={`${office}/registers/import?run=${runCode}`} look="quiet">
          {t('paper.result.again')}
        </LinkButton>
      </div>
    </div>
  )
}
