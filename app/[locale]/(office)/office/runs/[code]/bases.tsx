import { addBasis, attachBasis } from '@/app/_actions/run-setup'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm, type FieldsFormProps } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { Basis } from '@/db/queries/programmes/run-setup'
import { BASIS_KINDS } from '@/lib/programmes/set-up'
import { formatDay } from '@/lib/shared/jalali'
import { codeSentence } from '../../people/import/sentence'
import { sourceText } from '../../rules/source-text'
import type { Setup } from './forms'

/** What the run rests on, with the days it is in force; W-RUN-05 where one ended before the run starts. */
export function Bases({ all }: { all: Setup }) {
  const { t, locale, run, setup } = all
  const ended = setup.warnings.filter(({ code }) => code === 'W-RUN-05')
  return (
    <Card id="bases" title={t('run-setup.bases.title')}>
      <div className="grid gap-4">
        {ended.map(({ code, values }) => (
          <Notice key={String(values.title)} kind="warn" kindLabel={t('words.kind.warn')}>
            {codeSentence(t, locale, code, values)}
          </Notice>
        ))}
        {setup.legalBases.length === 0 ? (
          <p className="text-ink-2">{t('run-setup.bases.empty')}</p>
        ) : (
          <Table caption={t('run-setup.bases.title')} captionHidden label={t('run-setup.bases.title')} dense>
            <thead>
              <tr>
                <HeadCell>{t('run-setup.bases.name')}</HeadCell>
                <HeadCell>{t('run-setup.bases.validity')}</HeadCell>
                {run.status === 'CLOSED' ? null : <HeadCell>{t('run-setup.act')}</HeadCell>}
              </tr>
            </thead>
            <tbody>
              {setup.legalBases.map((basis) => (
                <tr key={basis.id}>
                  <RowHead>
                    <bdi>{locale === 'fa' ? basis.fa : basis.en}</bdi>
                    <span className="block text-xs text-ink-2">
                      <bdi>{citationOf(basis, all)}</bdi>
                    </span>
                  </RowHead>
                  <Cell>
                    {validity(basis, all)}{' '}
                    {basis.validTo && basis.validTo < run.startDate ? (
                      <Badge tone="late">{t('run-setup.bases.ended')}</Badge>
                    ) : null}
                  </Cell>
                  {run.status === 'CLOSED' ? null : (
                    <Cell>
                      <FieldsForm {...detachForm(basis, all)} />
                    </Cell>
                  )}
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        {run.status === 'CLOSED' ? null : (
          <>
            {setup.otherBases.length > 0 ? (
              <details>
                <summary className="min-h-11 py-2 font-semibold text-lapis">
                  {t('run-setup.bases.attach')}
                </summary>
                <FieldsForm {...attachForm(all)} />
              </details>
            ) : null}
            <details open={setup.legalBases.length === 0 && setup.otherBases.length === 0}>
              <summary className="min-h-11 py-2 font-semibold text-lapis">{t('run-setup.bases.add')}</summary>
              <FieldsForm {...basisForm(all)} />
            </details>
          </>
        )}
      </div>
    </Card>
  )
}

/** Facts of the sources are told by the source's name; what the office wrote stands as it is. */
function citationOf({ source }: Basis, { t }: Setup): string {
  const mark = /^S\d-\d+/.exec(source)?.[0]
  return t('run-setup.bases.citationIs', { citation: mark ? sourceText(mark, t) : source })
}

function validity({ validFrom, validTo }: Basis, { t, locale }: Setup): string {
  const day = (iso: string) => formatDay(iso, locale, 'numeric')
  if (validFrom && validTo) return t('runs.span', { from: day(validFrom), to: day(validTo) })
  if (validTo) return t('run-setup.bases.until', { to: day(validTo) })
  return validFrom ? t('run-setup.bases.since', { from: day(validFrom) }) : t('run-setup.bases.unknown')
}

const words = ({ t }: Setup, done?: string) => ({
  error: t('words.kind.error'),
  success: t('words.kind.success'),
  done,
})

function detachForm({ id }: Basis, all: Setup): FieldsFormProps {
  return {
    action: attachBasis,
    hidden: { runId: all.run.runId, legalBasisId: id, attached: 'no' },
    idPrefix: `${id}-`,
    look: 'plain',
    submit: all.t('run-setup.bases.detach'),
    words: words(all),
    fields: [],
  }
}

function attachForm(all: Setup): FieldsFormProps {
  const { t, locale, run, setup } = all
  return {
    action: attachBasis,
    hidden: { runId: run.runId, attached: 'yes' },
    columns: 2,
    idPrefix: 'attach-',
    look: 'plain',
    submit: t('run-setup.bases.attachSubmit'),
    words: words(all, t('run-setup.bases.attached')),
    fields: [
      {
        kind: 'select',
        name: 'legalBasisId',
        label: t('run-setup.bases.name'),
        options: setup.otherBases.map((one) => ({ value: one.id, label: locale === 'fa' ? one.fa : one.en })),
      },
    ],
  }
}

function basisForm(all: Setup): FieldsFormProps {
  const { t, run } = all
  const optional = t('words.optional')
  const day = (name: string, label: string) =>
    ({
      kind: 'text',
      name,
      label,
      hint: t('runs.form.dayHint'),
      ltr: true,
      inputMode: 'numeric',
      mark: optional,
    }) as const
  return {
    action: addBasis,
    hidden: { runId: run.runId },
    columns: 2,
    idPrefix: 'basis-',
    look: 'plain',
    submit: t('run-setup.bases.submit'),
    words: words(all, t('run-setup.bases.added')),
    fields: [
      { kind: 'text', name: 'titleFa', label: t('run-setup.bases.titleFa'), required: true },
      { kind: 'text', name: 'titleEn', label: t('runs.form.nameEn'), ltr: true, mark: optional },
      {
        kind: 'select',
        name: 'kind',
        label: t('run-setup.bases.kind'),
        options: BASIS_KINDS.map((value) => ({ value, label: t(`run-setup.bases.kinds.${value}`) })),
      },
      {
        kind: 'text',
        name: 'citation',
        label: t('run-setup.bases.citation'),
        hint: t('run-setup.bases.citationHint'),
        required: true,
      },
      day('validFrom', t('run-setup.bases.validFrom')),
      day('validTo', t('run-setup.bases.validTo')),
    ],
  }
}
