import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { discard } from '@/app/_actions/people'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { PaperConfirm, PaperQuestions } from '@/components/workshops/paper-confirm'
import { PaperResult } from '@/components/workshops/paper-result'
import { PaperSheet } from '@/components/workshops/paper-sheet'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { registerLabels } from '@/lib/server/register-labels'
import { isUuid } from '@/lib/shared/id'
import { formatNumber } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import { paperSentence } from '../sentence'
import { paperView } from './present'
import { previewOf } from './preview'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; draftId: string }> }
const FORM = 'confirm-registers'

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('paper.preview.title') }
}

export default async function RegistersDraftPage({ params }: Props) {
  const { locale: asked, draftId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requirePower(actor, 'record')
  const [t, labels] = await Promise.all([wordsOf(locale), registerLabels(locale)])
  const preview = isUuid(draftId) ? await previewOf(actor, draftId) : null
  if (!preview) notFound()
  const here = `/${locale}/office/registers/import/${draftId}`
  if (preview.state === 'refused') {
    return (
      <Notice kind="error" kindLabel={t('words.kind.error')} title={t('paper.import.refused')}>
        {paperSentence(t, locale, preview.code)}
      </Notice>
    )
  }
  if (preview.state === 'done') return <PaperResult t={t} locale={locale} here={here} {...preview} />
  const view = paperView(preview.judged, { t, locale, labels })
  const number = (value: number) => formatNumber(value, locale)
  const takes = view.marks > 0 || view.asks.length > 0 || view.changes.length > 0
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('paper.preview.title')}
        line={t('paper.preview.line', {
          file: isolate(preview.fileName),
          sheets: number(view.sheets.length),
        })}
      />
      <Notice kind="info" kindLabel={t('words.kind.info')} title={t('paper.preview.nothing')}>
        {view.marks > 0
          ? t('paper.preview.sum', {
              marks: number(view.marks),
              sessions: number(view.sessions),
              unmarked: number(view.unmarked),
              doubtful: number(view.doubtful),
            })
          : t('paper.preview.sumNone')}
      </Notice>
      <PaperQuestions t={t} id={FORM} action={`${here}/confirm`} asks={view.asks} changes={view.changes} />
      <div className="flex flex-wrap items-center gap-3">
        <PaperConfirm form={FORM} label={t(takes ? 'paper.preview.confirm' : 'paper.preview.onlyLeft')} />
        <form action={discard}>
          <input type="hidden" name="draftId" value={draftId} />
          <Button type="submit" look="quiet" size="field">
            {t('paper.preview.discard')}
          </Button>
        </form>
      </div>
      {view.sheets.map((sheet, at) => (
        <PaperSheet key={sheet.name} t={t} sheet={sheet} id={`sheet-${at + 1}`} />
      ))}
    </div>
  )
}
