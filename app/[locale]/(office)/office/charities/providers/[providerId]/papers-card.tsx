import { randomUUID } from 'node:crypto'
import { dropDocument, putDocument } from '@/app/_actions/charity-served'
import { FileForm } from '@/components/charities/file-form'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { DocumentLine } from '@/db/queries/charities/pledges'
import { PAPER_KINDS } from '@/lib/charities/kinds'
import { formatDay } from '@/lib/shared/jalali'
import { noticeWords, type Told } from '../../present'
import { charitiesBase } from '../../tabs'

type Props = { told: Told; providerId: string; papers: DocumentLine[]; back: string }

/** A provider's licence, statutes and other papers, kept sealed. */
export function PapersCard({ told: { t, locale }, providerId, papers, back }: Props) {
  return (
    <Card id="papers" title={t('served.papers.title')}>
      <p className="mb-3 text-sm text-ink-2">{t('served.papers.line')}</p>
      {papers.length === 0 ? (
        <p className="text-ink-2">{t('served.papers.none')}</p>
      ) : (
        <ul className="grid gap-2">
          {papers.map((one) => (
            <li key={one.documentId} className="flex flex-wrap items-center justify-between gap-3">
              <a
                href={`${charitiesBase(locale)}/providers/documents/${one.documentId}`}
                className="inline-flex min-h-11 items-center"
              >
                {t('served.papers.open', {
                  kind: t(`served.papers.kind.${one.kind}`),
                  day: formatDay(one.on, locale, 'long'),
                })}
              </a>
              <FieldsForm
                action={dropDocument}
                hidden={{ documentId: one.documentId, back }}
                idPrefix={`drop-${one.documentId}-`}
                look="quiet"
                submit={t('served.papers.remove')}
                words={noticeWords(t)}
                fields={[]}
              />
            </li>
          ))}
        </ul>
      )}
      <details className="mt-3">
        <summary className="min-h-touch py-2 font-semibold text-lapis">{t('served.papers.add')}</summary>
        <FileForm
          action={putDocument}
          hidden={{ key: randomUUID(), providerId, back }}
          id="paper-file"
          accept=".pdf,.jpg,.jpeg,.png,.webp"
          choice={{
            name: 'kind',
            label: t('served.papers.kindHead'),
            options: PAPER_KINDS.map((value) => ({ value, label: t(`served.papers.kind.${value}`) })),
          }}
          words={{
            file: t('served.papers.file'),
            fileHint: t('served.papers.fileHint'),
            submit: t('served.papers.save'),
            ...noticeWords(t),
          }}
        />
      </details>
    </Card>
  )
}
